/** What a callback may name, the addresses of lines, and what is told of those turned away. */
import { expect, test } from 'vitest'
import { LineId } from '#app/domain/ids.ts'
import { lineKinds } from '#app/domain/line-kinds/index.ts'
import { callbackKinds } from '#app/domain/line-kinds/callbacks.ts'
import { mentionsIn } from '#main/callbacks/mentions.ts'
import { createTally, type Refused } from '#main/callbacks/tally.ts'
import { createWays } from '#main/callbacks/ways.ts'
import { callbackReaders } from '#main/lines/callbacks.ts'
import { formBody, jsonBody, multipartBody, type Body } from '#main/lines/http/body.ts'
import type { Line } from '#main/lines/line.ts'
import { manualClock } from '#test/given/clock.ts'

const told = (body: Body, url = 'https://fax.example.org/c/x') =>
  mentionsIn({ url, body: body.bytes, header: (name) => (name === 'content-type' ? body.type : undefined), at: 0 })

test('ids are found wherever a service puts them: JSON, forms, JSON in forms, the query', async () => {
  const deep = { data: { payload: { fax_id: 'fax-1', pages: [{ id: 900_000_001 }] } } }
  for (const id of ['fax-1', '900000001']) expect(await told(jsonBody(deep))).toContain(id)
  expect(await told(formBody([['FaxSid', 'sid-1']]))).toContain('sid-1')
  expect(await told(multipartBody([{ name: 'fax', value: '{"id":42}' }]))).toContain('42')
  expect(await told(jsonBody({}), 'https://fax.example.org/c/x?ref=abcdef')).toContain('abcdef')
})

test('what is endless, deep or no text at all names little and breaks nothing', async () => {
  const many = await told(jsonBody(Array.from({ length: 5_000 }, (_, at) => `id-${at}`)))
  expect(many.size).toBe(500)
  const bottomless = `${'['.repeat(50_000)}"id"${']'.repeat(50_000)}`
  expect((await told({ type: 'application/json', bytes: Buffer.from(bottomless) })).has('id')).toBe(false)
  expect((await told({ type: 'multipart/form-data', bytes: Buffer.from([0, 255, 1]) })).size).toBeLessThanOrEqual(1)
  expect(await told(jsonBody({ note: 'x'.repeat(101) }))).toEqual(new Set())
})

const line = (end: string, kind: Line['kind'] = 'sinch') =>
  ({ id: LineId.parse(`line_${'0'.repeat(19)}${end}`), kind }) as Line

test('every line has an address of its own; another turn makes another, and without a secret none counts', () => {
  const kept = { secret: Buffer.alloc(32, 1).toString('base64url'), lines: {} as Record<string, { turn: number }> }
  const ways = createWays(() => kept)
  const [one, other] = [line('1'), line('2')]
  const token = ways.token(one.id)
  expect(token).toMatch(/^[\w-]{43}$/)
  expect(ways.lineOf(token, [other, one])).toBe(one.id)
  expect(ways.lineOf(ways.token(other.id), [one])).toBeUndefined()
  kept.lines[one.id] = { turn: 1 }
  expect(ways.lineOf(token, [other, one])).toBeUndefined()
  expect(ways.password(one.id)).not.toBe(ways.token(one.id))
  kept.secret = ''
  expect(ways.lineOf(ways.token(one.id), [one])).toBeUndefined()
})

test('a service that signs nothing and takes a password gets one in its address; nobody else does', () => {
  const ways = createWays(() => ({ secret: Buffer.alloc(32, 1).toString('base64url'), lines: {} }))
  expect(ways.address(line('1'), 'https://fax.example.org/x')).toMatch(
    /^https:\/\/faxdesk:[\w-]{43}@fax\.example\.org\/x\/c\/[\w-]{43}$/,
  )
  expect(ways.address(line('1', 'telnyx'), 'https://fax.example.org')).toMatch(
    /^https:\/\/fax\.example\.org\/c\/[\w-]{43}$/,
  )
})

test('who signs has somebody to judge it, and no kind calls that is none', () => {
  for (const [kind, entry] of Object.entries(callbackKinds))
    expect([kind, entry.proof === 'signature']).toEqual([kind, Object.hasOwn(callbackReaders, kind)])
  expect(Object.keys(callbackKinds).every((kind) => lineKinds.some((each) => each.kind === kind))).toBe(true)
})

test('the first of a kind is told at once, the others together, and what was not told yet when all ends', () => {
  const clock = manualClock()
  const heard: Refused[] = []
  const tally = createTally(clock, (refused) => heard.push(refused))
  const { id } = line('1')
  for (let each = 0; each < 1_000; each += 1) tally.refused(id, 'stale')
  tally.refused('', 'unknown-path')
  expect(heard).toEqual([
    { line: id, why: 'stale', count: 1 },
    { line: '', why: 'unknown-path', count: 1 },
  ])
  clock.advance(600_000)
  expect(heard.slice(2)).toEqual([{ line: id, why: 'stale', count: 999 }])
  tally.refused(id, 'stale')
  tally.refused(id, 'stale')
  tally.stop()
  expect(heard.slice(3).map(({ count }) => count)).toEqual([1, 1])
  expect(tally.of(id)).toEqual({ accepted: 0, refused: 1_002 })
  expect(clock.waiting()).toBe(0)
})
