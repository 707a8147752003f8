/** What a page looks like, as PDF or PNG. */
import { bytesOf, type Peer } from '../chromium/cdp.ts'
import { NativeImage } from '../parts/native-image.ts'

/** Inches, portrait. */
const PAPER: Readonly<Record<string, { readonly width: number; readonly height: number }>> = {
  A3: { width: 11.7, height: 16.54 },
  A4: { width: 8.27, height: 11.7 },
  A5: { width: 5.83, height: 8.27 },
  Legal: { width: 8.5, height: 14 },
  Letter: { width: 8.5, height: 11 },
}

/** @throws Error for a page size the stand-in does not know */
export async function printToPdf(cdp: Peer, options: Electron.PrintToPDFOptions): Promise<Buffer> {
  const { pageSize = 'Letter', margins, landscape, printBackground, scale, pageRanges, preferCSSPageSize } = options
  const paper = typeof pageSize === 'string' ? PAPER[pageSize] : pageSize
  if (!paper) throw new Error('this page size is not in the stand-in')
  const { data } = await cdp.send('Page.printToPDF', {
    paperWidth: paper.width,
    paperHeight: paper.height,
    ...(landscape !== undefined && { landscape }),
    ...(printBackground !== undefined && { printBackground }),
    ...(scale !== undefined && { scale }),
    ...(pageRanges !== undefined && { pageRanges }),
    ...(preferCSSPageSize !== undefined && { preferCSSPageSize }),
    ...(margins?.top !== undefined && { marginTop: margins.top }),
    ...(margins?.bottom !== undefined && { marginBottom: margins.bottom }),
    ...(margins?.left !== undefined && { marginLeft: margins.left }),
    ...(margins?.right !== undefined && { marginRight: margins.right }),
  })
  return Buffer.from(bytesOf(data))
}

export async function capture(cdp: Peer, rect?: Electron.Rectangle): Promise<NativeImage> {
  const { data } = await cdp.send('Page.captureScreenshot', {
    format: 'png',
    ...(rect && { clip: { ...rect, scale: 1 } }),
  })
  return new NativeImage(Buffer.from(bytesOf(data)))
}
