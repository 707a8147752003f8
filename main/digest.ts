/** The name of bytes by their content. Whoever hashes what people drop does it here: the window runs on this thread too. */
import { createHash } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'

/** Hashed in a millisecond or two; whatever else waits for the thread has its turn after it. */
const sliceBytes = 1024 * 1024

/**
 * SHA-256 of bytes of any length, as 64 lower-case hexadecimal digits. They must not change meanwhile. WebCrypto would
 * hash beside the thread, but copies all of them on it first, which takes as long.
 */
export async function sha256Of(bytes: Uint8Array): Promise<string> {
  const hash = createHash('sha256')
  for (let at = 0; at < bytes.length; at += sliceBytes) {
    if (at > 0) await nextTurn()
    hash.update(bytes.subarray(at, at + sliceBytes))
  }
  return hash.digest('hex')
}
