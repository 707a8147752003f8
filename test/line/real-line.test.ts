/**
 * Real faxes over a real line: the whole application, a HylaFAX server, software modems and a telephone exchange on this
 * machine. Every fax is sent off at the start and runs in real time; each test waits for what it is about.
 */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FaxView } from '#app/contract/desk/faxes.ts'
import { final } from '#app/domain/fax/fax.ts'
import type { LineId } from '#app/domain/ids.ts'
import { systemClock } from '#main/clock.ts'
import { systemNetwork } from '#main/network.ts'
import type { Network } from '#main/ports.ts'
import { startApplication } from '#test/given/application.ts'
import { likeness, lookAt, tiffAsPdf, type Look } from '#test/given/fax-loop/likeness.ts'
import { startLoop, troubleNumbers, whyNoLoop, type FaxLoop } from '#test/given/fax-loop/loop.ts'
import { valueOf } from '#test/given/outcome.ts'
import { sample } from '#test/given/samples/made.ts'
import { change, numberOf, readyDraft, seal, send, setUp, verifiedContact } from '#test/given/walk/walk-steps.ts'

const why = whyNoLoop()
if (why) process.stdout.write(`${why} Nothing was dialled.\n`)
const minute = 60_000
const onLine = (name: string, work: () => Promise<void>) => test(name, () => (why ? undefined : work()), 4 * minute)

const numbers = {
  ...troubleNumbers,
  onePage: '+12025550142',
  threePages: '+12025550143',
  cutAfter: '+12025550144',
  cutBefore: '+12025550145',
  // Rings like the one that nobody answers.
  stopped: '+13015550172',
} as const
type Name = keyof typeof numbers

type Given = Awaited<ReturnType<typeof startApplication<typeof systemClock>>>
let loop: FaxLoop
let given: Given
let work: string
const sent = new Map<Name, FaxView>()

/** The connection to the server breaks once at the submission of one job: before it, or after it and before the answer. */
function breakingNetwork(): Network {
  const left = { before: true, after: true }
  return {
    ...systemNetwork,
    connect: (to) => {
      const socket = systemNetwork.connect(to)
      const write = socket.write.bind(socket) as (text: unknown) => boolean
      let number = ''
      socket.write = (text: unknown) => {
        const command = typeof text === 'string' ? text : ''
        if (command.startsWith('JPARM DIALSTRING')) number = command
        const breaks = command.startsWith('JSUBM') && breakNow(number, left)
        if (breaks === 'before') return socket.destroy() && true
        const written = write(text)
        // The server has it; its answer never gets here.
        if (breaks === 'after') {
          socket.pause()
          setTimeout(() => socket.destroy(), 2_000)
        }
        return written
      }
      return socket
    },
  }
}

function breakNow(number: string, left: { before: boolean; after: boolean }): 'before' | 'after' | undefined {
  if (left.before && number.includes(numbers.cutBefore)) return ((left.before = false), 'before')
  if (left.after && number.includes(numbers.cutAfter)) return ((left.after = false), 'after')
  return undefined
}

beforeAll(async () => {
  if (why) return
  loop = await startLoop({ sending: 4, receiving: 4 })
  work = await mkdtemp(path.join(os.tmpdir(), 'faxdesk-line-'))
  given = await startApplication(systemClock, { network: breakingNetwork() })
  await setUp(given)
  const lineId = await connect()
  // Long rings first, so that they ring while pages go.
  const order: readonly Name[] = ['stopped', 'noAnswer', 'voice', 'threePages', 'onePage', 'cutAfter', 'cutBefore']
  for (const name of [...order, 'dropped', 'busy', 'refused'] as const) sent.set(name, await sendTo(name, lineId))
}, 5 * minute)

afterAll(async () => {
  if (why) return
  await given.leave()
  loop.stop()
  await rm(work, { recursive: true, force: true })
})

