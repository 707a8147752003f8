/** A box to tick. The real checkbox lies invisibly over the drawn one, so that keyboard and readers know it. */
import { Check } from 'lucide-react'
import { useId, type ReactNode } from 'react'

type CheckboxProps = {
  readonly label: ReactNode
  readonly note?: ReactNode
  readonly on: boolean
  readonly onChange: (on: boolean) => void
  readonly disabled?: boolean
}

export function Checkbox({ label, note, on, onChange, disabled }: CheckboxProps) {
  const id = useId()
  return (
    <label className="check">
      <input
        type="checkbox"
        className="check-real"
        checked={on}
        disabled={disabled ?? false}
        aria-describedby={note ? id : undefined}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span className={on ? 'check-box on' : 'check-box'} aria-hidden>
        <Check className="i" />
      </span>
      <span>
        <b className="med">{label}</b>
        {note && (
          <span className="check-note txs c2" id={id}>
            {note}
          </span>
        )}
      </span>
    </label>
  )
}
