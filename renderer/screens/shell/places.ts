/** The places one can go to, and who may go there. The sidebar, the palette and the first screen all ask this table. */
import {
  BookUser,
  ChartColumn,
  FilePenLine,
  Inbox,
  PenLine,
  ScrollText,
  Send,
  Settings,
  type LucideIcon,
} from 'lucide-react'
import type { Right } from '#app/domain/rights.ts'
import { words } from '#app/words/index.ts'
import type { Route, ScreenName } from '#renderer/state/navigation.ts'

export type Place = {
  readonly screen: ScreenName
  readonly label: string
  readonly icon: LucideIcon
  /** Undefined: every signed-in person. */
  readonly needs: Right | undefined
}

export const places: readonly Place[] = [
  { screen: 'send', label: words.shell.newFax, icon: PenLine, needs: 'fax.send' },
  { screen: 'drafts', label: words.shell.drafts, icon: FilePenLine, needs: 'fax.send' },
  { screen: 'delivery', label: words.shell.delivery, icon: Send, needs: 'fax.read' },
  { screen: 'received', label: words.shell.received, icon: Inbox, needs: 'fax.read' },
  { screen: 'contacts', label: words.shell.contacts, icon: BookUser, needs: 'contacts.read' },
  { screen: 'insights', label: words.shell.insights, icon: ChartColumn, needs: 'insights.read' },
  { screen: 'audit', label: words.shell.audit, icon: ScrollText, needs: 'audit.read' },
  { screen: 'settings', label: words.shell.settings, icon: Settings, needs: undefined },
]

/** Whether a person with these rights may see the screen. */
export function allowed(screen: ScreenName, rights: readonly Right[]): boolean {
  const needs = places.find((place) => place.screen === screen)?.needs
  return needs === undefined || rights.includes(needs)
}

/** Where a person arrives: deliveries for whoever sends, the record for whoever only looks after the desk. */
export function firstScreen(rights: readonly Right[]): Route {
  if (rights.includes('fax.read')) return { screen: 'delivery' }
  return rights.includes('audit.read') ? { screen: 'audit' } : { screen: 'settings' }
}
