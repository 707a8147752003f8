/** A form that Enter sends and that never leaves the page. */
import type { KeyboardEvent, ReactNode } from 'react'

type FormProps = {
  readonly children: ReactNode
  readonly onSubmit: () => void
  readonly className?: string
  readonly onKeyDown?: (event: KeyboardEvent) => void
}

export const Form = ({ children, onSubmit, className, onKeyDown }: FormProps) => (
  <form
    className={className}
    onKeyDown={onKeyDown}
    onSubmit={(event) => {
      event.preventDefault()
      onSubmit()
    }}
  >
    {children}
  </form>
)
