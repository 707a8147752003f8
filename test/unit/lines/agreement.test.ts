/** Agreements: who, since when, what they cover and the signed paper, kept encrypted; reminders before they end. */
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { LineView } from '#app/contract/lines.ts'
import type { LineId } from '#app/domain/ids.ts'
import { agreementFindings, type Agreement } from '#app/domain/fax/line.ts'
import { givenApplication, type GivenApplication } from '#test/given/application.ts'
import { faultOf } from '#test/given/outcome.ts'
import { setUp } from '#test/given/walk/walk-steps.ts'

const day = 24 * 60 * 60_000
let given: GivenApplication
let id: LineId

beforeEach(async () => {
  given = await givenApplication()
  await setUp(given)
  const line = await given.done('lines.add', {
    name: 'Cloud',
    settings: { kind: 'phaxio', address: 'https://fax.example' },
    secret: { kind: 'phaxio', key: 'k', secret: 's' },
  })
  id = line.id
})
afterEach(() => given.leave())

const paper = (text: string, name = 'C:\\papers\\baa 2026.pdf') => ({ name, bytes: new TextEncoder().encode(text) })
const baa = (part: object = {}) =>
  ({ kind: 'baa', company: 'Cirrus Fax', practice: 'Dana Ferris', signedAt: given.clock.now() - day, ...part }) as const
const agree = (part: object = {}): Promise<LineView> => given.done('lines.agreement', { id, agreement: baa(part) })
const kept = async (): Promise<readonly string[]> => readdir(path.join(given.folder, 'documents')).catch(() => [])
const paperOf = ({ agreement }: LineView) => (agreement?.kind === 'baa' ? agreement.paper : undefined)

test('the signed paper is kept encrypted, stays when the record changes, and is destroyed when another comes', async () => {
  const first = await agree({ paper: paper('%PDF-1.7 first signature') })
  expect(paperOf(first)).toMatchObject({ name: 'baa 2026.pdf', bytes: 24 })
  const [file = ''] = await kept()
  expect((await readFile(path.join(given.folder, 'documents', file))).includes('first signature')).toBe(false)
  expect(paperOf(await agree({ services: 'Fax API' }))).toEqual(paperOf(first))
  expect(paperOf(await agree({ paper: paper('%PDF-1.7 second') }))?.sha256).not.toBe(paperOf(first)?.sha256)
  expect(await kept()).toHaveLength(1)
  expect(await kept()).not.toContain(file)
})

test('what is no PDF is refused and leaves nothing behind', async () => {
  const refused = await given.ask('lines.agreement', { id, agreement: baa({ paper: paper('MZ a program') }) })
  expect(faultOf(refused)).toEqual({ code: 'document', refusal: 'not-a-pdf' })
  const backwards = baa({ paper: paper('%PDF-1.7'), expiresAt: given.clock.now() - 2 * day })
  expect(faultOf(await given.ask('lines.agreement', { id, agreement: backwards }))).toMatchObject({
    why: 'agreement-differs',
  })
  expect(await kept()).toEqual([])
})

test('a conduit is refused for a cloud line too, paper or none; no paper on file cannot be saved', async () => {
  const conduit = { kind: 'conduit', company: 'QuickFaxr' } as const
  expect(faultOf(await given.ask('lines.agreement', { id, agreement: conduit }))).toMatchObject({
    why: 'conduit-refused',
  })
  expect(faultOf(await given.ask('lines.savePaper', { id }))).toEqual({ code: 'not-found' })
})

test('the record says who agreed to what, and never what the paper holds', async () => {
  const { agreement } = await agree({ paper: paper('%PDF-1.7 first signature'), services: 'Fax API' })
  const { entries } = await given.done('audit.list', { text: '', limit: 200 })
  const entry = entries.find(({ action }) => action === 'lines.agreement')
  expect(entry).toMatchObject({ outcome: 'done', subject: id })
  expect(JSON.stringify(entry)).toContain(agreement?.kind === 'baa' ? agreement.paper?.sha256 : 'a paper')
})

test('a reminder 60 and 30 days before the end, and gaps in the record, are findings with no check asked', () => {
  const whole = {
    kind: 'baa',
    company: 'Cirrus Fax',
    practice: 'Dana Ferris',
    signedAt: 0,
    services: 'Fax API',
    paper: { documentId: 'document_1', name: 'baa.pdf', bytes: 1, sha256: '' },
  } as unknown as Agreement
  const names = (agreement: Agreement, now = 10 * day) =>
    agreementFindings('phaxio', agreement, now).map(({ finding }) => finding)
  expect(names(whole)).toEqual([])
  expect(names({ ...whole, expiresAt: 71 * day })).toEqual([])
  expect(names({ ...whole, expiresAt: 69 * day })).toEqual(['agreement-ends-60'])
  expect(names({ ...whole, expiresAt: 39 * day })).toEqual(['agreement-ends-30'])
  expect(names({ ...whole, expiresAt: 9 * day })).toEqual([])
  expect(names({ kind: 'baa', company: 'Cirrus', practice: 'Dana', signedAt: 0 })).toEqual(['agreement-incomplete'])
  expect(names({ kind: 'own-server', operator: 'Ferris IT', since: 0 })).toEqual([])
})

test('credentials are replaced and the old ones are gone; the line stays and must be checked again', async () => {
  const before = await agree()
  const after = await given.done('lines.change', { id, secret: { kind: 'phaxio', key: 'new', secret: 'newer' } })
  expect(after).toMatchObject({ id: before.id, standing: 'unchecked', agreement: before.agreement })
})
