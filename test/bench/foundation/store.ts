/**
 * The store with 100,000 faxes: the delivery list and search as the door asks for them, and the price of encryption
 * against the same tables, queries and settings in a plain SQLite file. Then the record: appending and verifying.
 */
import Connection from '#main/store/engine/library.js'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createAuditWriter } from '#main/audit/chain.ts'
import { createSigner } from '#main/audit/checkpoint.ts'
import { proofWith } from '#main/audit/proof.ts'
import { sourceIn } from '#main/audit/verify/source.ts'
import { verifyChain } from '#main/audit/verify/verify.ts'
import { asKysely, openWriter } from '#main/store/engine/connection.ts'
import { migrate } from '#main/store/engine/migrate.ts'
import { apply, commonPragmas, writerPragmas } from '#main/store/engine/pragmas.ts'
import { countFaxes, listFaxes, type FaxQuery } from '#main/store/faxes/fax-lists.ts'
import { insertFax, type NewFax } from '#main/store/faxes/faxes.ts'
import { insertPerson } from '#main/store/people/people.ts'
import { createStore } from '#main/store/open.ts'
import type { Store } from '#main/store/store.ts'
import { systemClock } from '#main/clock.ts'
import { figureLine, median, percentile, print, runs, timed } from '../figure.ts'

const faxes = 100_000
const places = [
  'Harborlight',
  'Wrenfield',
  'Old Mill',
  'Bluefinch',
  'Cobblestone',
  'Lakemoth',
  'Thistledown',
  'Foxglove',
  'Larkspur',
  'Juniper',
]
const kinds = [
  'Cardiology',
  'Orthopedics',
  'Dialysis',
  'Community Hospital',
  'Pharmacy',
  'Health Plan',
  'Imaging Center',
  'Pediatrics',
  'Public Health',
  'Dermatology',
]
const people = ['person_00000000000000000001', 'person_00000000000000000002', 'person_00000000000000000003']

function faxNumber(index: number): NewFax {
  const failed = index % 50 === 0
  const id = index.toString(16).padStart(20, '0')
  const at = Date.UTC(2026, 0, 1) + index * 60_000
  const state = failed
    ? { phase: 'failed', at, reason: 'busy', pagesSent: 0, attempts: 6 }
    : { phase: 'delivered', at, pages: 3, tookMs: 61_000 }
  return {
    id: `fax_${id}`,
    reference: `FD-${String(index).padStart(5, '0')}`,
    phase: state.phase,
    state: JSON.stringify(state),
    revision: 3,
    content: '{}',
    person_id: people[index % people.length] ?? '',
    number_id: null,
    e164: `+1202555${String(100 + (index % 100)).padStart(4, '0')}`,
    organisation: `${places[index % places.length]} ${kinds[Math.floor(index / 10) % kinds.length]}`,
    department: 'Referrals desk',
    person: '',
    regarding: `PT · ${String(index % 10_000).padStart(4, '0')}`,
    pages: 3,
    training: 1,
    overlooked: '[]',
    sent_at: at,
    changed_at: at,
    handled_at: failed && index < faxes - 2000 ? at : null,
  }
}

async function addPeople(store: Pick<Store, 'write'>): Promise<void> {
  await store.write(async (tx) => {
    for (const [index, id] of people.entries()) {
      const name = `Person ${index}`
      await insertPerson(tx, {
        id,
        name,
        short_name: name,
        initials: 'P',
        tint: 1,
        roles: ['sender'],
        created_at: 0,
        disabled_at: null,
        last_sign_in_at: null,
      })
    }
  })
}

async function fill(store: Pick<Store, 'write'>, count: number): Promise<void> {
  await addPeople(store)
  for (let from = 0; from < count; from += 5000) {
    await store.write(async (tx) => {
      for (let index = from; index < Math.min(from + 5000, count); index += 1) await insertFax(tx, faxNumber(index))
    })
  }
}

const query = (part: Partial<FaxQuery>): FaxQuery => ({ filter: 'all', personId: people[0] ?? '', limit: 50, ...part })

/** What people do with the list, one after another. */
const questions: readonly Partial<FaxQuery>[] = [
  {},
  { filter: 'needs-you' },
  { filter: 'delivered' },
  { filter: 'mine' },
  { text: 'harborl' },
  { text: 'juniper derm' },
  { text: 'FD-04821' },
  { text: '2025550142' },
  { text: 'nothing-like-it' },
  { filter: 'mine', text: 'wren' },
  { from: Date.UTC(2026, 1, 1), to: Date.UTC(2026, 1, 2) },
  { before: { at: Date.UTC(2026, 0, 20), id: 'fax_00000000000000000001' } },
]

