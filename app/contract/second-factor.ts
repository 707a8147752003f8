/** One-time codes beside the password: set up with a phone, confirmed by a first code, taken away again. */
import { z } from 'zod'
import { PersonId } from '../domain/ids.ts'
import { operation } from './operation.ts'

const password = z.string().min(1).max(1000)
const own = { right: 'signed-in', whileLocked: false, audit: 'each' } as const

export const secondFactorOperations = {
  /** A new secret, for the phone: as a QR code's text, and to be typed. Nothing changes before it is confirmed. */
  'secondFactor.begin': operation({
    ...own,
    input: z.strictObject({ password }),
    output: z.strictObject({ secret: z.string(), uri: z.string() }),
  }),
  /** The first code from the phone. Answers the backup codes, once. Fault: conflict code-differs. */
  'secondFactor.confirm': operation({
    ...own,
    input: z.strictObject({ code: z.string().max(20) }),
    output: z.strictObject({ backupCodes: z.array(z.string()) }),
  }),
  /** Faults: sign-in-refused; conflict code-required where the practice asks for codes in this person's role. */
  'secondFactor.remove': operation({ ...own, input: z.strictObject({ password }), output: z.strictObject({}) }),
  /** For a lost phone: the person signs in with the password alone until they set up another. */
  'people.resetSecondFactor': operation({
    right: 'people.manage',
    whileLocked: false,
    audit: 'each',
    input: z.strictObject({ id: PersonId }),
    output: z.strictObject({}),
  }),
} as const
