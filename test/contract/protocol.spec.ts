/** `protocol.handle`: the app's own scheme, asked for by relative addresses only. */
import { createHash } from 'node:crypto'
import { expect, test } from './fixtures.ts'

test('the handler sees the address, the method and the headers', async ({ page }) => {
  const seen = await page.evaluate(() =>
    fetch('/url?a=1', { headers: { 'x-asked': 'yes' } }).then((answer) => answer.json() as Promise<unknown>),
  )
  expect(seen).toEqual({ url: 'app://faxdesk/url?a=1', method: 'GET', header: 'yes' })
})

test('status and headers are what the handler said', async ({ page }) => {
  expect(await page.evaluate(() => fetch('/nothing').then((answer) => answer.status))).toBe(404)
  const policy = await page.evaluate(() =>
    fetch('/index.html').then((answer) => answer.headers.get('content-security-policy')),
  )
  expect(policy).toContain("default-src 'none'")
})

test('a range is a range', async ({ page }) => {
  const part = await page.evaluate(async () => {
    const answer = await fetch('/ranged', { headers: { range: 'bytes=250-252' } })
    return [answer.status, answer.headers.get('content-range'), ...new Uint8Array(await answer.arrayBuffer())]
  })
  expect(part).toEqual([206, 'bytes 250-252/1000', 250, 0, 1])
})

test('a streamed body arrives whole', async ({ page }) => {
  expect(await page.evaluate(() => fetch('/pieces').then((answer) => answer.text()))).toBe(
    'piece 0;piece 1;piece 2;piece 3;piece 4;',
  )
})

test('a body that breaks, and a handler that throws, are failures and not answers', async ({ page }) => {
  const outcome = (address: string): Promise<string> =>
    page.evaluate(
      (url) =>
        fetch(url)
          .then((answer) => answer.text())
          .then(
            (text) => `read ${text}`,
            () => 'failed',
          ),
      address,
    )
  expect(await outcome('/broken')).toBe('failed')
  expect(await outcome('/throws')).toBe('failed')
})

test('a posted body reaches the handler', async ({ page }) => {
  const body = Uint8Array.from({ length: 2_000_000 }, (_, at) => at % 253)
  const seen = await page.evaluate(async () => {
    const sent = Uint8Array.from({ length: 2_000_000 }, (_, at) => at % 253)
    return fetch('/hash', { method: 'POST', body: sent }).then((answer) => answer.json() as Promise<unknown>)
  })
  expect(seen).toEqual({ size: 2_000_000, hash: createHash('sha256').update(body).digest('hex') })
})

test('20 MB are served as they are', async ({ page }) => {
  const hash = await page.evaluate(async () => {
    const body = await fetch('/large?size=20000000').then((answer) => answer.arrayBuffer())
    return [...new Uint8Array(await crypto.subtle.digest('SHA-256', body))]
  })
  const expected = createHash('sha256').update(Uint8Array.from({ length: 20_000_000 }, (_, at) => at % 251))
  expect(Buffer.from(hash).toString('hex')).toBe(expected.digest('hex'))
})

test('nobody gets a second handler for a scheme', async ({ shell, page }) => {
  await page.title()
  const said = await shell.evaluate(({ protocol }) => {
    try {
      protocol.handle('app', () => new Response(''))
      return 'allowed'
    } catch {
      return protocol.isProtocolHandled('app')
    }
  })
  expect(said).toBe(true)
})
