/** The state machine by itself: whatever happens in whatever order, only a verification makes a number sendable. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { day, sendable, standing, type Evidence, type VerificationRecord } from '#app/domain/contact/contact.ts'
import { verify, type VerificationEvent } from '#app/domain/contact/verification.ts'
import { validNpi } from '#app/domain/contact/npi.ts'
import { E164, FaxId, makeId, PersonId } from '#app/domain/ids.ts'

const [dana, robin] = ['d', 'e'].map((letter) => makeId(PersonId, 'person', letter.repeat(20))) as [PersonId, PersonId]
const faxId = makeId(FaxId, 'fax', 'f'.repeat(20))
const callBack: Exclude<Evidence, { method: 'test-fax' }> = {
  method: 'call-back',
  called: E164.parse('+12025550140'),
  foundOn: 'website',
  spokeWith: 'front desk',
}

const by = fc.constantFrom(dana, robin)
const code = fc.constantFrom('111111', '222222')
const secondPerson = fc.boolean()
const days = fc.integer({ min: 0, max: 500 })

/** Something that happens, and how many days after what happened before. */
const happening: fc.Arbitrary<{ readonly after: number; readonly make: (at: number) => VerificationEvent }> = fc
  .tuple(
    fc.oneof(
      fc.record({ what: fc.constant('checked' as const), by, secondPerson, evidence: fc.constant(callBack) }),
      fc.record({ what: fc.constant('test-sent' as const), by, code, faxId: fc.constant(faxId) }),
      fc.record({ what: fc.constant('read-back' as const), by, code, secondPerson, spokeWith: fc.constant('Wren') }),
      fc.record({ what: fc.constant('confirmed' as const), by }),
      fc.record({ what: fc.constantFrom('given-up' as const, 'unblocked' as const) }),
      fc.record({
        what: fc.constant('doubted' as const),
        because: fc.constantFrom('human-answered' as const, 'number-not-in-service' as const),
        faxId: fc.constant(faxId),
      }),
      fc.record({ what: fc.constantFrom('revoked' as const, 'blocked' as const), by, reason: fc.constant('moved') }),
      fc.record({
        what: fc.constant('started-over' as const),
        after: fc.constantFrom('number-change' as const, 'organisation-change' as const),
      }),
    ),
    days,
  )
  .map(([event, after]) => ({
    after,
    make: (at: number): VerificationEvent => ({ ...event, at, until: at + 365 * day }) as VerificationEvent,
  }))

/** The same rules written the other way round: what is true of a number, kept as plain facts. */
type Model = {
  until: number
  blocked: boolean
  owesSecond: boolean
  waitingCode: string | undefined
  foundBy: PersonId | undefined
}

function follow(model: Model, event: VerificationEvent, accepted: boolean): void {
  if (!accepted) return
  const stop = (): void => {
    model.until = 0
    model.waitingCode = undefined
    model.foundBy = undefined
  }
  const evidence = (who: PersonId, second: boolean, until: number): void => {
    const waits = second && model.owesSecond
    stop()
    if (waits) model.foundBy = who
    else {
      model.until = until
      model.owesSecond = false
    }
  }
  if (event.what === 'checked' || event.what === 'read-back') evidence(event.by, event.secondPerson, event.until)
  else if (event.what === 'confirmed') {
    stop()
    model.until = event.until
    model.owesSecond = false
  } else stop()
  if (event.what === 'test-sent') model.waitingCode = event.code
  if (event.what === 'blocked') model.blocked = true
  if (event.what === 'unblocked') model.blocked = false
  if (event.what === 'started-over') model.owesSecond = true
}

const mayHappen = (model: Model, event: VerificationEvent): boolean => {
  if (event.what === 'unblocked') return model.blocked
  if (model.blocked) return false
  if (event.what === 'read-back') return model.waitingCode === event.code
  if (event.what === 'confirmed') return model.foundBy !== undefined && model.foundBy !== event.by
  if (event.what === 'given-up') return model.waitingCode !== undefined || model.foundBy !== undefined
  return true
}

test('no path leads to a fax but through a verification, and what ends one ends it at once', () => {
  let verifications = 0
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 30 }), days, (happenings, later) => {
      let now = Date.UTC(2026, 3, 14)
      let record: VerificationRecord = { state: 'unverified' }
      const model: Model = { until: 0, blocked: false, owesSecond: false, waitingCode: undefined, foundBy: undefined }
      for (const { after, make } of happenings) {
        now += after * day
        const event = make(now)
        const next = verify(record, event)
        expect(next.ok).toBe(mayHappen(model, event))
        follow(model, event, next.ok)
        if (next.ok) record = next.value
        expect(sendable(standing(record, now))).toBe(now < model.until)
        if (record.state === 'verified') verifications += 1
      }
      now += later * day
      expect(sendable(standing(record, now))).toBe(now < model.until)
    }),
    { numRuns: 2000 },
  )
  expect(verifications).toBeGreaterThan(500)
})

test('an NPI is ten digits with their check digit, and nothing else', () => {
  expect(['1234567893', '1000000004', '2000000002'].map(validNpi)).toEqual([true, true, true])
  expect(['1234567890', '3234567893', '123456789', '12345678933', ' 1234567893', ''].some(validNpi)).toBe(false)
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 1, max: 9 }), (place, add) => {
      const digits = [...'1234567893'].map(Number)
      digits[place] = ((digits[place] ?? 0) + add) % 10
      expect(validNpi(digits.join(''))).toBe(false)
    }),
  )
})
