/**
 * Verification in a thread of its own, over a connection of its own that only reads: a million entries are a few
 * seconds of arithmetic, and neither the window nor a delivery may wait for them.
 */
import { Worker } from 'node:worker_threads'
import type { ChainHead } from '../../store/record/audit.ts'
import type { Verified, Watch } from './verify.ts'

/** What the thread is given. Keys travel in the thread's own data, never in arguments that the system shows. */
export type VerifyWork = {
  /** Absolute path of the store. */
  readonly file: string
  readonly storeKey: Uint8Array
  readonly auditKey: Uint8Array
  /** Of the signer of checkpoints; 64 hexadecimal digits. */
  readonly publicKey: string
  readonly witness: ChainHead | undefined
  /** Four bytes that both sides see: anything but 0 asks the thread to end. */
  readonly stop: SharedArrayBuffer
}

export type VerifyNews =
  | { readonly kind: 'seen'; readonly entries: number; readonly of: number }
  | { readonly kind: 'verified'; readonly verified: Verified }

export type VerifyApart = (witness: ChainHead | undefined, watch: Watch) => Promise<Verified>

/**
 * @param worker where `verify-worker` lies: the `.ts` file under plain Node, the built `.js` file in the product
 * @returns verifies the whole chain; rejects when the thread cannot run or the store cannot be read
 */
export const verifyInThread =
  (worker: string | URL, given: Omit<VerifyWork, 'witness' | 'stop'>): VerifyApart =>
  (witness, watch) =>
    new Promise((resolve, reject) => {
      const stop = new SharedArrayBuffer(4)
      const askToStop = (): void => {
        if (watch.stopped()) Atomics.store(new Int32Array(stop), 0, 1)
      }
      // Copies: a Buffer may be a slice of a pool, and the whole pool would travel with it.
      const [storeKey, auditKey] = [Uint8Array.from(given.storeKey), Uint8Array.from(given.auditKey)]
      const work: VerifyWork = { ...given, storeKey, auditKey, witness, stop }
      const thread = new Worker(worker, {
        workerData: work,
        transferList: [storeKey.buffer, auditKey.buffer],
      })
      thread.on('message', (news: VerifyNews) => {
        if (news.kind === 'verified') return resolve(news.verified)
        watch.seen(news.entries, news.of)
        askToStop()
      })
      thread.once('error', reject)
      thread.once('exit', () => reject(new Error('the verification thread ended without an answer')))
    })
