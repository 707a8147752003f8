/** The lines: how each stands, and for administrators adding, agreeing, checking, changing, removing. */
import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { LineView } from '#app/contract/lines.ts'
import type { OutboxLine } from '#app/contract/desk/outbox.ts'
import { words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { Banner } from '#renderer/parts/Banner.tsx'
import { Button } from '#renderer/parts/Button.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { Spinner } from '#renderer/parts/Spinner.tsx'
import { useAct } from '#renderer/state/act.ts'
import { useAnswer } from '#renderer/state/answer.ts'
import { useToasts } from '#renderer/state/toasts.ts'
import { AgreementForm } from './lines/AgreementForm.tsx'
import { LineCard, type LineAct } from './lines/LineCard.tsx'
import { LineForm } from './lines/LineForm.tsx'
import { RemoveLine } from './lines/RemoveLine.tsx'
import { RulesDialog } from './lines/RulesDialog.tsx'
import { TrainingOutcomes } from './lines/TrainingOutcomes.tsx'
import { PartHead } from './PartHead.tsx'

const w = words.settings.lines

type Open = { readonly at: 'adding' } | { readonly at: Exclude<LineAct, 'check'>; readonly line: LineView }

export function LinesPart({ changeable }: { readonly changeable: boolean }) {
  const { view, again } = useAnswer('lines.list', {}, ['fax.changed', 'lines.changed'])
  const outbox = useAnswer('lines.outbox', {}, ['lines.changed']).view
  const does = outbox.at === 'shown' ? outbox.value.lines : []
  const [open, setOpen] = useState<Open>()
  const [checking, setChecking] = useState<string>()
  const { fault, run } = useAct()
  const close = (): void => setOpen(undefined)
  const check = async ({ id }: LineView): Promise<void> => {
    if (checking) return
    setChecking(id)
    await run(() => call('lines.check', { id }), sayChecked)
    setChecking(undefined)
  }
  const act = (line: LineView, what: LineAct): void =>
    what === 'check' ? void check(line) : setOpen({ at: what, line })
  return (
    <>
      <PartHead
        title={w.title}
        lead={w.lead}
        action={
          changeable && (
            <Button kind="primary" icon={Plus} onClick={() => setOpen({ at: 'adding' })}>
              {words.lines.add}
            </Button>
          )
        }
      />
      {!changeable && (
        <Banner tone="neutral" className="mb4">
          {words.lines.readOnly}
        </Banner>
      )}
      {fault && <FaultNote fault={fault} />}
      {view.at === 'loading' && <Spinner label={words.common.loading} />}
      {view.at === 'faulted' && <FaultNote fault={view.fault} onAgain={() => void again()} />}
      {view.at === 'shown' && (
        <Lines lines={view.value.lines} does={does} checking={checking} onAct={changeable ? act : undefined} />
      )}
      {open && (
        <OpenDialog open={open} does={does} lines={view.at === 'shown' ? view.value.lines : []} onClose={close} />
      )}
    </>
  )
}

function sayChecked({ check }: LineView): void {
  const stops = check?.findings.filter(({ verdict }) => verdict === 'stop').length ?? 0
  useToasts.getState().show({ tone: stops === 0 ? 'ok' : 'warn', text: words.lines.checked(stops) })
}

type LinesProps = {
  readonly lines: readonly LineView[]
  readonly does: readonly OutboxLine[]
  readonly checking: string | undefined
  readonly onAct: ((line: LineView, act: LineAct) => void) | undefined
}

const Lines = ({ lines, does, checking, onAct }: LinesProps) => (
  <div className="col g3">
    {lines.map((line) => (
      <LineCard
        key={line.id}
        line={line}
        outbox={does.find(({ id }) => id === line.id)}
        checking={checking === line.id}
        onAct={onAct && ((act) => onAct(line, act))}
      />
    ))}
    {lines
      .filter(({ outcomes }) => outcomes.length > 0)
      .map((line) => (
        <TrainingOutcomes key={line.id} line={line} />
      ))}
  </div>
)

type OpenDialogProps = {
  readonly open: Open
  readonly does: readonly OutboxLine[]
  readonly lines: readonly LineView[]
  readonly onClose: () => void
}

/** The list hears of every change by itself: a dialog that is done only goes. */
function OpenDialog({ open, does, lines, onClose }: OpenDialogProps) {
  switch (open.at) {
    case 'adding':
      return <LineForm onClose={onClose} onDone={onClose} />
    case 'change':
      return <LineForm line={open.line} onClose={onClose} onDone={onClose} />
    case 'rules': {
      const own = does.find(({ id }) => id === open.line.id)
      return own ? <RulesDialog line={open.line} outbox={own} lines={lines} onClose={onClose} /> : null
    }
    case 'agreement':
      return <AgreementForm line={open.line} onClose={onClose} onDone={onClose} />
    case 'remove':
      return <RemoveLine line={open.line} onClose={onClose} onDone={onClose} />
  }
}
