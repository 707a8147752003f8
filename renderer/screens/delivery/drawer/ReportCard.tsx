/** Proof of delivery: the facts at a glance, and the report as the page that will print. */
import { Download, FileBadge, FileCheck2, Printer } from 'lucide-react'
import { useState } from 'react'
import type { ReportView } from '#app/contract/record/reports.ts'
import type { FaxView } from '#app/contract/desk/faxes.ts'
import type { Fault, Outcome } from '#app/domain/outcome.ts'
import { shownNumber } from '#app/domain/contact/phone.ts'
import { faultText, qualityWords, words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { clockSeconds, duration } from '#renderer/format.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { printPdf } from '#renderer/parts/print/print-pdf.ts'
import { TrainingMark } from '#renderer/parts/TrainingMark.tsx'
import { useRight } from '#renderer/state/session.ts'
import { useToasts } from '#renderer/state/toasts.ts'
import { PdfDialog } from '#renderer/parts/print/PdfDialog.tsx'

const text = words.deliveryScreen.report

/** The one page for the file, or everything about this fax: every page's SHA-256, attempts, entries of the record. */
type What = 'confirmation' | 'certificate'

type Made =
  | { readonly at: 'none' }
  | { readonly at: 'making'; readonly what: What }
  | { readonly at: 'made'; readonly what: What; readonly report: ReportView }
  | { readonly at: 'faulted'; readonly fault: Fault }

export function ReportCard({ fax }: { readonly fax: FaxView }) {
  const [made, setMade] = useState<Made>({ at: 'none' })
  const title = fax.state.phase === 'delivered' ? text.title : text.titleOther
  const readsRecord = useRight('audit.read')
  const make = async (what: What): Promise<void> => {
    if (made.at === 'making') return
    setMade({ at: 'making', what })
    const outcome = await asked(what, fax)
    setMade(outcome.ok ? { at: 'made', what, report: outcome.value } : { at: 'faulted', fault: outcome.fault })
  }
  const making = (what: What): boolean => made.at === 'making' && made.what === what
  return (
    <section className={fax.state.phase === 'delivered' ? 'side-sec first' : 'side-sec'}>
      <div className="report">
        <div className="row between wrap g2">
          <h3 className="txs semi">{title}</h3>
          <span className="row g2">
            {fax.training && <TrainingMark />}
            <span className="t2xs c3 num nowrap">{fax.reference}</span>
          </span>
        </div>
        <ReportFacts fax={fax} />
        {made.at === 'faulted' && <FaultNote fault={made.fault} />}
        <div className="row g2 wrap">
          <Button size="sm" icon={FileCheck2} busy={making('confirmation')} onClick={() => void make('confirmation')}>
            {text.open}
          </Button>
          {readsRecord && (
            <Button size="sm" icon={FileBadge} busy={making('certificate')} onClick={() => void make('certificate')}>
              {text.certificate}
            </Button>
          )}
        </div>
      </div>
      {made.at === 'made' && (
        <PdfDialog
          title={made.what === 'certificate' ? text.certificate : title}
          lead={made.what === 'certificate' ? text.certificateLead : text.lead}
          icon={made.what === 'certificate' ? FileBadge : FileCheck2}
          url={made.report.url}
          onClose={() => setMade({ at: 'none' })}
          actions={
            <>
              <Button icon={Download} onClick={() => void save(made.report)}>
                {text.save}
              </Button>
              <PrintButton report={made.report} />
            </>
          }
        />
      )}
    </section>
  )
}

const asked = (what: What, { id, reference }: FaxView): Promise<Outcome<ReportView>> =>
  what === 'confirmation'
    ? call('reports.confirmation', { faxId: id })
    : call('reports.make', { kind: 'fax', reference, from: 0, to: Date.now() + 1 })

function PrintButton({ report }: { readonly report: ReportView }) {
  const [printing, setPrinting] = useState(false)
  const show = useToasts((state) => state.show)
  const print = async (): Promise<void> => {
    if (printing) return
    setPrinting(true)
    await printPdf(report.url).catch(() => show({ tone: 'bad', text: words.auditScreen.report.printFailed }))
    setPrinting(false)
  }
  return (
    <Button kind="primary" icon={Printer} busy={printing} onClick={() => void print()}>
      {words.reports.print}
    </Button>
  )
}

function ReportFacts({ fax }: { readonly fax: FaxView }) {
  const last = fax.attempts.at(-1)
  const sent = fax.state.phase === 'delivered' ? fax.state.pages : (last?.pagesSent ?? 0)
  const lasted = last?.endedAt === undefined ? undefined : last.endedAt - last.startedAt
  return (
    <dl className="defs">
      <dt>{text.number}</dt>
      <dd>
        <span className="tel">{shownNumber(fax.recipient.e164)}</span> <span className="c3">{text.asDialled}</span>
      </dd>
      <dt>{text.pages}</dt>
      <dd className="num">{text.pagesOf(sent, fax.pages)}</dd>
      {last && lasted !== undefined && (
        <>
          <dt>{text.connected}</dt>
          <dd className="num">
            {duration(lasted)} · {clockSeconds(last.startedAt)}
          </dd>
        </>
      )}
      <dt>{text.quality}</dt>
      <dd>{qualityWords[fax.quality]}</dd>
      <dt>{text.line}</dt>
      <dd>{fax.line.name}</dd>
    </dl>
  )
}

async function save({ id }: ReportView): Promise<void> {
  const outcome = await call('reports.save', { id })
  const { show } = useToasts.getState()
  if (!outcome.ok) show({ tone: 'bad', text: faultText(outcome.fault) })
  else if (outcome.value.saved) show({ tone: 'ok', text: text.saved })
}
