/**
 * What the main process may learn of a file: its size and its first bytes. Everything deeper is the document
 * service's work, in a child that may die; no parser may come in here.
 */
import { documentLimits, type DocumentRefusal } from '#app/domain/document.ts'

const mark = Buffer.from('%PDF-', 'latin1')

/**
 * Where the PDF begins: the offset of the first `%PDF-` within the junk we tolerate, or -1.
 * reference/documents §5: most files that PDFium cannot open have mail or printer headers before the mark.
 */
export function headerAt(bytes: Uint8Array): number {
  const head = bytes.subarray(0, documentLimits.junkAtMost + mark.length)
  return Buffer.from(head.buffer, head.byteOffset, head.byteLength).indexOf(mark)
}

/** Why a file is refused at the door, by size and magic alone; undefined when it may go to the document service. */
export function sniff(bytes: Uint8Array): DocumentRefusal | undefined {
  if (bytes.byteLength === 0) return 'empty'
  if (bytes.byteLength > documentLimits.bytesAtMost) return 'too-large'
  return headerAt(bytes) < 0 ? 'not-a-pdf' : undefined
}
