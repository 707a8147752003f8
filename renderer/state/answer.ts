/** What a screen shows of one call: asked when the screen appears, and again when an event says it changed. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { EventName, Input, OperationName, Output } from '#app/contract/index.ts'
import type { Fault } from '#app/domain/outcome.ts'
import { call, subscribe } from '#renderer/bridge.ts'

export type View<T> =
  | { readonly at: 'loading' }
  | { readonly at: 'shown'; readonly value: T }
  | { readonly at: 'faulted'; readonly fault: Fault }

const loading = { at: 'loading' } as const

/**
 * Asks `name` with `input` now, when the input changes and after each of the named events. What is shown stays while
 * the next answer is on its way; only the newest answer counts.
 * @param show how an answer comes to be drawn: in its turn, or with `flushSync` at once; the same function each time
 * @returns the view, which input it answers (`of`, as JSON), `again` to ask once more, and `put` to show a value that
 * another call has just answered
 */
export function useAnswer<N extends OperationName>(
  name: N,
  input: Input<N>,
  after: readonly EventName[] = [],
  show: (draw: () => void) => void = inTurn,
) {
  const [{ view, of }, setAnswer] = useState<{ readonly view: View<Output<N>>; readonly of: string }>({
    view: loading,
    of: '',
  })
  const turn = useRef(0)
  const key = JSON.stringify(input)
  const again = useCallback(async () => {
    const mine = ++turn.current
    const outcome = await call(name, JSON.parse(key) as Input<N>)
    if (mine === turn.current) show(() => setAnswer({ view: shown(outcome), of: key }))
  }, [name, key, show])
  useEffect(() => {
    void again()
    return () => {
      turn.current += 1
    }
  }, [again])
  // Subscribed to once, however often the question changes: one may change with every letter typed.
  const newest = useRef(again)
  useEffect(() => {
    newest.current = again
  }, [again])
  const events = after.join()
  useEffect(() => {
    const heard = events.split(',')
    return subscribe((event) => {
      if (heard.includes(event.name)) void newest.current()
    })
  }, [events])
  const put = useCallback((value: Output<N>) => setAnswer({ view: { at: 'shown', value }, of: key }), [key])
  return { view, of, again, put }
}

const inTurn = (draw: () => void): void => draw()

/** An outcome as a view. */
export const shown = <T>(outcome: { ok: true; value: T } | { ok: false; fault: Fault }): View<T> =>
  outcome.ok ? { at: 'shown', value: outcome.value } : { at: 'faulted', fault: outcome.fault }
