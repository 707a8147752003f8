/**
 * Faxes that came in at SRFax: found in its inbox, fetched as PDF, removed when told to. Its refusals say nothing we could
 * rely on: whether a fax is gone is seen from the inbox alone. What calls say of received faxes is not documented.
 */
import { z } from 'zod'
import type { Asked } from '../http/client.ts'
import { read } from '../http/meaning.ts'
import type { Driver, ReceivedFax } from '../line.ts'
import { maybeCount, pagesAsTextAtMost } from '../loose.ts'
import { Frame } from './faxes.ts'

/** Its name of a file ends in the id, after an upright stroke. */
const Inbound = z.object({
  FileName: z.string().regex(/\|\d{1,20}$/),
  ReceiveStatus: z.string().nullish(),
  /** Seconds, in the account's own time zone. */
  EpochTime: z.coerce.number().positive(),
  CallerID: z.string().nullish(),
  RemoteID: z.string().nullish(),
  Pages: maybeCount,
})
type Inbound = z.infer<typeof Inbound>

const idOf = ({ FileName: name }: Inbound): string => name.slice(name.lastIndexOf('|') + 1)

const receivedIn = (fax: Inbound): ReceivedFax => ({
  providerId: idOf(fax),
  from: fax.CallerID || fax.RemoteID || '',
  pages: fax.Pages ?? 0,
  at: fax.EpochTime * 1_000,
  ...((fax.ReceiveStatus ?? 'Ok').toLowerCase() === 'ok' ? {} : { incomplete: true }),
})

type Ask = (
  action: string,
  said?: Readonly<Record<string, string>>,
  bounds?: { readonly atMost: number },
) => Promise<Asked>

const large = { atMost: pagesAsTextAtMost }

/** @param range days its inbox is asked for */
export function createReceived(
  ask: Ask,
  range: () => Readonly<Record<string, string>>,
): Required<Pick<Driver, 'received' | 'content' | 'removeReceived'>> {
  async function inbox(): Promise<readonly Inbound[] | undefined> {
    const frame = read(await ask('Get_Fax_Inbox', range(), large), Frame)
    return frame?.Status === 'Success' ? Inbound.array().safeParse(frame.Result || []).data : undefined
  }

  /** Whether its inbox still has it; undefined without an answer. */
  const there = async (id: string): Promise<boolean | undefined> => (await inbox())?.some((fax) => idOf(fax) === id)

  return {
    received: async () => (await inbox())?.map(receivedIn),
    content: async (id) => {
      const said = { sDirection: 'IN', sFaxDetailsID: id, sFaxFormat: 'PDF', sMarkasViewed: 'N' }
      const frame = read(await ask('Retrieve_Fax', said, large), Frame)
      if (frame?.Status === 'Failed') return (await there(id)) === false ? 'gone' : undefined
      const pages = z.base64().min(1).safeParse(frame?.Result).data
      return pages === undefined ? undefined : Buffer.from(pages, 'base64')
    },
    removeReceived: async (id) => {
      const frame = read(await ask('Delete_Fax', { sDirection: 'IN', sFaxDetailsID_1: id }), Frame)
      if (frame?.Status === 'Success') return 'removed'
      const still = frame && (await there(id))
      if (still === undefined) return 'no-answer'
      return still ? 'refused' : 'not-known'
    },
  }
}
