/** Files that were not added: which, why, and what helps. Read out at once, and gone when dismissed. */
import { X } from 'lucide-react'
import { faultText, words } from '#app/words/index.ts'
import { Banner } from '#renderer/parts/Banner.tsx'
import { IconButton } from '#renderer/parts/IconButton.tsx'
import type { Refused } from '../compose-state.ts'

type RefusalsProps = {
  readonly refused: readonly Refused[]
  readonly onDismiss: () => void
  readonly className?: string
}

export function Refusals({ refused, onDismiss, className }: RefusalsProps) {
  const [first] = refused
  if (!first) return null
  const text = words.send.reading
  const title = refused.length === 1 ? text.refused(first.name) : text.refusedMany(refused.length)
  return (
    <Banner
      tone="bad"
      urgent
      title={title}
      className={['refusals', className].filter(Boolean).join(' ')}
      actions={<IconButton icon={X} label={words.common.dismiss} onClick={onDismiss} />}
    >
      {refused.map(({ name, file, fault }) => (
        <span className="refusal" key={file}>
          {refused.length > 1 && <b className="med">{name}: </b>}
          {faultText(fault)}
        </span>
      ))}
    </Banner>
  )
}
