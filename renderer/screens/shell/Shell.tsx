/**
 * The shell of an open session: bar, sidebar, one screen, toasts. Everything it keeps up to date it stops keeping
 * when it goes, so that nothing of a session is left on a locked page.
 */
import { useEffect, useRef } from 'react'
import type { StatusView } from '#app/contract/people/session.ts'
import { Toasts } from './Toasts.tsx'
import { followActivity } from '#renderer/state/activity.ts'
import { followAlerts } from '#renderer/state/told/alerts.ts'
import { followCounts } from '#renderer/state/told/counts.ts'
import { useAlwaysKey, useShortcuts } from '#renderer/state/keys.ts'
import { useLayout, useRail } from '#renderer/state/layout.ts'
import { lockNow } from '#renderer/state/leaving.ts'
import { followLines } from '#renderer/state/told/lines.ts'
import { useNavigation } from '#renderer/state/navigation.ts'
import { usePreferences } from '#renderer/state/preferences.ts'
import { openSession } from '#renderer/state/session.ts'
import { followStanding } from '#renderer/state/person/standing.ts'
import { followCopies } from '#renderer/state/person/copied.ts'
import { followUnread } from '#renderer/state/told/unread.ts'
import { useToasts } from '#renderer/state/toasts.ts'
import { EmergencyBanner } from '../emergency/EmergencyBanner.tsx'
import { UndoBar } from '../send/UndoBar.tsx'
import { CurrentScreen } from './CurrentScreen.tsx'
import { DropAnywhere } from './DropAnywhere.tsx'
import { KeysDialog } from './KeysDialog.tsx'
import { Palette } from './Palette.tsx'
import { CodeReminder } from './CodeReminder.tsx'
import { RecordWarning } from './RecordWarning.tsx'
import { RecoveryReminder } from './RecoveryReminder.tsx'
import { Sidebar } from './Sidebar.tsx'
import { TitleBar } from './TitleBar.tsx'

export function Shell({ status }: { readonly status: StatusView }) {
  const { session } = status
  const { open, show } = useLayout()
  const rail = useRail()
  useEffect(followSessionOnPage, [])
  const readsFaxes = session?.rights.includes('fax.read') ?? false
  useEffect(() => (readsFaxes ? followUnread() : undefined), [readsFaxes])
  const readsRecord = session?.rights.includes('audit.read') ?? false
  useEffect(() => (readsRecord ? followAlerts() : undefined), [readsRecord])
  useShellKeys()
  const main = useArrival()
  if (!session) return null
  return (
    <div className={rail ? 'app rail' : 'app'}>
      <TitleBar />
      <Sidebar session={session} />
      <main className="panel" id="main" ref={main} tabIndex={-1}>
        <EmergencyBanner count={session.emergencies} />
        {session.recordBroken && <RecordWarning />}
        {session.secondFactor === 'due' && <CodeReminder />}
        {!session.recoveryConfirmed && <RecoveryReminder session={session} />}
        <CurrentScreen session={session} />
      </main>
      <DropAnywhere />
      <Toasts />
      <UndoBar />
      {open === 'palette' && <Palette session={session} onClose={() => show('nothing')} />}
      {open === 'keys' && <KeysDialog onClose={() => show('nothing')} />}
    </div>
  )
}

function followSessionOnPage() {
  const undos = [followCounts(), followLines(), followActivity(), followStanding(openSession()), followCopies()]
  return () => {
    undos.forEach((undo) => undo())
    useToasts.getState().clear()
    useLayout.getState().show('nothing')
  }
}

function useShellKeys(): void {
  const show = useLayout((state) => state.show)
  const go = useNavigation((state) => state.go)
  useAlwaysKey('mod+l', () => void lockNow())
  useAlwaysKey('mod+shift+l', () => void lockNow({ toSwitch: true }))
  useShortcuts({
    'mod+n': () => go({ screen: 'send' }),
    'mod+k': () => show('palette'),
    'mod+shift+h': () => {
      const { hideDetails, change } = usePreferences.getState()
      void change({ hideDetails: !hideDetails })
    },
    '?': () => show('keys'),
  })
}

/** Moves the focus into the screen one has just gone to, unless the screen has put it somewhere itself. */
function useArrival() {
  const main = useRef<HTMLElement>(null)
  const visit = useNavigation((state) => state.visit)
  useEffect(() => {
    const frame = main.current
    if (visit > 0 && frame && !frame.contains(document.activeElement)) frame.focus()
  }, [visit])
  return main
}
