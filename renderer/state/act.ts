/** One act at a time: a call under way, and the fault it ended in. */
import { useState } from 'react'
import type { Fault, Outcome } from '#app/domain/outcome.ts'

export function useAct() {
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<Fault>()
  /** Runs the call unless one is under way already; `done` hears the value, a fault is kept to be shown. */
  const run = async <T>(act: () => Promise<Outcome<T>>, done: (value: T) => void): Promise<void> => {
    if (busy) return
    setBusy(true)
    setFault(undefined)
    const outcome = await act()
    setBusy(false)
    if (outcome.ok) done(outcome.value)
    else setFault(outcome.fault)
  }
  return { busy, fault, run }
}
