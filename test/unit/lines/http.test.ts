/** The client all lines share: whom it asks, what it cuts off, how long it keeps still, and what a table of codes may say. */
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { lineKinds } from '#app/domain/line-kinds/index.ts'
import { codeBook, reasonsOf, type Code } from '#main/lines/codes.ts'
import { allowed, plain } from '#main/lines/http/address.ts'
import { createHttp } from '#main/lines/http/client.ts'
import { systemNetwork } from '#main/network.ts'
import type { Network, Outgoing } from '#main/ports.ts'
import { manualClock } from '#test/given/clock.ts'

test('only https is asked, or this very computer; a private network only where somebody confirmed it', () => {
  const good = ['https://api.phaxio.com/v2.1', 'http://127.0.0.1:8080', 'http://localhost', 'http://[::1]:1']
  for (const address of good) expect([address, allowed(address)]).toEqual([address, true])
  const bad = ['http://api.phaxio.com', 'http://127.0.0.1.example', 'https://a:b@c.example', 'file:///etc', 'nonsense']
  for (const address of bad) expect([address, allowed(address, true)]).toEqual([address, false])
  const near = [
    'http://10.0.0.7',
    'http://192.168.1.20:8080',
    'http://172.16.0.1',
    'http://172.31.255.1',
    'http://[fd00::7]',
  ]
  for (const address of near)
    expect([address, allowed(address), allowed(address, true), plain(address)]).toEqual([address, false, true, true])
  for (const address of ['http://172.32.0.1', 'http://11.0.0.1', 'http://10.0.0.1.example', 'http://fax.local'])
    expect([address, allowed(address, true)]).toEqual([address, false])
})

const said = (body: string, status = 200, headers: Readonly<Record<string, string>> = {}) =>
  Promise.resolve(new Response(body, { status, headers }))

const over = (fetch: Network['fetch'], clock = manualClock(), proxy = '') =>
  createHttp({ network: { ...systemNetwork, fetch }, clock, address: 'https://fax.example/v1/', proxy })

test('an answer that is too long is cut off, and nobody knows', async () => {
  const http = over(() => said('x'.repeat(1_048_577)))
  expect(await http.ask({ method: 'GET', path: '/' })).toEqual({ kind: 'unknown' })
  expect((await http.ask({ method: 'GET', path: '/', atMost: 1_048_577 })).kind).toBe('answered')
})

test('addresses join without a double slash; a proxy goes along, one with a password never', async () => {
  const seen: [string, Outgoing][] = []
  const fetch: Network['fetch'] = (url, request) => {
    seen.push([url, request])
    return said('{}')
  }
  await over(fetch, manualClock(), 'http://proxy.example:3128').ask({
    method: 'GET',
    path: '/faxes',
    query: { to: '+1' },
  })
  expect(seen).toMatchObject([['https://fax.example/v1/faxes?to=%2B1', { proxy: 'http://proxy.example:3128' }]])
  expect(await over(fetch, manualClock(), 'http://a:b@proxy.example').ask({ method: 'GET', path: '' })).toEqual({
    kind: 'not-sent',
  })
  expect(seen).toHaveLength(1)
})

test('too many requests: it keeps still as long as named, longer each time where nothing is named, and no clock traps it', async () => {
  const clock = manualClock()
  const answers = ['120', new Date(clock.now() + 300_000).toUTCString(), undefined, undefined]
  let asks = 0
  const http = over(() => {
    const wait = answers[asks++]
    return wait === undefined ? said('', 429) : said('', 429, { 'retry-after': wait })
  }, clock)
  const ask = () => http.ask({ method: 'GET', path: '/' })
  expect(await ask()).toEqual({ kind: 'put-off', retryAfterMs: 120_000 })
  clock.jump(119_000)
  expect(await ask()).toEqual({ kind: 'put-off', retryAfterMs: 1_000 })
  expect(asks).toBe(1)
  clock.jump(1_000)
  expect(await ask()).toEqual({ kind: 'put-off', retryAfterMs: 180_000 })
  clock.jump(180_000)
  expect(await ask()).toEqual({ kind: 'put-off', retryAfterMs: 40_000 })
  clock.jump(-86_400_000)
  expect(await ask()).toEqual({ kind: 'put-off', retryAfterMs: 80_000 })
  expect(asks).toBe(4)
})

test('every line has its page, and every table of codes gives each code one class and a reason that fits it', async () => {
  const folder = path.resolve('main/lines')
  for (const { kind } of lineKinds) {
    const files = await readdir(path.join(folder, kind))
    expect([kind, files.includes('README.md')]).toEqual([kind, true])
    if (!files.includes('codes.ts')) continue
    const exported = (await import(path.join(folder, kind, 'codes.ts'))) as Readonly<Record<string, unknown>>
    const tables = Object.values(exported).filter((each): each is readonly Code[] => Array.isArray(each))
    expect([kind, tables.length > 0]).toEqual([kind, true])
    for (const rows of tables) {
      codeBook(rows)
      for (const row of rows) expect([kind, row, reasonsOf[row.class].includes(row.reason)]).toEqual([kind, row, true])
    }
  }
})
