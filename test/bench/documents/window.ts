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
  const still = await shownWatched(page, long)
  const delay = await desk.app.evaluate(() =>
    (globalThis as unknown as { readonly longestDelayMs: () => number }).longestDelayMs(),
  )
  print(figureLine('documents/longest-stall-of-main-200-pages', delay, 'ms', { most: stillAtMostMs }))
  print(figureLine('documents/longest-stall-of-page-200-pages', still, 'ms', { most: stillAtMostMs }))
}

/**
 * Drops a file on the page, waits for its first page and asks for it as it will arrive; answers the longest time the page's
 * timers had to wait meanwhile, in ms. All of it in the page, by its marks: looking for words by their role, as tests do,
 * takes a window longer than anything the app does.
 */
async function shownWatched(page: Page, file: string): Promise<number> {
  const text = readFileSync(file).toString('base64')
  return page.evaluate(
    async ({ text, received }) => {
      const bytes = Uint8Array.from(atob(text), (letter) => letter.codePointAt(0) ?? 0)
      const transfer = new DataTransfer()
      transfer.items.add(new File([bytes], 'bench.pdf', { type: 'application/pdf' }))
      // Timers of a page come each fourth millisecond at most.
      const tickMs = 4
      const tick = (): Promise<number> => new Promise((told) => setTimeout(() => told(performance.now()), tickMs))
      await tick()
      let longest = 0
      const until = async (mark: string): Promise<void> => {
        for (let last = performance.now(); !document.querySelector(mark);) {
          const now = await tick()
          longest = Math.max(longest, now - last - tickMs)
          last = now
        }
      }
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }))
      await until('.desk-paper [data-page=drawn]')
      const looks = [...document.querySelectorAll<HTMLElement>('.desk [role=radio]')]
      looks.find(({ textContent }) => textContent === received)?.click()
      await until('.desk-paper[data-page=drawn]')
      return longest
    },
    { text, received: words.send.preview.received },
  )
}
