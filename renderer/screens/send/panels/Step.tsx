/** One step of the details: a mark of how it stands, a name, in a word what was chosen, and room to choose. */
import {
  ChevronDown,
  ChevronUp,
  Circle,
  CircleCheck,
  CircleDashed,
  CircleX,
  TriangleAlert,
  type LucideIcon,
} from 'lucide-react'
import { useId, type ReactNode } from 'react'

/** to-do: not yet; done: fine; look: may be sent over; stopped: cannot be sent; open: being done. */
export type StepMark = 'to-do' | 'done' | 'look' | 'stopped' | 'open'

const marks: Readonly<Record<StepMark, { readonly icon: LucideIcon; readonly tone: string }>> = {
  'to-do': { icon: CircleDashed, tone: 'c3' },
  done: { icon: CircleCheck, tone: 'c-ok' },
  look: { icon: TriangleAlert, tone: 'c-warn' },
  stopped: { icon: CircleX, tone: 'c-bad' },
  open: { icon: Circle, tone: 'c3' },
}

export function Mark({ mark }: { readonly mark: StepMark }) {
  const { icon: Icon, tone } = marks[mark]
  return <Icon className={`i ${tone}`} aria-hidden />
}

type StepProps = {
  readonly mark: StepMark
  readonly title: string
  readonly summary?: string
  readonly open: boolean
  readonly onToggle: () => void
  readonly children: ReactNode
}

export function Step({ mark, title, summary, open, onToggle, children }: StepProps) {
  const id = useId()
  const Chevron = open ? ChevronUp : ChevronDown
  return (
    <section className={open ? 'step open' : 'step'} aria-labelledby={id}>
      <h2 className="step-title">
        <button type="button" className="step-head" aria-expanded={open} onClick={onToggle}>
          <Mark mark={mark} />
          <span className="t" id={id}>
            {title}
          </span>
          <span className="s ell">{summary}</span>
          <Chevron className="i chev" aria-hidden />
        </button>
      </h2>
      {open && <div className="step-body">{children}</div>}
    </section>
  )
}