async function connect(): Promise<LineId> {
  const { host, port, user, password } = loop
  const { id } = await given.done('lines.add', {
    name: 'Office server',
    settings: { kind: 'hylafax', host, port, user, protectedNetwork: false },
    secret: { kind: 'hylafax', password },
  })
  const since = Date.now() - minute
  await given.done('lines.agreement', { id, agreement: { kind: 'own-server', operator: 'Ferris IT', since } })
  expect(await given.done('lines.check', { id })).toMatchObject({ standing: 'ready', check: { findings: [] } })
  return id
}

async function sendTo(name: Name, lineId: LineId): Promise<FaxView> {
  const contact = await verifiedContact(given, numbers[name])
  // Long enough to be dropped in the middle of its data.
  const long = name === 'threePages' || name === 'dropped'
  const bytes = sample(long ? 'referral-10p.pdf' : 'text-1p.pdf')
  const draft = await readyDraft(given, numberOf(contact).id, `Case ${name.toLowerCase()}`, bytes)
  const cover = { ...draft.content.cover, included: long }
  // Two at most: every page is half a minute of real sound.
  const pages = draft.content.pages.map((page, at) => ({ ...page, included: at < 2 }))
  const ready = await change(given, draft, { lineId, cover, pages, quality: 'standard' })
  return send(given, await seal(given, ready))
}

function read(name: Name): Promise<FaxView> {
  const fax = sent.get(name)
  if (!fax) throw new Error(`${name} was never sent`)
  return given.done('faxes.read', { id: fax.id })
}

/** The fax once it is as wanted; looked at again with every event. */
async function until(name: Name, enough: (fax: FaxView) => boolean): Promise<FaxView> {
  for (;;) {
    const heard = new Promise<void>((resolve) => {
      const undo = given.application.subscribe(() => {
        undo()
        resolve()
      })
    })
    const fax = await read(name)
    if (enough(fax)) return fax
    await heard
  }
}

const over = ({ state }: FaxView): boolean => final(state.phase)
/** The first attempt has come to its end, whatever comes next. */
const tried = ({ attempts }: FaxView): boolean => attempts[0]?.endedAt !== undefined

onLine('a fax is stopped while it rings: nobody is called again, and no page went', async () => {
  await until('stopped', ({ state }) => state.phase === 'accepted')
  while ((await loop.dialled(numbers.stopped)) === 0) await read('stopped')
  await given.done('faxes.cancel', { id: (await read('stopped')).id })
  const fax = await until('stopped', over)
  expect(fax.state.phase).toBe('cancelled')
  expect(fax.attempts).toMatchObject([{ outcome: 'cancelled', pagesSent: 0 }])
  expect(await loop.dialled(numbers.stopped)).toBe(1)
})

const troubles = [
  ['busy', 'busy'],
  ['noAnswer', 'no-answer'],
  ['voice', 'human-answered'],
  ['refused', 'line-trouble'],
  ['dropped', 'partial'],
] as const

for (const [name, reason] of troubles) {
  onLine(`trouble on the line: ${name} is ${reason}`, async () => {
    const fax = await until(name, tried)
    expect(fax.attempts[0]).toMatchObject({ outcome: 'failed', reason })
    if (reason !== 'partial') expect(fax.attempts[0]?.pagesSent).toBe(0)
    if (reason === 'human-answered' || reason === 'partial')
      expect(fax.state).toMatchObject({ phase: 'failed', reason })
    else await given.done('faxes.cancel', { id: fax.id })
  })
}

for (const [name, pages] of [
  ['onePage', 1],
  ['threePages', 3],
] as const) {
  onLine(`${pages} of ${pages} pages arrive, and they are the sealed ones`, async () => {
    const fax = await until(name, over)
    expect(fax.state).toMatchObject({ phase: 'delivered', pages })
    expect(await loop.dialled(numbers[name])).toBe(1)
    await expectReceived(name, fax, pages)
  })
}

onLine('an answer lost after the server took the job: found by our reference, delivered, dialled once', async () => {
  const fax = await until('cutAfter', over)
  expect(fax.state.phase).toBe('delivered')
  expect(fax.attempts).toMatchObject([{ number: 1, outcome: 'delivered' }])
  expect(await loop.dialled(numbers.cutAfter)).toBe(1)
})

