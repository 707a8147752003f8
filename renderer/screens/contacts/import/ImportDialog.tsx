/** Contacts from a file or a directory, in a dialog: choose, read, look, import, and take back what was imported. */
import { FileUp, Library, RotateCcw, Undo2, UserPlus } from 'lucide-react'
import { words } from '#app/words/index.ts'
import { Banner } from '#renderer/parts/Banner.tsx'
import { Button } from '#renderer/parts/Button.tsx'
import { Dialog } from '#renderer/parts/dialog/Dialog.tsx'
import { Looking } from './Looking.tsx'
import { Narrowing } from './Narrowing.tsx'
import { Sources } from './Sources.tsx'
import { chosenIn, mayKeep, rowsIn, useImport, type Import, type ImportStep } from './useImport.ts'

const text = words.contactImport

export function ImportDialog({ onClose }: { readonly onClose: () => void }) {
  const run = useImport()
  const { step } = run
  const leave = (): void => {
    if (step.at === 'adding') return run.stop()
    void run.close()
    onClose()
  }
  return (
    <Dialog
      title={text.title}
      lead={text.lead}
      icon={FileUp}
      className="wide-dialog"
      onClose={leave}
      footer={<Foot run={run} onClose={leave} />}
    >
      <div className="col g4" aria-live="polite">
        {'wrong' in step && step.wrong && (
          <Banner tone="bad" urgent>
            {step.wrong}
          </Banner>
        )}
        {step.at === 'sources' && <Sources run={run} />}
        {step.at === 'narrowing' && <Narrowing key={step.view.id} run={run} view={step.view} />}
        {step.at === 'reading' && <Reading step={step} />}
        {step.at === 'looking' && <Looking key={step.view.id} run={run} view={step.view} />}
        {step.at === 'adding' && <Adding step={step} />}
        <Result step={step} />
      </div>
    </Dialog>
  )
}

type StepAt<At extends ImportStep['at']> = Extract<ImportStep, { readonly at: At }>

function Reading({ step: { view } }: { readonly step: StepAt<'reading'> }) {
  const { done, of } = view.progress
  const server = view.kind === 'fhir-server'
  const label = server ? text.readingServer(view.source) : text.reading(view.source)
  return (
    <div className="col g2">
      <span>{label}</span>
      <p className="row g3">
        {of > 0 ? (
          <progress className="meter" value={Math.min(done, of)} max={of} aria-label={label} />
        ) : (
          <progress className="meter" aria-label={label} />
        )}
        <span className="num txs c2">{server ? text.entries(done, of) : text.bytes(done, of)}</span>
      </p>
    </div>
  )
}

function Adding({ step: { view, all } }: { readonly step: StepAt<'adding'> }) {
  const done = all - chosenIn(view.groups)
  return (
    <p className="row g3">
      <progress className="meter" value={done} max={all} aria-label={text.title} />
      <span className="num">{text.adding(done, all)}</span>
    </p>
  )
}

function Result({ step }: { readonly step: ImportStep }) {
  if (step.at === 'done') {
    const { added, groups, kind } = step.view
    const merged = rowsIn(groups.filter(({ fate }) => fate === 'merged'))
    const refused = rowsIn(groups.filter(({ fate }) => fate === 'refused'))
    const says = [
      step.stopped ? text.stopped : '',
      merged > 0 ? text.merged(merged) : '',
      refused > 0 ? text.refused(refused) : '',
      kind === 'csv' || kind === 'vcard' ? '' : text.keepHint,
      added > 0 ? text.addedNote : '',
    ]
    return (
      <Banner tone={step.stopped ? 'warn' : 'ok'} title={text.added(added)}>
        {says.filter(Boolean).join(' ')}
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
  switch (step.at) {
    case 'sources':
      return <Button onClick={onClose}>{text.close}</Button>
    case 'narrowing':
      return <Button onClick={onClose}>{words.common.cancel}</Button>
    case 'reading':
      return <Button onClick={onClose}>{text.stopReading}</Button>
    case 'adding':
      return <Button onClick={run.stop}>{text.stop}</Button>
    case 'looking':
      return <Choices run={run} step={step} onClose={onClose} />
    case 'done':
    case 'undone':
      return (
        <>
          <Button icon={RotateCcw} onClick={run.again}>
            {text.another}
          </Button>
          {step.at === 'done' && (
            <Button icon={Undo2} onClick={() => void run.undo(step.view.id)}>
              {text.undo}
            </Button>
          )}
          <Button kind="primary" first onClick={onClose}>
            {text.close}
          </Button>
        </>
      )
  }
}

type ChoicesProps = { readonly run: Import; readonly step: StepAt<'looking'>; readonly onClose: () => void }

function Choices({ run, step: { view }, onClose }: ChoicesProps) {
  const count = chosenIn(view.groups)
  const keep = count === 0 && mayKeep(view)
  return (
    <>
      {count === 0 && (
        <span className="txs c2 grow">{keep ? text.keepHint : view.titles ? text.nothing : text.nobody}</span>
      )}
      <Button onClick={onClose}>{words.common.cancel}</Button>
      <Button
        kind="primary"
        icon={keep ? Library : UserPlus}
        disabled={count === 0 && !keep}
        onClick={() => void run.add(view)}
      >
        {keep ? text.keep : text.add(count)}
      </Button>
    </>
  )
}
