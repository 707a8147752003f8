/**
 * Promise 5: a patient's name typed wherever something can be typed, and in the pages themselves, is found nowhere on
 * the disk once it was sent: not in the data folder, not in temporary files, not in the log.
 */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { deflateSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { givenApplication, type GivenApplication } from '#test/given/application.ts'
import { searchFor } from '#test/given/judges/plaintext.ts'
import { madePages, madePdf, textStream } from '#test/given/samples/made.ts'
import { change, dana, droppedDraft, goOnTo, numberOf, seal, send, signIn } from '#test/given/walk/walk-steps.ts'

const canary = 'Quillonwarbler'
/** The name whole, and the beginning of it that a word index would keep. */
const wanted = [canary, canary.slice(0, 8)]
const patient = `Ottilie ${canary}`

let everything: string
let given: GivenApplication
const temporaryBefore = process.env['TMPDIR']

beforeAll(async () => {
  everything = await mkdtemp(path.join(os.tmpdir(), 'faxdesk-canary-'))
  const temporary = path.join(everything, 'tmp')
  await mkdir(temporary)
  // Whatever puts something into the system's temporary folder, SQLite included, puts it here.
  process.env['TMPDIR'] = temporary
  given = await givenApplication({ folder: path.join(everything, 'data') })
})
afterAll(async () => {
  if (temporaryBefore === undefined) delete process.env['TMPDIR']
  else process.env['TMPDIR'] = temporaryBefore
  await rm(everything, { recursive: true, force: true })
})

/** A document whose text, plain and deflated, and whose metadata name the patient. */
const scan = (): Uint8Array =>
  madePdf([
    '/Type/Catalog/Pages 2 0 R',
    '/Type/Pages/Kids[4 0 R 6 0 R]/Count 2',
    '/Type/Font/Subtype/Type1/BaseFont/Helvetica',
    '/Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>/Contents 5 0 R',
    textStream(patient),
    '/Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>/Contents 7 0 R',
    { dictionary: '/Filter/FlateDecode', stream: deflateSync(`BT /F1 24 Tf 72 700 Td (${patient}) Tj ET`) },
  ])

const fields = {
  organisation: patient,
  department: patient,
  person: patient,
  voice: '+1 202 555 0140',
  note: patient,
}

async function setUpAndSend() {
  const text = `${canary} clinic`
  await given.done('setup.create', {
    practice: { name: text, addressLines: [text, text], phone: canary, fax: canary, workstation: text },
    administrator: { name: `Dana ${canary}`, password: `${canary} ${dana.password}` },
  })
  // This story signs in again with a password alone.
  await given.done('settings.change', { requireCodes: false })
  const contact = await given.done('contacts.add', { fields, fax: '+1 202 555 0142' })
  const { id: numberId } = numberOf(contact)
  const call = { called: '+1 202 555 0140', foundOn: 'website' as const, spokeWith: patient, heard: '+1 202 555 0142' }
  await given.done('contacts.verifyByCallBack', { numberId, ...call })
  const draft = await droppedDraft(given, scan(), `${patient}.pdf`)
  const cover = { included: true, from: patient, reference: patient, message: `About ${patient}` }
  const ready = await change(given, draft, { numberId, cover, purpose: 'treatment' })
  const fax = await send(given, await seal(given, ready))
  await goOnTo(given, fax.id, 'delivered')
  return { fax, contact, numberId }
}

/** What else can be typed, refused or not. */
async function typeEverywhere({ fax, contact, numberId }: Awaited<ReturnType<typeof setUpAndSend>>): Promise<void> {
  const { ask, done } = given
  await done('contacts.search', { text: canary, limit: 10, offset: 0 })
  await done('faxes.list', { filter: 'all', text: canary, limit: 10 })
  await done('audit.list', { text: canary, action: canary, actor: canary, limit: 10 })
  await done('contacts.revoke', { numberId, reason: `it was ${patient}` })
  await ask('contacts.add', { fields, fax: patient })
  await ask('contacts.change', { id: contact.id, revision: contact.revision, fields, fax: patient })
  await done('people.add', { name: `Robin ${canary}`, roles: ['sender'], password: `${canary} and seven lanterns` })
  await ask('people.add', { name: canary, roles: ['sender'], password: canary })
  await ask('session.signIn', { personId: canary, password: canary })
  await ask('session.recover', { personId: fax.sentBy.id, code: canary, newPassword: `${canary} and nine lanterns` })
  await ask('setup.confirmRecovery', { group: 1, text: canary })
  for (const name of [canary, 'faxes.read', 'documents.add', 'packet.seal'])
    await given.application.call(name, { id: canary, name: canary, draftId: canary, [canary]: canary }, true)
  for (const kind of ['original', 'packet', canary]) await given.application.readDocument(kind, canary)
}

/** Ways documents go wrong: refused, discarded, never sent, reported on. */
async function leaveThingsLying(faxId: string): Promise<void> {
  const { ask, done } = given
  const torn = Buffer.from(scan()).subarray(0, 500)
  const draft = await droppedDraft(given, scan(), `${canary}.pdf`)
  await ask('documents.add', { draftId: draft.id, name: `${canary}.pdf`, bytes: new Uint8Array(torn) })
  await seal(given, draft)
  await droppedDraft(given, madePages(2), `${canary}.pdf`)
  const discarded = await droppedDraft(given, scan(), `${canary}.pdf`)
  await done('drafts.discard', { id: discarded.id })
  const { id } = await done('reports.confirmation', { faxId })
  expect(await done('reports.save', { id })).toEqual({ saved: false })
  await done('reports.make', { from: 0, to: given.clock.now() + 1 })
}

describe('a patient named in every field and on every page', () => {
  beforeAll(async () => {
    const sent = await setUpAndSend()
    await typeEverywhere(sent)
    await leaveThingsLying(sent.fax.id)
  })

  test('is on the pages that went, so the walk was no empty one', async () => {
    const { faxes } = await given.done('faxes.list', { filter: 'delivered', text: canary, limit: 10 })
    expect(faxes.map(({ regarding, recipient }) => [regarding, recipient.person])).toEqual([[patient, patient]])
  })

  test('is found nowhere while the desk is open, locked and stopped', async () => {
    for (const moment of ['open', 'locked', 'stopped'] as const) {
      if (moment === 'locked') given.application.lock()
      if (moment === 'stopped') await given.stop()
      const { found, files } = await searchFor(wanted, everything)
      expect([moment, found]).toEqual([moment, []])
      // Store, its log, its check, vault, log file, documents: the search looked at something.
      expect(files).toBeGreaterThan(moment === 'stopped' ? 8 : 10)
    }
  })

  test('nor is any page of it, whoever it names', async () => {
    for (const entry of await readdir(everything, { recursive: true, withFileTypes: true }))
      if (entry.isFile()) {
        const bytes = await readFile(path.join(entry.parentPath, entry.name))
        expect([entry.name, bytes.includes('%PDF-')]).toEqual([entry.name, false])
      }
  })

  test('and the notes of the log, kept in memory, do not name anyone either', () => {
    expect(given.notes.length).toBeGreaterThan(2)
    expect(JSON.stringify(given.notes)).not.toContain(canary)
  })

  test('started again and searched for by name, it is found by people and not on the disk', async () => {
    const { folder, keychain } = given
    given = await givenApplication({ folder, keychain })
    const { people } = await given.done('app.status', {})
    const [first] = people
    if (!first) throw new Error('nobody can sign in')
    await signIn(given, first.id, `${canary} ${dana.password}`)
    expect((await given.done('contacts.search', { text: canary, limit: 10, offset: 0 })).contacts).toHaveLength(1)
    await given.stop()
    expect((await searchFor(wanted, everything)).found).toEqual([])
  })
})

test('the search works: it finds the name in every form a file could hold it in', async () => {
  const plants: Readonly<Record<string, Uint8Array | string>> = {
    'utf8.txt': Buffer.from(`before ${canary} after`),
    'lower.idx': Buffer.from(`x ${canary.toLowerCase()} y`),
    'utf16le.txt': Buffer.from(` ${patient}`, 'utf16le'),
    'utf16be.txt': Buffer.from(` ${patient}`, 'utf16le').swap16(),
    'mail.eml': Buffer.from(`xy ${patient}`).toString('base64'),
    'hex.pdf': Buffer.from(`<${Buffer.from(patient).toString('hex')}> Tj`),
    'scan.pdf': scan(),
    'torn.bin': Buffer.from(deflateSync(Buffer.from(`${'x'.repeat(100)} ${patient} ${'y'.repeat(100_000)}`))).subarray(
      0,
      200,
    ),
    [`${canary}.log`]: Buffer.from('only its name'),
  }
  const folder = path.join(everything, 'planted')
  await mkdir(folder)
  for (const [name, bytes] of Object.entries(plants)) await writeFile(path.join(folder, name), bytes)
  await writeFile(path.join(folder, 'innocent.txt'), 'a quill and a warbler')
  const { found, files } = await searchFor(wanted, folder)
  expect(found.toSorted()).toEqual(Object.keys(plants).toSorted())
  expect(files).toBe(Object.keys(plants).length + 1)
})