onLine(
  'an answer lost before the server took the job: the server does not know it, so it is handed over again',
  async () => {
    const fax = await until('cutBefore', over)
    expect(fax.state.phase).toBe('delivered')
    expect(fax.attempts).toMatchObject([{ outcome: 'failed', reason: 'answer-lost' }, { outcome: 'delivered' }])
    expect(await loop.dialled(numbers.cutBefore)).toBe(1)
  },
)

onLine('what is over lies on the server no longer, and that is on record', async () => {
  const { entries } = await given.done('audit.list', { text: '', action: 'fax.content-removed', limit: 200 })
  expect(entries.length).toBeGreaterThanOrEqual(sent.size - 1)
  expect(new Set(entries.map(({ outcome }) => outcome))).toEqual(new Set(['done']))
})

onLine('what the server received is fetched from it, whole, and the pages are the sealed ones', async () => {
  const fax = await until('threePages', over)
  await until('onePage', over)
  await given.done('received.look', {})
  const { faxes, silent } = await given.done('received.list', { limit: 200 })
  const files = (await readdir(loop.received)).filter((each) => each.endsWith('.tif'))
  expect(faxes.map(({ line }) => line)).toEqual(files.map(() => 'Office server'))
  expect(silent).toEqual([])
  const whole = faxes.filter(({ incomplete, state }) => state === 'kept' && !incomplete)
  expect(new Set(whole.map(({ pages }) => pages))).toContain(3)
  const folder = path.join(work, 'fetched')
  await mkdir(folder)
  await writeFile(path.join(folder, 'sent.pdf'), valueOf(await given.application.readDocument('packet', fax.id)))
  const sealed = await lookAt(path.join(folder, 'sent.pdf'), folder, 'sent')
  const found: number[] = []
  for (const { id, pages } of whole) {
    if (pages !== sealed.length) continue
    await given.done('received.open', { id })
    const pdf = path.join(folder, `${id}.pdf`)
    await writeFile(pdf, valueOf(await given.application.readDocument('inbound', id)))
    const arrived = await lookAt(pdf, folder, id)
    found.push(Math.min(...sealed.map((page, at) => likenessOf(page, arrived[at]))))
  }
  process.stdout.write(`  fetched: likeness of the pages to the sealed ones ${Math.max(...found).toFixed(2)} or more\n`)
  expect(Math.max(...found)).toBeGreaterThan(alike)
})

onLine('after it all nothing went wrong inside, and the chain holds', async () => {
  expect(given.incidents()).toEqual([])
  expect(await given.done('audit.verify', {})).toMatchObject({ result: 'intact' })
  const words = (await readFile(path.join(loop.folder, 'log/calls.jsonl'), 'utf8')).toLowerCase()
  expect(words).not.toContain('case')
})

/** Unlike pages of one document come to 0.75 here, the same page to 0.85 and more. */
const alike = 0.8

/** One of the received faxes is, page for page, what was sealed. */
async function expectReceived(name: Name, fax: FaxView, pages: number): Promise<void> {
  const folder = path.join(work, name)
  await mkdir(folder)
  await writeFile(path.join(folder, 'sent.pdf'), valueOf(await given.application.readDocument('packet', fax.id)))
  const sealed = await lookAt(path.join(folder, 'sent.pdf'), folder, 'sent')
  expect(sealed).toHaveLength(pages)
  const found: number[] = []
  for (const file of (await readdir(loop.received)).filter((each) => each.endsWith('.tif'))) {
    const pdf = path.join(folder, `${file}.pdf`)
    if (!tiffAsPdf(path.join(loop.received, file), pdf)) continue
    const arrived = await lookAt(pdf, folder, file)
    if (arrived.length === pages) found.push(Math.min(...sealed.map((page, at) => likenessOf(page, arrived[at]))))
  }
  const best = Math.max(...found)
  process.stdout.write(`  ${name}: likeness of the received pages to the sealed ones ${best.toFixed(2)} or more\n`)
  expect(best).toBeGreaterThan(alike)
}

const likenessOf = (sent: Look, received: Look | undefined): number => (received ? likeness(sent, received) : 0)
