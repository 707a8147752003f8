/** The app as a whole: who it is, when it may do what, that there is one of it, and how it ends. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { appFolder, expect, firstPage, test } from './fixtures.ts'

test('it is what package.json says', async ({ shell, page, dataFolder }) => {
  await page.title()
  const said = await shell.evaluate(({ app }) => ({
    name: app.getName(),
    version: app.getVersion(),
    packaged: app.isPackaged,
    folder: app.getAppPath(),
    data: app.getPath('userData'),
    others: [app.getPath('temp'), app.getPath('documents')].map((each) => typeof each),
    type: process.type,
    major: Number(process.versions.electron?.split('.')[0]) >= 45,
  }))
  expect(said).toEqual({
    name: 'Contract',
    version: '1.2.3',
    packaged: false,
    folder: appFolder,
    data: dataFolder,
    others: ['string', 'string'],
    type: 'browser',
    major: true,
  })
})

test('what comes too early or too late is refused', async ({ shell, page }) => {
  await page.title()
  const { window: early, session, handle } = await shell.evaluate(() => globalThis.contract.tooEarly)
  expect(early).toContain('before app is ready')
  expect(session).toMatch(/app is ready/)
  expect(handle).not.toBe('allowed')
  expect(await shell.evaluate(() => globalThis.contract.tooLate)).toContain('before app is ready')
})

test('a second start hands over and leaves', async ({ shell, page, dataFolder }) => {
  await page.title()
  const electron = createRequire(import.meta.url)('electron') as string
  const args = [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), appFolder, 'scan.pdf']
  const second = spawn(electron, args, { env: { ...process.env, CONTRACT_DATA: dataFolder }, stdio: 'ignore' })
  const code = await new Promise((resolve) => second.once('exit', resolve))
  expect(code).toBe(0)
  await expect
    .poll(() => shell.evaluate(() => globalThis.contract.seconds))
    .toEqual([{ last: 'scan.pdf', cwd: process.cwd(), data: { said: 'hello' } }])
  expect(await page.evaluate(() => window.api.echo(1))).toEqual([1])
})

test('after a kill the next start gets everything back', async ({ launch }) => {
  for (let round = 0; round < 3; round++) {
    const shell = await launch()
    await firstPage(shell)
    const ended = new Promise((resolve) => shell.process().once('exit', resolve))
    shell.process().kill('SIGKILL')
    await ended
  }
  const page = await firstPage(await launch())
  expect(await page.evaluate(() => window.api.echo(1))).toEqual([1])
})

test('it ends in order, and can be kept from ending', async ({ shell, page }) => {
  await page.title()
  const left = await shell.evaluate(({ app, BrowserWindow }) => {
    app.once('before-quit', (event) => event.preventDefault())
    app.quit()
    return BrowserWindow.getAllWindows().length
  })
  expect(left).toBe(1)
  const lines: string[] = []
  shell.process().stdout?.on('data', (text: Buffer) => lines.push(...String(text).trim().split('\n')))
  await shell.evaluate(({ app }) => {
    const say = (name: string) => (): void => void process.stdout.write(`${name}\n`)
    globalThis.contract.window.on('close', say('close')).on('closed', say('closed'))
    for (const name of ['before-quit', 'window-all-closed', 'will-quit', 'quit'] as const)
      app.on(name as 'will-quit', say(name))
  })
  await shell.close()
  expect(lines.filter((line) => !line.startsWith('Debugger'))).toEqual([
    'before-quit',
    'close',
    'closed',
    'will-quit',
    'quit',
  ])
})

test('closing at once is no trouble', async ({ launch }) => {
  for (let round = 0; round < 3; round++) await (await launch()).close()
})

test('no crash report is collected unless the app asks for it', async ({ shell, page }) => {
  await page.title()
  expect(existsSync(await shell.evaluate(({ app }) => app.getPath('crashDumps')))).toBe(false)
})

test('settings are kept by electron-store where userData is', async ({ shell, page, dataFolder }) => {
  await page.title()
  const kept = await shell.evaluate(async () => {
    const store = await globalThis.contract.openStore({ name: 'settings' })
    store.set('theme', 'dark')
    const again = await globalThis.contract.openStore({ name: 'settings' })
    return [again.get('theme'), again.path]
  })
  expect(kept).toEqual(['dark', path.join(dataFolder, 'settings.json')])
})

test.describe('the watch on stderr', () => {
  test.fail()
  test('fails a test in which nobody handled a rejection', async ({ shell, page }) => {
    await page.title()
    await shell.evaluate(() => void Promise.reject(new Error('nobody handles this')))
    await page.evaluate(() => window.api.echo(1))
  })
})
