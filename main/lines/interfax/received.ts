/**
 * Faxes that came in at InterFAX for this user: listed newest first, fetched in whatever form the account is set to. It
 * keeps them for a number of days and knows no way to remove them sooner.
 */
import { z } from 'zod'
import { documentLimits } from '#app/domain/pages/document.ts'
import type { Http } from '../http/client.ts'
import { good, read } from '../http/meaning.ts'
import type { Driver, ReceivedFax } from '../line.ts'
import { looseId, maybeCount } from '../loose.ts'

const Inbound = z.object({
  messageId: looseId,
  callerId: z.string().nullish(),
  remoteCSID: z.string().nullish(),
  /** Nought: whole. Positive: it broke off. */
  messageStatus: z.number().int().nullish(),
  pages: maybeCount,
  /** UTC, whether it says so or not. */
  receiveTime: z.string(),
  imageStatus: z.string().nullish(),
})
type Inbound = z.infer<typeof Inbound>

const rowsAPage = 100
/** Pages of its list: beyond them lies what was fetched long ago, or is not kept any more. */
const pagesAtMost = 3

/** Epoch ms of `2026-04-14T10:00:00`, or of the older form `/Date(1776160800000+0000)/`. */
export function timeOf(text: string): number {
  const [, ms] = /^\/Date\((\d+)[^)]*\)\/$/.exec(text) ?? []
  if (ms !== undefined) return Number(ms)
  return Date.parse(/(Z|[+-]\d{2}:?\d{2})$/.test(text) ? text : `${text}Z`)
}

/** One that has pages to fetch. */
function receivedIn(fax: Inbound): readonly ReceivedFax[] {
  const at = timeOf(fax.receiveTime)
  if (fax.imageStatus === 'DONT_EXIST' || !Number.isFinite(at)) return []
  const whole = (fax.messageStatus ?? 0) === 0
  const from = fax.callerId || fax.remoteCSID || ''
  return [{ providerId: fax.messageId, from, pages: fax.pages ?? 0, at, ...(whole ? {} : { incomplete: true }) }]
}

export function createReceived({ ask }: Pick<Http, 'ask'>): Pick<Driver, 'received' | 'content'> {
  return {
    received: async () => {
      const found: Inbound[] = []
      for (let page = 0; page < pagesAtMost; page += 1) {
        const last = found.at(-1)?.messageId
        const query = { limit: String(rowsAPage), ...(last === undefined ? {} : { lastId: last }) }
        const rows = read(await ask({ method: 'GET', path: '/inbound/faxes', query }), Inbound.array())
        if (!rows) return undefined
        found.push(...rows)
        if (rows.length < rowsAPage) break
      }
      return found.flatMap(receivedIn)
    },
    content: async (id) => {
      const asked = await ask({
        method: 'GET',
        path: `/inbound/faxes/${id}/image`,
        atMost: documentLimits.bytesAtMost,
      })
      if (asked.kind === 'answered' && asked.status === 404) return 'gone'
      return asked.kind === 'answered' && good(asked) ? asked.bytes : undefined
    },
  }
}
