/**
 * Judging a new password with the block-list: 49,233 passwords found in leaks, the most common first, as
 * @zxcvbn-ts/language-common 4.1 lists them (MIT licence, © zxcvbn-ts). They are unpacked when a password is first
 * chosen, and never leave this process.
 */
import { fail, ok, type Outcome } from '#app/domain/outcome.ts'
import { passwordRefusal } from '#app/domain/password.ts'

let ranks: Promise<ReadonlyMap<string, number>> | undefined

/** Every listed password and its place, from 1. */
export function commonPasswords(): Promise<ReadonlyMap<string, number>> {
  ranks ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Map(dictionary['passwords-common'].map((word, at) => [word, at + 1])),
  )
  return ranks
}

/** Fault: password-refused. @param name whose password it is to be; empty while nobody is known */
export async function judgePassword(password: string, name: string): Promise<Outcome<void>> {
  const common = await commonPasswords()
  const why = passwordRefusal(password, name, (word) => common.get(word))
  return why ? fail({ code: 'password-refused', why }) : ok(undefined)
}
