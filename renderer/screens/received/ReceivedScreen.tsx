/** Received faxes: a list, the pages of the one that was opened, and what is known of it. Opening one is on record. */
import { Inbox, RefreshCw } from 'lucide-react'
import { useRef, useState } from 'react'
import type { Output } from '#app/contract/index.ts'
import type { ReceivedView } from '#app/contract/desk/received.ts'
import type { ReceivedId } from '#app/domain/ids.ts'
import { words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { Banner } from '#renderer/parts/Banner.tsx'
import { Button } from '#renderer/parts/Button.tsx'
import { Empty } from '#renderer/parts/Empty.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { useRows } from '#renderer/parts/list/useRows.ts'
import { Spinner } from '#renderer/parts/Spinner.tsx'
import { useAct } from '#renderer/state/act.ts'
import { useAnswer } from '#renderer/state/answer.ts'
import { Reading } from './Reading.tsx'
import { ReceivedList } from './ReceivedList.tsx'

const text = words.received
/** Shown at first, and how many more each time older ones are asked for; the door gives 200 at most. */
const step = 100
const most = 200

export function ReceivedScreen() {
  const [limit, setLimit] = useState(step)
  const { view, again } = useAnswer('received.list', { limit }, ['received.changed', 'contact.changed'])
  const { busy, fault, run } = useAct()
  const shown = view.at === 'shown' ? view.value : undefined
  return (
    <>
      <div className="page-head">
        <h1 className="txl">{text.title}</h1>
        {shown && shown.unread > 0 && <span className="c3 txs">{text.unread(shown.unread)}</span>}
        <span className="end row g2">
          <Button
            icon={RefreshCw}
            busy={busy}
            onClick={() =>
              void run(
                () => call('received.look', {}),
                () => void again(),
              )
            }
          >
            {text.look}
          </Button>
        </span>
      </div>
      {fault && <FaultNote fault={fault} />}
      {shown && shown.silent.length > 0 && <Banner tone="warn">{text.silent(shown.silent.join(', '))}</Banner>}
      {view.at === 'loading' && <Spinner label={words.common.loading} />}
      {view.at === 'faulted' && <FaultNote fault={view.fault} onAgain={() => void again()} />}
      {shown?.faxes.length === 0 && <NothingCame connected={shown.connected} />}
      {shown && shown.faxes.length > 0 && (
        <Faxes shown={shown} {...(shown.more && limit < most ? { onMore: () => setLimit(most) } : {})} />
      )}
    </>
  )
}

const NothingCame = ({ connected }: { readonly connected: boolean }) => (
  <Empty icon={Inbox} title={text.empty.title}>
    {connected ? text.empty.connected : `${text.empty.training} ${text.empty.trainingHow}`}
  </Empty>
)

type FaxesProps = { readonly shown: Output<'received.list'>; readonly onMore?: () => void }

function Faxes({ shown: { faxes }, onMore }: FaxesProps) {
  const [opened, setOpened] = useState<ReceivedId>()
  const frame = useRef<HTMLDivElement>(null)
  const rows = useRows({
    ids: faxes.map(({ id }) => id),
    opened,
    open: (id) => setOpened(id),
    close: () => setOpened(undefined),
    list: frame,
    reveal: (id) => frame.current?.querySelector(`[data-row="${id}"]`)?.scrollIntoView({ block: 'nearest' }),
  })
  const fax: ReceivedView | undefined = faxes.find(({ id }) => id === opened)
  return (
    <div className="split">
      <div className="rx-list scroll" ref={frame}>
        <ReceivedList faxes={faxes} rows={rows} {...(onMore ? { onMore } : {})} />
      </div>
      {fax ? <Reading key={fax.id} fax={fax} /> : <p className="rx-nothing txs c2">{text.choose}</p>}
    </div>
  )
}
