/** Alerts of the record: asked once, then after each that comes or is looked at. */
import { create } from 'zustand'
import type { AlertsView } from '#app/contract/record/alerts.ts'
import { call, on, type Undo } from '#renderer/bridge.ts'

type Alerts = { readonly view: AlertsView | undefined }

export const useAlerts = create<Alerts>(() => ({ view: undefined }))

/** Keeps the alerts while a session is open; only for people who may read the record. */
export function followAlerts(): Undo {
  let turn = 0
  const ask = async (): Promise<void> => {
    const mine = ++turn
    const outcome = await call('alerts.list', {})
    if (outcome.ok && mine === turn) useAlerts.setState({ view: outcome.value })
  }
  void ask()
  const undo = on('alerts.changed', () => void ask())
  return () => {
    turn += 1
    undo()
    useAlerts.setState({ view: undefined })
  }
}
