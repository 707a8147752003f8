/** What a page of ours can and cannot do, whatever runs in it. */
import { words } from '#app/words/index.ts'
import { call, expect, granted, openDesk, test } from '../fixtures.ts'

test('the page has two functions and no way around them', async ({ desk }) => {
  const page = await desk.page()
  await page.getByRole('heading').first().waitFor()
  const seen = await page.evaluate(() => ({
    bridge: Object.keys((window as unknown as { faxdesk: object }).faxdesk).toSorted(),
    node: ['require', 'process', 'module', 'global', 'Buffer', '__dirname'].filter((name) => name in window),
  }))
  expect(seen).toEqual({ bridge: ['call', 'subscribe'], node: [] })
  expect(await page.title()).toBe('Faxdesk')
})

test('scripts from text, inline scripts and foreign addresses do not run', async ({ desk }) => {
  const page = await desk.page()
  await page.getByRole('heading').first().waitFor()
  const outcome = await page.evaluate(async () => {
    const script = document.createElement('script')
    script.textContent = 'window.inlineRan = true'
    document.body.append(script)
    // By a timer, because code that a test hands over is not judged by the page's policy.
    const evaluated = await new Promise((resolve) => {
      const asked = document.createElement('button')
      asked.setAttribute('onclick', 'window.attributeRan = true')
      asked.click()
      resolve((window as unknown as { attributeRan?: boolean }).attributeRan ?? false)
    })
    const reach = (url: string) =>
      fetch(url).then(
        () => 'reached',
        () => 'refused',
      )
    return {
      inline: (window as unknown as { inlineRan?: boolean }).inlineRan ?? false,
      evaluated,
      outside: await reach('https://example.org/'),
      image: await new Promise((resolve) => {
        const image = new Image()
        image.addEventListener('load', () => resolve('reached'))
        image.addEventListener('error', () => resolve('refused'))
        image.src = 'https://example.org/pixel.png'
      }),
      popup: window.open('index.html') === null,
    }
  })
  expect(outcome).toEqual({ inline: false, evaluated: false, outside: 'refused', image: 'refused', popup: true })
})

test('the page cannot be led elsewhere', async ({ desk }) => {
  const page = await desk.page()
  await page.getByRole('heading').first().waitFor()
  await page.evaluate(() => {
    location.href = 'https://example.org/'
  })
  await expect(page.getByRole('heading', { name: words.setup.practice.title })).toBeVisible()
  expect(
    await desk.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => window.webContents.getURL()),
    ),
  ).toEqual(['app://faxdesk/index.html'])
})

test('hostile calls get an answer, never a crash, and never somebody else’s rights', async ({ desk }) => {
  const page = await openDesk(desk)
  const hostile = await page.evaluate(async () => {
    const { faxdesk } = window as unknown as {
      faxdesk: { call: (name: unknown, input: unknown) => Promise<{ ok: boolean }> }
    }
    const names = ['__proto__', 'constructor', 'toString', '', 'faxes.read', 'people.add', null, 7, {}, []]
    const inputs = [
      undefined,
      null,
      0,
      '',
      [],
      {},
      { id: '../../etc' },
      { id: { toString: 'x' } },
      new Map([['id', 1]]),
      new Uint8Array(10),
      Number.NaN,
    ]
    const answers = await Promise.all(
      names.flatMap((name) =>
        inputs.map((input) =>
          faxdesk.call(name, input).then(
            (answer) => answer.ok,
            () => 'threw',
          ),
        ),
      ),
    )
    return [...new Set(answers)]
  })
  expect(hostile).toEqual([false])
  expect(await granted(page, 'faxes.counts', {})).toMatchObject({ all: 0 })
})

test('a second start brings the first window forward and stays away', async ({ desk }) => {
  const page = await openDesk(desk)
  const told = desk.app.evaluate(
    ({ app }) => new Promise((resolve) => app.once('second-instance', () => resolve(true))),
  )
  const { spawn } = await import('node:child_process')
  const electron = (await import('electron')).default as unknown as string
  const second = spawn(electron, ['.'], {
    cwd: process.cwd(),
    env: { ...process.env, FAXDESK_DATA: desk.folder },
    stdio: 'ignore',
  })
  const ended = new Promise((resolve) => second.once('exit', resolve))
  expect(await told).toBe(true)
  expect(await ended).toBe(0)
  expect((await call(page, 'app.status', {})).ok).toBe(true)
  expect(desk.app.windows()).toHaveLength(1)
})

test('window contents are protected from screen capture', async ({ desk }) => {
  await (await desk.page()).getByRole('heading').first().waitFor()
  const guarded = await desk.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().every((window) => window.isContentProtected()),
  )
  expect(guarded).toBe(true)
})
