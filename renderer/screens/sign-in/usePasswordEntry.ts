/** One person's password, on its way in: what is typed, whether it was refused, and how long to wait before the next try. */
import { useEffect, useState } from 'react'
import type { Fault } from '#app/domain/outcome.ts'
import type { PersonId } from '#app/domain/ids.ts'
import { faultText, waitWords, words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { useSession } from '#renderer/state/session.ts'

export type Entry =
  | { readonly at: 'typing' }
  | { readonly at: 'asking' }
  /** `until` is when the next try may be made, in ms of the page's clock. */
  | { readonly at: 'refused'; readonly fault: Fault; readonly until: number }

const second = 1000

/** The ms left until `until`, told anew every second until none is left. */
export function useLeft(until: number): number {
  const [now, setNow] = useState(() => performance.now())
  const left = Math.max(0, until - now)
  useEffect(() => {
    setNow(performance.now())
    if (until <= performance.now()) return
    const timer = setInterval(() => setNow(performance.now()), second)
    return () => clearInterval(timer)
  }, [until])
  return left
}

export function usePasswordEntry(personId: PersonId | undefined) {
  const put = useSession((state) => state.put)
  const [password, setPassword] = useState('')
  const [entry, setEntry] = useState<Entry>({ at: 'typing' })
  const left = useLeft(entry.at === 'refused' ? entry.until : 0)
  useEffect(() => {
    setPassword('')
    setEntry({ at: 'typing' })
  }, [personId])
  const submit = async (): Promise<void> => {
    if (!personId || entry.at === 'asking' || left > 0 || password === '') return
    setEntry({ at: 'asking' })
    const outcome = await call('session.signIn', { personId, password })
    if (outcome.ok) return put(outcome.value)
    setPassword('')
    setEntry(refused(outcome.fault))
  }
  return {
    password,
    setPassword,
    submit,
    asking: entry.at === 'asking',
    waiting: left > 0,
    error: errorOf(entry, left),
  }
}

const refused = (fault: Fault): Entry => ({
  at: 'refused',
  fault,
  until: fault.code === 'sign-in-refused' ? performance.now() + fault.waitMs : 0,
})

function errorOf(entry: Entry, left: number): string | undefined {
  if (entry.at !== 'refused') return undefined
  if (entry.fault.code !== 'sign-in-refused') return faultText(entry.fault)
  return left > 0 ? `${words.signIn.refused} ${words.signIn.wait(waitWords(left))}` : words.signIn.refused
}
