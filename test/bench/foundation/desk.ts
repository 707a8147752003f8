/**
 * The desk in a browser: launch to the sign-in screen, unlock, and from a dropped file to its first page drawn, beside
 * bare pdf.js in the same browser on the same page. Ratios count; the machine is shared.
 */
import type { Page } from '@playwright/test'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chooseElectron } from '#build/electron.mjs'
import { bundle } from '#build/bundle.mjs'
import { words } from '#app/words/index.ts'
import { madePages } from '#test/given/samples/made.ts'
import { bareFirstPage, putPdfjs } from '../bare-pdfjs.ts'
import { figureLine, median, print, timed } from '../figure.ts'
import { sidebar } from '#test/given/walk/steps.ts'

chooseElectron()
const { root, startDesktop } = await import('#test/given/desktop.ts')
const { sample, signIn } = await import('#test/given/walk/steps.ts')
const { openDesk } = await import('#test/screen/fixtures.ts')

const launches = 5
const drops = 5

export async function benchDesk(): Promise<void> {
  await bundle()
  putPdfjs(root)
  const folder = mkdtempSync(path.join(tmpdir(), 'faxdesk-bench-'))
  try {
    const first = await startDesktop({ folder })
    await openDesk(first)
    await first.close()
    await benchLaunch(folder)
    await benchDrops(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function benchLaunch(folder: string): Promise<void> {
  const launched: number[] = []
  const unlocked: number[] = []
  for (let run = 0; run < launches; run += 1) {
    const began = performance.now()
    const desk = await startDesktop({ folder })
    const page = await desk.page()
    await page.getByLabel(words.signIn.password).first().waitFor()
    launched.push(performance.now() - began)
    await signIn(page)
    await sidebar(page).waitFor()
    const locked = await desk.rebuilt(() => page.keyboard.press('Control+l'))
    await locked.getByLabel(words.signIn.password).first().waitFor()
    unlocked.push(
      await timed(async () => {
        await signIn(locked)
        await sidebar(locked).waitFor()
      }),
    )
    await desk.close()
  }
  print(
    figureLine(
      'foundation/launch-to-sign-in',
      median(launched),
      'ms',
      undefined,
      '(stand-in or Electron, whichever is here)',
    ),
  )
  print(figureLine('foundation/unlock', median(unlocked), 'ms'))
}

async function benchDrops(folder: string): Promise<void> {
  const long = path.join(folder, 'two-hundred.pdf')
  writeFileSync(long, madePages(200))
  for (const [name, file] of [
    ['10-pages', sample('referral-10p.pdf')],
    ['200-pages', long],
  ] as const) {
    const ours: number[] = []
    const bare: number[] = []
    const desk = await startDesktop({ folder })
    const page = await desk.page()
    await signIn(page)
    await sidebar(page).waitFor()
    await bareFirstPage(page, file)
    for (let run = 0; run < drops; run += 1) {
      bare.push(await bareFirstPage(page, file))
      ours.push(await dropToFirstPage(page, file))
    }
    await desk.close()
    print(
      figureLine(`foundation/drop-to-first-page-${name}-vs-bare-pdfjs`, median(ours) / median(bare), 'x', {
        most: 1.2,
      }),
    )
  }
}

/** From the drop to the first page drawn in the large preview, as the page itself measures it. */
async function dropToFirstPage(page: Page, file: string): Promise<number> {
  await page.keyboard.press('Control+n')
  await page.getByText(words.send.drop.title).waitFor()
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.codePointAt(0) ?? 0)
    const transfer = new DataTransfer()
    transfer.items.add(new File([bytes], 'bench.pdf', { type: 'application/pdf' }))
    const began = performance.now()
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }))
    await new Promise<void>((resolve) => {
      const look = (): void => {
        if (document.querySelector('.desk-paper [data-page=drawn]')) resolve()
        else requestAnimationFrame(look)
      }
      look()
    })
    return performance.now() - began
  }, readFileSync(file).toString('base64'))
}
