/** Whatever is done to the record behind our back is found, and the first bad entry is named. */
import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { VerificationView } from '#app/contract/record/audit.ts'
import { createSigner } from '#main/audit/checkpoint.ts'
import { canonicalOfRow, hashOf } from '#main/audit/proof.ts'
import { verifyTail } from '#main/audit/verify/verify.ts'
import type { CheckpointRow, EntryRow } from '#main/store/record/audit.ts'
import type { Connection } from '#main/store/engine/connection.ts'
import { givenKey, givenRecord, type GivenRecord } from '#test/given/record.ts'

const length = 230
let record: GivenRecord
let entries: readonly EntryRow[]
let checkpoints: readonly CheckpointRow[]
let head: string

beforeAll(async () => {
  record = await givenRecord()
  await record.store.write(async (tx) => {
    for (let at = 0; at < length - 2; at += 1) {
      const details = at % 3 === 0 ? { pages: at, line: 'training' } : {}
      await record.writer.append(tx, { actor: 'system', action: 'fax.delivered', subject: `FD-${10000 + at}`, details })
    }
  })
  record.tamper((db) => {
    entries = db.prepare('select * from audit_entry order by sequence').all() as EntryRow[]
    checkpoints = db.prepare('select * from checkpoint order by sequence').all() as CheckpointRow[]
    const kept = db.prepare(`select value from setting where key = 'audit.head'`).get() as { value: string }
    head = kept.value
  })
})
afterAll(() => record.close())
beforeEach(() => restored(() => undefined))

async function verified(): Promise<VerificationView> {
  const { view } = await record.verify()
  if (view.result === 'stopped') throw new Error('nobody stopped it')
  return view
}

/** Puts everything back as it was, then lets `act` loose on it. */
function restored(act: (db: Connection) => void): void {
  record.tamper((db) => {
    db.transaction(() => {
      db.exec('delete from audit_entry; delete from checkpoint')
      entries.forEach((row) => putEntry(db, row))
      checkpoints.forEach((row) => putCheckpoint(db, row))
      db.prepare(`update setting set value = ? where key = 'audit.head'`).run(head)
      act(db)
    }).immediate()
  })
}

function putEntry(db: Connection, row: EntryRow): void {
  db.prepare(
    `insert into audit_entry values (@sequence, @at, @actor, @action, @subject, @outcome, @details, @previous, @hash, @mac)`,
  ).run(row)
}

function putCheckpoint(db: Connection, row: CheckpointRow): void {
  db.prepare(`insert into checkpoint values (@sequence, @hash, @at, @signature, @public_key)`).run(row)
}

/** The same text with one character other than it was. */
const otherText = (text: string, at: number, other: string): string => {
  const place = text.length === 0 ? 0 : at % text.length
  const instead = text[place] === other ? '~' : other
  return text.slice(0, place) + instead + text.slice(place + 1)
}

const number = fc.integer({ min: 1, max: length })
const character = fc.constantFrom('0', '7', 'a', 'f', 'Z', ' ', '"', ',', ']', '\\', 'é', '\u0000')

async function broken(act: (db: Connection) => void): Promise<Extract<VerificationView, { result: 'broken' }>> {
  restored(act)
  const view = await verified()
  if (view.result !== 'broken') throw new Error('not found')
  return view
}

test('the chain as it was written is intact', async () => {
  expect(entries).toHaveLength(length)
  expect(await verified()).toMatchObject({ result: 'intact', entries: length })
})

test('a changed character of any text in any entry is found there', async () => {
  const column = fc.constantFrom('actor', 'action', 'subject', 'outcome', 'details', 'previous', 'hash', 'mac')
  await fc.assert(
    fc.asyncProperty(number, column, fc.nat(200), character, async (sequence, name, at, other) => {
      const row = entries[sequence - 1] as EntryRow & Record<string, string>
      const value = otherText(row[name] ?? '', at, other)
      const view = await broken((db) =>
        db.prepare(`update audit_entry set ${name} = ? where sequence = ?`).run(value, sequence),
      )
      expect(view.firstBad).toBe(sequence)
      expect(view.entries).toBe(sequence - 1)
    }),
    { numRuns: 150 },
  )
})

