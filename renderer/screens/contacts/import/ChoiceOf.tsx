/** What to do with a row, or with all of a kind. */
import type { RowChoice } from '#app/domain/contact/contact-import.ts'
import { rowChoiceWords } from '#app/words/index.ts'
import { CellSelect } from '#renderer/parts/form/Select.tsx'

type ChoiceProps = {
  readonly label: string
  readonly value: RowChoice
  readonly choices: readonly RowChoice[]
  readonly onChange: (choice: RowChoice) => void
}

export const ChoiceOf = ({ label, value, choices, onChange }: ChoiceProps) => (
  <CellSelect
    label={label}
    value={value}
    options={choices.map((choice) => ({ value: choice, label: rowChoiceWords[choice] }))}
    onChange={onChange}
  />
)
