/**
 * WestFax: a cloud service. What is asked stands in the address, everything else in a form, credentials too, so bodies are
 * never noted anywhere. Its job name carries our reference. Experimental: which of its hosts and methods an account uses,
 * its own retries, limits and retention are not confirmed. Every refusal looks the same: whether one means the account
 * shows a question that only the account can be refused.
 */
import type { Quality } from '#app/contract/desk/drafts.ts'
import type { Finding } from '#app/domain/fax/line.ts'
import type { z } from 'zod'
import type { PartsOf } from '../drivers.ts'
import { multipartBody, type Part } from '../http/body.ts'
import { createHttp, type Asked } from '../http/client.ts'
import { findingFor, notTaken, read } from '../http/meaning.ts'
import type { Driver, HandedOver, Submission, Submitted } from '../line.ts'
import { createLookup, since } from '../lookup.ts'
import { Fax, Frame, JobId, newsOf, Products } from './faxes.ts'
import { withoutCancel, withoutRemove, withoutReceived } from '../without.ts'

const minute = 60_000
const day = 24 * 60 * minute
const sendWithinMs = 60_000
const answerWithinMs = 90_000

const qualities: Readonly<Record<Quality, string>> = { standard: 'Normal', fine: 'Fine', superfine: 'Fine' }
const notWanted: Submitted = { kind: 'refused', reason: 'refused-by-line' }
const ofAccount: Submitted = { kind: 'refused', reason: 'account-trouble' }

export function createWestfax({ network, clock, settings, secret }: PartsOf<'westfax'>): Driver {
  const http = createHttp({ network, clock, ...settings })
  const account = fieldsOf({ Username: settings.user, Password: secret.password, Cookies: 'false' })
  const line = fieldsOf({ ProductId: settings.productId })
  const ask = (method: string, parts: readonly Part[], withinMs = 15_000): Promise<Asked> =>
    http.ask({ method: 'POST', path: `/${method}/json`, body: multipartBody([...account, ...parts]), withinMs })

  async function submit(submission: Submission): Promise<Submitted> {
    const [to, from] = [northAmerican(submission.to), northAmerican(settings.from)]
    if (!to || !from) return notWanted
    const asked = await ask('Fax_SendFax', [...line, ...faxOf(submission, to, from, settings.header)], sendWithinMs)
    const refused = notTaken(asked)
    if (refused) return refused
    const frame = read(asked, Frame)
    if (frame?.Success === false) return accountRefused(await products()) ? ofAccount : notWanted
    const id = JobId.safeParse(frame?.Result).data
    return id === undefined ? { kind: 'lost' } : { kind: 'accepted', providerId: id }
  }

  const products = (): Promise<Asked> => ask('Profile_GetProductList', [])

  async function one(id: string): Promise<Fax | undefined> {
    const wanted = fieldsOf({ FaxIds1: JSON.stringify({ Id: id, Direction: 'Outbound' }) })
    const faxes = resultOf(await ask('Fax_GetFaxDescriptionsUsingIds', [...line, ...wanted]), Fax.array())
    return faxes?.find(({ Id }) => Id === id)
  }

  /** Days of its list go by a clock we do not know, so a day more is asked for. */
  async function matching(reference: string, handedOver: Partial<HandedOver>): Promise<readonly Fax[] | undefined> {
    const from = since(clock.now(), handedOver) - day
    const range = fieldsOf({ StartDate: dayOf(from), FaxDirection: 'Outbound' })
    const faxes = resultOf(await ask('Fax_GetFaxDescriptions', [...line, ...range]), Fax.array())
    return faxes?.filter(({ JobName }) => JobName === reference)
  }

  const lookup = createLookup<Fax>({ idOf: ({ Id }) => Id, newsOf, one, matching })

  async function preflight(): Promise<readonly Finding[]> {
    if (!http.allowed) return [{ finding: 'not-protected', verdict: 'stop' }]
    const asked = await products()
    if (accountRefused(asked)) return [{ finding: 'sign-in-refused', verdict: 'stop' }]
    const listed = resultOf(asked, Products)
    if (!listed) return [{ finding: findingFor(asked), verdict: 'stop' }]
    const own = listed.some(({ Id }) => Id.toLowerCase() === settings.productId.toLowerCase())
    return [
      ...(own ? [] : [{ finding: 'not-of-this-account', verdict: 'look' } as const]),
      { finding: 'pages-stay-there', verdict: 'look' },
      { finding: 'weak-evidence', verdict: 'look' },
    ]
  }

  return {
    capabilities: {
      training: false,
      concurrency: 2,
      countsPages: false,
      cancels: false,
      removes: false,
      receives: false,
      listing: { kind: 'lagging', lagMs: 5 * minute },
    },
    pace: { answerWithinMs, askEveryMs: 30_000, longestCallMs: (pages) => 60 * minute + pages * 3 * minute },
    preflight,
    submit,
    status: lookup.status,
    list: lookup.list,
    ...withoutCancel,
    ...withoutRemove,
    ...withoutReceived,
  }
}

const accountRefused = (asked: Asked): boolean => read(asked, Frame)?.Success === false

const fieldsOf = (fields: Readonly<Record<string, string>>): readonly Part[] =>
  Object.entries(fields).map(([name, value]) => ({ name, value }))

/** ###-###-#### of a number of the North American plan, the only form its documents show. */
const northAmerican = (e164: string): string | undefined =>
  /^\+1\d{10}$/.test(e164) ? `${e164.slice(2, 5)}-${e164.slice(5, 8)}-${e164.slice(8)}` : undefined

/** M/D/YYYY. */
function dayOf(at: number): string {
  const date = new Date(at)
  return `${date.getUTCMonth() + 1}/${date.getUTCDate()}/${date.getUTCFullYear()}`
}

/** The result of a good answer in the wanted shape; undefined for everything else. */
function resultOf<T extends z.ZodType>(asked: Asked, schema: T): z.output<T> | undefined {
  const frame = read(asked, Frame)
  return frame?.Success ? schema.safeParse(frame.Result).data : undefined
}

/** Job name and billing code are wanted, and stand in its reports: both are our reference. */
const faxOf = (
  { reference, packet, quality }: Submission,
  to: string,
  from: string,
  header: string,
): readonly Part[] => [
  ...fieldsOf({
    JobName: reference,
    BillingCode: reference,
    Header: header,
    Numbers1: to,
    CSID: from,
    ANI: from,
    FaxQuality: qualities[quality],
  }),
  { name: 'Files0', file: packet, type: 'application/pdf', fileName: 'fax.pdf' },
]
