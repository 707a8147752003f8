/** What leaves for another log: only what is coded, in the forms of RFC 5424 and 5425, and never lost. */
import { readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { jsonLine, sinkRecord, syslogText } from '#app/domain/record/audit-sink.ts'
import { createPump } from '#main/audit/sink/pump.ts'
import { framed } from '#main/audit/sink/syslog.ts'
import { sinkPositionSetting, sinkTargetSetting } from '#main/audit/sink/target.ts'
import { systemNetwork } from '#main/network.ts'
import { readSetting, writeSetting } from '#main/store/settings.ts'
import { givenRecord, type GivenRecord } from '#test/given/record.ts'

const hash = 'a'.repeat(64)
const source = {
  sequence: 7,
  at: Date.UTC(2026, 3, 14, 10),
  actor: `person_${'b'.repeat(20)}`,
  action: 'faxes.send',
  subject: 'FD-00042',
  outcome: 'done',
  details: { pages: 3 },
  hash,
}

test('whatever free text an entry may hold, none of it leaves', () => {
  const name = fc.string({ minLength: 1, maxLength: 30 }).map((text) => `Quillfeather ${text}`)
  const key = fc.constantFrom('note', 'reason', 'why', 'pages', 'fault', 'kind', 'host', 'signature', 'name', 'alert')
  fc.assert(
    fc.property(name, fc.dictionary(key, name), (text, details) => {
      const record = sinkRecord({
        ...source,
        actor: text,
        action: text,
        subject: text,
        outcome: text,
        hash: text,
        details,
      })
      expect(record.details).toEqual({})
      expect(`${syslogText(record, 'desk')}${jsonLine(record, 'desk')}`).not.toContain('Quillfeather')
    }),
  )
})

test('numbers, codes and hashes that are named pass as they are', () => {
  const details = {
    pages: 3,
    fault: 'sign-in-refused',
    signature: 'c'.repeat(128),
    unlocked: true,
    host: 'log.example',
  }
  expect(sinkRecord({ ...source, details }).details).toEqual({
    pages: '3',
    fault: 'sign-in-refused',
    signature: 'c'.repeat(128),
    unlocked: 'true',
  })
})

test('a line of syslog has the priority of its outcome, and its length in octets before it', () => {
  const line = syslogText(sinkRecord(source), 'front-desk-1')
  expect(line).toBe(
    `<110>1 2026-04-14T10:00:00.000Z front-desk-1 faxdesk - faxes.send [faxdesk@32473 seq="7" actor="${source.actor}" ` +
      `action="faxes.send" subject="FD-00042" outcome="done" hash="${hash}" pages="3"] faxes.send done`,
  )
  expect(syslogText(sinkRecord({ ...source, outcome: 'refused' }), 'd')).toMatch(/^<109>1 /)
  expect(syslogText(sinkRecord({ ...source, outcome: 'failed' }), 'd')).toMatch(/^<108>1 /)
  expect(syslogText(sinkRecord({ ...source, action: 'audit.alert' }), 'd')).toMatch(/^<105>1 /)
  expect(framed('é')).toBe('2 é')
})

let record: GivenRecord
let changes = 0
beforeEach(async () => void (record = await givenRecord()))
afterEach(() => record.close())

const pumpNow = () =>
  createPump({ store: record.store, clock: record.clock, network: systemNetwork, changed: () => void (changes += 1) })
const upTo = async () => (await readSetting(record.store.read, sinkPositionSetting)).upTo
const aimAt = (file: string) =>
  record.store.write((tx) => writeSetting(tx, sinkTargetSetting, { kind: 'file', name: 'desk', path: file }))

test('lines of JSON in order; what waited while the file could not be written follows, also after a restart', async () => {
  const file = path.join(record.folder, 'sub', 'audit.jsonl')
  await aimAt(file)
  const pump = pumpNow()
  for (let at = 0; at < 3; at += 1) await record.append()
  await pump.flush()
  expect(pump.trouble()).toMatchObject({ kind: 'file-missing' })
  expect(await upTo()).toBe(0)
  await pump.stop()
  const there = path.join(record.folder, 'audit.jsonl')
  await aimAt(there)
  const again = pumpNow()
  await again.flush()
  await record.append()
  again.appended()
  record.clock.advance(1000)
  await expect.poll(upTo).toBe(4)
  const lines = (await readFile(there, 'utf8')).trimEnd().split('\n')
  expect(lines.map((line) => (JSON.parse(line) as { sequence: number }).sequence)).toEqual([1, 2, 3, 4])
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ format: 'faxdesk-audit-1', name: 'desk', action: 'fax.delivered' })
  await again.stop()
})

test('after trouble it is tried again by itself, later each time, and told when it goes', async () => {
  const blocked = path.join(record.folder, 'blocked')
  await writeFile(blocked, '')
  await aimAt(path.join(blocked, 'audit.jsonl'))
  await record.append()
  const pump = pumpNow()
  changes = 0
  await pump.flush()
  expect([pump.trouble()?.kind, changes]).toEqual(['file-missing', 1])
  await rm(blocked)
  await aimAt(blocked)
  record.clock.advance(4999)
  expect(await upTo()).toBe(0)
  record.clock.advance(1)
  await expect.poll(upTo).toBe(1)
  expect([pump.trouble(), changes]).toEqual([undefined, 2])
  await pump.stop()
})
