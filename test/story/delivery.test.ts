/** One morning's faxes, every outcome of the training line among them, with the computer shut down in between. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FaxFilter, FaxView } from '#app/contract/desk/faxes.ts'
import { final, type FaxState } from '#app/domain/fax/fax.ts'
import type { FaxId } from '#app/domain/ids.ts'
import { trainingOutcomes } from '#main/lines/training/outcomes.ts'
import { flushed, givenApplication, goOn, type GivenApplication } from '#test/given/application.ts'
import { manualClock } from '#test/given/clock.ts'
import { givenKeychain } from '#test/given/keychain.ts'
import { bookOf, numberOf, sendNow, setUp, signIn, verifiedContact } from '#test/given/walk/walk-steps.ts'

const clock = manualClock()
const keychain = givenKeychain()
let given: GivenApplication
let personId: Awaited<ReturnType<typeof setUp>>['personId']
const sent = new Map<FaxId, FaxView>()

beforeAll(async () => {
  given = await givenApplication({ clock, keychain })
  personId = (await setUp(given)).personId
})
afterAll(() => given.leave())

const list = async (filter: FaxFilter) => (await given.done('faxes.list', { filter, text: '', limit: 200 })).faxes
const told = new Map<FaxId, FaxState[]>()

function note(): void {
  for (const event of given.events.splice(0)) {
    if (event.name !== 'fax.changed') continue
    const { id, state } = event.payload.fax
    told.set(id, [...(told.get(id) ?? []), state])
  }
}

async function startAgain(): Promise<void> {
  await given.stop()
  note()
  given = await givenApplication({ folder: given.folder, clock, keychain })
  await signIn(given, personId)
}

test('nine faxes are sent, one to each kind of number; the list shows all of them at once', async () => {
  for (const ending of [...trainingOutcomes.map(({ ending }) => ending), '0142']) {
    const contact = await verifiedContact(given, `+1202555${ending}`)
    const fax = await sendNow(given, numberOf(contact).id, `Case ${ending}`)
    sent.set(fax.id, fax)
  }
  expect((await list('in-progress')).map(({ id }) => id)).toEqual([...sent.keys()].toReversed())
  expect(await given.done('faxes.counts', {})).toMatchObject({
    all: 9,
    inProgress: 9,
    needsYou: 0,
    delivered: 0,
    mine: 9,
  })
})

test('shut down and started again every twenty seconds, each comes to its true end', async () => {
  let nextStop = clock.now() + 20_000
  let starts = 0
  await goOn(given, async () => {
    await given.done('session.touch', {})
    if (clock.now() >= nextStop && starts < 6) {
      await startAgain()
      starts += 1
      nextStop = clock.now() + 20_000
    }
    return (await given.done('faxes.counts', {})).inProgress === 0
  })
  note()
  expect(starts).toBe(6)
  const ends = Object.fromEntries((await list('all')).map(({ recipient, state }) => [recipient.e164.slice(-4), state]))
  expect(ends).toMatchObject({
    '0111': { phase: 'delivered' },
    '0112': { phase: 'failed', reason: 'no-answer', attempts: 4 },
    '0113': { phase: 'failed', reason: 'human-answered', attempts: 1 },
    '0114': { phase: 'failed', reason: 'partial', pagesSent: 1 },
    '0115': { phase: 'delivered' },
    '0116': { phase: 'delivered' },
    '0117': { phase: 'delivered' },
    '0118': { phase: 'delivered' },
    '0142': { phase: 'delivered' },
  })
})

test('the counts, the filters and the line say the same, and someone was called to what needs a person', async () => {
  const counts = await given.done('faxes.counts', {})
  expect(counts).toMatchObject({ all: 9, inProgress: 0, needsYou: 3, delivered: 6 })
  expect(await list('needs-you')).toHaveLength(3)
  expect(await list('delivered')).toHaveLength(6)
  const { lines } = await given.done('lines.list', {})
  expect(lines).toMatchObject([{ training: true, sending: 0, waiting: 0 }])
})

test('the line was called as often as the attempts say, with the very pages that were sealed', async () => {
  const book = await bookOf(given)
  const references: string[] = []
  for (const [id, { packet }] of sent) {
    const { attempts } = await given.done('faxes.read', { id })
    references.push(...attempts.map(({ lineReference }) => lineReference))
    const calls = book.filter(({ line_reference }) => attempts.some((one) => one.lineReference === line_reference))
    for (const { sha256 } of calls) expect(sha256).toBe(packet.sha256)
    expect(attempts.filter(({ outcome }) => outcome === 'delivered').length).toBeLessThanOrEqual(1)
  }
  expect(book.every(({ line_reference }) => references.includes(line_reference))).toBe(true)
})

test('what the page was told never went back, and ended once', () => {
  for (const states of told.values()) {
    const ended = states.findIndex(({ phase }) => final(phase))
    expect(states.slice(ended + 1).filter(({ phase }) => !final(phase))).toEqual([])
    const attempts = states.flatMap((state) => ('attempt' in state ? [state.attempt] : []))
    expect(attempts).toEqual(attempts.toSorted((a, b) => a - b))
  }
})

test('after it all the desk is quiet and the chain holds', async () => {
  await flushed()
  expect(await given.done('audit.verify', {})).toMatchObject({ result: 'intact' })
  expect(given.incidents()).toEqual([])
})
