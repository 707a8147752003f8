/** Signing off a review of the record: its dates, what was found, and a note. Who signs is asked at the door. */
import { PenTool } from 'lucide-react'
import { useState } from 'react'
import type { Input } from '#app/contract/index.ts'
import type { ReportPaper, ReportView } from '#app/contract/record/reports.ts'
import { words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { ActDialog } from '#renderer/parts/dialog/ActDialog.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { Select } from '#renderer/parts/form/Select.tsx'
import { useAct } from '#renderer/state/act.ts'
import { boundsOf, noFilter, ranges, type Filter, type Range } from '../filter.ts'

const w = words.auditScreen.report.review

type Finding = Input<'reports.review'>['finding']

type ReviewDialogProps = {
  /** The dates chosen on the left; own dates stay as they are. */
  readonly dates: Filter
  readonly paper: ReportPaper
  readonly onClose: () => void
  readonly onSigned: (report: ReportView) => void
}

export function ReviewDialog({ dates, paper, onClose, onSigned }: ReviewDialogProps) {
  const [range, setRange] = useState<Range>(dates.range)
  const [finding, setFinding] = useState<Finding>('nothing-found')
  const [note, setNote] = useState('')
  const { busy, fault, run } = useAct()
  const sign = (): void => {
    const { from = 0, to = Date.now() + 1 } = boundsOf({ ...(range === 'own' ? dates : noFilter), range }, Date.now())
    void run(() => call('reports.review', { from, to, finding, note, paper }), onSigned)
  }
  const choices = ranges.filter((one) => one !== 'own' || dates.range === 'own')
  return (
    <ActDialog title={w.title} lead={w.lead} icon={PenTool} onClose={onClose} act={w.sign} busy={busy} onAct={sign}>
      <div className="col g4">
        <Select
          label={words.auditScreen.report.dates}
          value={range}
          options={choices.map((value) => ({ value, label: words.auditScreen.ranges[value] }))}
          onChange={setRange}
        />
        <Select
          label={words.reports.finding}
          value={finding}
          options={[
            { value: 'nothing-found', label: words.reports.findings['nothing-found'] },
            { value: 'followed-up', label: words.reports.findings['followed-up'] },
          ]}
          onChange={setFinding}
        />
        <label className="field">
          <span className="label">{w.note}</span>
          <textarea
            className="input"
            rows={3}
            maxLength={2000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </label>
        {fault && <FaultNote fault={fault} />}
      </div>
    </ActDialog>
  )
}
