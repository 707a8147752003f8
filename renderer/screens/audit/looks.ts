/** The icon of an audited act, by its name or its family. */
import {
  BadgeCheck,
  Ban,
  CircleCheck,
  CircleHelp,
  CircleSlash,
  CircleX,
  Eye,
  FilePenLine,
  FilePlus,
  FileText,
  KeyRound,
  Lock,
  LogIn,
  LogOut,
  PhoneOutgoing,
  RotateCw,
  ScrollText,
  Search,
  Send,
  Settings,
  ShieldCheck,
  TriangleAlert,
  UserPlus,
  Users,
  type LucideIcon,
} from 'lucide-react'
import type { AuditOutcome } from '#app/domain/record/audit.ts'

const byName: Readonly<Record<string, LucideIcon>> = {
  'session.signIn': LogIn,
  'session.recover': KeyRound,
  'session.lock': Lock,
  'session.locked': Lock,
  'session.signOut': LogOut,
  'people.add': UserPlus,
  'contacts.search': Search,
  'contacts.verifyByCallBack': ShieldCheck,
  'contacts.revoke': Ban,
  'documents.add': FilePlus,
  'document.opened': Eye,
  'faxes.read': Eye,
  'faxes.send': Send,
  'fax.queued': Send,
  'fax.attempt-started': PhoneOutgoing,
  'fax.accepted': PhoneOutgoing,
  'fax.delivered': CircleCheck,
  'fax.attempt-failed': RotateCw,
  'fax.failed': CircleX,
  'fax.uncertain': TriangleAlert,
  'fax.cancelled': CircleSlash,
  'faxes.cancel': CircleSlash,
  'audit.checkpoint': BadgeCheck,
  'audit.verify': ShieldCheck,
  'door.unknown': CircleHelp,
}

const byFamily: Readonly<Record<string, LucideIcon>> = {
  setup: KeyRound,
  session: Lock,
  'sign-in': LogIn,
  people: Users,
  settings: Settings,
  preferences: Settings,
  contacts: Users,
  drafts: FilePenLine,
  documents: FileText,
  document: FileText,
  packet: FileText,
  faxes: Send,
  fax: Send,
  lines: PhoneOutgoing,
  store: ScrollText,
  audit: ScrollText,
  reports: FileText,
}

/** Refusals and failures look like what they are, whatever was asked for. */
export function actionLook(action: string, outcome: AuditOutcome): { readonly icon: LucideIcon } {
  if (outcome !== 'done') return { icon: CircleX }
  return { icon: byName[action] ?? byFamily[action.split('.')[0] ?? ''] ?? ScrollText }
}
