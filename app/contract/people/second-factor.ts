/** One-time codes beside the password: set up with a phone, confirmed by a first code, taken away again. */
import { z } from 'zod'
import { PersonId } from '../../domain/ids.ts'
import { operation } from '../operation.ts'

const own = { right: 'signed-in', whileLocked: false, audit: 'each' } as const

export const secondFactorOperations = {
  /** A new secret, for the phone: as a QR code's text, and to be typed. Nothing changes before it is confirmed. */
  'secondFactor.begin': operation({
    ...own,
    risky: true,
    beforeCodes: true,
    input: z.strictObject({}),
    output: z.strictObject({ secret: z.string(), uri: z.string() }),
  }),
  /** The first code from the phone. Answers the backup codes, once. Fault: conflict code-differs. */
  'secondFactor.confirm': operation({
    ...own,
    beforeCodes: true,
    input: z.strictObject({ code: z.string().max(20) }),
    output: z.strictObject({ backupCodes: z.array(z.string()) }),
  }),
  /** Fault: conflict code-required where the practice asks for codes in this person's role. */
  'secondFactor.remove': operation({ ...own, risky: true, input: z.strictObject({}), output: z.strictObject({}) }),
  /** For a lost phone: the person signs in with the password alone until they set up another. */
  'people.resetSecondFactor': operation({
    right: 'people.manage',
    whileLocked: false,
    audit: 'each',
    risky: true,
    input: z.strictObject({ id: PersonId }),
    output: z.strictObject({}),
  }),
} as const
