/** A labelled text field with hint and error. The error is a sentence: what is wrong and what helps. */
import { CircleAlert, type LucideIcon } from 'lucide-react'
import { useId, type InputHTMLAttributes, type ReactNode, type Ref } from 'react'

type Kept =
  | 'autoComplete'
  | 'inputMode'
  | 'maxLength'
  | 'name'
  | 'onDrop'
  | 'onPaste'
  | 'placeholder'
  | 'readOnly'
  | 'spellCheck'
  | 'type'

export type FieldProps = Pick<InputHTMLAttributes<HTMLInputElement>, Kept> & {
  readonly label: string
  /** For screen readers only, where the place makes the label plain to see. */
  readonly quietLabel?: boolean
  readonly optional?: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly hint?: ReactNode
  readonly error?: string | undefined
  readonly size?: 'md' | 'lg'
  readonly icon?: LucideIcon
  readonly after?: ReactNode
  readonly mono?: boolean
  /** Has the first focus in a dialog. */
  readonly first?: boolean
  readonly list?: string
  readonly onKeyDown?: InputHTMLAttributes<HTMLInputElement>['onKeyDown']
  readonly onBlur?: () => void
  readonly ref?: Ref<HTMLInputElement>
}

export function Field({ label, quietLabel, optional, hint, error, size, icon: Icon, after, ...rest }: FieldProps) {
  const id = useId()
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ')
  return (
    <div className="field">
      <label className={quietLabel ? 'sr' : 'label'} htmlFor={id}>
        {label}
        {optional && <span className="opt"> · {optional}</span>}
      </label>
      <div className={['input', size, error && 'is-error'].filter(Boolean).join(' ')}>
        {Icon && <Icon className="i" aria-hidden />}
        <Bare {...rest} id={id} described={described || undefined} wrong={Boolean(error)} />
        {after}
      </div>
      {hint && (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {error && <FieldError id={`${id}-error`} text={error} />}
    </div>
  )
}

type BareProps = Omit<
  FieldProps,
  'label' | 'quietLabel' | 'optional' | 'hint' | 'error' | 'size' | 'icon' | 'after'
> & {
  readonly id: string
  readonly described: string | undefined
  readonly wrong: boolean
}

/** The input itself: the frame around it shows focus and error. */
const Bare = ({ value, onChange, mono, first, described, wrong, ...rest }: BareProps) => (
  <input
    {...rest}
    className={mono ? 'bare mono' : 'bare'}
    value={value}
    autoComplete={rest.autoComplete ?? 'off'}
    spellCheck={rest.spellCheck ?? false}
    aria-invalid={wrong || undefined}
    aria-describedby={described}
    data-first={first || undefined}
    onChange={(event) => onChange(event.target.value)}
  />
)

export const FieldError = ({ id, text }: { readonly id?: string; readonly text: string }) => (
  <p className="err" role="alert" id={id}>
    <CircleAlert className="i" aria-hidden />
    <span>{text}</span>
  </p>
)