test('a changed time is found, and so is another number for an entry', async () => {
  await fc.assert(
    fc.asyncProperty(number, fc.integer({ min: -5, max: 5 }), async (sequence, by) => {
      if (by === 0) return
      const later = await broken((db) =>
        db.prepare('update audit_entry set at = at + ? where sequence = ?').run(by, sequence),
      )
      expect(later).toMatchObject({ firstBad: sequence, why: 'changed' })
      const moved = await broken((db) =>
        db
          .prepare('update audit_entry set sequence = ? where sequence = ?')
          .run(by < 0 ? by : length + by + 1, sequence),
      )
      expect(moved.firstBad).toBe(by < 0 ? by : sequence)
    }),
    { numRuns: 60 },
  )
})

test('a removed entry is missing, and removed last entries are a chain cut off', async () => {
  await fc.assert(
    fc.asyncProperty(number, async (sequence) => {
      const gone = await broken((db) => db.prepare('delete from audit_entry where sequence = ?').run(sequence))
      expect(gone).toMatchObject({ firstBad: sequence, why: sequence === length ? 'cut-off' : 'missing' })
      const cut = await broken((db) => db.prepare('delete from audit_entry where sequence >= ?').run(sequence))
      expect(cut).toMatchObject({ firstBad: sequence, why: 'cut-off' })
    }),
    { numRuns: 60 },
  )
})

test('entries in another order are found at the first that moved', async () => {
  await fc.assert(
    fc.asyncProperty(number, number, async (one, other) => {
      if (one === other) return
      const [a, b] = [entries[one - 1] as EntryRow, entries[other - 1] as EntryRow]
      const view = await broken((db) => {
        db.prepare('delete from audit_entry where sequence in (?, ?)').run(one, other)
        putEntry(db, { ...a, sequence: other })
        putEntry(db, { ...b, sequence: one })
      })
      expect(view.firstBad).toBe(Math.min(one, other))
    }),
    { numRuns: 60 },
  )
})

test('an entry slipped in at the end is found, even when it fits', async () => {
  const last = entries.at(-1) as EntryRow
  const foreign = linked({ ...last, sequence: length + 1, subject: 'FD-99999' }, last.hash)
  expect(await broken((db) => putEntry(db, foreign))).toMatchObject({ firstBad: length + 1, why: 'not-ours' })
})

test('a chain made again without our key fits itself and is still found', async () => {
  await fc.assert(
    fc.asyncProperty(number, async (from) => {
      const view = await broken((db) => {
        let previous = entries[from - 2]?.hash ?? '0'.repeat(64)
        for (const row of entries.slice(from - 1)) {
          const again = linked({ ...row, subject: 'FD-99999' }, previous)
          db.prepare('delete from audit_entry where sequence = ?').run(row.sequence)
          putEntry(db, again)
          previous = again.hash
        }
      })
      expect(view).toMatchObject({ firstBad: from, why: 'not-ours' })
    }),
    { numRuns: 20 },
  )
})

test('a chain made again with our MAC key no longer says what was signed', async () => {
  const [first] = checkpoints
  const view = await broken((db) => {
    let previous = '0'.repeat(64)
    for (const row of entries) {
      const again = linked({ ...row, at: row.at + 1 }, previous, givenKey(2))
      db.prepare('delete from audit_entry where sequence = ?').run(row.sequence)
      putEntry(db, again)
      previous = again.hash
    }
  })
  expect(view).toMatchObject({ firstBad: first?.sequence, why: 'not-ours' })
})

