/** Purposes of disclosure as 45 CFR 164.506 and 164.512 name them. */
import { z } from 'zod'

export const Purpose = z.enum(['treatment', 'payment', 'operations', 'patient-request', 'required-by-law', 'other'])
export type Purpose = z.infer<typeof Purpose>
