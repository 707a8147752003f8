/**
 * Notifyre: a cloud service. Pages are uploaded and converted first, and dialled by a last call, so whatever breaks before
 * that dials nothing. A fax cannot be asked for by its id: its list by time is read, once for all faxes under way, and
 * matched by our reference. Experimental: texts of failures, limits and retention are not confirmed.
 */
import type { Finding } from '#app/domain/fax/line.ts'
import type { Clock } from '../../ports.ts'
import type { PartsOf } from '../drivers.ts'
import { jsonBody } from '../http/body.ts'
import { createHttp, type Asked, type Http } from '../http/client.ts'
import { findingFor, notPrepared, notTaken, ofAccount, read } from '../http/meaning.ts'
import type { Call, Driver, HandedOver, News, Submission, Submitted } from '../line.ts'
import { createLookup, since } from '../lookup.ts'
import { createReceived } from './received.ts'
import { Converted, type Fax, Listed, newsOf, Numbers, Refused, Taken, Uploaded } from './faxes.ts'
import { withoutCancel, withoutRemove } from '../without.ts'

const minute = 60_000
const day = 24 * 60 * minute
/** Upload, conversion and the call that dials, together less than `answerWithinMs`. */
const uploadWithinMs = 30_000
const convertWithinMs = 25_000
const askConversionEveryMs = 2_000
const oneAskWithinMs = 5_000
const sendWithinMs = 25_000
const answerWithinMs = 90_000
/** How far back received faxes are looked for. */
const lookBackMs = 30 * day
const rowsAPage = 100
const listPagesAtMost = 20

const trouble: Submitted = { kind: 'refused', reason: 'provider-trouble' }
const notWanted: Submitted = { kind: 'refused', reason: 'refused-by-line' }

export function createNotifyre({ network, clock, settings, secret }: PartsOf<'notifyre'>): Driver {
  const http = createHttp({ network, clock, ...settings, headers: { 'x-api-token': secret.apiToken } })
  const { ask } = http
  const prepare = preparer(http, clock)

  async function submit(submission: Submission): Promise<Submitted> {
    const prepared = await prepare(submission)
    if (typeof prepared !== 'string') return prepared
    const body = jsonBody(bodyOf(submission, prepared, settings.from))
    const asked = await ask({ method: 'POST', path: '/fax/send', body, withinMs: sendWithinMs })
    const refused = notTaken(asked) ?? refusalIn(asked)
    const taken = read(asked, Taken)?.payload
    return refused ?? (taken ? { kind: 'accepted', providerId: taken.faxID } : { kind: 'lost' })
  }

  /** Every fax sent since, once each; undefined when the service did not say, or does not come to an end. */
  async function sentSince(from: number): Promise<readonly Fax[] | undefined> {
    const found = new Map<string, Fax>()
    const range = {
      fromDate: seconds(from),
      toDate: seconds(clock.now() + day),
      sort: 'desc',
      limit: String(rowsAPage),
    }
    let skip = 0
    for (let page = 0; page < listPagesAtMost; page += 1) {
      const query = { ...range, skip: String(skip) }
      const listed = read(await ask({ method: 'GET', path: '/fax/send', query }), Listed)?.payload
      if (!listed) return undefined
      for (const fax of listed.faxes) found.set(fax.id, fax)
      skip += listed.faxes.length
      if (skip >= listed.total) return [...found.values()]
      if (listed.faxes.length === 0) return undefined
    }
    return undefined
  }

  const matching = async (reference: string, handedOver: Partial<HandedOver>) =>
    (await sentSince(since(clock.now(), handedOver)))?.filter((fax) => fax.reference === reference)

  /** It has no question for one fax. */
  const { list } = createLookup<Fax>({ idOf: ({ id }) => id, newsOf, matching, one: () => Promise.resolve(undefined) })

  async function status({ reference, ...handedOver }: Call): Promise<News> {
    const found = await list(reference, handedOver)
    return found.kind === 'found' ? found.news : { phase: 'unknown' }
  }

  async function statuses(calls: readonly Call[]): Promise<ReadonlyMap<string, News>> {
    const from = Math.min(...calls.map((call) => since(clock.now(), call)))
    const faxes = (calls.length > 0 && (await sentSince(from))) || []
    return new Map(
      calls.flatMap((call) => {
        const [fax, ...others] = faxes.filter(({ reference }) => reference === call.reference)
        return fax && others.length === 0 ? [[call.reference, newsOf(fax, call)] as const] : []
      }),
    )
  }

  async function preflight(): Promise<readonly Finding[]> {
    if (!http.allowed) return [{ finding: 'not-protected', verdict: 'stop' }]
    const asked = await ask({ method: 'GET', path: '/fax/numbers' })
    const numbers = read(asked, Numbers)?.payload.numbers
    if (!numbers) return [{ finding: findingFor(asked), verdict: 'stop' }]
    const own = numbers.some(({ e164 }) => digits(String(e164)) === digits(settings.from))
    return [
      ...(own ? [] : [{ finding: 'not-of-this-account', verdict: 'look' } as const]),
      { finding: 'pages-stay-there', verdict: 'look' },
      { finding: 'weak-evidence', verdict: 'look' },
    ]
  }

  return {
    capabilities: {
      training: false,
      concurrency: 3,
      countsPages: false,
      cancels: false,
      removes: false,
      receives: true,
      listing: { kind: 'lagging', lagMs: 5 * minute },
    },
    pace: { answerWithinMs, askEveryMs: 20_000, longestCallMs: (pages) => 60 * minute + pages * 3 * minute },
    preflight,
    submit,
    status,
    statuses,
    list,
    ...withoutCancel,
    ...withoutRemove,
    ...createReceived(http, () => ({
      toNumber: settings.from,
      fromDate: seconds(clock.now() - lookBackMs),
      toDate: seconds(clock.now() + day),
    })),
  }
}

