/** A button that is only an icon: its label is its name for everyone who cannot see it, and its tooltip. */
import type { LucideIcon } from 'lucide-react'
import type { Ref } from 'react'

type IconButtonProps = {
  readonly icon: LucideIcon
  readonly label: string
  readonly onClick?: () => void
  /** Tooltip where it says more than the label, such as the shortcut. */
  readonly title?: string
  readonly size?: 'sm' | 'md'
  readonly pressed?: boolean
  readonly disabled?: boolean
  readonly className?: string
  readonly ref?: Ref<HTMLButtonElement>
}

export function IconButton({
  icon: Icon,
  label,
  onClick,
  title,
  size,
  pressed,
  disabled,
  className,
  ref,
}: IconButtonProps) {
  return (
    <button
      ref={ref}
      type="button"
      className={['icon-btn', size === 'md' && 'md', className].filter(Boolean).join(' ')}
      aria-label={label}
      title={title ?? label}
      aria-pressed={pressed}
      aria-disabled={disabled || undefined}
      onClick={() => {
        if (!disabled) onClick?.()
      }}
    >
      <Icon className="i" aria-hidden />
    </button>
  )
}
