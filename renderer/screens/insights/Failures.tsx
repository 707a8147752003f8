/** Why attempts failed, the most frequent first: bars with their numbers, or a plain table. */
import { Hash, Phone, PhoneMissed, PhoneOff, RotateCw, ShieldX, Unplug, type LucideIcon } from 'lucide-react'
import type { FailureReason } from '#app/domain/fax/fax.ts'
import { reasonWords, words } from '#app/words/index.ts'
import { number } from '#renderer/format.ts'
import type { View } from './InsightsScreen.tsx'

const w = words.insights

const icons: Readonly<Partial<Record<FailureReason, LucideIcon>>> = {
  busy: RotateCw,
  'no-answer': PhoneMissed,
  'human-answered': Phone,
  'line-trouble': Unplug,
  'provider-trouble': Unplug,
  'number-not-in-service': Hash,
  'line-not-allowed': ShieldX,
}

type FailuresProps = { readonly failures: View['failures']; readonly tables: boolean }

export function Failures({ failures, tables }: FailuresProps) {
  const all = failures.reduce((sum, { attempts }) => sum + attempts, 0)
  const most = failures[0]?.attempts ?? 1
  return (
    <section className="tcard chart">
      <header>
        <h2 className="tsm semi">{w.failed}</h2>
        <span className="txs c3">{w.attempts(number(all))}</span>
      </header>
      {failures.length === 0 && <p className="txs c2">{w.noFailures}</p>}
      {failures.length > 0 && tables && <FailureTable failures={failures} />}
      {failures.length > 0 && !tables && (
        <ul className="bars">
          {failures.map(({ reason, attempts, gotThrough }) => {
            const Icon = icons[reason] ?? PhoneOff
            return (
              <li key={reason}>
                <span className="row g2 nowrap">
                  <Icon className="i" aria-hidden />
                  <span>{reasonWords[reason]}</span>
                </span>
                <svg className="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden>
                  <rect width="100" height="10" className="bar-room" />
                  <rect width={(100 * attempts) / most} height="10" className="bar-of" />
                </svg>
                <b className="num">{number(attempts)}</b>
                <span className="c3 t2xs">{w.gotThrough(gotThrough, attempts)}</span>
              </li>
            )
          })}
        </ul>
      )}
    </section>
  )
}

export const FailureTable = ({ failures }: Pick<FailuresProps, 'failures'>) => (
  <table className="grid short ins-table" aria-label={w.failed}>
    <thead>
      <tr>
        <th scope="col">{w.columns.reason}</th>
        <th scope="col">{w.columns.attempts}</th>
        <th scope="col">{w.columns.gotThrough}</th>
      </tr>
    </thead>
    <tbody>
      {failures.map(({ reason, attempts, gotThrough }) => (
        <tr key={reason}>
          <th scope="row">{reasonWords[reason]}</th>
          <td className="num">{number(attempts)}</td>
          <td className="num">{number(gotThrough)}</td>
        </tr>
      ))}
    </tbody>
  </table>
)
