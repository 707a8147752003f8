/** The record leaves the house: with its own verifier beside it, and only when the person proves who they are. */
import { spawnSync } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Input } from '#app/contract/index.ts'
import { proofHoldsMs } from '#main/door/door.ts'
import { givenApplication, type GivenApplication } from '#test/given/application.ts'
import { faultOf } from '#test/given/outcome.ts'
import { dana, setUp, signIn } from '#test/given/walk/walk-steps.ts'

let given: GivenApplication
let place: string | undefined
let whileAsked: () => void
let me: Awaited<ReturnType<typeof setUp>>['personId']

beforeAll(async () => {
  given = await givenApplication({
    askWhereToSave: async (name) => {
      whileAsked()
      return place === undefined ? undefined : path.join(given.folder, place, name)
    },
  })
  me = (await setUp(given)).personId
})
afterAll(() => given.leave())

const dates = () => ({ from: given.clock.now() - 2 * proofHoldsMs, to: given.clock.now() + 1000 })
const asking = (part: Partial<Input<'reports.export'>> = {}) =>
  given.ask('reports.export', { format: 'proof', ...dates(), ...part })
const lastEntry = async () => (await given.done('audit.list', { text: '', limit: 1 })).entries[0]

test('who proved long ago who they are takes nothing out before they prove it again, and each try is in the record', async () => {
  whileAsked = () => undefined
  place = ''
  given.clock.jump(proofHoldsMs + 1)
  expect(faultOf(await asking())).toMatchObject({ code: 'proof-needed' })
  expect(await lastEntry()).toMatchObject({ action: 'reports.export', outcome: 'refused' })
  const guess = await given.ask('session.prove', { password: 'not the password at all' })
  expect(faultOf(guess)).toMatchObject({ code: 'sign-in-refused' })
  expect(await lastEntry()).toMatchObject({ action: 'session.prove', outcome: 'refused' })
  expect(faultOf(await asking())).toMatchObject({ code: 'proof-needed' })
  await given.done('session.prove', { password: dana.password })
  expect((await readdir(given.folder)).filter((name) => name.endsWith('.json'))).not.toContain('faxdesk-verify.mjs')
})

test('called off, nothing is written and the record says so', async () => {
  place = undefined
  expect(await asking()).toEqual({ ok: true, value: { saved: false } })
  expect((await lastEntry())?.details).toEqual({ format: 'proof', saved: false })
})

test('the export proves itself on any Node, by the program written beside it', async () => {
  place = ''
  const outcome = await asking()
  if (!outcome.ok || !outcome.value.saved) throw new Error('not saved')
  const { checkpoint, entries } = outcome.value
  const names = await readdir(given.folder)
  expect(names).toContain('faxdesk-verify.mjs')
  const name = names.find((one) => /^faxdesk-record-.*\.json$/.test(one)) ?? ''
  const paper = `${checkpoint.sequence} ${checkpoint.hash} ${checkpoint.at} ${checkpoint.signature} ${checkpoint.publicKey}`
  const { stdout, status } = spawnSync('node', ['faxdesk-verify.mjs', name, '--checkpoint', paper], {
    cwd: given.folder,
    encoding: 'utf8',
  })
  expect([status, stdout]).toEqual([0, expect.stringContaining('Agrees with the printed checkpoint')])
  const file = await readFile(path.join(given.folder, name), 'utf8')
  expect(JSON.parse(file)).toMatchObject({ first: 1, last: entries, notProven: { people: { [me]: 'Dana F.' } } })
  expect((await lastEntry())?.details).toMatchObject({ format: 'proof', entries, upTo: entries })
  expect(given.incidents()).toEqual([])
})

test('the table has a line an entry, and no formula', async () => {
  const outcome = await asking({ format: 'csv' })
  if (!outcome.ok || !outcome.value.saved) throw new Error('not saved')
  const name = (await readdir(given.folder)).find((one) => one.endsWith('.csv')) ?? ''
  const lines = (await readFile(path.join(given.folder, name), 'utf8')).trimEnd().split('\r\n')
  expect(lines).toHaveLength(outcome.value.entries + 1)
  expect(lines[1]).toMatch(/^1,"2026-04-14T10:00:00.000Z",/)
  for (const line of lines.slice(1)) expect(line).not.toMatch(/,"[=+@]/)
})

test('a desk that locks while the dialog stands writes nothing afterwards', async () => {
  place = ''
  const before = await readdir(given.folder)
  whileAsked = () => given.power('system-lock')
  const later = { from: given.clock.now() - 2 * proofHoldsMs, to: given.clock.now() + 2 * 24 * 60 * 60_000 }
  expect(await asking(later)).toEqual({ ok: true, value: { saved: false } })
  expect(await readdir(given.folder)).toEqual(before)
  whileAsked = () => undefined
  await signIn(given, me)
})

test('a place that cannot be written to is a fault with a name, and leaves nothing', async () => {
  place = 'no such folder'
  expect(faultOf(await asking())).toMatchObject({ code: 'store' })
})
