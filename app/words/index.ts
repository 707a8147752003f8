/**
 * Every word people read, by key; keys are types. English first.
 * In: strings and small pure functions. Not in: markup, dates already formatted, anything that decides.
 */
import { audit } from './en/audit.ts'
import { auditScreen } from './en/audit-screen.ts'
import { common } from './en/common.ts'
import { contactImport } from './en/contact-import.ts'
import { contacts } from './en/contacts.ts'
import { deliveryScreen } from './en/delivery-screen.ts'
import { cover } from './en/cover.ts'
import { delivery } from './en/delivery.ts'
import { desktop } from './en/desktop.ts'
import { reports } from './en/reports.ts'
import { lines } from './en/lines.ts'
import { people } from './en/people.ts'
import { settings } from './en/settings.ts'
import { setup } from './en/setup.ts'
import { shell } from './en/shell.ts'
import { signIn } from './en/sign-in.ts'
import { trouble } from './en/trouble.ts'
import { send } from './en/send.ts'

export const words = {
  audit,
  auditScreen,
  common,
  contactImport,
  contacts,
  deliveryScreen,
  cover,
  delivery,
  desktop,
  reports,
  lines,
  people,
  send,
  settings,
  setup,
  shell,
  signIn,
  trouble,
} as const
export { importFieldWords, importRefusalWords, rowFindingWords } from './en/contact-import.ts'
export { standingWord, standingWords } from './en/contacts.ts'
export { attemptMet, stateSays } from './en/delivery-screen.ts'
export { faultText, waitWords } from './en/faults.ts'
export { needsLook, reasonWords, statusLine, statusWord } from './en/status.ts'
export { checkWords, missingWords, purposeWords, qualityWords } from './en/send.ts'
export type { TroubleKind } from './en/trouble.ts'
