/** Contacts from a file, in a dialog: choose, look, add, and take back what was added. */
import { FileUp, FolderOpen, Undo2, UserPlus } from 'lucide-react'
import { useRef } from 'react'
import { words } from '#app/words/index.ts'
import { Banner } from '#renderer/parts/Banner.tsx'
import { Button } from '#renderer/parts/Button.tsx'
import { Dialog } from '#renderer/parts/Dialog.tsx'
import { Spinner } from '#renderer/parts/Spinner.tsx'
import { Looking } from './Looking.tsx'
import { readyIn, useImport, type Import, type ImportStep } from './useImport.ts'

const text = words.contactImport

export function ImportDialog({ onClose }: { readonly onClose: () => void }) {
  const run = useImport()
  const { step } = run
  const close = step.at === 'adding' ? run.stop : onClose
  return (
    <Dialog
      title={text.title}
      lead={text.lead}
      icon={FileUp}
      className="wide-dialog"
      onClose={close}
      footer={<Foot run={run} onClose={onClose} />}
    >
      <div className="col g4" aria-live="polite">
        {'wrong' in step && step.wrong && (
          <Banner tone="bad" urgent>
            {step.wrong}
          </Banner>
        )}
        {step.at === 'choosing' && <Choose run={run} />}
        {step.at === 'reading' && (
          <p className="row g2">
            <Spinner /> {text.reading(step.name)}
          </p>
        )}
        {step.at === 'looking' && <Looking run={run} chosen={step.chosen} />}
        <Result step={step} />
      </div>
    </Dialog>
  )
}

function Choose({ run }: { readonly run: Import }) {
  const field = useRef<HTMLInputElement>(null)
  return (
    <div className="col g2">
      <input
        ref={field}
        type="file"
        accept=".csv,.txt,.tsv,text/csv"
        hidden
        aria-label={text.field}
        onChange={(event) => {
          const [file] = event.target.files ?? []
          if (file) void run.choose(file)
        }}
      />
      <span>
        <Button icon={FolderOpen} first onClick={() => field.current?.click()}>
          {text.choose}
        </Button>
      </span>
      <p className="txs c2">{text.limits}</p>
    </div>
  )
}

function Result({ step }: { readonly step: ImportStep }) {
  if (step.at === 'adding') {
    const done = step.added + step.refused
    return (
      <p className="row g3">
        <progress className="meter" value={done} max={step.all} aria-label={text.title} />
        <span className="num">{text.adding(done, step.all)}</span>
      </p>
    )
  }
  if (step.at === 'done') {
    return (
      <Banner tone={step.stopped ? 'warn' : 'ok'} title={text.added(step.added)}>
        {[step.stopped ? text.stopped : '', step.refused > 0 ? text.leftOut(step.refused) : '', text.addedNote]
          .filter(Boolean)
          .join(' ')}
      </Banner>
    )
  }
  if (step.at !== 'undone') return null
  return (
    <Banner tone="ok" title={text.undone(step.removed)}>
      {step.kept > 0 && text.kept(step.kept)}
    </Banner>
  )
}

function Foot({ run, onClose }: { readonly run: Import; readonly onClose: () => void }) {
  const { step } = run
  if (step.at === 'adding') return <Button onClick={run.stop}>{text.stop}</Button>
  if (step.at === 'done' || step.at === 'undone') {
    const { importId } = step.at === 'done' ? step : { importId: undefined }
    return (
      <>
        {importId && (
          <Button icon={Undo2} onClick={() => void run.undo(importId)}>
            {text.undo}
          </Button>
        )}
        <Button kind="primary" onClick={onClose}>
          {text.close}
        </Button>
      </>
    )
  }
  const count = step.at === 'looking' ? readyIn(step.chosen.preview).length : 0
  return (
    <>
      {step.at === 'looking' && count === 0 && <span className="txs c2 grow">{text.nothing}</span>}
      <Button onClick={onClose}>{words.common.cancel}</Button>
      {step.at === 'looking' && (
        <Button kind="primary" icon={UserPlus} disabled={count === 0} onClick={() => void run.add(step.chosen)}>
          {text.add(count)}
        </Button>
      )}
    </>
  )
}
