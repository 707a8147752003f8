/** The record taken out: its dates, its form, and the password once more. What to write down stands there afterwards. */
import { Download, FileCheck2 } from 'lucide-react'
import { useState } from 'react'
import type { Output } from '#app/contract/index.ts'
import type { Fault } from '#app/domain/outcome.ts'
import { faultText, words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { Dialog } from '#renderer/parts/Dialog.tsx'
import { PasswordField } from '#renderer/parts/form/PasswordField.tsx'
import { Segmented } from '#renderer/parts/form/Segmented.tsx'
import { Select } from '#renderer/parts/form/Select.tsx'
import { boundsOf, noFilter, ranges, type Range } from './filter.ts'

const w = words.auditScreen.exporting

type Saved = Extract<Output<'reports.export'>, { saved: true }> & { readonly format: Format }
type Format = 'proof' | 'csv'

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

type AskExportProps = { readonly onClose: () => void; readonly onSaved: (saved: Saved) => void }

function AskExport({ onClose, onSaved }: AskExportProps) {
  const [format, setFormat] = useState<Format>('proof')
  const [range, setRange] = useState<Range>('all')
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<Fault>()
  const save = async (): Promise<void> => {
    if (busy || password === '') return
    setBusy(true)
    const { from = 0, to = Date.now() + 1 } = boundsOf({ ...noFilter, range }, Date.now())
    const outcome = await call('reports.export', { format, from, to, password })
    setBusy(false)
    setPassword('')
    setFault(outcome.ok ? undefined : outcome.fault)
    if (outcome.ok && outcome.value.saved) onSaved({ ...outcome.value, format })
  }
  const error = fault && (fault.code === 'sign-in-refused' && fault.waitMs < 1000 ? w.wrong : faultText(fault))
  return (
    <Dialog
      title={w.title}
      lead={w.lead}
      icon={Download}
      onClose={onClose}
      onConfirm={() => void save()}
      footer={
        <>
          <Button onClick={onClose}>{words.common.cancel}</Button>
          <Button kind="primary" busy={busy} disabled={password === ''} onClick={() => void save()}>
            {w.save}
          </Button>
        </>
      }
    >
      <div className="col g4">
        <div className="col g2">
          <Segmented
            label={w.format}
            value={format}
            choices={[
              { value: 'proof', label: w.formats.proof },
              { value: 'csv', label: w.formats.csv },
            ]}
            onChange={setFormat}
          />
          <span className="txs c2">{w.formatNotes[format]}</span>
        </div>
        <Select
          label={words.auditScreen.report.dates}
          value={range}
          options={choices.map((value) => ({ value, label: words.auditScreen.ranges[value] }))}
          onChange={setRange}
        />
        <PasswordField
          first
          label={w.password}
          value={password}
          onChange={setPassword}
          error={error}
          onEnter={() => void save()}
        />
      </div>
    </Dialog>
  )
}

/** What is needed to check the file years later: the checkpoint, for paper. */
function ExportDone({ saved, onClose }: { readonly saved: Saved; readonly onClose: () => void }) {
  const { sequence, hash, at } = saved.checkpoint
  return (
    <Dialog
      title={w.done(saved.entries)}
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
