/**
 * From a password to a key: Argon2id in a thread of its own, so that deliveries and windows do not wait for it.
 * Electron's BoringSSL has no `crypto.argon2`; hash-wasm runs anywhere.
 */
import { Worker } from 'node:worker_threads'
import { z } from 'zod'

/** Stored beside each wrap, so that they can rise without locking anyone out. The bounds keep a forged file from taking all memory. */
export const Argon2Parameters = z
  .strictObject({
    memoryKiB: z.number().int().min(8).max(1_048_576),
    passes: z.number().int().min(1).max(20),
    lanes: z.number().int().min(1).max(4),
  })
  // RFC 9106 §3.1: at least 8 KiB a lane.
  .refine(({ memoryKiB, lanes }) => memoryKiB >= 8 * lanes)
export type Argon2Parameters = z.infer<typeof Argon2Parameters>

/** For new wraps. RFC 9106 §4, the second recommended choice, with one lane because WebAssembly has one thread. */
export const usualParameters: Argon2Parameters = Object.freeze({ memoryKiB: 65_536, passes: 3, lanes: 1 })

/** What the thread is given. */
export type PasswordWork = {
  readonly password: Uint8Array
  readonly salt: Uint8Array
  readonly parameters: Argon2Parameters
}

/** 32 bytes that follow from a password, a salt and the parameters. Rejects only when the thread cannot run. */
export type PasswordKey = (password: string, salt: Uint8Array, parameters: Argon2Parameters) => Promise<Uint8Array>

/**
 * @param worker where `argon2-worker` lies: the `.ts` file under plain Node, the built `.js` file in the product
 * Keys are made one after another: sixteen sign-ins at once would otherwise take a gigabyte.
 */
export function passwordKeyInThread(worker: string | URL): PasswordKey {
  let last: Promise<unknown> = Promise.resolve()
  return (password, salt, parameters) => {
    // NFC as the password rule counts it: the same password typed on Windows and on a Mac is the same.
    const typed = new TextEncoder().encode(password.normalize('NFC'))
    // A copy of the salt: a Buffer may be a slice of a pool, and the whole pool would travel with it.
    const work: PasswordWork = { password: typed, salt: Uint8Array.from(salt), parameters }
    const next = last.then(() => inThread(worker, work))
    last = next.catch(() => undefined)
    return next
  }
}

function inThread(file: string | URL, work: PasswordWork): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(file, { workerData: work, transferList: [work.password.buffer as ArrayBuffer] })
    thread.once('message', (key: Uint8Array) => resolve(key))
    thread.once('error', reject)
    thread.once('exit', () => reject(new Error('the password thread ended without an answer')))
  })
}
