/** Messages between page and main: what crosses, what is refused, who sent it, and in what order it comes. */
import { createHash } from 'node:crypto'
import { expect, test } from './fixtures.ts'

test('what structured clone carries arrives as it was', async ({ page }) => {
  const seen = await page.evaluate(async () => {
    const cyclic: { name: string; self?: unknown } = { name: 'c' }
    cyclic.self = cyclic
    const shared = [1]
    const sent = [undefined, null, NaN, -0, Infinity, 12n, 'ü€😀', { $: 'o', v: 1 }, cyclic, [shared, shared]]
    const got = (await window.api.echo(...sent)) as never[]
    const [, , nan, zero, infinite, big, text, dollar, round, pair] = got as unknown as [
      ...[unknown, unknown, number, number, number, bigint, string, object, typeof cyclic, [unknown, unknown]],
    ]
    return {
      empty: [got[0] === undefined, got[1] === null],
      numbers: [Number.isNaN(nan), Object.is(zero, -0), infinite === Infinity, big === 12n],
      text,
      dollar,
      cyclic: round.self === round,
      shared: pair[0] === pair[1],
    }
  })
  expect(seen).toEqual({
    empty: [true, true],
    numbers: [true, true, true, true],
    text: 'ü€😀',
    dollar: { $: 'o', v: 1 },
    cyclic: true,
    shared: true,
  })
})

test('built-in objects and bytes keep their kind', async ({ page }) => {
  const seen = await page.evaluate(async () => {
    const [date, pattern, map, bytes, floats, buffer, error] = (await window.api.echo(
      new Date(5),
      /a+/gi,
      new Map([['k', new Set([1])]]),
      new Uint8Array([1, 2]).subarray(1),
      new Float64Array([1.5]),
      new ArrayBuffer(3),
      new TypeError('bad'),
    )) as [Date, RegExp, Map<string, Set<number>>, Uint8Array, Float64Array, ArrayBuffer, Error]
    return [
      date instanceof Date && date.getTime(),
      pattern instanceof RegExp && String(pattern),
      map instanceof Map && map.get('k')?.has(1),
      bytes instanceof Uint8Array && [...bytes],
      floats instanceof Float64Array && floats[0],
      buffer instanceof ArrayBuffer && buffer.byteLength,
      error instanceof Error && error.message,
    ]
  })
  expect(seen).toEqual([5, '/a+/gi', true, [2], 1.5, 3, 'bad'])
})

test('what cannot be cloned is refused in the page', async ({ page }) => {
  const refusal = (make: string): Promise<string> =>
    page.evaluate(`(async () => window.api.echo(${make}))().then(() => 'sent', (error) => error.message)`)
  expect(await refusal('new Blob(["x"])')).toContain('could not be cloned')
  expect(await refusal('document.body')).toContain('could not be cloned')
})

test('only the words of an error come back, and they name the channel', async ({ page }) => {
  const words = (call: string): Promise<string> =>
    page.evaluate(`(async () => { try { await window.api.${call}() } catch (error) { return String(error) } })()`)
  expect(await words('fail')).toBe("Error: Error invoking remote method 'fail': TypeError: no such matter")
  expect(await words('missing')).toContain("No handler registered for 'nobody-handles-this'")
  expect(await words('boom')).toBe('RangeError: thrown in the preload')
})

test('main knows who asks', async ({ page }) => {
  expect(await page.evaluate(() => window.api.who())).toMatchObject({
    url: 'app://faxdesk/index.html',
    origin: 'app://faxdesk',
    top: true,
    main: true,
    processes: ['number', 'number'],
  })
})

test('the preload is heard with the right sender before the page runs, also after a reload', async ({
  shell,
  page,
}) => {
  await page.reload()
  await expect
    .poll(() => shell.evaluate(() => globalThis.contract.senders))
    .toEqual(['app://faxdesk/index.html', 'app://faxdesk/index.html'])
})

test('main tells the page, in order, small and large alike', async ({ shell, page }) => {
  await page.evaluate(() => {
    const told: [number, number][] = []
    Object.assign(window, { told })
    window.api.on('tell', (at, bytes) => told.push([at as number, (bytes as Uint8Array).length]))
  })
  await shell.evaluate(() => {
    const { webContents } = globalThis.contract.window
    ;[10, 3_000_000, 0, 200_000, 5].forEach((size, at) => webContents.send('tell', at, new Uint8Array(size)))
  })
  const told = (): Promise<unknown> => page.evaluate('window.told')
  await expect.poll(told).toEqual([
    [0, 10],
    [1, 3_000_000],
    [2, 0],
    [3, 200_000],
    [4, 5],
  ])
})

test('a listener can be taken away, and once is once', async ({ shell, page }) => {
  await page.evaluate(() => {
    const counts = { on: 0, once: 0 }
    const off = window.api.on('count', () => counts.on++)
    window.api.once('count', () => counts.once++)
    Object.assign(window, { counts, off })
  })
  const send = (): Promise<void> => shell.evaluate(() => globalThis.contract.window.webContents.send('count'))
  await send()
  await send()
  await expect.poll(() => page.evaluate('window.counts')).toEqual({ on: 2, once: 1 })
  await page.evaluate('window.off()')
  await send()
  await page.evaluate(() => window.api.echo())
  expect(await page.evaluate('window.counts')).toEqual({ on: 2, once: 1 })
})

test('20 MB go to main and come back unharmed', async ({ page }) => {
  const hash = await page.evaluate(async () => {
    const sent = Uint8Array.from({ length: 20_000_000 }, (_, at) => at % 251)
    const [got] = (await window.api.echo(sent)) as [Uint8Array<ArrayBuffer>]
    return [...new Uint8Array(await crypto.subtle.digest('SHA-256', got))]
  })
  const expected = createHash('sha256').update(Uint8Array.from({ length: 20_000_000 }, (_, at) => at % 251))
  expect(Buffer.from(hash).toString('hex')).toBe(expected.digest('hex'))
})

test('100 MB go to main and come back', async ({ page }) => {
  const length = await page.evaluate(async () => {
    const [got] = (await window.api.echo(new Uint8Array(100_000_000))) as [Uint8Array]
    return got.length
  })
  expect(length).toBe(100_000_000)
})

test('many calls at once are all answered', async ({ page }) => {
  const sum = await page.evaluate(async () => {
    const answers = await Promise.all(Array.from({ length: 200 }, (_, at) => window.api.echo(at)))
    return answers.reduce((total, [at]) => total + (at as number), 0)
  })
  expect(sum).toBe(19_900)
})
