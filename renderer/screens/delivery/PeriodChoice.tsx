/** Since when the finished faxes are listed. */
import { Calendar, ChevronDown } from 'lucide-react'
import { words } from '#app/words/index.ts'
import { dayStart } from '#renderer/format.ts'

const text = words.deliveryScreen
const day = 24 * 60 * 60 * 1000

const names = ['any', 'today', 'week', 'month'] as const
type Name = (typeof names)[number]

/** `from` is fixed when it is chosen (epoch ms), so that a listing does not shift while it is read. */
export type Period = { readonly name: Name; readonly from: number | undefined }

function periodOf(name: Name, now: number): Period {
  const days = { any: undefined, today: 0, week: 6, month: 29 }[name]
  return { name, from: days === undefined ? undefined : dayStart(dayStart(now) - days * day) }
}

type PeriodChoiceProps = { readonly period: Period; readonly onChange: (period: Period) => void }

export const PeriodChoice = ({ period, onChange }: PeriodChoiceProps) => (
  <span className="btn period">
    <Calendar className="i" aria-hidden />
    {text.periods[period.name]}
    <ChevronDown className="i i-14" aria-hidden />
    <select
      aria-label={text.period}
      value={period.name}
      onChange={(event) => {
        const chosen = names.find((name) => name === event.target.value)
        if (chosen) onChange(periodOf(chosen, Date.now()))
      }}
    >
      {names.map((name) => (
        <option key={name} value={name}>
          {text.periods[name]}
        </option>
      ))}
    </select>
  </span>
)
