/**
 * Faxes that came in at Notifyre for our number: listed by time, fetched as text of their bytes, and removed by the one
 * request that fetches and deletes. That one is only made once the pages are kept here: what it brings is thrown away.
 */
import { z } from 'zod'
import type { Asked, Http } from '../http/client.ts'
import { good, read } from '../http/meaning.ts'
import type { Driver, ReceivedFax } from '../line.ts'
import { looseId, maybeCount, pagesAsTextAtMost } from '../loose.ts'
import { framed } from './faxes.ts'

const Inbound = z.object({
  id: looseId,
  from: z.string().nullish(),
  /** Seconds since 1970. */
  timestamp: z.number().positive(),
  status: z.string().nullish(),
  pages: maybeCount,
})
type Inbound = z.infer<typeof Inbound>

const Listed = framed(z.object({ faxes: z.array(Inbound), total: z.number().int().nonnegative() }))
/** Its two requests for pages name them differently. */
const Pages = framed(z.object({ tiffBase64: z.base64().optional(), base64Str: z.base64().optional() }))

const rowsAPage = 100
const listPagesAtMost = 10

/** Its words for states of received faxes are not documented: taken for over is what does not say that it goes on. */
const goingOn: readonly string[] = ['accepted', 'queued', 'in_progress', 'receiving']

const receivedIn = ({ id, from, timestamp, status, pages }: Inbound): readonly ReceivedFax[] =>
  goingOn.includes(status ?? '')
    ? []
    : [
        {
          providerId: id,
          from: from ?? '',
          pages: pages ?? 0,
          at: timestamp * 1_000,
          ...(status === 'failed' ? { incomplete: true } : {}),
        },
      ]

/** @param range which number, and from when to when, as its list wants it */
export function createReceived(
  { ask }: Pick<Http, 'ask'>,
  range: () => Readonly<Record<string, string>>,
): Required<Pick<Driver, 'received' | 'content' | 'removeReceived'>> {
  return {
    received: async () => {
      const found = new Map<string, Inbound>()
      let skip = 0
      for (let page = 0; page < listPagesAtMost; page += 1) {
        const query = { ...range(), sort: 'desc', limit: String(rowsAPage), skip: String(skip) }
        const listed = read(await ask({ method: 'GET', path: '/fax/received', query }), Listed)?.payload
        if (!listed) return undefined
        for (const fax of listed.faxes) found.set(fax.id, fax)
        skip += listed.faxes.length
        if (skip >= listed.total || listed.faxes.length === 0) break
      }
      return [...found.values()].flatMap(receivedIn)
    },
    content: async (id) => {
      const asked = await ask({ method: 'GET', path: `/fax/received/${id}/download`, atMost: pagesAsTextAtMost })
      if (isGone(asked)) return 'gone'
      const { tiffBase64, base64Str } = read(asked, Pages)?.payload ?? {}
      const text = tiffBase64 ?? base64Str
      return text ? Buffer.from(text, 'base64') : undefined
    },
    removeReceived: async (id) => {
      const path = `/fax/received/${id}/download-and-delete`
      const asked = await ask({ method: 'POST', path, atMost: pagesAsTextAtMost })
      if (isGone(asked)) return 'not-known'
      return good(asked) && read(asked, framed(z.unknown())) ? 'removed' : 'no-answer'
    },
  }
}

const isGone = (asked: Asked): boolean => asked.kind === 'answered' && asked.status === 404
