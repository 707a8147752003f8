/** What bad input gets: a reason, an entry, and nothing left behind. */
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DraftView } from '#app/contract/desk/drafts.ts'
import { documentLimits, type DocumentRefusal } from '#app/domain/pages/document.ts'
import type { PersonId } from '#app/domain/ids.ts'
import { givenApplication, type GivenApplication } from '#test/given/application.ts'
import { faultOf } from '#test/given/outcome.ts'
import { madePages, madePdf, sample, unpackingBomb } from '#test/given/samples/made.ts'
import { dana as danaHerself, droppedDraft, lookInto, setUp, signIn } from '#test/given/walk/walk-steps.ts'

let given: GivenApplication
let dana: PersonId

beforeAll(async () => {
  given = await givenApplication()
  dana = (await setUp(given)).personId
})
afterAll(() => given.leave())

const newest = async () => (await given.done('audit.list', { text: '', limit: 1 })).entries[0]

describe('a document that cannot be used', () => {
  let draft: DraftView
  beforeAll(async () => {
    draft = await droppedDraft(given)
  })

  /** All that there is of documents: rows, their files, the draft. */
  async function kept() {
    const rows = await lookInto(given, (db) => db.prepare('select id from document order by id').all())
    return {
      rows,
      files: new Set(await given.documentFiles()),
      draft: await given.done('drafts.open', { id: draft.id }),
    }
  }

  test.each<readonly [string, DocumentRefusal, () => Uint8Array]>([
    ['an empty file', 'empty', () => sample('empty.pdf')],
    ['a web page called PDF', 'unknown-kind', () => sample('not-a-pdf.pdf')],
    ['a file cut off', 'damaged', () => sample('truncated.pdf')],
    ['a file with a password', 'encrypted', () => sample('encrypted-password.pdf')],
    ['a file without pages', 'no-pages', () => madePdf(['/Type/Catalog/Pages 2 0 R', '/Type/Pages/Kids[]/Count 0'])],
    ['too many pages', 'too-many-pages', () => madePages(documentLimits.pagesAtMost + 1)],
    ['too many bytes', 'too-large', () => new Uint8Array(documentLimits.bytesAtMost + 1)],
    ['a header and noise', 'damaged', () => Buffer.from(`%PDF-1.7\n${'x'.repeat(5000)}`)],
  ])('%s is refused as %s and leaves nothing behind', async (_, refusal, bytes) => {
    const before = await kept()
    const input = { draftId: draft.id, name: 'scan.pdf', bytes: new Uint8Array(bytes()) }
    expect(await given.ask('documents.add', input)).toEqual({ ok: false, fault: { code: 'document', refusal } })
    expect(await newest()).toMatchObject({
      action: 'documents.add',
      subject: draft.id,
      outcome: 'refused',
      details: { fault: 'document' },
    })
    expect(await kept()).toEqual(before)
  })

  test('no child died of any of them', () => {
    expect(given.notes.filter(({ event }) => event === 'document.child-replaced')).toEqual([])
  })

  test('pages beyond what a packet may hold are not added, even when each file is good', async () => {
    const many = await droppedDraft(given, madePages(documentLimits.pagesAtMost))
    const again = await given.done('documents.add', {
      draftId: many.id,
      name: 'b.pdf',
      bytes: new Uint8Array(sample('text-1p.pdf')),
    })
    expect(await given.ask('packet.seal', { id: again.id, revision: again.revision })).toEqual({
      ok: false,
      fault: { code: 'stopped', stops: ['too-many-pages'] },
    })
  })

  test('a small file that unpacks to gigabytes costs at most its own turn, and the next file is taken', async () => {
    const { id: draftId } = await given.done('drafts.create', {})
    const bomb = { draftId, name: 'bomb.pdf', bytes: new Uint8Array(unpackingBomb(20)) }
    const outcome = await given.ask('documents.add', bomb)
    if (!outcome.ok) expect(outcome.fault.code).toBe('document')
    expect((await droppedDraft(given)).documents).toHaveLength(1)
  })
})

describe('a wrong password', () => {
  const wrong = () => given.ask('session.signIn', { personId: dana, password: 'correct horse battery stable' })

  test('is refused without a hint, in the same words as an unknown person', async () => {
    await given.done('session.lock', {})
    const nobody = `person_${'0'.repeat(20)}`
    const answers = [
      await wrong(),
      await given.ask('session.signIn', { personId: nobody, password: danaHerself.password }),
    ]
    for (const answer of answers) expect(answer).toEqual({ ok: false, fault: { code: 'sign-in-refused', waitMs: 0 } })
  })

  test('makes the next one wait, longer each time; during the wait even the right one is not looked at', async () => {
    const waits: number[] = []
    for (let time = 0; time < 4; time += 1) {
      const fault = faultOf(await wrong())
      const waitMs = fault.code === 'sign-in-refused' ? fault.waitMs : -1
      waits.push(waitMs)
      if (waitMs > 0) {
        const early = await given.ask('session.signIn', { personId: dana, password: danaHerself.password })
        expect(early).toEqual({ ok: false, fault: { code: 'sign-in-refused', waitMs } })
      }
      given.clock.advance(waitMs)
    }
    expect(waits).toEqual([0, 2_000, 4_000, 8_000])
    await signIn(given, dana)
  })

  test('has its entry, which tells neither password nor which part was wrong', async () => {
    const { entries } = await given.done('audit.list', { text: dana, action: 'session.signIn', limit: 50 })
    const refused = entries.filter(({ outcome }) => outcome === 'refused')
    // Five wrong ones and three that came too early.
    expect(refused.map(({ actor }) => actor.kind)).toEqual(Array.from({ length: 8 }, () => 'nobody'))
    for (const { details } of refused) expect(Object.keys(details).toSorted()).toEqual(['fault', 'waitMs'])
  })

  test('still counts after a restart', async () => {
    await given.done('session.lock', {})
    for (let time = 0; time < 3; time += 1) await wrong()
    const { folder, keychain, clock } = given
    await given.stop()
    given = await givenApplication({ folder, keychain, clock })
    expect(await wrong()).toEqual({ ok: false, fault: { code: 'sign-in-refused', waitMs: 2_000 } })
    clock.advance(2_000)
    await signIn(given, dana)
  })
})

describe('hostile calls', () => {
  test('a call that is not our own page has no answer and an entry', async () => {
    expect(await given.application.call('faxes.list', {}, false)).toEqual({
      ok: false,
      fault: { code: 'forbidden', needs: 'own-page' },
    })
    expect(await newest()).toMatchObject({ action: 'faxes.list', outcome: 'refused' })
  })

  test('bytes are asked for by id, and what is no id is not found', async () => {
    for (const id of ['../store.db', '..%2fvault.json', '', 'fax_', createHash('sha256').digest('hex')])
      for (const kind of ['original', 'cover', 'thumb', 'packet', 'inbound', 'report', 'vault'])
        expect(faultOf(await given.application.readDocument(kind, id)).code).toBe('not-found')
  })
})
