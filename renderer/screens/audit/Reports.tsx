/** An audit report: choose the dates, make it, see it as it prints, save or print it. */
import { Download, FileText, Printer, ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import { ReportSubject, type ReportView } from '#app/contract/audit.ts'
import type { Fault } from '#app/domain/outcome.ts'
import { words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { Empty } from '#renderer/parts/Empty.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { Form } from '#renderer/parts/form/Form.tsx'
import { FieldError } from '#renderer/parts/form/Field.tsx'
import { PdfPages } from '#renderer/parts/print/PdfPages.tsx'
import { printPdf } from '#renderer/parts/print/print-pdf.ts'
import { Select } from '#renderer/parts/form/Select.tsx'
import { useShortcuts } from '#renderer/state/keys.ts'
import { useStatus } from '#renderer/state/session.ts'
import { useToasts } from '#renderer/state/toasts.ts'
import { boundsOf, noFilter, type Filter } from './filter.ts'
import { OwnDates, rangeOptions, rangePart } from './Filters.tsx'

const w = words.auditScreen.report

const subjects = ReportSubject.options.map((value) => ({ value, label: words.reports.subjects[value] }))

type Made =
  | { readonly at: 'none' }
  | { readonly at: 'making' }
  | { readonly at: 'made'; readonly report: ReportView }
  | { readonly at: 'faulted'; readonly fault: Fault }

export function Reports() {
  const [dates, setDates] = useState<Filter>({ ...noFilter, range: 'month' })
  const [subject, setSubject] = useState<ReportSubject>('everything')
  const [actor, setActor] = useState('')
  const people = useStatus()?.people ?? []
  const [made, setMade] = useState<Made>({ at: 'none' })
  const [openedAt] = useState(() => Date.now())
  const { from = 0, to } = boundsOf(dates, openedAt)
  const wrong = to !== undefined && from >= to
  const make = async (): Promise<void> => {
    if (made.at === 'making' || wrong) return
    setMade({ at: 'making' })
    const outcome = await call('reports.audit', {
      from,
      to: to ?? Date.now() + 1,
      subject,
      ...(actor !== '' && { actor }),
    })
    setMade(outcome.ok ? { at: 'made', report: outcome.value } : { at: 'faulted', fault: outcome.fault })
  }
  return (
    <div className="split aud-report">
      <section className="rep-side scroll" tabIndex={0} aria-label={w.options}>
        <h2 className="tsm semi mb1">{w.title}</h2>
        <p className="txs c2 mb4">{w.lead}</p>
        <Form className="col g3" onSubmit={() => void make()}>
          <Dates dates={dates} onChange={(part) => setDates({ ...dates, ...part })} />
          <Select label={w.subject} value={subject} options={subjects} onChange={setSubject} />
          <Select
            label={w.person}
            value={actor}
            options={[
              { value: '', label: words.audit.anyone },
              ...people.map(({ id, shortName }) => ({ value: String(id), label: shortName })),
            ]}
            onChange={setActor}
          />
          {wrong && <FieldError text={w.wrongDates} />}
          <Button kind="primary" type="submit" icon={FileText} busy={made.at === 'making'} disabled={wrong}>
            {w.make}
          </Button>
        </Form>
        <p className="t2xs c3 mt4">{w.private}</p>
      </section>
      <section className="desk aud-desk" aria-label={w.preview}>
        <Desk made={made} onAgain={() => void make()} />
      </section>
    </div>
  )
}

function Desk({ made, onAgain }: { readonly made: Made; readonly onAgain: () => void }) {
  if (made.at === 'made') return <Preview report={made.report} />
  if (made.at === 'faulted') return <FaultNote className="aud-fault" fault={made.fault} onAgain={onAgain} />
  return (
    <Empty icon={FileText} title={made.at === 'making' ? w.making : w.none}>
      {w.noneText}
    </Empty>
  )
}

type DatesProps = { readonly dates: Filter; readonly onChange: (part: Partial<Filter>) => void }

const Dates = ({ dates, onChange }: DatesProps) => (
  <>
    <Select
      label={w.dates}
      value={dates.range}
      options={rangeOptions}
      onChange={(range) => onChange(rangePart(range))}
    />
    {dates.range === 'own' && (
      <div className="row g2 wrap">
        <OwnDates dates={dates} onChange={onChange} />
      </div>
    )}
  </>
)

function Preview({ report }: { readonly report: ReportView }) {
  const [printing, setPrinting] = useState(false)
  const [fault, setFault] = useState<Fault>()
  const show = useToasts((state) => state.show)
  const print = async (): Promise<void> => {
    if (printing) return
    setPrinting(true)
    await printPdf(report.url).catch(() => show({ tone: 'bad', text: w.printFailed }))
    setPrinting(false)
  }
  const save = async (): Promise<void> => {
    const outcome = await call('reports.save', { id: report.id })
    setFault(outcome.ok ? undefined : outcome.fault)
    if (outcome.ok && outcome.value.saved) show({ tone: 'ok', text: w.saved })
  }
  useShortcuts({ 'mod+p': () => void print() })
  return (
    <>
      <div className="desk-bar">
        <span className="txs num c2 nowrap">{w.pages(report.pages)}</span>
        <span className="st ok nowrap">
          <ShieldCheck className="i" aria-hidden />
          {w.signed}
        </span>
        <span className="end row g2">
          <Button size="sm" icon={Download} onClick={() => void save()}>
            {w.save}
          </Button>
          <Button size="sm" kind="primary" icon={Printer} busy={printing} onClick={() => void print()}>
            {w.print}
          </Button>
        </span>
      </div>
      {fault && <FaultNote className="aud-fault" fault={fault} />}
      <div className="desk-view scroll" tabIndex={0} role="group" aria-label={w.preview}>
        <PdfPages url={report.url} label={w.title} />
      </div>
    </>
  )
}