test('a changed or foreign checkpoint is found', async () => {
  const column = fc.constantFrom('hash', 'signature', 'public_key')
  await fc.assert(
    fc.asyncProperty(fc.nat(checkpoints.length - 1), column, fc.nat(200), character, async (which, name, at, other) => {
      const row = checkpoints[which] as CheckpointRow
      const value = otherText(row[name], at, other)
      const view = await broken((db) =>
        db.prepare(`update checkpoint set ${name} = ? where sequence = ?`).run(value, row.sequence),
      )
      expect(view).toMatchObject({ firstBad: row.sequence, why: 'not-ours' })
    }),
    { numRuns: 60 },
  )
  const foreign = createSigner(givenKey(9))
  const row = checkpoints[0] as CheckpointRow
  const signed = { ...row, public_key: foreign.publicKey, signature: foreign.sign('anything') }
  expect(
    await broken((db) => {
      db.prepare('delete from checkpoint where sequence = ?').run(row.sequence)
      putCheckpoint(db, signed)
    }),
  ).toMatchObject({ firstBad: row.sequence, why: 'not-ours' })
})

test('a checkpoint that was taken away or moved is missed', async () => {
  for (const { sequence } of checkpoints) {
    const gone = await broken((db) => db.prepare('delete from checkpoint where sequence = ?').run(sequence))
    expect(gone).toMatchObject({ firstBad: sequence, why: 'not-ours' })
    const moved = await broken((db) =>
      db.prepare('update checkpoint set sequence = sequence + 3 where sequence = ?').run(sequence),
    )
    expect(moved).toMatchObject({ firstBad: sequence, why: 'not-ours' })
    const later = await broken((db) => db.prepare('update checkpoint set at = at + 1 where sequence = ?').run(sequence))
    expect(later).toMatchObject({ firstBad: sequence, why: 'not-ours' })
  }
})

test('the head remembered beside the chain cannot be changed or taken away either', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(400), character, async (at, other) => {
      const value = otherText(head, at, other)
      await broken((db) => db.prepare(`update setting set value = ? where key = 'audit.head'`).run(value))
    }),
    { numRuns: 60 },
  )
  await broken((db) => db.prepare(`update setting set key = 'gone' where key = 'audit.head'`).run())
  record.tamper((db) => db.prepare(`update setting set key = 'audit.head' where key = 'gone'`).run())
})

test('what this process saw before must still be there, even if all marks in the store were set back', async () => {
  const whole = await record.verify()
  const shorter = entries[length - 11] as EntryRow
  restored((db) => {
    db.prepare('delete from audit_entry where sequence > ?').run(shorter.sequence)
    const mac = createHmac('sha256', givenKey(2))
      .update(`faxdesk-head-1 ${shorter.sequence} ${shorter.hash}`)
      .digest('hex')
    const value = JSON.stringify({ sequence: shorter.sequence, hash: shorter.hash, mac })
    db.prepare(`update setting set value = ? where key = 'audit.head'`).run(value)
  })
  expect(await verified()).toMatchObject({ result: 'intact' })
  const { view } = await record.verify(whole.end)
  expect(view).toMatchObject({ firstBad: shorter.sequence + 1, why: 'cut-off' })
})

test('the look at the start sees what the last checkpoint signs and what came after, and only that', async () => {
  const tail = async (atMost = 1000) => (await verifyTail(record.parts, record.source, atMost)).view
  const signed = checkpoints.at(-1)?.sequence ?? 0
  expect(await tail()).toMatchObject({ result: 'intact', entries: length - signed + 1 })
  expect(await tail(5)).toMatchObject({ result: 'intact', entries: 5 })
  restored((db) => db.prepare(`update audit_entry set subject = 'FD-99999' where sequence = ?`).run(signed))
  expect(await tail()).toMatchObject({ result: 'broken', firstBad: signed, why: 'changed' })
  restored((db) => db.prepare(`update audit_entry set subject = 'FD-99999' where sequence = ?`).run(length - 10))
  expect(await tail()).toMatchObject({ result: 'broken', firstBad: length - 10, why: 'changed' })
  restored((db) => db.prepare(`update audit_entry set subject = 'FD-99999' where sequence = ?`).run(20))
  expect(await tail()).toMatchObject({ result: 'intact' })
})

/** An entry that fits after `previous`; its MAC is made with a key that is not ours unless given. */
function linked(row: EntryRow, previous: string, key: Buffer = givenKey(8)): EntryRow {
  const hash = hashOf(canonicalOfRow({ ...row, previous }, previous))
  return { ...row, previous, hash, mac: createHmac('sha256', key).update(hash).digest('hex') }
}
