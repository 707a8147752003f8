/** Looking for a text in every byte under a folder: as it is, in other encodings, and inside whatever is deflated. */
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { constants, inflateRawSync, inflateSync } from 'node:zlib'

/** The text as files hold it: as typed, in lower case as a search index would, in both encodings, and in ASCII digits. */
function formsOf(text: string): readonly Buffer[] {
  return [text, text.toLowerCase(), text.toUpperCase()].flatMap((each) => {
    const utf8 = Buffer.from(each)
    const utf16 = Buffer.from(each, 'utf16le')
    const hex = utf8.toString('hex')
    const digits = [Buffer.from(hex), Buffer.from(hex.toUpperCase()), base64(utf8)].flat()
    return [utf8, utf16, Buffer.from(utf16).swap16(), digits].flat()
  })
}

/** Three ways, by where in a group of three bytes the text begins; without the characters its neighbours share. */
const base64 = (text: Buffer): readonly Buffer[] =>
  [0, 1, 2].map((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), text])
      .toString('base64')
      .replaceAll('=', '')
    return Buffer.from(whole.slice(before === 0 ? 0 : before + 1, -2))
  })

/** Whatever can be unpacked from `at` on, be it cut off: nothing when this is no stream. */
function unpacked(bytes: Buffer, at: number, inflate: typeof inflateSync): Buffer | undefined {
  try {
    return inflate(bytes.subarray(at), { finishFlush: constants.Z_SYNC_FLUSH })
  } catch {
    return undefined
  }
}

/** Every zlib or gzip stream that begins anywhere in the bytes, unpacked. */
function* streams(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length - 1; at += 1) {
    const head = bytes.readUInt16BE(at)
    // RFC 1950 §2.2: method 8, and the two bytes together a multiple of 31. RFC 1952 §2.3.1: 1f 8b, ten bytes of header.
    const zlib = (head & 0x0f00) === 0x0800 && head >> 12 <= 7 && head % 31 === 0
    const plain = zlib
      ? unpacked(bytes, at, inflateSync)
      : head === 0x1f8b
        ? unpacked(bytes, at + 10, inflateRawSync)
        : undefined
    if (plain && plain.length > 0) yield plain
  }
}

/** Whether the text is in these bytes in any form. */
export function holds(bytes: Buffer, text: string): boolean {
  const forms = formsOf(text)
  const inBytes = (buffer: Buffer) => forms.some((form) => buffer.includes(form))
  if (inBytes(bytes)) return true
  for (const plain of streams(bytes)) if (inBytes(plain)) return true
  return false
}

async function filesUnder(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name))
}

/** Files under the folder in which one of the texts is found, in their names or their bytes, and how many were read. */
export async function searchFor(texts: readonly string[], folder: string) {
  const files = await filesUnder(folder)
  const found: string[] = []
  for (const file of files) {
    const bytes = Buffer.concat([Buffer.from(path.relative(folder, file)), Buffer.from('\n'), await readFile(file)])
    if (texts.some((text) => holds(bytes, text))) found.push(path.relative(folder, file))
  }
  return { found, files: files.length }
}
