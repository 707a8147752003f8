/**
 * What a line may use of this computer's own public address, where the practice set one up: an address its service may
 * call, and one-time addresses of documents that a service fetches. A line knows nothing of sockets or certificates.
 */
import type { LineId } from '#app/domain/ids.ts'

export type HandedDocument = {
  /** Ours, of the call the document belongs to. */
  readonly reference: string
  readonly bytes: Uint8Array
  readonly type: 'application/pdf' | 'image/tiff'
}

export type WayIn = {
  /** Address to be called about the call of this reference; undefined while no call there would be believed. */
  readonly callbackFor: (reference: string) => string | undefined
  /** Puts a document under an address of its own that can be fetched once; undefined while there is no public address. */
  readonly handOut: (document: HandedDocument) => string | undefined
  /** For how long, in minutes, such an address lasts. */
  readonly minutes: () => number
  /** Takes back what was handed out for this reference and not fetched. */
  readonly revoke: (reference: string) => void
  readonly open: () => boolean
}

export type WayInOf = (id: LineId) => WayIn

/** Of a practice without a public address: nothing can call, nothing can be fetched. */
export const noWayIn: WayIn = Object.freeze({
  callbackFor: () => undefined,
  handOut: () => undefined,
  minutes: () => 0,
  revoke: () => undefined,
  open: () => false,
})
