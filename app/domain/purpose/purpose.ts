/**
 * Why pages may be disclosed, and what each reason asks for. Purposes as 45 CFR 164.502, 164.506, 164.508 and 164.512
 * name them. In: which rule asks what. Not in: words, and who confirmed.
 */
import { z } from 'zod'
import { Instant, PersonId, Sha256 } from '../ids.ts'

export const Purpose = z.enum([
  'treatment',
  'payment',
  'operations',
  'patient-request',
  'authorisation',
  'required-by-law',
  'legal',
  'public-health',
  'other',
])
export type Purpose = z.infer<typeof Purpose>

/**
 * Not limited to the minimum necessary (45 CFR 164.502(b)(2)): (i) to a provider for treatment, (ii) to the individual,
 * (iii) under an authorisation, (v) as far as a law requires it.
 */
const unlimited: ReadonlySet<Purpose> = new Set(['treatment', 'patient-request', 'authorisation', 'required-by-law'])

/** Whether somebody must have found the chosen pages necessary for this purpose (45 CFR 164.502(b)(1)). */
export const minimumNecessaryApplies = (purpose: Purpose): boolean => !unlimited.has(purpose)

/** Who found the chosen pages necessary for the purpose, when, and which pages those were. */
export const Confirmed = z.strictObject({
  /** Over purpose, chosen pages and what is hidden on them: other pages are not confirmed. */
  sha256: Sha256,
  pages: z.number().int().positive(),
  at: Instant,
  by: PersonId,
})
export type Confirmed = z.infer<typeof Confirmed>

/** How a patient's request came. */
export const RequestWay = z.enum(['in-person', 'letter', 'portal', 'email', 'phone', 'fax'])
export type RequestWay = z.infer<typeof RequestWay>

/** The request a patient made: its day begins the 30 days within which it is answered (45 CFR 164.524(b)(2)). */
export const PatientRequest = z.strictObject({ on: z.iso.date(), way: RequestWay })
export type PatientRequest = z.infer<typeof PatientRequest>
