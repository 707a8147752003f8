/** The proof that a recovery key was written down: copied, stored, covered, and one of its groups typed back. */
import { useState } from 'react'
import type { Fault } from '#app/domain/outcome.ts'
import { words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'

export function useRecoveryCheck(groups: readonly string[]) {
  const [group] = useState(() => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % Math.max(1, groups.length))
  const [copied, setCopied] = useState(false)
  const [stored, setStored] = useState(false)
  const [typed, setTyped] = useState('')
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<Fault>()
  const length = groups[group]?.length ?? 1
  const ready = stored && typed.replaceAll(/[\s-]/g, '').length >= length
  const confirm = async (): Promise<boolean> => {
    setBusy(true)
    setFault(undefined)
    const outcome = await call('setup.confirmRecovery', { group, text: typed.trim() })
    setBusy(false)
    if (!outcome.ok) setFault(outcome.fault)
    return outcome.ok
  }
  return {
    group,
    copied,
    stored,
    typed,
    busy,
    fault,
    ready,
    foot: footOf({ copied, stored, ready, group }),
    copy: () => setCopied(true),
    store: (on: boolean) => {
      setStored(on)
      setTyped('')
      setFault(undefined)
    },
    type: setTyped,
    confirm,
  }
}

export type RecoveryCheck = ReturnType<typeof useRecoveryCheck>

type Standing = { readonly copied: boolean; readonly stored: boolean; readonly ready: boolean; readonly group: number }

function footOf({ copied, stored, ready, group }: Standing): string {
  const { key } = words.setup
  if (!copied) return key.footCopy
  if (!stored) return key.footStore
  return ready ? key.footReady : key.footType(group + 1)
}
