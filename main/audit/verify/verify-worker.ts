/** The thread that verifies the chain once and ends, and its keys with it. Started by thread.ts only. */
import { performance } from 'node:perf_hooks'
import { parentPort, workerData } from 'node:worker_threads'
import { systemClock } from '../../clock.ts'
import { asKysely, openReader } from '../../store/engine/connection.ts'
import { sealOf } from '../checkpoint.ts'
import { proofWith } from '../proof.ts'
import { sourceIn } from './source.ts'
import type { VerifyNews, VerifyWork } from './thread.ts'
import { verifyChain, type Watch } from './verify.ts'

/** How often the one who waits is told; between two tellings nobody else's thread is disturbed. */
const tellEveryMs = 100

const { file, storeKey, auditKey, publicKey, witness, stop } = workerData as VerifyWork
const asked = new Int32Array(stop)
const tell = (news: VerifyNews): void => parentPort?.postMessage(news)

let told = -tellEveryMs
const watch: Watch = {
  seen: (entries, of) => {
    if (performance.now() - told < tellEveryMs) return
    told = performance.now()
    tell({ kind: 'seen', entries, of })
  },
  stopped: () => Atomics.load(asked, 0) !== 0,
}

const reader = openReader(file, storeKey)
try {
  const parts = {
    proof: proofWith(auditKey),
    signer: sealOf(publicKey),
    clock: systemClock,
    elapsed: () => performance.now(),
  }
  storeKey.fill(0)
  auditKey.fill(0)
  tell({ kind: 'verified', verified: await verifyChain(parts, sourceIn(asKysely(reader)), witness, watch) })
} finally {
  reader.close()
}
