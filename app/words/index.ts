/**
 * Every word people read, by key; keys are types. English first.
 * In: strings and small pure functions. Not in: markup, dates already formatted, anything that decides.
 */
import { audit } from './en/audit.ts'
import { common } from './en/common.ts'
import { shell } from './en/shell.ts'
import { signIn } from './en/sign-in.ts'
import { trouble } from './en/trouble.ts'
import { send } from './en/send.ts'

export const words = {
  audit,
  common,
  send,
  shell,
  signIn,
  trouble,
} as const
export { faultText, waitWords } from './en/faults.ts'
export { needsLook, reasonWords, statusLine, statusWord } from './en/status.ts'
export { checkWords, missingWords, purposeWords, qualityWords } from './en/send.ts'
export type { TroubleKind } from './en/trouble.ts'
