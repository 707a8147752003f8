/** Who is believed: by password, by address alone, by signature and key; what came before is not looked at twice. */
import { beforeEach, expect, test } from 'vitest'
import { LineId } from '#app/domain/ids.ts'
import { createCallJudge, type News } from '#main/callbacks/calls.ts'
import type { Arrived } from '#main/callbacks/server.ts'
import { createTally, type Refused } from '#main/callbacks/tally.ts'
import type { Line } from '#main/lines/line.ts'
import { telnyxCall, telnyxPublic, type SignedCall } from '#test/given/callbacks/door.ts'
import { manualClock, type ManualClock } from '#test/given/clock.ts'

const kinds = ['sinch', 'srfax', 'telnyx', 'hylafax'] as const
const lines = kinds.map((kind, at) => ({ id: LineId.parse(`line_${'0'.repeat(19)}${at}`), kind }) as Line)
const idOf = (kind: (typeof kinds)[number]) => lines[kinds.indexOf(kind)]?.id ?? LineId.parse('')

let clock: ManualClock
let heard: News[]
let refused: Refused[]
let key: string | undefined
let judge: ReturnType<typeof createCallJudge>

beforeEach(() => {
  clock = manualClock()
  heard = []
  refused = []
  key = telnyxPublic
  judge = createCallJudge({
    clock,
    lines,
    tally: createTally(clock, (row) => refused.push(row)),
    lineOf: (token) => lines.find(({ kind }) => kind === token)?.id,
    keyOf: () => key,
    passwordOf: () => 'hush',
    addressOf: (token) => `https://fax.example.org/c/${token}`,
    later: (news) => heard.push(news),
  })
})

const call = (
  token: string,
  headers: Readonly<Record<string, string>>,
  body: string | Buffer = '{"id":1}',
  query = '',
) => {
  const arrived: Arrived = {
    method: 'POST',
    room: 'c',
    token,
    query,
    header: (name) => headers[name],
    body: Buffer.from(body),
  }
  return judge(arrived).then(({ status }) => status)
}
const signed = (made: SignedCall) => call('telnyx', made.headers, made.body)
const basic = (password: string) => ({
  authorization: `Basic ${Buffer.from(`faxdesk:${password}`).toString('base64')}`,
})

test('a password in the address is asked for where there is one', async () => {
  expect(await call('sinch', basic('hush'))).toBe(200)
  for (const headers of [{}, basic('hus'), basic('hushh'), { authorization: 'hush' }])
    expect(await call('sinch', headers)).toBe(404)
  expect(heard.map(({ line }) => line)).toEqual([idOf('sinch')])
  expect(refused[0]).toEqual({ line: idOf('sinch'), why: 'wrong-signature', count: 1 })
})

test('where nothing is signed the address alone counts; a line whose service is not known to call has none', async () => {
  expect(await call('srfax', {})).toBe(200)
  expect(await call('hylafax', {})).toBe(404)
  expect(await call('nobody', {})).toBe(404)
  expect(refused.map(({ why }) => why)).toEqual(['line-not-in-use', 'unknown-path'])
})

test('a signature needs its key, and its time', async () => {
  const made = telnyxCall({ data: { id: 'event-1' } }, clock.now())
  expect(await signed(made)).toBe(200)
  key = undefined
  expect(await signed(made)).toBe(404)
  key = telnyxPublic
  clock.jump(301_000)
  expect(await signed(made)).toBe(404)
  expect(refused.map(({ why }) => why)).toEqual(['no-key', 'stale'])
})

test('the same again is taken and not looked at; something else, or nothing at all, always is', async () => {
  for (let each = 0; each < 3; each += 1) expect(await call('srfax', {}, '{"id":1}')).toBe(200)
  expect(heard).toHaveLength(1)
  await call('srfax', {}, '{"id":1}', '?ref=other')
  await call('srfax', {}, '{"id":2}')
  expect(heard).toHaveLength(3)
  for (let each = 0; each < 2; each += 1) await call('srfax', {}, '')
  expect(heard).toHaveLength(5)
})
