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
  const [code, setCode] = useState('')
  /** `code`: the password was right, and a one-time code is wanted with it. */
  const [step, setStep] = useState<'password' | 'code'>('password')
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
    const outcome = await call('session.signIn', { personId, password, ...(step === 'code' && { code }) })
    if (outcome.ok) return put(outcome.value)
    setCode('')
    if (outcome.fault.code === 'code-needed') {
      setStep('code')
      return setEntry({ at: 'typing' })
    }
    if (step === 'password') setPassword('')
    setEntry(refused(outcome.fault))
  }
  const startOver = (): void => {
    setPassword('')
    setCode('')
    setStep('password')
    setEntry({ at: 'typing' })
  }
  const said = step === 'code' ? words.signIn.code.refused : words.signIn.refused
  return {
    step,
    password,
    setPassword,
    code,
    setCode,
    submit,
    startOver,
    waiting,
    asking: entry.at === 'asking',
    error: errorOf(entry, said),
  }
}
export type PasswordEntry = ReturnType<typeof usePasswordEntry>

const refused = (fault: Fault): Entry => ({
  at: 'refused',
  fault,
  leftMs: fault.code === 'sign-in-refused' ? fault.waitMs : 0,
})

/** What is said below the field. */
export function errorOf(entry: Entry, said: string = words.signIn.refused): string | undefined {
  if (entry.at !== 'refused') return undefined
  if (entry.fault.code !== 'sign-in-refused') return faultText(entry.fault)
  return entry.leftMs > 0 ? `${said} ${words.signIn.wait(waitWords(entry.leftMs))}` : said
}
