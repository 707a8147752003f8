/** The page has the preload's window, and nothing behind it. */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from './fixtures.ts'

test('the page sees what was exposed and no way around it', async ({ page }) => {
  expect(
    await page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron'].filter((name) => name in window),
    ),
  ).toEqual([])
  expect(await page.evaluate(() => [isSecureContext, typeof crypto.subtle, window.scriptRan])).toEqual([
    true,
    'object',
    true,
  ])
})

test('what was exposed cannot be replaced or changed', async ({ page }) => {
  const after = await page.evaluate(() => {
    const attempt = (change: () => void): void => {
      try {
        change()
      } catch {
        // strict code is told, other code is not: what counts is that nothing changed
      }
    }
    attempt(() => Object.assign(window, { api: 1 }))
    attempt(() => Object.assign(window.api, { echo: 1 }))
    attempt(() => (window.api.nested.deep.value = 2))
    return [typeof window.api, typeof window.api.echo, window.api.nested.deep.value]
  })
  expect(after).toEqual(['object', 'function', 1])
})

test('the preload shares the document, not the globals', async ({ page }) => {
  await page.evaluate(() => (document.title = 'changed'))
  expect(await page.evaluate(() => window.api.title())).toBe('changed')
  await page.evaluate(() => (Uint8Array.from = () => new Uint8Array([6, 6, 6]))) // the page's own, not the preload's
  expect(await page.evaluate(async () => ((await window.api.echo(new Uint8Array([1])))[0] as Uint8Array)[0])).toBe(1)
})

test('a sandboxed preload requires little', async ({ page }) => {
  const [electron, events, timers, url, fs, child] = await page.evaluate(() =>
    window.api.requirable(['electron', 'events', 'timers', 'url', 'fs', 'child_process']),
  )
  expect([electron, events, timers, url]).toEqual(['object', 'function', 'object', 'object'])
  expect(fs).toContain('module not found')
  expect(child).toContain('module not found')
  expect(await page.evaluate(() => window.api.process)).toEqual(['renderer', true, true, 'string'])
})

test('frames get no preload', async ({ page }) => {
  const inFrame = await page.evaluate(async () => {
    const frame = Object.assign(document.createElement('iframe'), { src: './other.html' })
    await new Promise((done) => {
      frame.addEventListener('load', done)
      document.body.append(frame)
    })
    return [frame.contentDocument?.title, typeof frame.contentWindow?.api]
  })
  expect(inFrame).toEqual(['Other', 'undefined'])
})

test('a chosen file has a path in the preload, a made one has none', async ({ page, dataFolder }) => {
  const file = path.join(dataFolder, 'scan.txt')
  writeFileSync(file, 'a scan')
  await page.locator('input').setInputFiles(file)
  const paths = await page.evaluate(() => {
    const chosen = document.querySelector('input')?.files?.[0]
    return [chosen && window.api.pathOf(chosen), window.api.pathOf(new File(['x'], 'made.txt'))]
  })
  expect(paths).toEqual([file, ''])
})

test('a file given to the page crosses as bytes', async ({ page }) => {
  const bytes = await page.evaluate(() =>
    window.api.file('package.json').then((file) => new TextDecoder().decode(file)),
  )
  expect(JSON.parse(bytes)).toMatchObject({ productName: 'Contract' })
})
