/** One received fax: its pages, once that it was opened is on record, and beside them what is known of it. */
import { useEffect, useState } from 'react'
import type { ReceivedView } from '#app/contract/desk/received.ts'
import type { Fault } from '#app/domain/outcome.ts'
import { words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { Banner } from '#renderer/parts/Banner.tsx'
import { Button } from '#renderer/parts/Button.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { PdfPages } from '#renderer/parts/print/PdfPages.tsx'
import { Spinner } from '#renderer/parts/Spinner.tsx'
import { useAct } from '#renderer/state/act.ts'
import { Beside } from './Beside.tsx'
import { senderOf } from './ReceivedList.tsx'

const text = words.received

type Opening = 'asking' | 'open' | Fault

export function Reading({ fax }: { readonly fax: ReceivedView }) {
  const { id, state } = fax
  const [opening, setOpening] = useState<Opening>('asking')
  // Fetched while it is looked at: then it is opened anew, as pages.
  useEffect(() => {
    let over = false
    void call('received.open', { id }).then((outcome) => {
      if (!over) setOpening(outcome.ok ? 'open' : outcome.fault)
    })
    return () => {
      over = true
    }
  }, [id, state])
  return (
    <>
      <section className="rx-pages scroll" aria-label={text.pagesOf(senderOf(fax))} tabIndex={0}>
        {fax.incomplete && <Banner tone="warn">{text.incomplete}</Banner>}
        {opening === 'asking' && <Spinner label={words.common.loading} />}
        {typeof opening === 'object' && <FaultNote fault={opening} />}
        {opening === 'open' && <Content fax={fax} />}
      </section>
      <Beside fax={fax} />
    </>
  )
}

function Content({ fax }: { readonly fax: ReceivedView }) {
  const { busy, fault, run } = useAct()
  const again = (
    <Button
      busy={busy}
      onClick={() =>
        void run(
          () => call('received.again', { id: fax.id }),
          () => undefined,
        )
      }
    >
      {text.again}
    </Button>
  )
  switch (fax.state) {
    case 'kept':
      return <PdfPages url={`./document/inbound/${fax.id}`} label={text.pagesOf(senderOf(fax))} />
    case 'expected':
      return (
        <Banner tone="info" title={text.expected.title}>
          {text.expected.text}
        </Banner>
      )
    case 'unreadable':
      return (
        <>
          <Banner tone="bad" title={text.unreadable.title} actions={again}>
            {text.unreadable.text(fax.refusal)}
          </Banner>
          {fault && <FaultNote fault={fault} />}
        </>
      )
    case 'gone':
      return (
        <>
          <Banner tone="warn" title={text.gone.title} actions={again}>
            {text.gone.text}
          </Banner>
          {fault && <FaultNote fault={fault} />}
        </>
      )
  }
}
