/** Windows: how they come, change and go, and that each has a process of its own. */
import type { ElectronApplication, Page } from '@playwright/test'
import { expect, firstPage, test } from './fixtures.ts'

/** As the product locks: a new window is opened and the old one destroyed in one breath. */
async function swap(shell: ElectronApplication, old: Page): Promise<Page> {
  const coming = shell.waitForEvent('window')
  const going = old.waitForEvent('close')
  await shell.evaluate(() => {
    const before = globalThis.contract.window
    void globalThis.contract.open({ page: 'index.html?swapped' })
    before.destroy()
  })
  const page = await coming
  await going
  await page.getByRole('heading', { name: 'Contract' }).waitFor()
  return page
}

const renderers = (shell: ElectronApplication): Promise<number[]> =>
  shell.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((win) => win.webContents.getOSProcessId()))

function running(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

test('ten swaps in a row: each page is new, its process too, and the old one is gone', async ({ shell, page }) => {
  let shown = page
  for (let round = 1; round <= 10; round++) {
    const [before = 0] = await renderers(shell)
    await shown.evaluate(() => Object.assign(window, { secret: 'of the old page' }))
    shown = await swap(shell, shown)
    const [after = 0] = await renderers(shell)
    expect(after, `round ${round}`).toBeGreaterThan(0)
    expect(after, `round ${round}`).not.toBe(before)
    await expect.poll(() => running(before), `round ${round}`).toBe(false)
    expect(await shown.evaluate('typeof window.secret')).toBe('undefined')
    expect(shell.windows()).toHaveLength(1)
    expect(await shown.evaluate(() => window.api.echo(1))).toEqual([1])
  }
  expect(await shell.evaluate(() => globalThis.contract.created)).toBe(11)
})

test('a destroyed window is gone at once and says so', async ({ shell, page }) => {
  await page.title()
  const said = await shell.evaluate(async ({ BrowserWindow }) => {
    const [first] = BrowserWindow.getAllWindows()
    const win = await globalThis.contract.open()
    const events: string[] = []
    win.on('close', () => events.push('close'))
    win.on('closed', () => events.push('closed'))
    const contents = win.webContents
    win.destroy()
    const attempt = (call: () => unknown): unknown => {
      try {
        return call()
      } catch (error) {
        return (error as Error).message
      }
    }
    return {
      events,
      destroyed: [win.isDestroyed(), contents.isDestroyed()],
      left: BrowserWindow.getAllWindows().map((each) => each.id === first?.id),
      refused: [attempt(() => win.show()), attempt(() => contents.send('x'))],
    }
  })
  expect(said).toEqual({
    events: ['closed'],
    destroyed: [true, true],
    left: [true],
    refused: ['Object has been destroyed', 'Object has been destroyed'],
  })
  await expect.poll(() => shell.windows().length).toBe(1)
})

test('a close can be refused', async ({ shell, page }) => {
  await page.title()
  const left = await shell.evaluate(({ BrowserWindow }) => {
    const win = globalThis.contract.window
    win.once('close', (event) => event.preventDefault())
    win.close()
    return BrowserWindow.getAllWindows().length
  })
  expect(left).toBe(1)
  expect(await page.evaluate(() => window.api.echo(1))).toEqual([1])
})

test('the last window takes the app with it', async ({ shell, page }) => {
  const ended = shell.waitForEvent('close')
  const child = shell.process()
  await page.close()
  await ended
  expect(child.exitCode).toBe(0)
})

test('bounds are kept, also behind a maximized window', async ({ shell, page }) => {
  await page.title()
  const said = await shell.evaluate(() => {
    const win = globalThis.contract.window
    win.setBounds({ x: 20, y: 30, width: 1000, height: 760 })
    const normal = win.getNormalBounds()
    win.maximize()
    return { normal: [normal.width, normal.height], kept: win.getNormalBounds().width, window: win.isDestroyed() }
  })
  expect(said).toEqual({ normal: [1000, 760], kept: 1000, window: false })
})

test('windows are found by their contents', async ({ shell, page }) => {
  await page.title()
  const found = await shell.evaluate(async ({ BrowserWindow }) => {
    const second = await globalThis.contract.open({ show: false })
    const same = BrowserWindow.fromWebContents(second.webContents)?.id === second.id
    second.destroy()
    return [same, BrowserWindow.getAllWindows().length]
  })
  expect(found).toEqual([true, 1])
  const win = await shell.browserWindow(page)
  expect(await win.evaluate((each) => each.webContents.getURL())).toBe('app://faxdesk/index.html')
})

test('a title set by the page can be kept out of the window', async ({ shell, page }) => {
  await shell.evaluate(() => {
    const win = globalThis.contract.window
    win.setTitle('Faxdesk')
    win.on('page-title-updated', (event, title) => {
      globalThis.contract.heard.push(title)
      event.preventDefault()
    })
  })
  await page.evaluate(() => (document.title = 'told by the page'))
  await expect.poll(() => shell.evaluate(() => globalThis.contract.heard)).toEqual(['told by the page'])
  expect(await shell.evaluate(() => globalThis.contract.window.getTitle())).toBe('Faxdesk')
})

test('a page prints and can be photographed', async ({ shell, page }) => {
  await page.bringToFront()
  const seen = await shell.evaluate(async () => {
    const { webContents } = globalThis.contract.window
    const pdf = await webContents.printToPDF({ pageSize: 'A4', printBackground: true })
    const picture = await webContents.capturePage()
    return [pdf.subarray(0, 5).toString(), picture.toPNG().subarray(1, 4).toString(), picture.getSize().width > 0]
  })
  expect(seen).toEqual(['%PDF-', 'PNG', true])
})

test('a renderer that dies is reported, and a reload brings the page back', async ({ shell, page }) => {
  await page.title()
  const said = await shell.evaluate(async ({ app }) => {
    const { webContents } = globalThis.contract.window
    const atApp = new Promise<string>((resolve) =>
      app.once('render-process-gone', (_event, _contents, details) => resolve(details.reason)),
    )
    const atPage = new Promise<string>((resolve) =>
      webContents.once('render-process-gone', (_event, details) => resolve(details.reason)),
    )
    webContents.forcefullyCrashRenderer()
    const reasons = await Promise.all([atApp, atPage])
    const back = new Promise<void>((resolve) => webContents.once('did-finish-load', () => resolve()))
    webContents.reload()
    await back
    return [...reasons.map((reason) => reason === 'crashed' || reason === 'killed'), webContents.getURL()]
  })
  expect(said).toEqual([true, true, 'app://faxdesk/index.html'])
})

test('keys are heard by main', async ({ shell, page }) => {
  await shell.evaluate(() => {
    globalThis.contract.window.webContents.on('before-input-event', (_event, input) => {
      globalThis.contract.heard.push([input.type, input.key, input.control])
    })
  })
  await page.keyboard.press('Control+l')
  await expect.poll(() => shell.evaluate(() => globalThis.contract.heard)).toContainEqual(['keyDown', 'l', true])
})

test("the theme main chooses is the page's, unless a test says otherwise", async ({ launch }) => {
  const shell = await launch({ colorScheme: null })
  const page = await firstPage(shell)
  const dark = (shown: Page): Promise<boolean> =>
    shown.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)
  await shell.evaluate(({ nativeTheme }) => {
    nativeTheme.on('updated', () => globalThis.contract.heard.push(nativeTheme.shouldUseDarkColors))
    nativeTheme.themeSource = 'dark'
  })
  await expect.poll(() => dark(page)).toBe(true)
  expect(await shell.evaluate(() => globalThis.contract.heard)).toContain(true)
  const next = await swap(shell, page)
  await expect.poll(() => dark(next)).toBe(true)
  await next.emulateMedia({ colorScheme: 'light' })
  expect(await dark(next)).toBe(false)
})
