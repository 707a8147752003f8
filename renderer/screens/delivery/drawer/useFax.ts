/** One fax in the drawer: read when it is opened, patched by events, read again when its phase or attempts change. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { FaxSummary, FaxView } from '#app/contract/desk/faxes.ts'
import type { FaxId } from '#app/domain/ids.ts'
import { call, on } from '#renderer/bridge.ts'
import { shown, type View } from '#renderer/state/answer.ts'

export function useFax(id: FaxId) {
  const [view, setView] = useState<View<FaxView>>({ at: 'loading' })
  const turn = useRef(0)
  const seen = useRef<FaxSummary>(undefined)
  const again = useCallback(async (): Promise<void> => {
    const mine = ++turn.current
    const outcome = await call('faxes.read', { id })
    if (mine === turn.current) setView(shown(outcome))
  }, [id])
  useEffect(() => {
    void again()
    const undo = on('fax.changed', ({ fax }) => {
      if (fax.id !== id) return
      setView((known) => (known.at === 'shown' ? { at: 'shown', value: { ...known.value, ...fax } } : known))
      // Reading is recorded, so progress within a phase is taken from the event alone.
      if (phaseOf(seen.current) !== phaseOf(fax)) void again()
      seen.current = fax
    })
    return () => {
      turn.current += 1
      undo()
    }
  }, [again, id])
  useEffect(() => {
    if (view.at === 'shown') seen.current = view.value
  }, [view])
  const put = useCallback((value: FaxView) => setView({ at: 'shown', value }), [])
  return { view, again, put }
}

const phaseOf = (fax: FaxSummary | undefined): string =>
  fax ? `${fax.state.phase} ${'attempt' in fax.state ? fax.state.attempt : ''}` : ''
