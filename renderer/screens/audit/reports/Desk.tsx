/** The right side: nothing yet, how far the report is, or the pages as they will print. */
import { Download, FileCheck2, FileText, Printer, ShieldCheck, Square, Table2 } from 'lucide-react'
import { useState } from 'react'
import type { ReportView } from '#app/contract/record/reports.ts'
import type { Fault } from '#app/domain/outcome.ts'
import { words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { number } from '#renderer/format.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { Empty } from '#renderer/parts/Empty.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { PdfPages } from '#renderer/parts/print/PdfPages.tsx'
import { printPdf } from '#renderer/parts/print/print-pdf.ts'
import { useShortcuts } from '#renderer/state/keys.ts'
import { useToasts } from '#renderer/state/toasts.ts'
import { TakeOut, type Format } from './Export.tsx'
import type { Choice } from './form.ts'
import type { Made } from './useReport.ts'

const w = words.auditScreen.report

type DeskProps = { readonly made: Made; readonly onAgain: () => void; readonly onStop: () => void }

export function Desk({ made, onAgain, onStop }: DeskProps) {
  switch (made.at) {
    case 'made':
      return <Preview key={made.report.id} report={made.report} choice={made.choice} />
    case 'faulted':
      return <FaultNote className="aud-fault" fault={made.fault} onAgain={onAgain} />
    case 'making':
      return <Making progress={made.progress} onStop={onStop} />
    case 'none':
      return (
        <Empty icon={FileText} title={w.none}>
          {w.noneText}
        </Empty>
      )
  }
}

type MakingProps = { readonly progress: Extract<Made, { at: 'making' }>['progress']; readonly onStop: () => void }

const Making = ({ progress, onStop }: MakingProps) => (
  <Empty
    icon={FileText}
    title={w.making}
    action={
      <Button icon={Square} onClick={onStop}>
        {w.stop}
      </Button>
    }
  >
    <span className="col g2 rep-progress">
      <progress className="meter" aria-label={w.making} max={progress?.of ?? 1} value={progress?.rows ?? 0} />
      <span className="num txs c2" role="status">
        {progress ? w.progress(number(progress.rows), number(progress.of), number(progress.pages)) : w.verifying}
      </span>
    </span>
  </Empty>
)

type PreviewProps = { readonly report: ReportView; readonly choice: Choice | undefined }

function Preview({ report, choice }: PreviewProps) {
  const [printing, setPrinting] = useState(false)
  const [taking, setTaking] = useState<Format>()
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
        <span className="end row g2 wrap">
          {choice && (
            <>
              <Button size="sm" icon={Table2} onClick={() => setTaking('csv')}>
                {w.csv}
              </Button>
              <Button size="sm" icon={FileCheck2} onClick={() => setTaking('proof')}>
                {w.proof}
              </Button>
            </>
          )}
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
      {choice && taking && <TakeOut choice={choice} format={taking} onClose={() => setTaking(undefined)} />}
    </>
  )
}
