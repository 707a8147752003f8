/** The receiving room, put together: the look at the lines, and what people do with what came in. */
import { E164 } from '#app/domain/ids.ts'
import type { ReceivedLookup } from '../recipients/verification/checks.ts'
import { findReceived } from '../store/faxes/received.ts'
import { createReceivingHandlers, type ReceivingHandlers } from './handlers.ts'
import { createReceiving, type Receiving, type ReceivingParts } from './receiving.ts'

export type ReceivingRoom = ReceivingHandlers & Pick<Receiving, 'start' | 'stop' | 'lookAnew'>

export function createReceivingRoom(parts: ReceivingParts): ReceivingRoom {
  const receiving = createReceiving(parts)
  return {
    ...createReceivingHandlers(parts, receiving),
    start: () => receiving.start(),
    stop: () => receiving.stop(),
    lookAnew: () => receiving.lookAnew(),
  }
}

/** What proves where a number leads: a real fax that is kept here whole. One of the training line proves nothing. */
export const receivedLookup: ReceivedLookup = async (read, id) => {
  const row = await findReceived(read, id)
  if (row?.state !== 'kept' || row.training === 1) return undefined
  return { e164: row.e164 === null ? undefined : E164.parse(row.e164), at: row.at }
}
