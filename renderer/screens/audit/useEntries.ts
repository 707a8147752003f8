/** The entries on screen: the newest page, kept up to date as the record grows, and older pages as they are asked for. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { EntryView } from '#app/contract/record/audit.ts'
import type { Input, Output } from '#app/contract/index.ts'
import { call, on } from '#renderer/bridge.ts'
import { shown, type View } from '#renderer/state/answer.ts'
import { joined, queryOf, type Filter } from './filter.ts'

const pageSize = 200

type Answer = {
  readonly view: View<Output<'audit.list'>>
  /** The query that is answered, as JSON: entries of another one do not belong to it. */
  readonly of: string
  readonly entries: readonly EntryView[]
}

const nothing: Answer = { view: { at: 'loading' }, of: '', entries: [] }

export function useEntries(filter: Filter) {
  const [openedAt] = useState(() => Date.now())
  const [answer, setAnswer] = useState(nothing)
  const [asking, setAsking] = useState(false)
  const newest = useRef('')
  const of = JSON.stringify(queryOf(filter, openedAt))
  const ask = useCallback(async (): Promise<void> => {
    const query = JSON.parse(of) as Omit<Input<'audit.list'>, 'limit'>
    const outcome = await call('audit.list', { ...query, limit: pageSize })
    if (newest.current !== of) return
    setAnswer((now) => {
      const seen = now.of === of ? now.entries : []
      return { view: shown(outcome), of, entries: outcome.ok ? joined(seen, outcome.value.entries) : seen }
    })
  }, [of])
  useEffect(() => {
    newest.current = of
    void ask()
    const undo = on('audit.grown', () => void ask())
    return () => {
      newest.current = ''
      undo()
    }
  }, [of, ask])
  const older = async (): Promise<void> => {
    const last = answer.entries.at(-1)
    if (!last || asking) return
    setAsking(true)
    const outcome = await call('audit.list', {
      ...queryOf(filter, openedAt),
      before: last.sequence,
      limit: pageSize,
    })
    setAsking(false)
    if (!outcome.ok) return
    setAnswer((now) => (now.of === of ? { ...now, entries: joined(now.entries, outcome.value.entries) } : now))
  }
  return { view: answer.view, entries: answer.entries, again: () => void ask(), older, asking }
}
