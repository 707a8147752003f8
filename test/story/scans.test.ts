/** From the scanner's folder to a draft: chosen by the administrator, watched while locked, taken by a person. */
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { PersonId } from '#app/domain/ids.ts'
import { givenApplication, goOn, type GivenApplication } from '#test/given/application.ts'
import { madePages } from '#test/given/samples/made.ts'
import { setUp, signIn } from '#test/given/walk/walk-steps.ts'

let outside: string
let given: GivenApplication
let person: PersonId
beforeEach(async () => {
  outside = await mkdtemp(path.join(os.tmpdir(), 'faxdesk-scanner-'))
  given = await givenApplication({ askForFolder: async () => outside })
  person = (await setUp(given)).personId
})
afterEach(async () => {
  await given.leave()
  await rm(outside, { recursive: true, force: true })
})

/** The scanner writes a file, and time passes until it is taken in; reading it takes real time, which is waited for. */
async function scanned(pages: number): Promise<void> {
  await writeFile(path.join(outside, 'scan0001.pdf'), madePages(pages))
  // Once it is claimed, time stands still again.
  await goOn(given, async () => !(await readdir(outside)).includes('scan0001.pdf'))
  await expect.poll(given.documentFiles).toHaveLength(1)
}

const scans = async () => (await given.done('scans.list', {})).scans

test('a scan waits on the Send screen, becomes the pages of a draft, and its file is gone', async () => {
  expect(await given.done('inbox.read', {})).toEqual({ folder: null, removeOriginals: true, standing: 'off' })
  await given.done('inbox.change', { folder: 'choose' })
  await scanned(3)
  await expect.poll(scans).toHaveLength(1)
  expect(given.events.some(({ name }) => name === 'scans.changed')).toBe(true)
  const [scan] = await scans()
  expect(scan).toMatchObject({ name: 'scan0001.pdf', pages: 3 })
  expect((await readdir(outside)).filter((name) => name.endsWith('.pdf'))).toEqual([])

  if (!scan) throw new Error('no scan')
  const { id } = scan
  const { id: draftId } = await given.done('drafts.create', {})
  const draft = await given.done('scans.use', { id, draftId })
  expect(draft.content.pages).toHaveLength(3)
  expect(draft.documents[0]?.name).toBe('scan0001.pdf')
  expect(await scans()).toEqual([])
  expect(await given.ask('scans.use', { id, draftId })).toMatchObject({ fault: { code: 'not-found' } })
})

test('scans are taken in while the desk is locked, and shown to nobody until it is not', async () => {
  await given.done('inbox.change', { folder: 'choose' })
  await given.done('session.lock', {})
  await scanned(1)
  expect(await given.ask('scans.list', {})).toMatchObject({ fault: { code: 'locked' } })
  await signIn(given, person)
  await expect.poll(scans).toMatchObject([{ pages: 1 }])
})

test('a discarded scan can be taken back, and is destroyed when its time is over', async () => {
  await given.done('inbox.change', { folder: 'choose' })
  await scanned(1)
  await expect.poll(scans).toHaveLength(1)
  const [scan] = await scans()
  if (!scan) throw new Error('no scan')
  await given.done('scans.discard', { id: scan.id })
  expect(await scans()).toEqual([])
  await given.done('scans.restore', { id: scan.id })
  expect(await scans()).toHaveLength(1)
  await given.done('scans.discard', { id: scan.id })
  await goOn(given, async () => (await given.documentFiles()).length === 0)
  // The desk locked meanwhile.
  await signIn(given, person)
  expect(await given.ask('scans.restore', { id: scan.id })).toMatchObject({ fault: { code: 'not-found' } })
})

test('a folder that is away is said, and nothing else stops', async () => {
  await given.done('inbox.change', { folder: 'choose' })
  await rm(outside, { recursive: true })
  await goOn(given, async () => (await given.done('scans.list', {})).folder === 'missing')
  await mkdir(outside)
  await goOn(given, async () => (await given.done('scans.list', {})).folder === 'watching')
  await given.done('inbox.change', { folder: 'off' })
  expect((await given.done('scans.list', {})).folder).toBe('off')
})
