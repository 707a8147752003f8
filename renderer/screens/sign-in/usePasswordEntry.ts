/** One person's password, on its way in: what is typed, whether it was refused, and how long to wait before the next try. */
import { useEffect, useState } from 'react'
import type { PersonId } from '#app/domain/ids.ts'
import type { Fault } from '#app/domain/outcome.ts'
import { faultText, waitWords, words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { useSession } from '#renderer/state/session.ts'

export type Entry =
  | { readonly at: 'typing' }
  | { readonly at: 'asking' }
  /** `leftMs` counts down, a second at a time, to the next allowed try. */
  | { readonly at: 'refused'; readonly fault: Fault; readonly leftMs: number }

const second = 1000

export function usePasswordEntry(personId: PersonId) {
  const put = useSession((state) => state.put)
  const [password, setPassword] = useState('')
  const [entry, setEntry] = useState<Entry>({ at: 'typing' })
  const waiting = entry.at === 'refused' && entry.leftMs > 0
  useEffect(() => {
    if (entry.at !== 'refused' || entry.leftMs <= 0) return undefined
    const step = Math.min(second, entry.leftMs)
    const timer = setTimeout(() => setEntry({ ...entry, leftMs: entry.leftMs - step }), step)
    return () => clearTimeout(timer)
  }, [entry])
  const submit = async (): Promise<void> => {
    if (entry.at === 'asking' || waiting || password === '') return
    setEntry({ at: 'asking' })
    const outcome = await call('session.signIn', { personId, password })
    if (outcome.ok) return put(outcome.value)
    setPassword('')
    setEntry(refused(outcome.fault))
  }
  return { password, setPassword, submit, asking: entry.at === 'asking', waiting, error: errorOf(entry) }
}

const refused = (fault: Fault): Entry => ({
  at: 'refused',
  fault,
  leftMs: fault.code === 'sign-in-refused' ? fault.waitMs : 0,
})

/** What is said below the field. */
export function errorOf(entry: Entry): string | undefined {
  if (entry.at !== 'refused') return undefined
  if (entry.fault.code !== 'sign-in-refused') return faultText(entry.fault)
  const { refused: said, wait } = words.signIn
  return entry.leftMs > 0 ? `${said} ${wait(waitWords(entry.leftMs))}` : said
}
