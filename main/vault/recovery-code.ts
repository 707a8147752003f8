/**
 * The recovery code: 150 random bits for paper, in eight groups of four characters. Crockford's base 32 has no I, L, O
 * or U, so nothing can be misread; two of the 32 characters check the others, so that a slip is told from a wrong code.
 */
import { createHash } from 'node:crypto'
import type { Chance } from '../ports.ts'

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const groupLength = 4
const checkLength = 2
const codeLength = 32

/** A new code, in groups as they are printed. */
export function newRecoveryGroups(chance: Chance): readonly string[] {
  const code = withCheck(codeCharacters(chance.bytes(codeLength - checkLength)))
  return Array.from({ length: codeLength / groupLength }, (_, at) =>
    code.slice(at * groupLength, (at + 1) * groupLength),
  )
}

/** The code as it was made, from however it was typed; undefined when it cannot be one. */
export function readRecoveryCode(typed: string): string | undefined {
  const code = plainCode(typed)
  return code.length === codeLength && withCheck(code.slice(0, -checkLength)) === code ? code : undefined
}

/** What was typed, without spaces and hyphens, in capitals, with letters mistaken for digits put right. */
export const plainCode = (typed: string): string =>
  typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')

/** Random bytes as characters that cannot be misread. */
export const codeCharacters = (bytes: Uint8Array): string => Array.from(bytes, (byte) => alphabet[byte % 32]).join('')

const withCheck = (data: string): string =>
  data +
  codeCharacters(createHash('sha256').update(`faxdesk recovery code 1 ${data}`).digest().subarray(0, checkLength))
