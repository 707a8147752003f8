/** A JPEG without what it says about its maker, place and time: only what decides how it looks may go on. */
import { Refused } from '../service/refused.ts'
import type { Coded } from './picture-pdf.ts'

/** ITU T.81 table B.1. JFIF (APP0), colour profile (APP2) and Adobe's note on colours (APP14) decide how it looks. */
const kept = new Set([0xe0, 0xe2, 0xee])
const startOfScan = 0xda
const comment = 0xfe
/** Baseline, extended and progressive, of Huffman codes: what a PDF's DCTDecode has (ISO 32000-2 §7.4.8). */
const frames = new Set([0xc0, 0xc1, 0xc2])

/** The same dots, not coded anew; undefined where a PDF could not show it: then its dots are taken. Refuses: damaged. */
export function bareJpeg(bytes: Uint8Array): Omit<Coded, 'coding'> | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const parts: Uint8Array[] = [bytes.subarray(0, 2)]
  let colours: number | undefined
  for (let at = 2; at + 4 <= bytes.length;) {
    const marker = view.getUint8(at + 1)
    if (view.getUint8(at) !== 0xff) throw new Refused('damaged')
    if (marker === 0xff) {
      at += 1
      continue
    }
    const end = at + 2 + view.getUint16(at + 2)
    if (frames.has(marker) && end <= bytes.length) colours = view.getUint8(at + 9)
    if (marker === startOfScan) {
      parts.push(bytes.subarray(at))
      return colours === 1 || colours === 3 ? { colours, coded: parts } : undefined
    }
    const said = (marker >= 0xe0 && marker <= 0xef && !kept.has(marker)) || marker === comment
    if (!said) parts.push(bytes.subarray(at, end))
    at = end
  }
  throw new Refused('damaged')
}
