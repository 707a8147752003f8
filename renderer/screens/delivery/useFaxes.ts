/** The faxes on screen: asked for in pages as one scrolls, patched by every event, asked again when lists change. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { FaxFilter } from '#app/contract/desk/faxes.ts'
import type { Output } from '#app/contract/index.ts'
import { ok, type Outcome } from '#app/domain/outcome.ts'
import { call, subscribe } from '#renderer/bridge.ts'
import { shown, type View } from '#renderer/state/answer.ts'
import { movesLists, patched, refreshed, withMore, type Asked, type FaxLists } from './fax-lists.ts'

const pageSize = 100
/** A burst of events (a fax moving through its phases) asks once, ms. */
const settleMs = 120

type Page = Output<'faxes.list'>

function ask(filter: FaxFilter, { text, from }: Asked, before?: Page['faxes'][number]): Promise<Outcome<Page>> {
  return call('faxes.list', {
    filter,
    text,
    limit: pageSize,
    ...(from === undefined ? {} : { from }),
    ...(before ? { before: { at: before.at, id: before.id } } : {}),
  })
}

async function askAll(asked: Asked): Promise<Outcome<FaxLists>> {
  // Old or new, what needs a person is never filtered away by a date.
  const ever: Asked = { ...asked, from: undefined }
  const heads = asked.filter === 'all' ? (['needs-you', 'in-progress'] as const) : []
  const [listed, needsYou, inProgress] = await Promise.all([
    ask(asked.filter, asked),
    ...heads.map((filter) => ask(filter, ever)),
  ])
  if (!listed) throw new TypeError('a listing is always asked for')
  for (const outcome of [listed, needsYou, inProgress]) if (outcome && !outcome.ok) return outcome
  if (!listed.ok) return listed
  const { faxes, more, counts } = listed.value
  return ok({
    listed: faxes,
    more,
    counts,
    needsYou: needsYou?.ok ? needsYou.value.faxes : [],
    inProgress: inProgress?.ok ? inProgress.value.faxes : [],
  })
}

export function useFaxes({ filter, text, from }: Asked) {
  const [view, setView] = useState<View<FaxLists>>({ at: 'loading' })
  const turn = useRef(0)
  const known = useRef<FaxLists>(undefined)
  const put = useCallback((lists: FaxLists) => {
    known.current = lists
    setView({ at: 'shown', value: lists })
  }, [])
  const refresh = useCallback(
    async (anew: boolean): Promise<void> => {
      const mine = ++turn.current
      const outcome = await askAll({ filter, text, from })
      if (mine !== turn.current) return
      if (!outcome.ok) return setView(shown(outcome))
      known.current = anew || !known.current ? outcome.value : refreshed(known.current, outcome.value)
      setView({ at: 'shown', value: known.current })
    },
    [filter, text, from],
  )
  useEffect(() => {
    void refresh(true)
    let timer: ReturnType<typeof setTimeout> | undefined
    const later = (): void => {
      timer ??= setTimeout(() => {
        timer = undefined
        void refresh(false)
      }, settleMs)
    }
    const undo = subscribe((event) => {
      if (event.name === 'drafts.changed') later()
      if (event.name !== 'fax.changed' || !known.current) return
      const { fax, counts } = event.payload
      if (movesLists(known.current, fax)) later()
      put(patched(known.current, fax, counts))
    })
    return () => {
      turn.current += 1
      clearTimeout(timer)
      undo()
    }
  }, [refresh, put])
  const asking = useRef(false)
  const more = useCallback(async (): Promise<void> => {
    const mine = turn.current
    const last = known.current?.listed.at(-1)
    if (asking.current || !known.current?.more || !last) return
    asking.current = true
    const outcome = await ask(filter, { filter, text, from }, last)
    asking.current = false
    if (mine !== turn.current || !known.current || !outcome.ok) return
    put(withMore(known.current, outcome.value.faxes, outcome.value.more))
  }, [filter, text, from, put])
  return { view, more, again: () => void refresh(true) }
}
