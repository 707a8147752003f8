/** A disk without room while a report is taken out or kept: no half file is left, and whoever asked is told why. */
import { spawnSync } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DocumentId, makeId } from '#app/domain/ids.ts'
import { createDocumentFiles } from '#main/store/files.ts'
import { givenApplication, type GivenApplication } from '#test/given/application.ts'
import { setUp } from '#test/given/walk/walk-steps.ts'

/** Mounting takes root on Linux; elsewhere `test/fault/store/full-disk.test.ts` stands for this. */
const mounts = process.platform === 'linux' && process.getuid?.() === 0
const room = 8 * 1024

let folder: string
let given: GivenApplication
let mounted = false

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'faxdesk-small-'))
  const options = `size=${room},mode=700`
  mounted = mounts && spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]).status === 0
  given = await givenApplication({ askWhereToSave: async (name) => path.join(folder, name) })
  await setUp(given)
})
afterAll(async () => {
  await given.leave()
  if (mounted) spawnSync('umount', [folder])
  await rm(folder, { recursive: true, force: true })
})

const full = { ok: false, fault: { code: 'store', kind: 'full' } }
const dates = () => ({ from: 0, to: given.clock.now() + 1 })

test.each(['csv', 'proof'] as const)('a report taken out as %s to a full disk leaves nothing', async (format) => {
  if (!mounted) return
  for (let count = 0; count < 40; count += 1) await given.ask('faxes.list', { filter: 'all', text: 'x', limit: 9999 })
  expect(await given.ask('reports.export', { ...dates(), format })).toEqual(full)
  expect((await readdir(folder)).filter((name) => name !== 'faxdesk-verify.mjs')).toEqual([])
})

test('a report saved as PDF to a full disk leaves nothing, and can be saved elsewhere later', async () => {
  if (!mounted) return
  const { id } = await given.done('reports.make', dates())
  expect(await given.ask('reports.save', { id })).toEqual(full)
  expect((await readdir(folder)).filter((name) => name.includes('.pdf'))).toEqual([])
})

test('a report that no longer fits while it is kept is gone, and its file with it', async () => {
  if (!mounted) return
  const file = await createDocumentFiles(folder).begin(
    makeId(DocumentId, 'document', '1'.repeat(20)),
    Buffer.alloc(32, 1),
  )
  await expect(file.write(Buffer.alloc(300_000)).then(file.finish)).rejects.toMatchObject({ code: 'ENOSPC' })
  await file.discard()
  expect(await readdir(path.join(folder, 'documents'))).toEqual([])
})
