/**
 * Documo mFax: a cloud service. Experimental: how it is asked is known from its examples and from programs that use it,
 * its result codes at second hand. Its history may be asked eight times a minute, so it has a client of its own: being put
 * off there keeps no fax waiting. No way to stop a fax or to remove its pages is known.
 */
import type { Finding } from '#app/domain/fax/line.ts'
import type { PartsOf } from '../drivers.ts'
import { multipartBody, type Body } from '../http/body.ts'
import { createHttp } from '../http/client.ts'
import { findingFor, notTaken, read } from '../http/meaning.ts'
import type { Driver, Submission, Submitted } from '../line.ts'
import { createLookup } from '../lookup.ts'
import { Fax, fieldsOf, Listed, Me, newsOf, ours } from './faxes.ts'
import { withoutCancel, withoutRemove, withoutReceived } from '../without.ts'

const minute = 60_000
const sendWithinMs = 60_000
const answerWithinMs = 90_000
const rowsAPage = 50
/** Pages of its history before we stop looking: newer faxes stand first, and it may be asked eight times a minute. */
const listPagesAtMost = 3

export function createDocumo({ network, clock, settings, secret }: PartsOf<'documo'>): Driver {
  // The key stands as it is where other services put user and password (sheet §1).
  const service = { network, clock, ...settings, headers: { authorization: `Basic ${secret.apiKey}` } }
  const http = createHttp(service)
  const history = createHttp(service)

  async function submit(submission: Submission): Promise<Submitted> {
    const body = bodyOf(submission, settings.from)
    const asked = await http.ask({ method: 'POST', path: '/v1/faxes', body, withinMs: sendWithinMs })
    const fax = read(asked, Fax.pick({ messageId: true }))
    return notTaken(asked) ?? (fax ? { kind: 'accepted', providerId: fax.messageId } : { kind: 'lost' })
  }

  async function matching(reference: string): Promise<readonly Fax[] | undefined> {
    const me = read(await history.ask({ method: 'GET', path: '/v1/me' }), Me)
    if (!me) return undefined
    const query = { accountId: me.accountId, direction: 'outbound', status: 'all', limit: String(rowsAPage) }
    const found: Fax[] = []
    for (let page = 0; page < listPagesAtMost; page += 1) {
      const paged = { ...query, offset: String(page * rowsAPage), include: 'tags' }
      const rows = read(await history.ask({ method: 'GET', path: '/v1/fax/history', query: paged }), Listed)?.rows
      if (!rows) return undefined
      found.push(...rows.filter((fax) => ours(fax, reference)))
      if (rows.length < rowsAPage) return found
    }
    // Older ones were not looked at: that none was found says nothing.
    return found.length > 0 ? found : undefined
  }

  const lookup = createLookup<Fax>({
    idOf: ({ messageId }) => messageId,
    newsOf,
    one: async (id) => read(await http.ask({ method: 'GET', path: `/v1/fax/${id}/info` }), Fax),
    matching,
  })

  async function preflight(): Promise<readonly Finding[]> {
    if (!http.allowed) return [{ finding: 'not-protected', verdict: 'stop' }]
    const asked = await http.ask({ method: 'GET', path: '/v1/me' })
    if (!read(asked, Me)) return [{ finding: findingFor(asked), verdict: 'stop' }]
    return [
      { finding: 'pages-stay-there', verdict: 'look' },
      { finding: 'weak-evidence', verdict: 'look' },
    ]
  }

  return {
    capabilities: {
      training: false,
      concurrency: 3,
      countsPages: true,
      cancels: false,
      removes: false,
      receives: false,
      listing: { kind: 'lagging', lagMs: 5 * minute },
    },
    pace: { answerWithinMs, askEveryMs: 20_000, longestCallMs: (pages) => 60 * minute + pages * 3 * minute },
    preflight,
    submit,
    status: lookup.status,
    list: lookup.list,
    ...withoutCancel,
    ...withoutRemove,
    ...withoutReceived,
  }
}

const digits = (e164: string): string => e164.slice(1)

/** No name, subject or note: those print on its cover page, which stays off. */
const bodyOf = ({ reference, to, packet }: Submission, from: string): Body =>
  multipartBody([
    { name: 'faxNumber', value: digits(to) },
    { name: 'callerId', value: digits(from) },
    { name: 'coverPage', value: 'false' },
    { name: 'cf', value: fieldsOf(reference) },
    { name: 'attachments', file: packet, type: 'application/pdf', fileName: 'fax.pdf' },
  ])
