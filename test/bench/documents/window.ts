/**
 * What a person at the window waits for: pdf.js alone beside our first view, and how long the app's own threads stand
 * still while a long document is dropped and shown as it will arrive.
 */
import type { Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { chooseElectron } from '#build/electron.mjs'
import { bundle } from '#build/bundle.mjs'
import { words } from '#app/words/index.ts'
import type { Desktop } from '#test/given/desktop.ts'
import { bareFirstPage, putPdfjs } from '../bare-pdfjs.ts'
import { figureLine, percentile, print } from '../figure.ts'

/** As many rows as a fax page of fine quality has. */
const faxRows = 2156
const times = 10
const stillAtMostMs = 16

export interface BareFile {
  readonly name: string
  readonly file: string
}

/** Prints the 95th percentile of pdf.js alone for each file, and the stalls while `long`, a file, is shown. */
export async function benchWindow(files: readonly BareFile[], long: string): Promise<void> {
  chooseElectron()
  await bundle()
  const { root, startDesktop } = await import('#test/given/desktop.ts')
  const { openDesk } = await import('#test/screen/fixtures.ts')
  putPdfjs(root)
  const desk = await startDesktop()
  try {
    const page = await openDesk(desk)
    for (const { name, file } of files) {
      await bareFirstPage(page, file, faxRows)
      const taken: number[] = []
      for (let time = 0; time < times; time += 1) taken.push(await bareFirstPage(page, file, faxRows))
      print(figureLine(`documents/first-view-${name}-p95-bare-pdfjs`, percentile(taken, 0.95), 'ms'))
    }
    await benchStalls(desk, page, long)
  } finally {
    await desk.close()
  }
}

async function benchStalls(desk: Desktop, page: Page, long: string): Promise<void> {
  await page.keyboard.press('Control+n')
  await page.getByText(words.send.drop.title).waitFor()
  await desk.app.evaluate(() => {
    const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks')
    const delay = monitorEventLoopDelay({ resolution: 1 })
    delay.enable()
    Object.assign(globalThis, { longestDelayMs: () => delay.max / 1e6 })
  })
  await dropWatched(page, long)
  await page.locator('.desk-paper [data-page=drawn]').waitFor()
  await page.getByRole('radio', { name: words.send.preview.received, exact: true }).click()
  await page.locator('.desk-paper[data-page=drawn]').waitFor()
  const longestIn = (name: string): Promise<number> =>
    page.evaluate((name) => (globalThis as unknown as Record<string, () => number>)[name]?.() ?? Number.NaN, name)
  const still = await longestIn('longestStillMs')
  const delay = await desk.app.evaluate(() =>
    (globalThis as unknown as { readonly longestDelayMs: () => number }).longestDelayMs(),
  )
  print(figureLine('documents/longest-stall-of-main-200-pages', delay, 'ms', { most: stillAtMostMs }))
  print(figureLine('documents/longest-stall-of-page-200-pages', still, 'ms', { most: stillAtMostMs }))
}

/** Drops a file on the page, which from then on notes the longest time its timers had to wait. */
async function dropWatched(page: Page, file: string): Promise<void> {
  await page.evaluate((text) => {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.codePointAt(0) ?? 0)
    const transfer = new DataTransfer()
    transfer.items.add(new File([bytes], 'bench.pdf', { type: 'application/pdf' }))
    let last = performance.now()
    let longest = 0
    const timer = setInterval(() => {
      const now = performance.now()
      // Timers of a page come each fourth millisecond at most.
      longest = Math.max(longest, now - last - 4)
      last = now
    }, 4)
    const stop = (): number => {
      clearInterval(timer)
      return longest
    }
    Object.assign(globalThis, { longestStillMs: stop })
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }))
  }, readFileSync(file).toString('base64'))
}
