/** Messages from a page to the main process: small ones arrive whole, large bytes are fetched from a Blob the page holds. */
import type { Peer } from '../chromium/cdp.ts'
import { decodeValue } from '../worlds/wire.ts'
import { INBOX } from '../worlds/source.ts'

/** As the isolated world posts it. */
export type Posted =
  | { readonly kind: 'key'; readonly input: Electron.Input }
  | { readonly kind: 'title'; readonly title: string }
  | {
      readonly kind: 'invoke' | 'send'
      readonly id: number
      readonly channel: string
      readonly tree: unknown
      readonly sizes: readonly number[]
      readonly inline?: readonly string[]
    }

export interface Message {
  readonly kind: 'invoke' | 'send'
  readonly id: number
  readonly channel: string
  readonly args: readonly unknown[]
  readonly contextId: number
}

/** Measured: reads of 1 MiB are the fastest way out of a page, twice as fast as the message itself. */
const READ_BYTES = 1 << 20

/** The message with its bytes. @throws Error if the page is gone before they are here */
export async function open(
  posted: Extract<Posted, { channel: string }>,
  cdp: Peer,
  contextId: number,
): Promise<Message> {
  const { kind, id, channel, tree, sizes, inline } = posted
  const bins = inline ? inline.map((text) => Buffer.from(text, 'base64')) : await fromBlob(cdp, contextId, id, sizes)
  return { kind, id, channel, args: decodeValue({ tree, bins }) as unknown[], contextId }
}

async function fromBlob(
  cdp: Peer,
  contextId: number,
  id: number,
  sizes: readonly number[],
): Promise<readonly Uint8Array[]> {
  const { result } = await cdp.send('Runtime.evaluate', { expression: `${INBOX}.takeBlob(${id})`, contextId })
  const objectId = result.objectId
  if (!objectId) throw new Error('the bytes of a message are gone')
  const { uuid } = await cdp.send('IO.resolveBlob', { objectId })
  const bytes = Buffer.allocUnsafeSlow(sizes.reduce((sum, size) => sum + size, 0))
  for (let at = 0; at < bytes.length;) {
    const { data, base64Encoded } = await cdp.send('IO.read', { handle: `blob:${uuid}`, offset: at, size: READ_BYTES })
    const written = bytes.write(data, at, base64Encoded ? 'base64' : 'latin1')
    if (written === 0) throw new Error('the bytes of a message ended early')
    at += written
  }
  cdp.send('Runtime.releaseObject', { objectId }).catch(() => {})
  let at = 0
  return sizes.map((size) => bytes.subarray(at, (at += size)))
}
