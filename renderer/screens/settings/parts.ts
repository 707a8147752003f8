/** The pages of Settings, and who sees them. */
import {
  Building2,
  Cable,
  FileText,
  Inbox,
  ListChecks,
  Lock,
  Logs,
  Phone,
  ScanLine,
  UserRound,
  Users,
  type LucideIcon,
} from 'lucide-react'
import type { Right } from '#app/domain/rights.ts'
import { words } from '#app/words/index.ts'

export const partNames = [
  'lines',
  'checks',
  'callbacks',
  'people',
  'practice',
  'covers',
  'scanner',
  'receiving',
  'security',
  'log',
  'you',
] as const
export type PartName = (typeof partNames)[number]

type Part = { readonly label: string; readonly icon: LucideIcon; readonly needs: Right | undefined }

const { parts: labels } = words.settings

export const parts: Readonly<Record<PartName, Part>> = {
  lines: { label: labels.lines, icon: Phone, needs: undefined },
  checks: { label: words.lines.checks.title, icon: ListChecks, needs: 'settings.change' },
  callbacks: { label: words.callbacks.title, icon: Cable, needs: 'settings.change' },
  people: { label: labels.people, icon: Users, needs: 'people.manage' },
  practice: { label: labels.practice, icon: Building2, needs: undefined },
  covers: { label: words.cover.settings.title, icon: FileText, needs: undefined },
  scanner: { label: labels.scanner, icon: ScanLine, needs: 'settings.change' },
  receiving: { label: words.received.settings.title, icon: Inbox, needs: 'settings.change' },
  security: { label: labels.security, icon: Lock, needs: 'settings.change' },
  log: { label: words.sink.part, icon: Logs, needs: 'settings.change' },
  you: { label: labels.you, icon: UserRound, needs: undefined },
}

/** The pages a person with these rights sees, in order. */
export const partsFor = (rights: readonly Right[]): readonly PartName[] =>
  partNames.filter((name) => {
    const { needs } = parts[name]
    return needs === undefined || rights.includes(needs)
  })

/** The page to show for what a route asks for. */
export const partOf = (asked: string | undefined, rights: readonly Right[]): PartName => {
  const open = partsFor(rights)
  return open.find((name) => name === asked) ?? open[0] ?? 'you'
}
