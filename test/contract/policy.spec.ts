/** What a page may not do: leave, open windows, reach the network, run what is not the app's, use devices. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from './fixtures.ts'

test('a policy in the header holds', async ({ page }) => {
  const ran = await page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'window.inline = "ran later"'
    document.head.append(script)
    return window.inline
  })
  expect(ran).toBeUndefined()
  expect(
    await page.evaluate(() =>
      fetch('https://elsewhere.example/').then(
        () => 'fetched',
        () => 'refused',
      ),
    ),
  ).toBe('refused')
})

test('main can stop a request and add to an answer', async ({ shell, page }) => {
  expect(await page.evaluate(() => fetch('/url').then((answer) => answer.headers.get('x-seen-by-main')))).toBe('yes')
  const outcome = await shell.evaluate(async () => {
    const win = globalThis.contract.window
    return win.loadURL('https://elsewhere.example/').then(
      () => 'loaded',
      (error: Error) => error.message,
    )
  })
  expect(outcome).toContain('ERR_BLOCKED_BY_CLIENT')
  expect(await shell.evaluate(() => globalThis.contract.requests)).toContain('https://elsewhere.example/')
})

test('links out go nowhere, links within go there', async ({ shell, page }) => {
  await page.getByRole('link', { name: 'leave' }).click()
  await expect
    .poll(() => shell.evaluate(() => globalThis.contract.navigations))
    .toEqual(['https://elsewhere.example/leave'])
  expect(await page.title()).toBe('Contract')
  await page.getByRole('link', { name: 'again' }).click()
  const shown = (): Promise<string | undefined> => shell.evaluate(() => globalThis.contract.window.webContents.getURL())
  await expect.poll(shown).toBe('app://faxdesk/index.html?again')
  await expect.poll(() => page.evaluate(() => window.api.echo(3))).toEqual([3])
})

test('scripts cannot take the page elsewhere either', async ({ shell, page }) => {
  await page.evaluate(() => window.location.assign('https://elsewhere.example/assigned'))
  await expect
    .poll(() => shell.evaluate(() => globalThis.contract.navigations))
    .toEqual(['https://elsewhere.example/assigned'])
  expect(await page.evaluate(() => window.api.echo(1))).toEqual([1])
})

test('popups are refused, and main may open the browser instead', async ({ shell, page }) => {
  await shell.evaluate(({ shell: desktop }) => {
    desktop.openExternal = async (url) => void globalThis.contract.heard.push(url)
  })
  expect(await page.evaluate(() => window.open('https://popup.example/') === null)).toBe(true)
  await page.getByRole('link', { name: 'help' }).click()
  await expect
    .poll(() => shell.evaluate(() => globalThis.contract.popups))
    .toEqual(['https://popup.example/', 'https://help.example/topic'])
  expect(await shell.evaluate(() => globalThis.contract.heard)).toEqual(['https://help.example/topic'])
  expect(await shell.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  expect(shell.windows()).toHaveLength(1)
})

test('permissions are what main says', async ({ page }) => {
  for (const name of ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read']) {
    const state = await page.evaluate(
      (asked) => navigator.permissions.query({ name: asked as PermissionName }).then((said) => said.state),
      name,
    )
    expect(state, name).toBe('denied')
  }
  expect(await page.evaluate(() => Notification.permission)).toBe('denied')
  const camera = await page.evaluate(() =>
    navigator.mediaDevices.getUserMedia({ video: true }).then(
      () => 'given',
      (error: Error) => error.name,
    ),
  )
  expect(['NotAllowedError', 'NotFoundError']).toContain(camera)
})

test('a redirect is asked about like a link', async ({ shell, page }) => {
  const server = createServer((_request, response) => void response.writeHead(302, { location: '/final' }).end())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/start`
    await page.title()
    const asked = await shell.evaluate(async ({ session }, url) => {
      session.defaultSession.webRequest.onBeforeRequest(null)
      const { webContents } = globalThis.contract.window
      const seen: string[] = []
      webContents.on('will-redirect', (event) => {
        seen.push(new URL(event.url).pathname)
        event.preventDefault()
      })
      await webContents.loadURL(url).catch(() => {})
      return [...seen, webContents.getURL()]
    }, address)
    expect(asked).toEqual(['/final', 'app://faxdesk/index.html'])
  } finally {
    server.close()
  }
})
