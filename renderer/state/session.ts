/** Where the desk stands. The truth is main's; this is what it said last. */
import { create } from 'zustand'
import type { SessionView, StatusView } from '#app/contract/people/session.ts'
import type { Right, Role } from '#app/domain/rights.ts'
import { words } from '#app/words/index.ts'
import { call, on, type Undo } from '#renderer/bridge.ts'
import { shown, type View } from '#renderer/state/answer.ts'

type Session = {
  readonly view: View<StatusView>
  /** Takes a status that another call has just answered. */
  readonly put: (status: StatusView) => void
  readonly refresh: () => Promise<void>
}

export const useSession = create<Session>((set) => ({
  view: { at: 'loading' },
  put: (value) => set({ view: { at: 'shown', value } }),
  refresh: async () => set({ view: shown(await call('app.status', {})) }),
}))

/** Asks once, and again whenever main says that it changed. Marks <html> with the system, for styles and key names. */
export function followSession(): Undo {
  const { refresh } = useSession.getState()
  const undos = [
    useSession.subscribe(({ view }) => {
      if (view.at === 'shown') document.documentElement.dataset['os'] = view.value.platform
    }),
    on('session.changed', () => void refresh()),
  ]
  void refresh()
  return () => undos.forEach((undo) => undo())
}

/** The status, or undefined while it is unknown. */
export const useStatus = (): StatusView | undefined =>
  useSession(({ view }) => (view.at === 'shown' ? view.value : undefined))

/** The signed-in person's session, or undefined. */
export const useOpenSession = () => useStatus()?.session

/** Whether the signed-in person has the right. What it hides, the door refuses anyway. */
export const useRight = (right: Right): boolean => useOpenSession()?.rights.includes(right) ?? false

/** The signed-in person's session as it is now, for what is no component. */
export const openSession = (): SessionView | undefined => {
  const { view } = useSession.getState()
  return view.at === 'shown' ? view.value.session : undefined
}

/** What the practice calls each role. */
export const useRoleNames = (): Readonly<Record<Role, string>> => ({
  ...words.people.roles,
  ...useOpenSession()?.roleLabels,
})
