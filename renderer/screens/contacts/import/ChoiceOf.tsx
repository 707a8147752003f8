/** What to do with a row, or with all of a kind. */
import type { RowChoice } from '#app/domain/contact-import.ts'
import { rowChoiceWords } from '#app/words/index.ts'

type ChoiceProps = {
  readonly label: string
  readonly value: RowChoice
  readonly choices: readonly RowChoice[]
  readonly onChange: (choice: RowChoice) => void
}

export const ChoiceOf = ({ label, value, choices, onChange }: ChoiceProps) => (
  <select
    className="input import-choice"
    aria-label={label}
    value={value}
    onChange={(event) => onChange(event.target.value as RowChoice)}
  >
    {choices.map((choice) => (
      <option key={choice} value={choice}>
        {rowChoiceWords[choice]}
      </option>
    ))}
  </select>
)
