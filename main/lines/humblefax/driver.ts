/**
 * HumbleFax: a cloud service. A fax is begun, its pages are attached, and a last call sends it, so whatever breaks before
 * that dials nothing. It locks an address out for a minute after more than five requests in a second, so questions keep
 * apart. Experimental: reasons of failures, its own retries, limits and retention are not confirmed.
 */
import type { Quality } from '#app/contract/desk/drafts.ts'
import type { Finding } from '#app/domain/fax/line.ts'
import type { PartsOf } from '../drivers.ts'
import { jsonBody, multipartBody } from '../http/body.ts'
import { createHttp } from '../http/client.ts'
import { findingFor, notPrepared, notTaken, read } from '../http/meaning.ts'
import type { Driver, HandedOver, Submission, Submitted } from '../line.ts'
import { createLookup, since } from '../lookup.ts'
import { Begun, type Fax, Ids, newsOf, One, Sent } from './faxes.ts'
import { withoutCancel, withoutRemove, withoutReceived } from '../without.ts'

const minute = 60_000
/** Beginning, attaching and sending, together less than `answerWithinMs`. */
const beginWithinMs = 10_000
const attachWithinMs = 45_000
const sendWithinMs = 25_000
const answerWithinMs = 90_000
const apartMs = 250
/** Its list gives ids only, and each costs a question: more than this many are not looked through. */
const faxesAtMost = 40

/** `Fine` is the one its documents name; the other is what it takes where nothing is said. */
const fine = { resolution: 'Fine' }
const resolutions: Readonly<Record<Quality, object>> = { standard: {}, fine, superfine: fine }

const trouble: Submitted = { kind: 'refused', reason: 'provider-trouble' }

export function createHumblefax({ network, clock, settings, secret }: PartsOf<'humblefax'>): Driver {
  const basic = Buffer.from(`${secret.accessKey}:${secret.secretKey}`).toString('base64')
  const http = createHttp({ network, clock, ...settings, headers: { authorization: `Basic ${basic}` } })
  const { ask } = http

  async function submit(submission: Submission): Promise<Submitted> {
    const begun = await begin(submission)
    if (typeof begun !== 'string') return begun
    const file = { file: submission.packet, type: 'application/pdf', fileName: 'fax.pdf' }
    const body = multipartBody([{ name: 'attachment', ...file }])
    const refused = notPrepared(
      await ask({ method: 'POST', path: `/attachment/${begun}`, body, withinMs: attachWithinMs }),
      'of this fax',
    )
    if (refused) return refused
    const asked = await ask({ method: 'POST', path: `/tmpFax/${begun}/send`, withinMs: sendWithinMs })
    const sent = read(asked, Sent)?.data.sentFax
    return notTaken(asked, 'of this fax') ?? (sent ? { kind: 'accepted', providerId: sent.id } : { kind: 'lost' })
  }

  /** Begins a fax without pages: answers with its id there, or why none was begun. */
  async function begin({ reference, to, quality }: Submission): Promise<string | Submitted> {
    const [recipient, from] = [eleven(to), eleven(settings.from)]
    if (recipient === undefined || from === undefined) return { kind: 'refused', reason: 'refused-by-line' }
    const body = jsonBody({
      recipients: [recipient],
      fromNumber: from,
      // On unless it is switched off.
      includeCoversheet: false,
      pageSize: 'Letter',
      uuid: reference,
      ...resolutions[quality],
    })
    const asked = await ask({ method: 'POST', path: '/tmpFax', body, withinMs: beginWithinMs })
    return notPrepared(asked) ?? read(asked, Begun)?.data.tmpFax.id ?? trouble
  }

  const one = async (id: string): Promise<Fax | undefined> =>
    read(await ask({ method: 'GET', path: `/sentFax/${id}` }), One)?.data.sentFax

  const sentSince = (from: number) => {
    const timeTo = seconds(clock.now() + 5 * minute)
    return ask({ method: 'GET', path: '/sentFaxes', query: { timeFrom: seconds(from), timeTo } })
  }

  async function matching(reference: string, handedOver: Partial<HandedOver>): Promise<readonly Fax[] | undefined> {
    const ids = read(await sentSince(since(clock.now(), handedOver)), Ids)?.data.sentFaxIds
    if (!ids || ids.length > faxesAtMost) return undefined
    const found: Fax[] = []
    for (const [at, id] of ids.entries()) {
      if (at > 0) await new Promise<void>((resolve) => clock.after(apartMs, resolve))
      const fax = await one(id)
      if (!fax) return undefined
      if (fax.uuid === reference) found.push(fax)
    }
    return found
  }

  const lookup = createLookup<Fax>({ idOf: ({ id }) => id, newsOf, one, matching })

  async function preflight(): Promise<readonly Finding[]> {
    if (!http.allowed) return [{ finding: 'not-protected', verdict: 'stop' }]
    const asked = await sentSince(clock.now() - minute)
    if (!read(asked, Ids)) return [{ finding: findingFor(asked), verdict: 'stop' }]
    return [
      { finding: 'pages-stay-there', verdict: 'look' },
      { finding: 'weak-evidence', verdict: 'look' },
    ]
  }

  return {
    capabilities: {
      training: false,
      concurrency: 2,
      countsPages: true,
      cancels: false,
      removes: false,
      receives: false,
      listing: { kind: 'lagging', lagMs: 5 * minute },
    },
    pace: {
      answerWithinMs,
      askEveryMs: 20_000,
      longestCallMs: (pages) => 60 * minute + pages * 3 * minute,
      submissionsPerMinute: 20,
      questionsPerMinute: 60,
    },
    preflight,
    submit,
    status: lookup.status,
    list: lookup.list,
    ...withoutCancel,
    ...withoutRemove,
    ...withoutReceived,
  }
}

/** Eleven digits of a number of the North American plan, as a number: the only form its documents show. */
const eleven = (e164: string): number | undefined => (/^\+1\d{10}$/.test(e164) ? Number(e164.slice(1)) : undefined)

const seconds = (at: number): string => String(Math.floor(at / 1_000))
