/** Said under the checks, and nowhere louder: which scans nobody has read yet, or could read, for whom they are about. */
import { pagesReadAtMost } from '#app/domain/pages/reading.ts'
import { words } from '#app/words/index.ts'
import type { Compose } from '../compose.ts'
import { numbersOf, readingsOf } from '../pages/findings/findings.ts'
import { useCompose } from '../useCompose.ts'

const text = words.pages.different

export function Scans({ compose }: { readonly compose: Compose }) {
  const waiting = useCompose(compose, (state) => readingsOf(state).waiting.length)
  const unread = useCompose(compose, (state) => numbersOf(state, readingsOf(state).unread))
  const late = useCompose(compose, (state) => {
    const { pages } = state.editor.content
    return readingsOf(state).unread.some((at) => (pages[at]?.index ?? 0) >= pagesReadAtMost)
  })
  return (
    <>
      {waiting > 0 && <p className="mt2 txs c3 pretty">{text.waiting(waiting)}</p>}
      {unread.length > 0 && (
        <p className="mt2 txs c3 pretty">
          {text.unread(unread)} {late && text.limit}
        </p>
      )}
    </>
  )
}
