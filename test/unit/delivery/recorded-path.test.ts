/**
 * No fax goes to a number that nobody stands behind, but by the recorded path: every standing of a number × every way
 * to queue × every approval there can be, and the same once more at the moment of dialling.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DraftView } from '#app/contract/desk/drafts.ts'
import type { Output } from '#app/contract/index.ts'
import { LineId, makeId } from '#app/domain/ids.ts'
import { plainRules } from '#app/domain/fax/retry.ts'
import type { Outcome } from '#app/domain/outcome.ts'
import { writeRules } from '#main/delivery/rules.ts'
import { trainingLineId } from '#main/lines/training/line.ts'
import { faultOf, valueOf } from '#test/given/outcome.ts'
import { addressedAt } from './addressed.ts'
import { dana, givenDesk, goOn, goOnTo, noor, type Given } from './given.ts'
import { mayBeApproved, mayGo, situations, type Situation } from './situations.ts'

const otherLine = makeId(LineId, 'line', '2'.padStart(20, '0'))
/** Whether the first line answers that it is out of order. */
let down = false

let given: Given
let at: ReturnType<typeof addressedAt>

beforeAll(async () => {
  given = await givenDesk({
    altered: (line) => ({
      ...line,
      submit: (fax) => (down ? Promise.resolve({ kind: 'refused', reason: 'line-trouble' }) : line.submit(fax)),
    }),
    besides: (line) => [{ ...line, id: otherLine }],
  })
  given.engine.start()
  at = addressedAt(given)
})
afterAll(async () => {
  expect(given.incidents()).toEqual([])
  await given.close()
})

const stopFor = (situation: Situation): string =>
  situation === 'archived' || situation === 'replaced'
    ? 'no-recipient'
    : `recipient-${situation === 'second-person' ? 'pending' : situation}`

/** Every way in which a draft comes to be queued. */
const ways: Readonly<Record<string, (draft: DraftView) => Promise<Outcome<Output<'faxes.send'>>>>> = {
  now: (draft) => at.send(draft),
  urgently: (draft) => at.send(draft, { urgent: true }),
  'at a time of day': (draft) => at.send(draft, { plan: { kind: 'at', at: given.clock.now() + 3_600_000 } }),
  'on hold': (draft) => at.send(draft, { plan: { kind: 'on-hold' } }),
  'by a colleague to whom the draft was given': async (draft) => {
    valueOf(await given.call('drafts.handOver', { id: draft.id, to: noor.personId }))
    given.be(noor)
    try {
      return await at.send(draft)
    } finally {
      given.be(dana)
    }
  },
}
/** What was approved goes now, by the person who asked. */
const onApproval: ReadonlySet<string> = new Set(['now', 'urgently'])

describe.each(situations)('a number that stands %s', (situation) => {
  test.each(Object.keys(ways))('is queued %s only as it may be, without and with an approval', async (way) => {
    const queue = ways[way] ?? at.send
    const bare = await queue((await at.addressed(situation)).draft)
    if (mayGo(situation)) expect(bare.ok).toBe(true)
    else expect(faultOf(bare)).toEqual({ code: 'stopped', stops: [stopFor(situation)] })
    await at.forget(bare)

    const { draft } = await at.addressed(situation)
    const approved = await at.approve(draft)
    expect(approved.ok).toBe(mayBeApproved(situation))
    const sent = await queue(draft)
    expect(sent.ok).toBe(mayGo(situation) || (mayBeApproved(situation) && onApproval.has(way)))
    await at.forget(sent)
  })

  test('is dialled only as it may be, however the fax came to be queued', async () => {
    for (const how of [{}, { plan: { kind: 'at', at: given.clock.now() + 3_600_000 } } as const]) {
      const { draft, numberId } = await at.addressed('verified')
      const fax = valueOf(await at.send(draft, how))
      await at.stand(numberId, situation)
      await goOnTo(given, fax.id, 'delivered', 'failed')
      await at.expectCalled(fax, mayGo(situation))
    }
  })

  test('is sent to again only as it may be', async () => {
    const { draft, numberId } = await at.addressed('verified')
    const fax = valueOf(await at.send(draft))
    await goOnTo(given, fax.id, 'delivered')
    await at.stand(numberId, situation)
    const again = valueOf(await given.call('faxes.sendAgain', { id: fax.id }))
    const sent = await at.send(again)
    if (mayGo(situation)) expect(sent.ok).toBe(true)
    else expect(faultOf(sent)).toEqual({ code: 'stopped', stops: [stopFor(situation)] })
    await at.forget(sent)
  })

  test('is called once more where the first call was busy only as it may be', async () => {
    const { draft, numberId } = await at.addressed('verified', '0111')
    const fax = valueOf(await at.send(draft))
    await goOn(given, async () => (await given.attempts(fax.id)).some(({ outcome }) => outcome === 'failed'))
    await at.stand(numberId, situation)
    await goOnTo(given, fax.id, 'delivered', 'failed')
    await at.expectCalled(fax, mayGo(situation), 1)
  })

  test('is dialled over the line that takes over only as it may be', async () => {
    down = true
    await given.store.write((tx) => writeRules(tx, trainingLineId, { ...plainRules, failoverTo: otherLine }))
    const { draft, numberId } = await at.addressed('verified')
    const fax = valueOf(await at.send(draft))
    await goOn(given, async () => (await given.attempts(fax.id)).some(({ outcome }) => outcome === 'failed'))
    await at.stand(numberId, situation)
    await goOnTo(given, fax.id, 'delivered', 'failed')
    down = false
    // Or the next fax would go to the other line at once, without a try on this one.
    given.engine.mended(trainingLineId)
    await given.store.write((tx) => writeRules(tx, trainingLineId, plainRules))
    await at.expectCalled(fax, mayGo(situation))
    if (mayGo(situation)) expect((await given.attempts(fax.id)).at(-1)).toMatchObject({ line_id: otherLine })
  })
})

describe.each(situations.filter(mayBeApproved))('a number approved once that stands %s', (situation) => {
  test('is dialled on the approval that was spent, as long as it stays so', async () => {
    const { draft, numberId } = await at.addressed(situation)
    valueOf(await at.approve(draft))
    const fax = valueOf(await at.send(draft))
    await at.stand(numberId, situation)
    await goOnTo(given, fax.id, 'delivered', 'failed')
    await at.expectCalled(fax, true)
    expect(fax.approval).toMatchObject({ approvedByShortName: noor.shortName, askedByShortName: dana.shortName })
  })
})

test('a person who answers puts the number in doubt in the same moment as the fax fails', async () => {
  const { draft, numberId } = await at.addressed('verified', '0113')
  const fax = valueOf(await at.send(draft))
  await goOnTo(given, fax.id, 'failed')
  const record = await given.store.read
    .selectFrom('fax_number')
    .select('verification')
    .where('id', '=', numberId)
    .executeTakeFirstOrThrow()
  expect(JSON.parse(record.verification)).toMatchObject({ state: 'needs-recheck', faxId: fax.id })
  const actions = (await given.entries()).slice(-2).map(({ action }) => action)
  expect(actions.toSorted()).toEqual(['fax.failed', 'number.needs-recheck'])
})
