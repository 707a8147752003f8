/** What a child for pages can do: all jobs on PDFs, and drawing new ones. Pictures are another child's. */
import { readFile } from 'node:fs/promises'
import { drawConfirmation } from '../../reports/render/confirmation.ts'
import type { Fonts } from '../../reports/render/paper.ts'
import { drawCover } from '../cover/cover.ts'
import { drawLogo } from '../cover/logo.ts'
import { measureDocument } from '../legibility/facts.ts'
import { findWords } from '../redaction/find.ts'
import { paintedPdf } from '../redaction/paint.ts'
import { trial } from '../redaction/trial.ts'
import { Kernel } from '../rendition/kernel.ts'
import { makeRendition, pictureOf, plainBytes } from '../rendition/rendition.ts'
import { makeLarge } from '../thumbs/large.ts'
import { makeThumbs } from '../thumbs/thumbs.ts'
import { inspect } from './inspect.ts'
import { startPdfium, type Engine } from './pdfium.ts'
import type { Assets, Job, Packet, Pdf } from './protocol.ts'
import { seal } from './seal.ts'
import type { Performer, Signs } from './serve.ts'
import { stampPages } from './stamp.ts'
import { unlock } from './unlock.ts'

interface Tools {
  readonly engine: Engine
  readonly kernel: Kernel
  readonly fonts: Fonts
}

/** Starts PDFium and the fax kernel. */
export async function startPages({ wasmPath, regularFontPath, boldFontPath }: Assets): Promise<Performer> {
  const [wasm, regular, bold] = await Promise.all(
    [wasmPath, regularFontPath, boldFontPath].map((path) => readFile(path)),
  )
  if (!wasm || !regular || !bold) throw new RangeError('files missing')
  const tools: Tools = { engine: await startPdfium(wasm), kernel: new Kernel(), fonts: { regular, bold } }
  return {
    perform: async (job, signs) => perform(tools, job, signs),
    heapBytes: () => tools.engine.heapBytes() + tools.kernel.heapBytes(),
  }
}

function perform(tools: Tools, job: Job, { progress, part }: Signs): unknown {
  const { engine, fonts } = tools
  switch (job.kind) {
    case 'inspect':
      return inspect(engine, job.bytes, job.password)
    case 'unlock':
      return { bytes: unlock(engine, job.bytes, job.password) }
    case 'seal':
      return sealAndStamp(tools, job.packet, progress)
    case 'facts':
      return measureDocument(tools, job, part)
    case 'find':
      return findWords(engine, job.bytes, job.wanted, progress)
    case 'trial':
      return { png: trial(tools, job.source, job.quality) }
    case 'cover':
      return drawCover(fonts, job.sheet)
    case 'logo':
      return drawLogo(tools, job.bytes)
    case 'confirmation':
      return drawConfirmation(fonts, job.report, progress)
    case 'rendition':
      return makeRendition(tools, job.order, part)
    case 'rendition-page':
      return { png: pictureOf(job.page, job.window) }
    case 'plain-bytes':
      return plainBytes(tools.kernel, job, progress)
    case 'picture':
      return { png: makeLarge(engine, job) }
    case 'thumbs':
      return makeThumbs(engine, job, part)
    case 'bind':
      return { bytes: paintedPdf(job.pages, job.quality), pages: job.pages.length }
    default:
      throw new TypeError(`${job.kind} is not a job for pages`)
  }
}

/** The sender line comes last on the pages, once they are made and proved. */
async function sealAndStamp(tools: Tools, packet: Packet, progress: Signs['progress']): Promise<Pdf> {
  // A page may be done several times over: flattened, painted, stamped. What is counted only grows.
  let steps = 0
  const onward = (): Promise<void> => progress((steps += 1))
  const { stamp } = packet
  const font = tools.fonts.regular
  return seal(tools, packet, onward, stamp && ((built) => stampPages(tools.engine, built, { stamp, font }, onward)))
}
