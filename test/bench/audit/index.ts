/**
 * The record at a million entries: how fast it is verified, what of that is bare arithmetic, and how long the main
 * thread is held up meanwhile, and by what the screen and the alerts ask of such a record.
 */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { firstPrevious } from '#app/domain/record/audit.ts'
import { createSigner } from '#main/audit/checkpoint.ts'
import { canonicalOfRow, proofWith, type Proof } from '#main/audit/proof.ts'
import { verifyInThread } from '#main/audit/verify/thread.ts'
import { createStore } from '#main/store/open.ts'
import { figureLine, median, print } from '../figure.ts'
import { idleTurns, turnsOf, type Turns } from '../turns.ts'
import { benchAsking } from './asking.ts'
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
    const turns: Turns[] = []
    const idles: Turns[] = []
    for (let run = 0; run < 3; run += 1) {
      const before = process.cpuUsage()
      const [{ view }, seen] = await turnsOf(() => verify(undefined, watch))
      const { user, system } = process.cpuUsage(before)
      if (view.result !== 'intact' || view.entries !== count) throw new Error(`the chain is ${view.result}`)
      rates.push((view.entries / view.tookMs) * 1000)
      costs.push((user + system) / view.entries)
      turns.push(seen)
      idles.push(await idleTurns(view.tookMs))
    }
    const bare = bareArithmetic(proof)
    print(figureLine('audit/verified-a-second-1m', median(rates), 'entries/s', { least: 100_000 }))
    print(figureLine('audit/verify-cpu-an-entry', median(costs), 'us'))
    print(figureLine('audit/verify-vs-bare-sha256-and-hmac', median(costs) / bare, 'x', undefined, '(CPU time)'))
    const [late, idle] = [median(turns.map(({ lateMs }) => lateMs)), median(idles.map(({ lateMs }) => lateMs))]
    const work = median(turns.map(({ workMs }) => workMs))
    print(figureLine('audit/longest-main-thread-turn', work, 'ms', { most: 16 }, '(its own CPU time)'))
    const beside = `(${idle.toPrecision(3)} ms in an idle loop for as long, on the same machine)`
    print(figureLine('audit/longest-main-thread-stall', late, 'ms', undefined, beside))
    print(figureLine('audit/stall-vs-idle-loop', late / idle, 'x', undefined, '(by the clock)'))
    await benchAsking(file, key)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
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
