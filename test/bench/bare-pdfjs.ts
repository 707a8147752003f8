/** pdf.js alone, in the app's own browser: what our waits for a page are measured beside. */
import type { Page } from '@playwright/test'
import type * as BarePdfjs from 'pdfjs-dist'
import { cpSync, readFileSync } from 'node:fs'
import path from 'node:path'

type BarePdf = typeof BarePdfjs

/** Puts pdf.js where a window of the built app in `root` can load it from. */
export function putPdfjs(root: string): void {
  for (const name of ['pdf.min.mjs', 'pdf.worker.min.mjs']) {
    const from = path.join(root, 'node_modules', 'pdfjs-dist', 'build', name)
    cpSync(from, path.join(root, 'out', 'renderer', 'bench', name))
  }
}

/** From a file's bytes to its first page on a canvas as high as that, in ms. The large preview is 616 dots high. */
export async function bareFirstPage(page: Page, file: string, height = 616): Promise<number> {
  return page.evaluate(
    async ([base64, height]) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.codePointAt(0) ?? 0)
      // From an address of the page's own, put there for the bench; the name is kept from the bundler by being a value.
      const address = new URL('bench/pdf.min.mjs', location.href).href
      const { getDocument, GlobalWorkerOptions } = (await import(address)) as BarePdf
      GlobalWorkerOptions.workerSrc = new URL('bench/pdf.worker.min.mjs', location.href).href
      const began = performance.now()
      const task = getDocument({ data: bytes })
      const pdf = await task.promise
      const first = await pdf.getPage(1)
      const viewport = first.getViewport({ scale: height / first.getViewport({ scale: 1 }).height })
      const canvas = document.createElement('canvas')
      canvas.width = viewport.width
      canvas.height = viewport.height
      await first.render({ canvas, viewport }).promise
      const took = performance.now() - began
      await task.destroy()
      return took
    },
    [readFileSync(file).toString('base64'), height] as const,
  )
}