/** Uploads the pages and waits until they are converted: answers with their id there, or why no fax was taken. */
function preparer({ ask }: Http, clock: Clock) {
  return async ({ packet }: Submission): Promise<string | Submitted> => {
    const body = jsonBody({ base64Str: Buffer.from(packet).toString('base64'), contentType: 'application/pdf' })
    const asked = await ask({ method: 'POST', path: '/fax/send/conversion', body, withinMs: uploadWithinMs })
    const uploaded = read(asked, Uploaded)?.payload
    if (!uploaded) return notPrepared(asked) ?? refusalIn(asked) ?? trouble
    const path = `/fax/send/conversion/${uploaded.fileName}`
    const until = clock.elapsed() + convertWithinMs
    for (;;) {
      const answer = await ask({ method: 'GET', path, withinMs: oneAskWithinMs })
      const converted = read(answer, Converted)?.payload
      if (converted?.status === 'successful') return converted.id
      if (converted?.status === 'failed') return notWanted
      const refused = converted ? undefined : notPrepared(answer, 'of this fax')
      if (refused) return refused
      if (clock.elapsed() + askConversionEveryMs > until) return trouble
      await new Promise<void>((resolve) => clock.after(askConversionEveryMs, resolve))
    }
  }
}

/** A no inside a good answer; its own number may say more of it. */
function refusalIn(asked: Asked): Submitted | undefined {
  const refused = read(asked, Refused)
  return refused && (ofAccount(refused.statusCode) ? { kind: 'refused', reason: 'account-trouble' } : notWanted)
}

const digits = (number: string): string => number.replace(/\D/g, '')
const seconds = (at: number): string => String(Math.floor(at / 1_000))

/** Template, header, subject and campaign are wanted, and stay empty: they print, or stand in its reports. */
const bodyOf = ({ reference, to, quality }: Submission, file: string, from: string): object => ({
  templateName: '',
  faxes: {
    clientReference: reference,
    files: [file],
    header: '',
    isHighQuality: quality !== 'standard',
    recipients: [{ type: 'fax_number', value: to }],
    scheduledDate: null,
    sendFrom: from,
    senderID: from,
    subject: '',
    campaignName: '',
  },
})
