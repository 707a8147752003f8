/**
 * Files as a person hands them over: dropped, chosen or pasted. What may come in: reading bytes and opening them for
 * a first look. What may not: deciding what a document is; main does, and only its answer counts.
 */
import type { PDFDocumentProxy } from 'pdfjs-dist'
import { documentLimits, type DocumentRefusal } from '#app/domain/pages/document.ts'
import type { Fault } from '#app/domain/outcome.ts'
import { openPdfBytes } from '#renderer/parts/pages/pdf.ts'

/** A file that was read. `pdf` is the same bytes, open for a first look while main still takes them in. */
export type Handed = {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly pdf: Promise<PDFDocumentProxy | undefined>
}

export type HandedOrNot =
  { readonly ok: true; readonly value: Handed } | { readonly ok: false; readonly refusal: DocumentRefusal }

/** Reads a file, unless its size alone refuses it. A folder or a file that has gone reads as `changed-meanwhile`. */
export async function takeUp(file: File): Promise<HandedOrNot> {
  if (file.size > documentLimits.bytesAtMost) return { ok: false, refusal: 'too-large' }
  const bytes = await file.arrayBuffer().then(
    (buffer) => new Uint8Array(buffer),
    () => undefined,
  )
  if (!bytes) return { ok: false, refusal: 'changed-meanwhile' }
  if (bytes.length === 0) return { ok: false, refusal: 'empty' }
  return { ok: true, value: { bytes, pdf: looksLikePdf(bytes) ? openedAnew(file) : Promise.resolve(undefined) } }
}

/**
 * Read once more, because the parser keeps what it is given, and a copy made here would hold up the window. What it cannot
 * open, main refuses in words.
 */
const openedAnew = async (file: File): Promise<PDFDocumentProxy | undefined> => {
  const buffer = await file.arrayBuffer().catch(() => undefined)
  return buffer && openPdfBytes(new Uint8Array(buffer)).catch(() => undefined)
}

/** Only a PDF has a first look: pictures become PDFs in main, and are seen as those. */
const looksLikePdf = (bytes: Uint8Array): boolean =>
  new TextDecoder('latin1').decode(bytes.subarray(0, documentLimits.junkAtMost)).includes('%PDF-')

/** Whether a file was refused for want of its password, or for a wrong one. */
export const needsPassword = (fault: Fault): boolean =>
  fault.code === 'document' && (fault.refusal === 'encrypted' || fault.refusal === 'wrong-password')

/** The types of files that can be added, as systems name them. */
export const takenTypes: readonly string[] = ['application/pdf', 'image/tiff', 'image/jpeg', 'image/png']

/** Whether a drag or paste carries files at all. */
export const carriesFiles = (data: DataTransfer | null): boolean => data?.types.includes('Files') ?? false

/** How many files a drag carries, and whether one of them can only be the wrong kind. Names are hidden until the drop. */
export function carried(data: DataTransfer | null): { readonly count: number; readonly wrong: boolean } {
  const items = [...(data?.items ?? [])].filter((item) => item.kind === 'file')
  return {
    count: items.length,
    wrong: items.length > 0 && items.every(({ type }) => type !== '' && !takenTypes.includes(type)),
  }
}
