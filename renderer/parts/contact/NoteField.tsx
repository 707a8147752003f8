/** A labelled field of several lines. */
import { useId } from 'react'

type NoteFieldProps = {
  readonly label: string
  readonly optional?: string
  readonly hint?: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly maxLength: number
}

export function NoteField({ label, optional, hint, value, onChange, maxLength }: NoteFieldProps) {
  const id = useId()
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {label}
        {optional && <span className="opt"> · {optional}</span>}
      </label>
      <div className="input area">
        <textarea
          id={id}
          className="bare"
          rows={2}
          value={value}
          maxLength={maxLength}
          spellCheck={false}
          autoComplete="off"
          aria-describedby={hint && `${id}-hint`}
          onChange={(event) => onChange(event.target.value)}
        />
      </div>
      {hint && (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
    </div>
  )
}
