/** The frame of set-up: our bar, the steps on the left, one step on the panel. */
import { ArrowLeft, ArrowRight, Check, HardDrive } from 'lucide-react'
import { useEffect, useId, useRef, type ReactNode } from 'react'
import { words } from '#app/words/index.ts'
import { Brand } from '#renderer/parts/Brand.tsx'
import { Button } from '#renderer/parts/Button.tsx'
import { Form } from '#renderer/parts/form/Form.tsx'
import { stepNames, type StepName } from './steps.ts'

export const Wizard = ({ step, children }: { readonly step: StepName; readonly children: ReactNode }) => (
  <div className="wiz">
    <header className="wiz-bar">
      <Brand />
    </header>
    <aside className="wiz-side" aria-label={words.setup.title}>
      <h2 className="wiz-head txs c3 med">{words.setup.title}</h2>
      <ol className="wiz-steps">
        {stepNames.map((name, index) => (
          <StepItem key={name} name={name} index={index} now={stepNames.indexOf(step)} />
        ))}
      </ol>
      <p className="wiz-note">
        <HardDrive className="i" aria-hidden />
        <span>{words.setup.stays}</span>
      </p>
    </aside>
    {children}
  </div>
)

type StepItemProps = { readonly name: StepName; readonly index: number; readonly now: number }

function StepItem({ name, index, now }: StepItemProps) {
  const done = index < now
  const { title, note } = words.setup.steps[name]
  return (
    <li className={done ? 'done' : index === now ? 'cur' : ''} aria-current={index === now ? 'step' : undefined}>
      <span className="n">{done ? <Check className="i" aria-hidden /> : index + 1}</span>
      <span>
        <b>{title}</b>
        <small>{note}</small>
      </span>
    </li>
  )
}

type StepPanelProps = {
  readonly label: string
  readonly title: string
  readonly lead: ReactNode
  readonly children: ReactNode
  /** Says why Continue waits, or what it does. */
  readonly foot: string
  readonly ready: boolean
  readonly busy?: boolean
  readonly onNext: () => void
  readonly onBack?: (() => void) | undefined
  /** What the last button says, where it is not Continue. */
  readonly next?: string
}

export function StepPanel(props: StepPanelProps) {
  const { label, title, lead, children, ready, busy, onNext } = props
  const panel = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const field = panel.current?.querySelector<HTMLElement>('input:enabled')
    const first = field ?? panel.current?.querySelector<HTMLElement>('h1')
    first?.focus()
  }, [])
  const next = (): void => {
    if (ready && !busy) onNext()
  }
  return (
    <main className="wiz-panel">
      <Form className="wiz-form" onSubmit={next}>
        <div className="wiz-body scroll" tabIndex={0} role="group" aria-label={label} ref={panel}>
          <div className="wiz-in">
            <h1 className="t2xl" tabIndex={-1}>
              {title}
            </h1>
            <p className="wiz-lead c2 tmd mt1 pretty">{lead}</p>
            {children}
          </div>
        </div>
        <StepFoot {...props} />
      </Form>
    </main>
  )
}

function StepFoot({ foot, ready, busy = false, onBack, next }: StepPanelProps) {
  const id = useId()
  return (
    <footer className="wiz-foot">
      {onBack && (
        <Button kind="quiet" size="lg" icon={ArrowLeft} onClick={onBack}>
          {words.common.back}
        </Button>
      )}
      <span className="txs c3 grow" id={id} role="status">
        {foot}
      </span>
      <Button
        kind={next ? 'plain' : 'primary'}
        size="lg"
        className="end"
        type="submit"
        disabled={!ready}
        busy={busy}
        describedBy={id}
        {...(next ? {} : { iconAfter: ArrowRight })}
      >
        {next ?? words.common.continue}
      </Button>
    </footer>
  )
}
