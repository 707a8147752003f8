/** A button that does one thing. Disabled ones stay reachable by keyboard; say next to them why they are. */
import type { LucideIcon } from 'lucide-react'
import type { ReactNode, Ref } from 'react'
import { Spinner } from './Spinner.tsx'

export type ButtonProps = {
  readonly children: ReactNode
  readonly onClick?: () => void
  readonly kind?: 'plain' | 'primary' | 'quiet' | 'link' | 'danger' | 'danger-fill'
  readonly size?: 'sm' | 'md' | 'lg'
  readonly icon?: LucideIcon
  /** After the words, as in "Continue →". */
  readonly iconAfter?: LucideIcon
  readonly type?: 'button' | 'submit'
  readonly disabled?: boolean
  /** The act is under way: a spinner, and no second click. */
  readonly busy?: boolean
  readonly block?: boolean
  readonly className?: string
  readonly title?: string
  readonly describedBy?: string
  /** Has the first focus in a dialog. */
  readonly first?: boolean
  readonly pressed?: boolean
  readonly ref?: Ref<HTMLButtonElement>
}

export function Button({ ref, ...props }: ButtonProps) {
  const { children, onClick, kind = 'plain', size = 'md', icon: Icon, iconAfter: IconAfter, type = 'button' } = props
  const idle = props.disabled || props.busy
  const classes = ['btn', kind, size, props.block && 'block', props.className]
  return (
    <button
      ref={ref}
      type={type}
      className={classes.filter((name) => name && name !== 'plain' && name !== 'md').join(' ')}
      aria-disabled={idle || undefined}
      aria-busy={props.busy || undefined}
      aria-pressed={props.pressed}
      aria-describedby={props.describedBy}
      title={props.title}
      data-first={props.first || undefined}
      onClick={(event) => {
        if (idle) event.preventDefault()
        else onClick?.()
      }}
    >
      {props.busy ? <Spinner /> : Icon && <Icon className="i" aria-hidden />}
      {children}
      {IconAfter && <IconAfter className="i" aria-hidden />}
    </button>
  )
}
