/**
 * Every word people read, by key; keys are types. English first.
 * In: strings and small pure functions. Not in: markup, dates already formatted, anything that decides.
 */
import { common } from './en/common.ts'

export const words = { common } as const
export { faultText, waitWords } from './en/faults.ts'
export { needsLook, reasonWords, statusLine, statusWord } from './en/status.ts'
