/**
 * Every word people read, by key; keys are types. English first.
 * In: strings and small pure functions. Not in: markup, dates already formatted, anything that decides.
 */
import { alerts } from './en/record/alerts.ts'
import { audit } from './en/record/audit.ts'
import { sink } from './en/record/sink.ts'
import { auditScreen } from './en/record/audit-screen.ts'
import { callbacks } from './en/callbacks.ts'
import { common } from './en/common.ts'
import { contactImport } from './en/book/contact-import.ts'
import { contacts } from './en/book/contacts.ts'
import { groups } from './en/book/groups.ts'
import { deliveryScreen } from './en/desk/delivery-screen.ts'
import { cover } from './en/desk/cover.ts'
import { delivery } from './en/desk/delivery.ts'
import { desktop } from './en/front/desktop.ts'
import { insights } from './en/record/insights.ts'
import { emergency } from './en/front/emergency.ts'
import { handOver } from './en/desk/hand-over.ts'
import { reports } from './en/record/reports.ts'
import { lines } from './en/lines.ts'
import { people } from './en/people.ts'
import { settings } from './en/settings.ts'
import { setup } from './en/front/setup.ts'
import { shell } from './en/front/shell.ts'
import { signIn } from './en/front/sign-in.ts'
import { trouble } from './en/front/trouble.ts'
import { purpose } from './en/desk/purpose.ts'
import { scans } from './en/desk/scans.ts'
import { received } from './en/desk/received.ts'
import { outbox } from './en/desk/outbox.ts'
import { recipientWays } from './en/desk/recipient.ts'
import { send } from './en/desk/send.ts'
import { pages } from './en/desk/pages.ts'

export const words = {
  alerts,
  sink,
  audit,
  auditScreen,
  callbacks,
  common,
  contactImport,
  contacts,
  deliveryScreen,
  cover,
  delivery,
  desktop,
  insights,
  emergency,
  groups,
  handOver,
  reports,
  lines,
  outbox,
  pages,
  people,
  purpose,
  received,
  recipientWays,
  scans,
  send,
  settings,
  setup,
  shell,
  signIn,
  trouble,
} as const
export { differenceWords, findingWords, repairWords } from './en/desk/pages.ts'
export {
  importFieldWords,
  importKindWords,
  importTroubleWords,
  leftOutWords,
  missingPartWords,
  rowChoiceWords,
  rowFindingWords,
} from './en/book/contact-import.ts'
export { specialtyWords } from './en/book/specialties.ts'
export { standingWord, standingWords } from './en/book/contacts.ts'
export { attemptMet, stateSays } from './en/desk/delivery-screen.ts'
export { faultText, waitWords } from './en/faults.ts'
export { mostOf, needsLook, reasonWords, statusLine, statusWord } from './en/desk/status.ts'
export { checkWords, missingWords } from './en/desk/checks.ts'
export { purposeWords, qualityWords } from './en/desk/send.ts'
export type { TroubleKind } from './en/front/trouble.ts'
