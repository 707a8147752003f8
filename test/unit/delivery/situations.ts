/** Every way a number can stand, a record for each, and what may be done: written by hand, apart from the rules. */
import { Standing, type VerificationRecord } from '#app/domain/contact/contact.ts'
import { E164, FaxId, makeId } from '#app/domain/ids.ts'
import { dana } from './given.ts'

/** How a number can stand, and two ways in which it is nobody's any more. */
export const situations = [...Standing.options, 'second-person', 'archived', 'replaced'] as const
export type Situation = (typeof situations)[number]

const day = 86_400_000
const testFax = makeId(FaxId, 'fax', 'c'.repeat(20))
const called = E164.parse('+12025550140')
const evidence = { method: 'call-back', called, foundOn: 'website', spokeWith: 'Wren' } as const

/** A record that stands so at `at` (epoch ms). */
export function recordFor(situation: Situation, at: number): VerificationRecord {
  const by = dana.personId
  const verified = (until: number): VerificationRecord => ({ state: 'verified', by, at: 0, until, evidence })
  switch (situation) {
    case 'verified':
    case 'archived':
    case 'replaced':
      return verified(at + 200 * day)
    case 'expires-soon':
      return verified(at + 10 * day)
    case 'expired':
      return verified(at)
    case 'unverified':
      return { state: 'unverified' }
    case 'pending':
      return { state: 'pending', by, at, waitsFor: { what: 'read-back', faxId: testFax, code: '123456' } }
    case 'second-person':
      return { state: 'pending', by, at, waitsFor: { what: 'second-person', evidence }, after: 'number-change' }
    case 'needs-recheck':
      return { state: 'needs-recheck', at, because: 'human-answered', faxId: testFax }
    default:
      return { state: situation, by, at, reason: 'moved' }
  }
}

export const mayGo = (situation: Situation): boolean => situation === 'verified' || situation === 'expires-soon'

const approvable: ReadonlySet<Situation> = new Set([
  'unverified',
  'pending',
  'second-person',
  'expired',
  'needs-recheck',
])
export const mayBeApproved = (situation: Situation): boolean => approvable.has(situation)
