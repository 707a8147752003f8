/** A choice of a few, on the system's own list: as a field with a label, or as a filter chip. */
import { ChevronDown, ChevronsUpDown } from 'lucide-react'
import { useId } from 'react'

export type Option<T extends string> = { readonly value: T; readonly label: string }

type SelectProps<T extends string> = {
  readonly label: string
  readonly value: T
  readonly options: readonly Option<T>[]
  readonly onChange: (value: T) => void
  readonly hint?: string
}

function Options<T extends string>({ options }: { readonly options: readonly Option<T>[] }) {
  return options.map(({ value, label }) => (
    <option key={value} value={value}>
      {label}
    </option>
  ))
}

export function Select<T extends string>({ label, value, options, onChange, hint }: SelectProps<T>) {
  const id = useId()
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <span className="select">
        <select
          id={id}
          className="input"
          value={value}
          aria-describedby={hint && `${id}-hint`}
          onChange={(event) => onChange(event.target.value as T)}
        >
          <Options options={options} />
        </select>
        <ChevronsUpDown className="i i-14" aria-hidden />
      </span>
      {hint && (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
    </div>
  )
}

/** The first option is the one that filters nothing. */
export function ChipSelect<T extends string>({ label, value, options, onChange }: Omit<SelectProps<T>, 'hint'>) {
  const set = value !== options[0]?.value
  return (
    <label className={set ? 'chip set chooser' : 'chip chooser'}>
      {label}
      <b className="med">{options.find((option) => option.value === value)?.label}</b>
      <ChevronDown className="i i-14" aria-hidden />
      <select aria-label={label} value={value} onChange={(event) => onChange(event.target.value as T)}>
        <Options options={options} />
      </select>
    </label>
  )
}
