/** The record taken out: its dates and its form. What to write down stands there afterwards. */
import { Download, FileCheck2 } from 'lucide-react'
import { useState } from 'react'
import type { Output } from '#app/contract/index.ts'
import { words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { ActDialog } from '#renderer/parts/dialog/ActDialog.tsx'
import { Dialog } from '#renderer/parts/dialog/Dialog.tsx'
import { Segmented } from '#renderer/parts/form/Segmented.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { Select } from '#renderer/parts/form/Select.tsx'
import { useAct } from '#renderer/state/act.ts'
import { boundsOf, noFilter, ranges, type Range } from '../filter.ts'
import type { Choice } from './form.ts'

const w = words.auditScreen.exporting

type Saved = Extract<Output<'reports.export'>, { saved: true }> & { readonly format: Format }
export type Format = 'proof' | 'csv'

export function Export() {
  const [open, setOpen] = useState(false)
  const [saved, setSaved] = useState<Saved>()
  const close = (): void => {
    setOpen(false)
    setSaved(undefined)
  }
  return (
    <>
      <Button icon={Download} onClick={() => setOpen(true)}>
        {w.export}
      </Button>
      {open && !saved && <AskExport onClose={close} onSaved={setSaved} />}
      {open && saved && <ExportDone saved={saved} onClose={close} />}
    </>
  )
}

const own: Range = 'own'
const choices = ranges.filter((range) => range !== own)

type TakeOutProps = { readonly choice: Choice; readonly format: Format; readonly onClose: () => void }

/** One report taken out: what it is about was chosen before. */
export function TakeOut({ choice, format, onClose }: TakeOutProps) {
  const [saved, setSaved] = useState<Saved>()
  if (saved) return <ExportDone saved={saved} onClose={onClose} />
  return <AskExport of={{ choice, format }} onClose={onClose} onSaved={setSaved} />
}

type AskExportProps = {
  /** What was chosen before; undefined for the record, whose dates and form are chosen here. */
  readonly of?: Pick<TakeOutProps, 'choice' | 'format'>
  readonly onClose: () => void
  readonly onSaved: (saved: Saved) => void
}

function AskExport({ of, onClose, onSaved }: AskExportProps) {
  const [format, setFormat] = useState<Format>(of?.format ?? 'proof')
  const [range, setRange] = useState<Range>('all')
  const { busy, fault, run } = useAct()
  const save = (): void => {
    const { from = 0, to = Date.now() + 1 } = boundsOf({ ...noFilter, range }, Date.now())
    const choice = of?.choice ?? { from, to }
    void run(
      () => call('reports.export', { ...choice, format }),
      (value) => value.saved && onSaved({ ...value, format }),
    )
  }
  return (
    <ActDialog
      title={of ? w.titleOf(words.reports.titles[of.choice.kind ?? 'everything']) : w.title}
      lead={w.lead}
      icon={Download}
      onClose={onClose}
      act={w.save}
      busy={busy}
      onAct={save}
    >
      <div className="col g4">
        {of ? (
          <p className="txs c2">{w.formatNotes[format]}</p>
        ) : (
          <RecordChoice format={format} range={range} onFormat={setFormat} onRange={setRange} />
        )}
        {fault && <FaultNote fault={fault} />}
      </div>
    </ActDialog>
  )
}

type RecordChoiceProps = {
  readonly format: Format
  readonly range: Range
  readonly onFormat: (format: Format) => void
  readonly onRange: (range: Range) => void
}

const RecordChoice = ({ format, range, onFormat, onRange }: RecordChoiceProps) => (
  <>
    <div className="col g2">
      <Segmented
        label={w.format}
        value={format}
        choices={[
          { value: 'proof', label: w.formats.proof },
          { value: 'csv', label: w.formats.csv },
        ]}
        onChange={onFormat}
      />
      <span className="txs c2">{w.formatNotes[format]}</span>
    </div>
    <Select
      label={words.auditScreen.report.dates}
      value={range}
      options={choices.map((value) => ({ value, label: words.auditScreen.ranges[value] }))}
      onChange={onRange}
    />
  </>
)

/** What is needed to check the file years later: the checkpoint, for paper. */
function ExportDone({ saved, onClose }: { readonly saved: Saved; readonly onClose: () => void }) {
  const { sequence, hash, at } = saved.checkpoint
  return (
    <Dialog
      title={w.done(saved.format === 'csv' ? saved.rows : saved.entries, saved.format)}
      icon={FileCheck2}
      tone="ok"
      onClose={onClose}
      onConfirm={onClose}
      footer={
        <Button kind="primary" first onClick={onClose}>
          {words.common.close}
        </Button>
      }
    >
      {saved.format === 'csv' ? (
        <p className="c2">{w.csvDone}</p>
      ) : (
        <div className="col g3">
          <p className="c2">{w.proofDone}</p>
          <p className="mono txs export-paper">
            {sequence} {hash.replaceAll(/(.{4})(?=.)/g, '$1 ')} {at}
          </p>
          <p className="txs c3">{w.how}</p>
        </div>
      )}
    </Dialog>
  )
}
