/** Busiest hours: a table that is also its own chart; each cell has its number, and a shade beside the busiest. */
import { words } from '#app/words/index.ts'
import { number } from '#renderer/format.ts'
import { heat, shownHours } from './figures.ts'

const w = words.insights

/** Saturday and Sunday stand there only if something was sent. */
const weekend = 5

export function Hours({ hours }: { readonly hours: readonly (readonly number[])[] }) {
  const shown = shownHours(hours)
  const most = Math.max(...hours.flat(), 1)
  const days = hours
    .map((counts, day) => ({ day, counts }))
    .filter(({ day, counts }) => day < weekend || counts.some((count) => count > 0))
  return (
    <section className="tcard chart">
      <header>
        <h2 className="tsm semi">{w.hours}</h2>
        <span className="txs c3">{w.hoursNote}</span>
      </header>
      <table className="heat">
        <caption className="sr">{w.hoursNote}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="sr">{w.columns.weekday}</span>
            </th>
            {shown.map((hour, at) => (
              <th key={hour} scope="col" aria-label={w.hour(hour)}>
                {at === 0 || hour === 12 ? w.hour(hour) : w.shortHour(hour)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.map(({ day, counts }) => (
            <tr key={day}>
              <th scope="row">{w.weekdays[day]}</th>
              {shown.map((hour) => (
                <td key={hour} className={`h${heat(counts[hour] ?? 0, most)}`}>
                  {number(counts[hour] ?? 0)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
