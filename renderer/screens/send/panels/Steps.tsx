/** Whom, how and why, and whether it may go: the details of a fax, with Send always in the same corner. */
import { useCallback, useRef, useState } from 'react'
import type { CheckName } from '#app/domain/fax/preflight.ts'
import { words } from '#app/words/index.ts'
import type { Compose } from '../compose.ts'
import type { Cover as CoverPicture } from '../pages/useCover.ts'
import { useCompose } from '../useCompose.ts'
import { Checks } from './Checks.tsx'
import { Cover } from './Cover.tsx'
import { Foot } from './Foot.tsx'
import { Options } from './Options.tsx'
import { Purposes } from './Purposes.tsx'
import { Recipients } from './recipient/several/Recipients.tsx'

export type StepName = 'cover' | 'purpose' | 'options' | 'checks'

/** Which step mends what a check says. */
export const stepFor: Partial<Readonly<Record<CheckName, StepName>>> = {
  cover: 'cover',
  purpose: 'purpose',
  line: 'options',
}

export function Steps({ compose, cover }: { readonly compose: Compose; readonly cover: CoverPicture }) {
  const panel = useRef<HTMLElement>(null)
  const purposeGiven = useCompose(compose, ({ view }) => view.content.purpose !== null)
  const [open, setOpen] = useState<readonly StepName[]>(purposeGiven ? ['checks'] : ['purpose'])
  const toggle = useCallback(
    (name: StepName) => setOpen((now) => (now.includes(name) ? now.filter((other) => other !== name) : [...now, name])),
    [],
  )
  const at = (name: StepName) => ({ compose, open: open.includes(name), onToggle: () => toggle(name) })
  const mend = (check: CheckName): void => {
    const step = stepFor[check]
    if (step && !open.includes(step)) toggle(step)
    // The step exists only after this turn.
    requestAnimationFrame(() => {
      const empty = document.querySelector<HTMLElement>(`[data-wanted=${check}] [aria-invalid=true]`)
      ;(empty ?? document.querySelector<HTMLElement>(`[data-mends=${check}]`))?.focus()
    })
  }
  return (
    <aside className="steps" aria-label={words.send.details} ref={panel}>
      <div className="steps-scroll">
        <Recipients compose={compose} panel={panel} />
        <Cover {...at('cover')} cover={cover} />
        <Purposes {...at('purpose')} />
        <Options {...at('options')} />
        <Checks {...at('checks')} onMend={mend} />
      </div>
      <Foot compose={compose} onMend={mend} />
    </aside>
  )
}
