/** When a fax goes, as a form: at once, at a time, when somebody lets it go; and whether ahead of others. */
import type { Plan } from '#app/domain/fax/fax.ts'
import { words } from '#app/words/index.ts'
import { Checkbox } from './Checkbox.tsx'
import { Field, FieldError } from './Field.tsx'

const text = words.outbox.when

export type When = {
  readonly kind: 'now' | Plan['kind']
  /** As the computer's own date field has it; empty where nothing is chosen. */
  readonly at: string
  readonly urgent: boolean
}

export const atOnce: When = { kind: 'now', at: '', urgent: false }

const yearMs = 365 * 24 * 60 * 60_000

/** The plan that was chosen; `wrong` while its time is missing, over or further off than a year. */
export function planIn({ kind, at }: When, now: number): Plan | 'now' | 'wrong' {
  if (kind === 'now' || kind === 'on-hold') return kind === 'now' ? kind : { kind }
  const time = new Date(at).getTime()
  return time > now && time < now + yearMs ? { kind, at: time } : 'wrong'
}

/** A time (epoch ms) as the date field wants it, by this computer's clock. */
export function fieldTime(at: number): string {
  const local = new Date(at - new Date(at).getTimezoneOffset() * 60_000)
  return local.toISOString().slice(0, 16)
}

type WhenFieldsProps = {
  readonly when: When
  readonly onChange: (when: When) => void
  /** Says what is wrong with the time. */
  readonly wrong: boolean
}

const kinds = [
  ['now', text.now, text.nowNote],
  ['at', text.at, text.atNote],
  ['on-hold', text.onHold, text.onHoldNote],
] as const

export const WhenFields = ({ when, onChange, wrong }: WhenFieldsProps) => (
  <div className="col g4">
    <fieldset className="col g2">
      <legend className="label mb1">{text.legend}</legend>
      {kinds.map(([kind, label, note]) => (
        <label key={kind} className={when.kind === kind ? 'option on' : 'option'}>
          <input
            type="radio"
            className="sr"
            name="when"
            checked={when.kind === kind}
            onChange={() => onChange({ ...when, kind })}
          />
          <span className={when.kind === kind ? 'radio-dot on' : 'radio-dot'} aria-hidden />
          <b className="txs med">
            {label}
            <span className="c2 way-lead">{note}</span>
          </b>
        </label>
      ))}
    </fieldset>
    {when.kind === 'at' && (
      <Field label={text.day} type="datetime-local" value={when.at} onChange={(at) => onChange({ ...when, at })} />
    )}
    {wrong && <FieldError text={text.missing} />}
    <Checkbox
      label={text.urgent}
      note={text.urgentNote}
      on={when.urgent}
      onChange={(urgent) => onChange({ ...when, urgent })}
    />
  </div>
)
