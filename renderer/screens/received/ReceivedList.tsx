/** The faxes that came in, by day; a dot before those nobody has opened. */
import { TriangleAlert } from 'lucide-react'
import type { ReceivedView } from '#app/contract/desk/received.ts'
import type { ReceivedId } from '#app/domain/ids.ts'
import { words } from '#app/words/index.ts'
import { clock, dayStart, telephone, weekday } from '#renderer/format.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { Covered } from '#renderer/parts/contact/Covered.tsx'
import type { Rows } from '#renderer/parts/list/useRows.ts'
import { today } from '#renderer/parts/list/when.ts'
import { Private } from '#renderer/parts/Private.tsx'
import { TrainingMark } from '#renderer/parts/TrainingMark.tsx'

const text = words.received

type ReceivedListProps = {
  readonly faxes: readonly ReceivedView[]
  readonly rows: Rows<ReceivedId>
  readonly onMore?: () => void
}

export function ReceivedList({ faxes, rows, onMore }: ReceivedListProps) {
  const days = [...Map.groupBy(faxes, ({ at }) => dayStart(at))]
  return (
    <>
      {days.map(([day, group]) => (
        <section key={day}>
          <h2 className="rx-h">{dayWord(day)}</h2>
          <div role="listbox" aria-label={`${text.list}, ${dayWord(day)}`}>
            {group.map((fax) => (
              <Row key={fax.id} fax={fax} props={rows.props(fax.id)} />
            ))}
          </div>
        </section>
      ))}
      {onMore && (
        <p className="rx-more">
          <Button kind="quiet" onClick={onMore}>
            {text.more}
          </Button>
        </p>
      )}
    </>
  )
}

const dayWord = (day: number): string => (day === today() ? text.today : weekday(day))

/** Who sent it, as far as anyone knows. */
export const senderOf = ({ sender, from, station }: ReceivedView): string =>
  sender?.organisation ?? (from ? telephone(from) : station || text.unknownSender)

type RowProps = { readonly fax: ReceivedView; readonly props: ReturnType<Rows<ReceivedId>['props']> }

function Row({ fax, props: { className, ...props } }: RowProps) {
  const fresh = !fax.opened && fax.state !== 'expected'
  const bad = fax.state === 'unreadable' || fax.state === 'gone'
  return (
    <div role="option" aria-selected={props['aria-current'] === 'true'} {...props} className={`rx ${className}`}>
      <span className="rx-dot">
        {fresh && (
          <>
            <i aria-hidden />
            <span className="sr">{text.notOpened}</span>
          </>
        )}
      </span>
      <span className="grow col">
        <span className="row between g2">
          <b className="med tsm ell">
            {fax.sender ? <Covered name={fax.sender.organisation} /> : <Private>{senderOf(fax)}</Private>}
          </b>
          <span className="txs c2 num nowrap">{clock(fax.at)}</span>
        </span>
        <span className="row between g2 txs c2">
          <span className="row g1">
            {bad && <TriangleAlert className="i i-14" aria-hidden />}
            {fax.state === 'kept' ? fax.line : text.states[fax.state]}
            {fax.training && <TrainingMark />}
          </span>
          <span className="num nowrap">{text.pages(fax.pages)}</span>
        </span>
      </span>
    </div>
  )
}
