/**
 * Scans and photographs become PDFs of the same dots, so that everything behind knows one kind of document. libvips
 * reads them, in a child of its own that starts with the first one. Nothing is scaled, smoothed or sharpened here.
 */
import { documentLimits, type DocumentKind } from '#app/domain/pages/document.ts'
import { Kernel } from '../rendition/kernel.ts'
import type { Assets, Job, Pdf } from '../service/protocol.ts'
import { Refused } from '../service/refused.ts'
import type { Performer, Signs } from '../service/serve.ts'
import { dotsOf, readThrough } from './dots.ts'
import { bareJpeg } from './jpeg.ts'
import { writePictures, type PicturePage } from './picture-pdf.ts'
import { tiffPages } from './tiff.ts'
import { startVips, type Source, type Vips } from './vips.ts'

/** Starts libvips and the coder for pages of one bit. */
export async function startPictures({ vipsPath }: Assets): Promise<Performer> {
  const vips = await startVips(vipsPath)
  const kernel = new Kernel()
  return {
    perform(job, { progress }) {
      if (job.kind !== 'convert') throw new TypeError(`${job.kind} is not a job for pictures`)
      return convert(vips, kernel, job, progress)
    },
    heapBytes: () => vips.heapBytes() + kernel.heapBytes(),
  }
}

/**
 * A picture, or a TIFF of several, as a PDF. Same file, same bytes. Refuses picture-coding, too-many-dots,
 * too-many-pages, too-large (as a PDF), and damaged where even one strip cannot be read.
 */
async function convert(
  vips: Vips,
  kernel: Kernel,
  { bytes, picture }: Extract<Job, { readonly kind: 'convert' }>,
  progress: Signs['progress'],
): Promise<Pdf> {
  const sources = sourcesOf(bytes, picture)
  const pages: PicturePage[] = []
  let size = 0
  for (const source of sources) {
    const page = pageOf(vips, kernel, bytes, source)
    size += page.coded.reduce((sum, part) => sum + part.byteLength, 0)
    if (size > documentLimits.bytesAtMost) throw new Refused('too-large')
    pages.push(page)
    await progress(pages.length)
  }
  return { bytes: writePictures(pages), pages: pages.length }
}

function sourcesOf(bytes: Uint8Array, kind: Exclude<DocumentKind, 'pdf'>): readonly Source[] {
  return kind === 'tiff' ? tiffPages(bytes) : [{ kind }]
}

function pageOf(vips: Vips, kernel: Kernel, bytes: Uint8Array, source: Source): PicturePage {
  const image = vips.open(bytes, source)
  try {
    const { widthPx, heightPx, orientation, dpi } = image
    // What a header claims is judged before a single dot is unpacked.
    if (Math.max(widthPx, heightPx) > 0xffff || widthPx * heightPx > documentLimits.dotsAtMost)
      throw new Refused('too-many-dots')
    const common = { widthPx, heightPx, orientation, dpi }
    const kept = source.kind === 'jpeg' && image.plainJpeg ? bareJpeg(bytes) : undefined
    if (!kept) return { ...common, ...dotsOf(kernel, image) }
    readThrough(image)
    return { ...common, ...kept, coding: 'jpeg' as const }
  } finally {
    image.close()
  }
}
