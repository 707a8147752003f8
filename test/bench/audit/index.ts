/**
 * The record at a million entries: how fast it is verified, what of that is bare arithmetic, and how long the main
 * thread stands still meanwhile.
 */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { firstPrevious } from '#app/domain/record/audit.ts'
import { createSigner } from '#main/audit/checkpoint.ts'
import { canonicalOfRow, proofWith, type Proof } from '#main/audit/proof.ts'
import { verifyInThread } from '#main/audit/verify/thread.ts'
import { createStore } from '#main/store/open.ts'
import { figureLine, median, print } from '../figure.ts'
import { fillChain } from './chain.ts'

const count = 1_000_000
const worker = path.resolve(import.meta.dirname, '../../../main/audit/verify/verify-worker.ts')
const watch = { seen: () => undefined, stopped: () => false }

export async function benchAudit(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'faxdesk-bench-'))
  try {
    const [key, auditKey] = [randomBytes(32), randomBytes(32)]
    const [proof, signer] = [proofWith(auditKey), createSigner(randomBytes(32))]
    const file = path.join(folder, 'store.db')
    const made = await createStore({ file, key })
    if (!made.ok) throw new Error(made.fault.code)
    await made.value.close()
    fillChain({ file, key, proof, signer }, count)
    const verify = verifyInThread(worker, { file, storeKey: key, auditKey, publicKey: signer.publicKey })
    const rates: number[] = []
    const costs: number[] = []
    const stalls: number[] = []
    const idles: number[] = []
    for (let run = 0; run < 3; run += 1) {
      const before = process.cpuUsage()
      const [{ view }, stall] = await stalledBy(() => verify(undefined, watch))
      const { user, system } = process.cpuUsage(before)
      if (view.result !== 'intact' || view.entries !== count) throw new Error(`the chain is ${view.result}`)
      rates.push((view.entries / view.tookMs) * 1000)
      costs.push((user + system) / view.entries)
      stalls.push(stall)
      const [, idle] = await stalledBy(() => sleep(view.tookMs))
      idles.push(idle)
    }
    const bare = bareArithmetic(proof)
    print(figureLine('audit/verified-a-second-1m', median(rates), 'entries/s', { least: 100_000 }))
    print(figureLine('audit/verify-cpu-an-entry', median(costs), 'us'))
    print(figureLine('audit/verify-vs-bare-sha256-and-hmac', median(costs) / bare, 'x', undefined, '(CPU time)'))
    const reference = `(median of three runs; ${median(idles).toPrecision(2)} ms while nothing is done for as long)`
    print(figureLine('audit/longest-main-thread-stall', median(stalls), 'ms', { most: 16 }, reference))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What `act` answers, and the longest that this thread stood still meanwhile, in ms. */
async function stalledBy<T>(act: () => Promise<T>): Promise<readonly [T, number]> {
  const stall = monitorEventLoopDelay({ resolution: 1 })
  stall.enable()
  const value = await act()
  stall.disable()
  return [value, stall.max / 1e6]
}

/** CPU time, in µs an entry, of SHA-256 and HMAC alone over bytes as long as an entry's. */
function bareArithmetic({ hash, mac }: Proof): number {
  const row = {
    sequence: 500_000,
    at: 1_776_160_800_000,
    actor: 'person_00000000000000000001',
    action: 'document.opened',
    subject: 'FD-05555',
    outcome: 'done',
    details: '[["attempt",1],["pages",3]]',
    previous: firstPrevious,
    hash: '',
    mac: '',
  }
  const text = canonicalOfRow(row, firstPrevious)
  const times = 300_000
  const before = process.cpuUsage()
  for (let time = 0; time < times; time += 1) mac(hash(text))
  const { user, system } = process.cpuUsage(before)
  return (user + system) / times
}
