/** The Send screen before there are pages: where to drop them, and the drafts that wait to be finished. */
import { FilePenLine, FolderOpen } from 'lucide-react'
import type { DraftSummary } from '#app/contract/desk/drafts.ts'
import { missingWords, words } from '#app/words/index.ts'
import { clock, date, dayStart } from '#renderer/format.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { Covered } from '#renderer/parts/contact/Covered.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { Kbd } from '#renderer/parts/Kbd.tsx'
import { Spinner } from '#renderer/parts/Spinner.tsx'
import { useAnswer } from '#renderer/state/answer.ts'
import { useNavigation } from '#renderer/state/navigation.ts'
import type { Refused } from '../compose-state.ts'
import { DropArt } from './DropArt.tsx'
import { Refusals } from './Refusals.tsx'
import { Scans } from './Scans.tsx'
import { useChooser } from './useChooser.tsx'
import type { Over } from './useFiles.ts'

type EmptyProps = {
  readonly over: Over | undefined
  /** The name of the file that is being read, before its first page can be shown. */
  readonly reading: string | undefined
  readonly refused: readonly Refused[]
  readonly onFiles: (files: readonly File[]) => void
  readonly onDismiss: () => void
}

export function Empty({ over, reading, refused, onFiles, onDismiss }: EmptyProps) {
  const text = words.send
  return (
    <>
      <div className="c-head-plain">
        <h1 className="tlg">{text.title}</h1>
      </div>
      <div className="send-empty">
        <div className="col g3 drop-side">
          <Refusals refused={refused} onDismiss={onDismiss} />
          <DropZone over={over} reading={reading} onFiles={onFiles} />
        </div>
        <div className={over ? 'col drafts-side faded' : 'col drafts-side'}>
          <Scans />
          <h2 className="tmd semi mb2">{text.drafts.title}</h2>
          <DraftsToFinish />
        </div>
      </div>
    </>
  )
}

function DropZone({ over, reading, onFiles }: Pick<EmptyProps, 'over' | 'reading' | 'onFiles'>) {
  const { choose, field } = useChooser(onFiles)
  const text = words.send.drop
  return (
    <div className={over && !over.wrong ? 'drop over' : 'drop'}>
      {field}
      <DropArt over={over !== undefined && !over.wrong} />
      {over ? (
        <DropOver over={over} />
      ) : reading === undefined ? (
        <>
          <h2 className="txl balance">{text.title}</h2>
          <p className="c2">{text.lead}</p>
          <div className="row g2 mt3">
            <Button kind="primary" size="lg" icon={FolderOpen} onClick={choose}>
              {text.choose}
              <Kbd keys="mod+o" />
            </Button>
          </div>
          <p className="t2xs c3 mt4">{text.limits}</p>
        </>
      ) : (
        <h2 className="tlg row g2" role="status">
          <Spinner />
          {words.send.reading.one(reading)}
        </h2>
      )}
    </div>
  )
}

export function DropOver({ over }: { readonly over: Over }) {
  const text = words.send.drop
  if (over.wrong) return <h2 className="txl">{text.overWrong}</h2>
  return (
    <>
      <h2 className="txl c-acc">{text.over(over.count)}</h2>
      <p className="c2">{text.overMore(over.count)}</p>
    </>
  )
}

function DraftsToFinish() {
  const { view, again } = useAnswer('drafts.list', {}, ['drafts.changed'])
  if (view.at === 'loading') return null
  if (view.at === 'faulted') return <FaultNote fault={view.fault} onAgain={() => void again()} />
  if (view.value.drafts.length === 0) return <p className="txs c3 pretty">{words.send.drafts.none}</p>
  return (
    <ul className="card drafts-card scroll">
      {view.value.drafts.map((draft) => (
        <DraftRow key={draft.id} draft={draft} />
      ))}
    </ul>
  )
}

/** The time for today, the day for any other. */
const when = (at: number): string => (at >= dayStart(Date.now()) ? clock(at) : date(at))

function DraftRow({ draft }: { readonly draft: DraftSummary }) {
  const go = useNavigation((state) => state.go)
  const text = words.send.drafts
  const missing = draft.missing.map((result) => missingWords[result]).find(Boolean)
  return (
    <li>
      <button type="button" className="scan-row" onClick={() => go({ screen: 'send', draftId: draft.id })}>
        <FilePenLine className="i i-18 c3" aria-hidden />
        <span className="grow">
          <b className="med ell">{draft.recipient ? <Covered name={draft.recipient} /> : text.noRecipient}</b>
          <span className="txs c3 num">{text.line(draft.pages, missing)}</span>
        </span>
        <span className="c3 txs num">{when(draft.savedAt)}</span>
      </button>
    </li>
  )
}