async function ask(read: Store['read'], rounds: number): Promise<readonly number[]> {
  const took: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    for (const question of questions) {
      took.push(
        await timed(async () => {
          await listFaxes(read, query(question))
          await countFaxes(read, people[0] ?? '')
        }),
      )
    }
  }
  return took
}

function plainStore(file: string): Store {
  writeFileSync(file, '')
  const db = new Connection(file)
  apply(db, [...commonPragmas.filter(({ name }) => name !== 'cipher_page_size'), ...writerPragmas])
  migrate(db)
  const both = asKysely(db)
  return { read: both, write: (work) => both.transaction().execute(work), close: () => both.destroy() }
}

export async function benchStore(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'faxdesk-bench-'))
  try {
    const key = randomBytes(32)
    const made = await createStore({ file: path.join(folder, 'store.db'), key })
    if (!made.ok) throw new Error(made.fault.code)
    const store = made.value
    const plain = plainStore(path.join(folder, 'plain.db'))
    const written = { encrypted: await timed(() => fill(store, faxes)), plain: await timed(() => fill(plain, faxes)) }
    await ask(store.read, 2)
    await ask(plain.read, 2)
    const asked = await ask(store.read, 20)
    const askedPlain = await ask(plain.read, 20)
    print(figureLine('foundation/list-and-search-100k-p95', percentile(asked, 0.95), 'ms', { most: 5 }))
    print(figureLine('foundation/encrypted-list-vs-plain', median(asked) / median(askedPlain), 'x'))
    print(
      figureLine(
        'foundation/encrypted-write-vs-plain',
        written.encrypted / written.plain,
        'x',
        undefined,
        `(${faxes} faxes, 5,000 a transaction)`,
      ),
    )
    await benchRecord(store)
    await store.close()
    await plain.close()
    await benchOpening(path.join(folder, 'store.db'), key)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function benchRecord(store: Store): Promise<void> {
  const auditKey = randomBytes(32)
  const signer = createSigner(randomBytes(32))
  const audit = createAuditWriter({ auditKey, signer, clock: systemClock, read: store.read, publish: () => undefined })
  const entry = {
    actor: 'system',
    action: 'fax.delivered',
    subject: 'FD-04821',
    details: { attempt: 1, pages: 3 },
  } as const
  const one = await runs(200, () => store.write((tx) => audit.append(tx, entry)))
  const bare = await runs(200, () => store.write(bareWrite))
  print(figureLine('foundation/audited-commit-vs-bare-commit', median(one) / median(bare), 'x'))
  const count = 50_000
  for (let from = 0; from < count; from += 5000) {
    await store.write(async (tx) => {
      for (let index = 0; index < 5000; index += 1) await audit.append(tx, entry)
    })
  }
  const rates: number[] = []
  const costs: number[] = []
  for (let run = 0; run < 5; run += 1) {
    const before = process.cpuUsage()
    const { view } = await verifyChain(
      { proof: proofWith(auditKey), signer, clock: systemClock, elapsed: () => performance.now() },
      sourceIn(store.read),
    )
    if (view.result !== 'intact') throw new Error(`the chain is ${view.result}`)
    const { user, system } = process.cpuUsage(before)
    rates.push((view.entries / view.tookMs) * 1000)
    costs.push((user + system) / view.entries)
  }
  print(figureLine('foundation/audit-verified-a-second', median(rates), 'entries/s', { least: 100_000 }))
  print(figureLine('foundation/audit-verify-cpu-an-entry', median(costs), 'us'))
}

/** The least a commit can do: one row of one column changes. */
const bareWrite: Parameters<Store['write']>[0] = (tx) =>
  tx
    .insertInto('counter')
    .values({ name: 'bench', value: 1 })
    .onConflict((clash) => clash.column('name').doUpdateSet((row) => ({ value: row('counter.value', '+', 1) })))
    .execute()

async function benchOpening(file: string, key: Buffer): Promise<void> {
  const opening = await runs(10, () => openWriter(file, Buffer.from(key)).close())
  print(figureLine('foundation/open-100k-store', median(opening), 'ms'))
}
