/**
 * What a failed job's status text means. One table, tried in order; the text is the part before the first semicolon,
 * as "; too many attempts to dial" follows every reason (HylaFAX 6.0.7, seen on the wire).
 */
import type { FailureReason } from '#app/domain/fax/fax.ts'

export type JobEnd = { readonly end: 'cancelled' } | { readonly end: 'failed'; readonly reason: FailureReason }

const failed = (reason: FailureReason): JobEnd => ({ end: 'failed', reason })

export const jobEnds: readonly (readonly [pattern: RegExp, end: JobEnd])[] = Object.freeze([
  [/^Job aborted by (request|user)/i, { end: 'cancelled' }],
  [/^Busy signal detected/i, failed('busy')],
  [/^No answer from remote/i, failed('no-answer')],
  [/^Ring detected without successful handshake/i, failed('no-answer')],
  // Somebody or something answered that is no fax machine.
  [/^No carrier detected/i, failed('human-answered')],
  // The network would not take the call, or the server's own line is dead.
  [/^No local dialtone/i, failed('line-trouble')],
  [/^(Can not|Cannot|Unable to) (lock|open|initialize|setup) modem/i, failed('line-trouble')],
  [/^Kill time expired/i, failed('provider-trouble')],
  [/^REJECT:/i, failed('refused-by-line')],
  [/^Could not (reopen|open|stat) (converted )?document/i, failed('refused-by-line')],
  [/ghostscript|GPL Ghostscript|Document conversion|not a (PDF|PostScript)/i, failed('refused-by-line')],
  // T.30 phase B: the machines never agreed on anything, so no page data went out.
  [
    /no DIS or DTC|RSPREC error|failure to train|Unable to (establish|transmit) (connection|DCS)/i,
    failed('line-trouble'),
  ],
])

/**
 * How a failed job ended. Whatever may have put pages through, and every text not in the table, is `partial`: a person
 * decides, nothing is sent again by itself.
 * @param pagesSent pages the far machine confirmed
 */
export function jobEnd(status: string, pagesSent: number): JobEnd {
  const text = status.split(';')[0]?.trim() ?? ''
  const found = jobEnds.find(([pattern]) => pattern.test(text))?.[1]
  if (found?.end === 'cancelled') return found
  return pagesSent === 0 && found ? found : failed('partial')
}
