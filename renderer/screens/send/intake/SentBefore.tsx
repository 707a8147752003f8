/** Files of this draft that were sent before, and to whom: said, not asked about. */
import type { BecameOfSent, SentBefore as Sent } from '#app/contract/desk/drafts.ts'
import { words } from '#app/words/index.ts'
import { date, longDay } from '#renderer/format.ts'
import type { Compose } from '../compose.ts'
import { useCompose } from '../useCompose.ts'

/** Further back, a weekday without a year would mislead. */
const recentMs = 300 * 24 * 60 * 60 * 1000

const day = (at: number): string => (Date.now() - at < recentMs ? longDay(at) : date(at))

const text = words.send.sentBefore

const became = (of: BecameOfSent): string => (of.is === 'partly' ? text.partly(of.through, of.pages) : text[of.is])

export function SentBefore({ compose }: { readonly compose: Compose }) {
  const { sentBefore, documents } = useCompose(compose, ({ view }) => view)
  if (sentBefore.length === 0) return null
  const nameOf = ({ documentId }: Sent): string => documents.find(({ id }) => id === documentId)?.name ?? ''
  return (
    <div className="strip-reading t2xs c2" role="note">
      {sentBefore.map((sent) => (
        <p key={sent.documentId} className={sent.became.is === 'arrived' ? undefined : 'c-warn'}>
          {documents.length > 1 && <b className="med">{nameOf(sent)}: </b>}
          {sent.mine ? text.mine(day(sent.at), sent.to) : text.other(day(sent.at), sent.to)}
          {became(sent.became)}
        </p>
      ))}
    </div>
  )
}
