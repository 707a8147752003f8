/** The fields of a line's connection, as its kind describes them. Credentials are typed and never shown again. */
import { words } from '#app/words/index.ts'
import { Checkbox } from '#renderer/parts/form/Checkbox.tsx'
import { Field } from '#renderer/parts/form/Field.tsx'
import { Select } from '#renderer/parts/form/Select.tsx'
import { fieldsOf, type NamedField, type Typed } from './connection.ts'

const w = words.lines.form

type ConnectionFieldsProps = {
  readonly typed: Typed
  readonly onChange: (typed: Typed) => void
  /** The line is there already: its credentials are stored. */
  readonly known: boolean
}

export const ConnectionFields = ({ typed, onChange, known }: ConnectionFieldsProps) =>
  fieldsOf(typed.kind).map((named) => (
    <OneField
      key={named.name}
      named={named}
      known={known}
      value={typed.fields[named.name] ?? ''}
      onChange={(value) => onChange({ ...typed, fields: { ...typed.fields, [named.name]: value } })}
    />
  ))

type OneFieldProps = {
  readonly named: NamedField
  readonly value: string
  readonly onChange: (value: string) => void
  readonly known: boolean
}

function OneField({ named: { field, words: text }, value, onChange, known }: OneFieldProps) {
  const { label, hint, options = {} } = text
  switch (field.control) {
    case 'confirm':
      return (
        <Checkbox label={label} note={hint ?? ''} on={value === 'yes'} onChange={(on) => onChange(on ? 'yes' : '')} />
      )
    case 'choice':
      return (
        <Select
          label={label}
          value={value}
          options={(field.options ?? []).map((option) => ({ value: option, label: options[option] ?? option }))}
          onChange={onChange}
          {...(hint ? { hint } : {})}
        />
      )
    case 'secret':
      return (
        <Field
          label={label}
          hint={[hint, known ? w.leave : w.kept].filter(Boolean).join(' ')}
          type="password"
          autoComplete="new-password"
          value={value}
          onChange={onChange}
          maxLength={200}
        />
      )
    default:
      return (
        <Field
          label={label}
          {...(field.optional ? { optional: w.optional } : {})}
          {...(hint ? { hint } : {})}
          {...(field.control === 'number' ? { inputMode: 'numeric' } : {})}
          value={value}
          onChange={onChange}
          maxLength={253}
        />
      )
  }
}
