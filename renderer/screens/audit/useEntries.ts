/** The entries on screen: the newest page, kept up to date as the record grows, and older pages as they are asked for. */
import { useEffect, useMemo, useState } from 'react'
import type { EntryView } from '#app/contract/audit.ts'
import { call } from '#renderer/bridge.ts'
import { useAnswer } from '#renderer/state/answer.ts'
import { joined, queryOf, type Filter } from './filter.ts'

const pageSize = 200

type Seen = { readonly of: string; readonly entries: readonly EntryView[] }

export function useEntries(filter: Filter) {
  // The day may turn while the screen is open; the bounds are made anew with the next change of the filter.
  const query = useMemo(() => queryOf(filter, Date.now()), [filter])
  const { view, of, again } = useAnswer('audit.list', { ...query, limit: pageSize }, ['audit.grown'])
  const [seen, setSeen] = useState<Seen>({ of: '', entries: [] })
  const [asking, setAsking] = useState(false)
  useEffect(() => {
    if (view.at !== 'shown') return
    const { entries } = view.value
    setSeen((now) => ({ of, entries: joined(now.of === of ? now.entries : [], entries) }))
  }, [view, of])
  const older = async (): Promise<void> => {
    const last = seen.entries.at(-1)
    if (!last || asking) return
    setAsking(true)
    const outcome = await call('audit.list', { ...query, before: last.sequence, limit: pageSize })
    setAsking(false)
    if (!outcome.ok) return
    setSeen((now) => (now.of === seen.of ? { of: now.of, entries: joined(now.entries, outcome.value.entries) } : now))
  }
  return { view, entries: seen.entries, again, older, asking }
}
