/** Drafts to finish: what each still lacks, and one key to go on with it. */
import { ArrowRightLeft, FilePenLine, PenLine, Trash2 } from 'lucide-react'
import { useRef, useState } from 'react'
import type { DraftSummary } from '#app/contract/desk/drafts.ts'
import type { FaxId } from '#app/domain/ids.ts'
import { faultText, missingWords, words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { Badge } from '#renderer/parts/Badge.tsx'
import { Button } from '#renderer/parts/Button.tsx'
import { Covered } from '#renderer/parts/contact/Covered.tsx'
import { Empty } from '#renderer/parts/Empty.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { IconButton } from '#renderer/parts/IconButton.tsx'
import { Body, Cell, rowRole, Table, type Column } from '#renderer/parts/list/Table.tsx'
import { useRows } from '#renderer/parts/list/useRows.ts'
import { whenShort } from '#renderer/parts/list/when.ts'
import { Private } from '#renderer/parts/Private.tsx'
import { Spinner } from '#renderer/parts/Spinner.tsx'
import { useAnswer } from '#renderer/state/answer.ts'
import { useNavigation } from '#renderer/state/navigation.ts'
import { useRight } from '#renderer/state/session.ts'
import { useToasts } from '#renderer/state/toasts.ts'
import { HandOver } from './HandOver.tsx'
import { OthersDrafts } from './OthersDrafts.tsx'

const text = words.deliveryScreen.drafts

export function DraftsScreen() {
  const { view, again } = useAnswer('drafts.list', {}, ['drafts.changed'])
  const drafts = view.at === 'shown' ? view.value.drafts : []
  const mayHandOver = useRight('drafts.hand-over')
  const [giving, setGiving] = useState<FaxId>()
  return (
    <>
      <div className="page-head">
        <h1 className="txl">{text.title}</h1>
        {drafts.length > 0 && <span className="c3 txs">{text.count(drafts.length)}</span>}
      </div>
      <div className="split">
        {view.at === 'loading' && <Spinner label={words.common.loading} />}
        {view.at === 'faulted' && <FaultNote fault={view.fault} onAgain={() => void again()} />}
        {view.at === 'shown' && <DraftList drafts={drafts} onGive={setGiving} />}
      </div>
      {mayHandOver && <OthersDrafts />}
      {giving && <HandOver id={giving} onClose={() => setGiving(undefined)} />}
    </>
  )
}

const columns: readonly Column[] = [
  { title: text.columns.recipient },
  { title: text.columns.regarding, className: 'x1' },
  { title: text.columns.missing },
  { title: text.columns.pages, className: 'r' },
  { title: text.columns.saved, className: 'r x1' },
  { title: text.discard, quiet: true },
]

type DraftListProps = { readonly drafts: readonly DraftSummary[]; readonly onGive: (id: FaxId) => void }

function DraftList({ drafts, onGive }: DraftListProps) {
  const frame = useRef<HTMLDivElement>(null)
  const go = useNavigation((state) => state.go)
  const open = (draftId: FaxId): void => go({ screen: 'send', draftId })
  const rows = useRows({
    ids: drafts.map((draft) => draft.id),
    opened: undefined,
    open,
    list: frame,
    reveal: (id) => frame.current?.querySelector(`[data-row="${id}"]`)?.scrollIntoView({ block: 'nearest' }),
  })
  return (
    <div className="list scroll" ref={frame}>
      {drafts.length === 0 ? (
        <Empty
          icon={FilePenLine}
          title={text.empty}
          action={
            <Button kind="primary" icon={PenLine} onClick={() => go({ screen: 'send' })}>
              {words.shell.newFax}
            </Button>
          }
        >
          {text.emptyText}
        </Empty>
      ) : (
        <Table className="drafts" label={text.list} columns={columns}>
          <Body>
            {drafts.map((draft) => (
              <tr key={draft.id} {...rowRole()} {...rows.props(draft.id)}>
                <Cells draft={draft} onGive={() => onGive(draft.id)} />
              </tr>
            ))}
          </Body>
        </Table>
      )}
    </div>
  )
}

function Cells({ draft, onGive }: { readonly draft: DraftSummary; readonly onGive: () => void }) {
  const missing = draft.missing.flatMap((result) => missingWords[result] ?? [])
  return (
    <>
      <Cell className="ell">
        {draft.recipient ? (
          <b className="med tsm">
            <Covered name={draft.recipient} />
          </b>
        ) : (
          <span className="c3 tsm">{text.noRecipient}</span>
        )}
      </Cell>
      <Cell className="x1 c2 num ell">{draft.reference && <Private>{draft.reference}</Private>}</Cell>
      <Cell className="row g1 wrap">
        {missing.length === 0 ? (
          <Badge tone="ok">{text.ready}</Badge>
        ) : (
          missing.slice(0, 2).map((what) => <Badge key={what}>{what}</Badge>)
        )}
      </Cell>
      <Cell className="r num">{draft.pages}</Cell>
      <Cell className="r c2 num nowrap x1">{whenShort(draft.savedAt)}</Cell>
      <Cell className="r nowrap">
        <IconButton icon={ArrowRightLeft} label={words.handOver.act} onClick={onGive} />
        <IconButton icon={Trash2} label={text.discard} onClick={() => void discard(draft.id)} />
      </Cell>
    </>
  )
}

async function discard(id: FaxId): Promise<void> {
  const { show } = useToasts.getState()
  const outcome = await call('drafts.discard', { id })
  if (!outcome.ok) return show({ tone: 'bad', text: faultText(outcome.fault) })
  const restore = async (): Promise<void> => {
    const back = await call('drafts.restore', { id })
    if (!back.ok) show({ tone: 'bad', text: faultText(back.fault) })
  }
  show({
    tone: 'info',
    text: text.discarded,
    action: { label: words.common.undo, run: () => void restore() },
  })
}
