/** Telnyx's signature (its sheet §11): Ed25519 over the time, a bar and the body's bytes. The key is public, from its portal. */
import { createPublicKey, verify, type KeyObject } from 'node:crypto'
import { replayWindowMs, type CallbackReader } from '../callback.ts'

/** What stands before the 32 bytes of a key in SPKI (RFC 8410 §4). */
const spki = Buffer.from('302a300506032b6570032100', 'hex')

export const telnyxCallback: CallbackReader = {
  prove: ({ header, body, at }, key) => {
    const time = header('telnyx-timestamp') ?? ''
    const signature = strictBase64(header('telnyx-signature-ed25519'), 64)
    const publicKey = publicKeyIn(key)
    if (!signature || !publicKey || !/^\d{1,12}$/.test(time)) return 'wrong'
    if (!verify(null, Buffer.concat([Buffer.from(`${time}|`, 'ascii'), body]), publicKey, signature)) return 'wrong'
    return Math.abs(at - Number(time) * 1_000) > replayWindowMs ? 'stale' : 'genuine'
  },
}

function publicKeyIn(key: string): KeyObject | undefined {
  const raw = strictBase64(key.trim(), 32)
  return raw && createPublicKey({ key: Buffer.concat([spki, raw]), format: 'der', type: 'spki' })
}

/** Padded standard base64 of exactly so many bytes. */
function strictBase64(text: string | undefined, length: number): Buffer | undefined {
  const bytes = Buffer.from(text ?? '', 'base64')
  return bytes.byteLength === length && bytes.toString('base64') === text ? bytes : undefined
}
