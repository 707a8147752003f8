/** What was sent: pages behind a cover until somebody opens them, and the facts of the fax. */
import { EyeOff, FileText } from 'lucide-react'
import { useState } from 'react'
import type { FaxView } from '#app/contract/desk/faxes.ts'
import { checkWords, purposeWords, qualityWords, words } from '#app/words/index.ts'
import { size } from '#renderer/format.ts'
import { Private } from '#renderer/parts/Private.tsx'
import { PdfDialog } from '#renderer/parts/print/PdfDialog.tsx'
import { Grounds } from './Grounds.tsx'

const { facts, peek } = words.deliveryScreen

export function PagesPeek({ fax }: { readonly fax: FaxView }) {
  const [open, setOpen] = useState(false)
  return (
    <section className="side-sec">
      <button type="button" className="peek" onClick={() => setOpen(true)}>
        <span className="peek-pages" aria-hidden>
          {Array.from({ length: Math.min(3, fax.pages) }, (_, page) => (
            <i key={page} className="ph-page" />
          ))}
        </span>
        <span className="grow">
          <b className="med">{peek.pages(fax.pages)}</b>
          <span className="t2xs c3 way-lead">{peek.note}</span>
        </span>
        <span className="st">
          <EyeOff className="i" aria-hidden />
          {peek.show}
        </span>
      </button>
      {open && (
        <PdfDialog
          title={peek.title}
          lead={fax.reference}
          icon={FileText}
          url={fax.packet.url}
          onClose={() => setOpen(false)}
        />
      )}
    </section>
  )
}

export const FaxFacts = ({ fax }: { readonly fax: FaxView }) => (
  <section className="side-sec">
    <h3>{facts.title}</h3>
    <dl className="defs">
      <dt>{facts.reference}</dt>
      <dd className="num">{fax.reference}</dd>
      {fax.regarding && (
        <>
          <dt>{facts.regarding}</dt>
          <dd>
            <Private>{fax.regarding}</Private>
          </dd>
        </>
      )}
      {fax.recipient.person && (
        <>
          <dt>{facts.attention}</dt>
          <dd>
            <Private>{fax.recipient.person}</Private>
          </dd>
        </>
      )}
      {fax.purpose && (
        <>
          <dt>{facts.purpose}</dt>
          <dd>{purposeWords[fax.purpose].name}</dd>
        </>
      )}
      <Grounds fax={fax} />
      <dt>{facts.quality}</dt>
      <dd>{qualityWords[fax.quality]}</dd>
      {fax.packet.form && (
        <>
          <dt>{facts.form}</dt>
          <dd>{facts.forms[fax.packet.form]}</dd>
        </>
      )}
      <dt>{facts.line}</dt>
      <dd>{fax.line.name}</dd>
      {fax.approval && (
        <>
          <dt>{words.recipientWays.approve.given(fax.approval.approvedByShortName)}</dt>
          <dd>
            <Private>{fax.approval.reason}</Private>
          </dd>
        </>
      )}
      {fax.overlooked.length > 0 && (
        <>
          <dt>{facts.overlooked}</dt>
          <dd>{fax.overlooked.map((check) => checkWords[check.result].says).join(', ')}</dd>
        </>
      )}
      <dt>{facts.size}</dt>
      <dd className="num">{size(fax.packet.bytes)}</dd>
      <dt>{facts.sha256}</dt>
      <dd className="mono t2xs hash">{fax.packet.sha256}</dd>
    </dl>
  </section>
)
