/**
 * SRFax: a cloud service behind one address; what is asked stands in the body, credentials too, so bodies are never
 * noted anywhere. Experimental: its texts, limits and the time zone of its list are not confirmed. Every refusal looks the
 * same: whether one means the account shows a question that only the account can be refused. Its own retries are off.
 */
import type { Finding } from '#app/domain/fax/line.ts'
import type { z } from 'zod'
import type { PartsOf } from '../drivers.ts'
import { jsonBody } from '../http/body.ts'
import { createHttp, type Asked } from '../http/client.ts'
import { findingFor, good, notTaken, read } from '../http/meaning.ts'
import type { Call, Cancelled, Driver, HandedOver, Submission, Submitted } from '../line.ts'
import { createLookup, since } from '../lookup.ts'
import { Fax, FaxId, Frame, newsOf } from './faxes.ts'
import { createReceived } from './received.ts'

const minute = 60_000
const day = 24 * 60 * minute
const sendWithinMs = 60_000
/** How far back received faxes are looked for. */
const lookBackMs = 30 * day
const answerWithinMs = 90_000

type Said = Readonly<Record<string, string>>
type Bounds = { readonly withinMs?: number; readonly atMost?: number }

export function createSrfax({ network, clock, settings, secret, wayIn }: PartsOf<'srfax'>): Driver {
  const http = createHttp({ network, clock, ...settings })
  const ask = (action: string, said: Said = {}, bounds: Bounds = {}): Promise<Asked> =>
    http.ask({
      method: 'POST',
      path: '',
      ...bounds,
      body: jsonBody({
        action,
        access_id: settings.accountNumber,
        access_pwd: secret.password,
        sResponseFormat: 'JSON',
        ...said,
      }),
    })

  async function submit(submission: Submission): Promise<Submitted> {
    const to = northAmerican(submission.to)
    const from = northAmerican(settings.from)
    if (!to || !from) return { kind: 'refused', reason: 'refused-by-line' }
    const called = wayIn?.callbackFor(submission.reference)
    const fax = queued(submission, to, from, settings.senderEmail)
    const asked = await ask(
      'Queue_Fax',
      { ...fax, ...(called === undefined ? {} : { sNotifyURL: called }) },
      { withinMs: sendWithinMs },
    )
    const refused = notTaken(asked)
    if (refused) return refused
    const frame = read(asked, Frame)
    if (frame?.Status === 'Failed')
      return { kind: 'refused', reason: (await signedIn()) === 'refused' ? 'account-trouble' : 'refused-by-line' }
    const id = FaxId.safeParse(frame?.Result).data
    return id === undefined ? { kind: 'lost' } : { kind: 'accepted', providerId: id }
  }

  /** Asks for what every account may ask for; `asked` is what came of it where that is neither yes nor no. */
  async function signedIn(): Promise<'accepted' | 'refused' | Asked> {
    const asked = await ask('Get_Fax_Usage')
    const frame = read(asked, Frame)
    if (!frame) return asked
    return frame.Status === 'Failed' ? 'refused' : 'accepted'
  }

  /** Days of its lists go by a clock we do not know, so a day more is asked for on both sides. */
  const daysSince = (at: number): Said => ({
    sPeriod: 'RANGE',
    sStartDate: dayOf(at - day),
    sEndDate: dayOf(clock.now() + day),
  })
  const lately = (): Said => daysSince(clock.now() - lookBackMs)

  async function matching(reference: string, handedOver: Partial<HandedOver>): Promise<readonly Fax[] | undefined> {
    const faxes = resultOf(await ask('Get_Fax_Outbox', daysSince(since(clock.now(), handedOver))), Fax.array())
    return faxes?.filter(({ AccountCode: code }) => code === reference)
  }

  const lookup = createLookup<Fax>({
    idOf: ({ FaxDetailsID: id }) => id,
    newsOf,
    one: async (id) => resultOf(await ask('Get_FaxStatus', { sFaxDetailsID: id }), Fax),
    matching,
  })

  /** It stops a fax only while that waits; afterwards it says no. */
  async function cancel(call: Call): Promise<Cancelled> {
    const id = await lookup.idOf(call)
    if (id === undefined) return 'no-answer'
    const frame = read(await ask('Stop_Fax', { sFaxDetailsID: id }), Frame)
    if (!frame) return 'no-answer'
    return frame.Status === 'Success' ? 'stopped' : 'too-late'
  }

  async function remove(call: Call): Promise<'removed' | 'not-known' | 'no-answer'> {
    const id = await lookup.idOf(call)
    if (id === undefined) return 'no-answer'
    const asked = await ask('Delete_Fax', { sDirection: 'OUT', sFaxDetailsID_1: id })
    return read(asked, Frame)?.Status === 'Success' ? 'removed' : 'no-answer'
  }

  async function preflight(): Promise<readonly Finding[]> {
    if (!http.allowed) return [{ finding: 'not-protected', verdict: 'stop' }]
    const sign = await signedIn()
    if (sign === 'refused') return [{ finding: 'sign-in-refused', verdict: 'stop' }]
    if (sign !== 'accepted')
      return [{ finding: good(sign) ? 'answer-not-understood' : findingFor(sign), verdict: 'stop' }]
    return [
      { finding: 'retention-unknown', verdict: 'look' },
      { finding: 'weak-evidence', verdict: 'look' },
    ]
  }

  return {
    capabilities: {
      training: false,
      concurrency: 3,
      countsPages: false,
      cancels: true,
      removes: true,
      receives: true,
      listing: { kind: 'lagging', lagMs: 5 * minute },
    },
    pace: { answerWithinMs, askEveryMs: 20_000, longestCallMs: (pages) => 60 * minute + pages * 3 * minute },
    preflight,
    submit,
    status: lookup.status,
    list: lookup.list,
    cancel,
    remove,
    ...createReceived(ask, lately),
  }
}

/** Ten digits of a number of the North American plan, the only form the service's documents show. */
const northAmerican = (e164: string): string | undefined => /^\+1(\d{10})$/.exec(e164)?.[1]

/** YYYYMMDD. */
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10).replaceAll('-', '')

/** The result of a good answer in the wanted shape; undefined for everything else. */
function resultOf<T extends z.ZodType>(asked: Asked, schema: T): z.output<T> | undefined {
  const frame = read(asked, Frame)
  return frame?.Status === 'Success' ? schema.safeParse(frame.Result).data : undefined
}

/** No cover field is filled: a subject would be stored even without a cover page. */
const queued = ({ reference, packet }: Submission, to: string, from: string, senderEmail: string): Said => ({
  sCallerID: from,
  sSenderEmail: senderEmail,
  sFaxType: 'SINGLE',
  sToFaxNumber: `1${to}`,
  sRetries: '0',
  sAccountCode: reference,
  sFileName_1: 'fax.pdf',
  sFileContent_1: Buffer.from(packet).toString('base64'),
})
