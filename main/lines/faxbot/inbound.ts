/**
 * Faxes that came in at a Faxbot gateway. It lists the newest hundred, marks nothing as read and removes nothing when told to;
 * and what it could not fetch itself it hands out as a tiny file without a page.
 */
import { documentLimits } from '#app/domain/pages/document.ts'
import { z } from 'zod'
import type { Http } from '../http/client.ts'
import { good, read } from '../http/meaning.ts'
import type { ReceivedFax } from '../line.ts'
import { JobId, utc } from './jobs.ts'

const Inbound = z.object({
  id: JobId,
  fr: z.string().nullish().catch(null),
  status: z.string().nullish().catch(null),
  pages: z.number().int().nonnegative().nullish().catch(null),
  received_at: z.string().nullish().catch(null),
  created_at: z.string().nullish().catch(null),
})
type Inbound = z.infer<typeof Inbound>

const listAtMost = 4 * 1024 * 1024
/** Seen: 19 and 35 bytes. No PDF with a scanned page is this small. */
const placeholderAtMost = 256
/** For so long a placeholder may yet become the fax; then it is taken for what it is, and shown as unreadable. */
const mayComeForMs = 24 * 60 * 60_000

const underway: readonly string[] = ['queued', 'in_progress', 'receiving']
const whole: readonly string[] = ['received', 'success']

/** A word nobody wrote down is no proof that every page is there. */
function receivedIn(value: unknown): readonly ReceivedFax[] {
  const fax = Inbound.safeParse(value).data
  const status = fax?.status?.toLowerCase() ?? ''
  const at = fax && cameAt(fax)
  if (!fax || at === undefined || underway.includes(status)) return []
  const incomplete = whole.includes(status) ? {} : { incomplete: true }
  return [{ providerId: fax.id, from: fax.fr ?? '', pages: fax.pages ?? 0, at, ...incomplete }]
}

function cameAt({ received_at: received, created_at: created }: Inbound): number | undefined {
  const at = Date.parse(utc(received ?? created) ?? '')
  return Number.isFinite(at) ? at : undefined
}

/** Undefined without an answer; none where receiving is switched off there. */
export async function listInbound(http: Http): Promise<readonly ReceivedFax[] | undefined> {
  const asked = await http.ask({ method: 'GET', path: '/inbound', atMost: listAtMost })
  if (asked.kind === 'answered' && asked.status === 404) return []
  return read(asked, z.array(z.unknown()))?.flatMap(receivedIn)
}

/** A placeholder counts as no answer for a day. */
export async function inboundPages(http: Http, id: string, now: number): Promise<Uint8Array | 'gone' | undefined> {
  const asked = await http.ask({ method: 'GET', path: `/inbound/${id}/pdf`, atMost: documentLimits.bytesAtMost })
  if (asked.kind === 'answered' && asked.status === 404) return 'gone'
  if (asked.kind !== 'answered' || !good(asked)) return undefined
  if (asked.bytes.byteLength > placeholderAtMost) return asked.bytes
  const fax = read(await http.ask({ method: 'GET', path: `/inbound/${id}` }), Inbound)
  const at = fax && cameAt(fax)
  return at === undefined || now - at < mayComeForMs ? undefined : asked.bytes
}
