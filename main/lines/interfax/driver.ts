/**
 * InterFAX REST: a cloud service. Number and our reference travel in the address of a request, the pages as its body; the
 * reference can be searched for. Experimental: its codes of failures, and whether it heeds "no retries", are not
 * confirmed. It keeps sent pages for some days and knows no way to remove them sooner.
 */
import type { Quality } from '#app/contract/desk/drafts.ts'
import type { Finding } from '#app/domain/fax/line.ts'
import type { PartsOf } from '../drivers.ts'
import { createHttp } from '../http/client.ts'
import { findingFor, good, notTaken, read } from '../http/meaning.ts'
import type { Call, Cancelled, Driver, HandedOver, Submission, Submitted } from '../line.ts'
import { createLookup } from '../lookup.ts'
import { Balance, Fax, fits, idIn, newsOf } from './faxes.ts'
import { createReceived } from './received.ts'
import { withoutRemove } from '../without.ts'

const minute = 60_000
const sendWithinMs = 60_000
const answerWithinMs = 90_000
/** Its limits for one request (sheet §3). */
const packetAtMost = 20_000_000
const pagesAtMost = 100

const resolutions: Readonly<Record<Quality, string>> = { standard: 'standard', fine: 'fine', superfine: 'fine' }

export function createInterfax({ network, clock, settings, secret }: PartsOf<'interfax'>): Driver {
  const basic = Buffer.from(`${settings.user}:${secret.password}`).toString('base64')
  const http = createHttp({ network, clock, ...settings, headers: { authorization: `Basic ${basic}` } })
  const { ask } = http

  async function submit({ reference, to, packet, pages, quality }: Submission): Promise<Submitted> {
    if (packet.byteLength > packetAtMost || pages > pagesAtMost) return { kind: 'refused', reason: 'refused-by-line' }
    const asked = await ask({
      method: 'POST',
      path: '/outbound/faxes',
      query: { faxNumber: to, reference, retriesToPerform: '0', resolution: resolutions[quality] },
      body: { type: 'application/pdf', bytes: packet },
      withinMs: sendWithinMs,
    })
    const refused = notTaken(asked)
    if (refused) return refused
    const id = asked.kind === 'answered' ? idIn(asked.header('location')) : undefined
    return id === undefined ? { kind: 'lost' } : { kind: 'accepted', providerId: id }
  }

  /** Its search believed only as far as every fax it brings up goes to our number. */
  async function matching(reference: string, handedOver: Partial<HandedOver>): Promise<readonly Fax[] | undefined> {
    const faxes = read(await ask({ method: 'GET', path: '/outbound/search', query: { reference } }), Fax.array())
    return faxes?.every((fax) => fits(fax, handedOver)) ? faxes : undefined
  }

  const lookup = createLookup<Fax>({
    idOf: ({ id }) => id,
    newsOf,
    one: async (id) => read(await ask({ method: 'GET', path: `/outbound/faxes/${id}` }), Fax),
    matching,
  })

  async function cancel(call: Call): Promise<Cancelled> {
    const id = await lookup.idOf(call)
    if (id === undefined) return 'no-answer'
    if (await over(id)) return 'too-late'
    if (good(await ask({ method: 'POST', path: `/outbound/faxes/${id}/cancel` }))) return 'stopped'
    return (await over(id)) ? 'too-late' : 'no-answer'
  }

  async function over(providerId: string): Promise<boolean> {
    const { phase } = await lookup.status({ reference: '', providerId })
    return phase === 'delivered' || phase === 'failed'
  }

  async function preflight(): Promise<readonly Finding[]> {
    if (!http.allowed) return [{ finding: 'not-protected', verdict: 'stop' }]
    const asked = await ask({ method: 'GET', path: '/outbound/faxes', query: { limit: '1' } })
    if (!read(asked, Fax.array())) return [{ finding: findingFor(asked), verdict: 'stop' }]
    const left = read(await ask({ method: 'GET', path: '/accounts/self/ppcards/balance' }), Balance)
    return [
      // Without credit it holds faxes for a day; accounts that pay later may say nothing, or nought.
      ...(left !== undefined && left <= 0 ? [{ finding: 'balance-gone', verdict: 'look' } as const] : []),
      { finding: 'pages-stay-there', verdict: 'look' },
      { finding: 'weak-evidence', verdict: 'look' },
    ]
  }

  return {
    capabilities: {
      training: false,
      concurrency: 3,
      countsPages: true,
      cancels: true,
      removes: false,
      receives: true,
      listing: { kind: 'lagging', lagMs: 5 * minute },
    },
    pace: { answerWithinMs, askEveryMs: 20_000, longestCallMs: (pages) => 60 * minute + pages * 3 * minute },
    preflight,
    submit,
    status: lookup.status,
    list: lookup.list,
    cancel,
    ...withoutRemove,
    ...createReceived(http),
  }
}
