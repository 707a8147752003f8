/**
 * What a person at the window waits for: pdf.js alone, and the app from a drop to the page and to the page as it will
 * arrive, through the store, sealing and all; `stalls.ts` says how long the app's own threads stand still meanwhile.
 */
import type { Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { chooseElectron } from '#build/electron.mjs'
import { bundle } from '#build/bundle.mjs'
import { words } from '#app/words/index.ts'
import { bareFirstPage, putPdfjs } from '../bare-pdfjs.ts'
import { figureLine, percentile, print } from '../figure.ts'
import { benchStalls } from './stalls.ts'

/** As many rows as a fax page of fine quality has. */
const faxRows = 2156
const times = 10

export interface BareFile {
  readonly name: string
  readonly file: string
}

/** Prints the waits for each file, in pdf.js alone and in the app, and the stalls while `long`, a file, is shown. */
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
      await benchWaits(page, name, file)
    }
    await beginFax(page)
    await handOver(page, long)
    await benchStalls(desk, page, '200-pages', async () => (await shownWatched(page)).stillMs)
  } finally {
    await desk.close()
  }
}

/** A fresh fax for each time; the first is not counted. */
async function benchWaits(page: Page, name: string, file: string): Promise<void> {
  const waits: Watched[] = []
  for (let time = 0; time <= times; time += 1) {
    await beginFax(page)
    await handOver(page, file)
    waits.push(await shownWatched(page))
  }
  const median = (take: (one: Watched) => number): number => percentile(waits.slice(1).map(take), 0.5)
  print(
    figureLine(
      `documents/drop-to-page-${name}-median`,
      median(({ drawnMs }) => drawnMs),
      'ms',
    ),
  )
  print(
    figureLine(
      `documents/look-as-received-${name}-median`,
      median(({ receivedMs }) => receivedMs),
      'ms',
    ),
  )
}

async function beginFax(page: Page): Promise<void> {
  await page.keyboard.press('Control+n')
  await page.getByText(words.send.drop.title).waitFor()
}

interface Watched {
  /** From the drop to the first page. */
  readonly drawnMs: number
  /** From asking for it as it will arrive to that picture, the whole packet sealed in between. */
  readonly receivedMs: number
  /** The longest time the page's timers had to wait meanwhile. */
  readonly stillMs: number
}

/** Puts a file into the page, as it lies in a folder: what that costs is the test's and not the app's. */
async function handOver(page: Page, file: string): Promise<void> {
  const text = readFileSync(file).toString('base64')
  await page.evaluate((text) => {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.codePointAt(0) ?? 0)
    const handed = new DataTransfer()
    handed.items.add(new File([bytes], 'bench.pdf', { type: 'application/pdf' }))
    Object.assign(globalThis, { handed })
  }, text)
}

/**
 * Drops the file that lies ready on the page, waits for its first page and asks for it as it will arrive. All of it in the page, by its
 * marks: looking for words by their role, as tests do, takes a window longer than anything the app does.
 */
const shownWatched = (page: Page): Promise<Watched> =>
  page.evaluate(async (received) => {
    const { handed } = globalThis as unknown as { readonly handed: DataTransfer }
    // Timers of a page come each fourth millisecond at most.
    const tickMs = 4
    const tick = (): Promise<number> => new Promise((told) => setTimeout(() => told(performance.now()), tickMs))
    await tick()
    let stillMs = 0
    const until = async (mark: string): Promise<number> => {
      const began = performance.now()
      for (let last = performance.now(); !document.querySelector(mark);) {
        const now = await tick()
        stillMs = Math.max(stillMs, now - last - tickMs)
        last = now
      }
      return performance.now() - began
    }
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: handed, bubbles: true, cancelable: true }))
    const drawnMs = await until('.desk-paper [data-page=drawn]')
    const looks = [...document.querySelectorAll<HTMLElement>('.desk [role=radio]')]
    looks.find(({ textContent }) => textContent === received)?.click()
    const receivedMs = await until('.received[data-page=drawn]')
    return { drawnMs, receivedMs, stillMs }
  }, words.send.preview.received)
