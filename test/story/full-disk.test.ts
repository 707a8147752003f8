/** A disk without room while a fax is queued: it is not queued, the draft is kept, and the person is told why. */
import { spawnSync } from 'node:child_process'
import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { givenApplication, type GivenApplication } from '#test/given/application.ts'
import { sample } from '#test/given/samples/made.ts'
import {
  bookOf,
  goOnTo,
  numberOf,
  readyDraft,
  seal,
  send,
  setUp,
  signIn,
  verifiedContact,
} from '#test/given/walk/walk-steps.ts'

/** Mounting takes root on Linux; elsewhere `test/fault/store/full-disk.test.ts` stands for this. */
const mounts = process.platform === 'linux' && process.getuid?.() === 0

let folder: string
let given: GivenApplication
let mounted = false

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'faxdesk-small-'))
  const options = 'size=6m,mode=700'
  mounted = mounts && spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]).status === 0
})
afterAll(async () => {
  if (mounted) await given.stop()
  if (mounted) spawnSync('umount', [folder])
  await rm(folder, { recursive: true, force: true })
})

const filler = () => path.join(folder, 'filler')

/** Takes whatever room is left, to the last byte. */
function fill(): void {
  const file = openSync(filler(), 'a')
  try {
    for (const size of [65_536, 4_096, 1]) writeUntilFull(file, Buffer.alloc(size))
  } finally {
    closeSync(file)
  }
}

function writeUntilFull(file: number, bytes: Buffer): void {
  try {
    while (writeSync(file, bytes) === bytes.length);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
  }
}

const full = { ok: false, fault: { code: 'store', kind: 'full' } }

test('no room: not queued, not lost, and it goes once there is room', async (context) => {
  if (!mounted) context.skip('takes root, to mount a small disk')
  given = await givenApplication({ folder })
  const { personId } = await setUp(given)
  const to = numberOf(await verifiedContact(given)).id
  const draft = await readyDraft(given, to, 'K-1')
  const sealed = await seal(given, draft)
  const files = await given.documentFiles()
  const { id, revision } = draft

  fill()
  expect(await given.ask('faxes.send', { id, revision, sha256: sealed.sha256 })).toEqual(full)
  const dropped = { draftId: id, name: 'b.pdf', bytes: new Uint8Array(sample('referral-10p.pdf')) }
  expect(await given.ask('documents.add', dropped)).toEqual(full)
  expect(await given.ask('drafts.create', {})).toEqual(full)
  expect((await given.done('app.status', {})).sending).toBe(0)
  expect(await given.done('faxes.counts', {})).toMatchObject({ all: 0, drafts: 1 })
  expect(await given.documentFiles()).toEqual(files)
  given.clock.advance(60_000)

  // The desk can still be locked, and whoever was here still gets in once there is room for the entry.
  await given.ask('session.lock', {})
  expect((await given.done('app.status', {})).stage).toBe('locked')
  rmSync(filler())
  await signIn(given, personId)
  const kept = await given.done('drafts.open', { id })
  expect(kept).toMatchObject({ revision, content: draft.content })
  expect(await bookOf(given)).toEqual([])
  const fax = await send(given, await seal(given, kept))
  expect(fax.reference).toBe('FD-00001')
  expect((await goOnTo(given, id, 'delivered')).packet.sha256).toBe(sealed.sha256)
  expect(await bookOf(given)).toHaveLength(1)
  expect(await given.done('audit.verify', {})).toMatchObject({ result: 'intact' })
})
