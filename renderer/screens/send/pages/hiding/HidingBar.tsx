/** While parts are being hidden: how it is done, words to hide everywhere, and the way out. */
import { SquareDashedMousePointer } from 'lucide-react'
import { useState } from 'react'
import { faultText, words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { Button } from '#renderer/parts/Button.tsx'
import type { Compose } from '../../compose.ts'
import { covering } from './covering.ts'

const text = words.pages.hide

type BarProps = { readonly compose: Compose; readonly onDone: () => void }

export function HidingBar({ compose, onDone }: BarProps) {
  const [wanted, setWanted] = useState('')
  const [said, setSaid] = useState<string>()
  const [busy, setBusy] = useState(false)
  const search = async (): Promise<void> => {
    if (wanted.trim().length < 2 || busy) return
    setBusy(true)
    setSaid(await hideAll(compose, wanted))
    setBusy(false)
  }
  return (
    <div className="hiding-bar" role="group" aria-label={text.button}>
      <p className="row g1h txs">
        <SquareDashedMousePointer className="i" aria-hidden />
        <span className="grow">{text.lead}</span>
        <Button size="sm" onClick={onDone}>
          {text.done}
          <kbd>Esc</kbd>
        </Button>
      </p>
      <form
        className="row g1h"
        onSubmit={(event) => {
          event.preventDefault()
          void search()
        }}
      >
        <input
          className="input sm grow"
          aria-label={text.search}
          placeholder={text.search}
          value={wanted}
          maxLength={200}
          autoComplete="off"
          onChange={({ currentTarget }) => setWanted(currentTarget.value)}
        />
        <Button size="sm" type="submit" busy={busy} disabled={wanted.trim().length < 2}>
          {text.searchButton}
        </Button>
      </form>
      <p className="t2xs c2" role="status">
        {said ?? text.wholeFile}
      </p>
    </div>
  )
}

/** Puts boxes over every occurrence on the pages of the draft, in one step; answers what came of it. */
async function hideAll(compose: Compose, wanted: string): Promise<string> {
  if (!(await compose.keep())) return words.send.notSaved
  const { view } = compose.store.getState()
  const outcome = await call('pages.find', { draftId: view.id, text: wanted })
  if (!outcome.ok) return faultText(outcome.fault)
  const { marked, count, onPages, beyond, unsearched } = covering(
    compose.store.getState().editor.content.pages,
    outcome.value.documents,
  )
  if (marked.length > 0) compose.edit({ do: 'mark', pages: marked })
  return [
    count > 0 ? text.found(count, onPages) : text.none,
    ...(beyond > 0 ? [text.beyond(beyond)] : []),
    ...(unsearched > 0 ? [text.unsearched(unsearched)] : []),
  ].join(' ')
}
