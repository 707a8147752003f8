/** A choice of a few, on the system's own list: as a field with a label, in a cell of a table, or as a filter chip. */
import { ChevronDown, ChevronsUpDown } from 'lucide-react'
import { useId, type ComponentProps } from 'react'

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

type BoxProps<T extends string> = Pick<SelectProps<T>, 'value' | 'options' | 'onChange'> &
  Pick<ComponentProps<'select'>, 'id' | 'aria-label' | 'aria-describedby'>

const Box = <T extends string>({ options, onChange, ...select }: BoxProps<T>) => (
  <span className="select">
    <select {...select} className="input" onChange={(event) => onChange(event.target.value as T)}>
      <Options options={options} />
    </select>
    <ChevronsUpDown className="i i-14" aria-hidden />
  </span>
)

/** For a cell of a table: its label is only heard. */
export const CellSelect = <T extends string>({ label, ...rest }: Omit<SelectProps<T>, 'hint'>) => (
  <Box {...rest} aria-label={label} />
)

export function Select<T extends string>({ label, value, options, onChange, hint }: SelectProps<T>) {
  const id = useId()
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <Box id={id} value={value} options={options} aria-describedby={hint && `${id}-hint`} onChange={onChange} />
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
