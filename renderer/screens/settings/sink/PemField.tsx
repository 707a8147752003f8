/** A file of text chosen from this computer: read here, handed over as text, never as a path. */
import { useId } from 'react'
import { words } from '#app/words/index.ts'
import { Button } from '#renderer/parts/Button.tsx'

const w = words.sink

type PemFieldProps = {
  readonly label: string
  readonly hint?: string
  /** Said where one is kept already. */
  readonly kept?: string | undefined
  /** The chosen text; `null` where the kept one goes; undefined where nothing changes. */
  readonly value: string | null | undefined
  readonly onChange: (value: string | null | undefined) => void
}

export function PemField({ label, hint, kept, value, onChange }: PemFieldProps) {
  const id = useId()
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        type="file"
        className="pem"
        accept=".pem,.crt,.cer,.key"
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => void event.target.files?.[0]?.text().then(onChange)}
      />
      {hint && (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {kept && typeof value !== 'string' && (
        <span className="row g2 txs c2">
          {value === null ? w.removed : kept}
          <Button kind="link" size="sm" onClick={() => onChange(value === null ? undefined : null)}>
            {value === null ? w.keep : w.remove}
          </Button>
        </span>
      )}
    </div>
  )
}
