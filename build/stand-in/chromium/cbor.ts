/**
 * The binary form of the DevTools protocol (`--remote-debugging-pipe=cbor`): the subset of CBOR that Chromium speaks.
 * Chosen over JSON because served bodies travel as bytes instead of base64 text, five times as fast at 20 MB.
 * Every map and array is wrapped in an envelope (tag 24, length in 4 bytes), which also says where a message ends.
 */
const ENVELOPE = Buffer.from([0xd8, 0x18, 0x5a])
const HEADER_BYTES = 7
const BREAK = 0xff
const BINARY_TAG = 0xd6

type Json =
  null | boolean | number | string | Uint8Array | readonly Json[] | { readonly [key: string]: Json | undefined }

/**
 * One message as chunks to be written in order; large binaries are not copied.
 * @param value plain data; a `Uint8Array` stands where the protocol says "binary"; `undefined` members are left out
 */
export function encodeMessage(value: object): readonly Uint8Array[] {
  const chunks: Uint8Array[] = []
  write(value as Json, chunks)
  return chunks
}

/** How many bytes the message at the start of `bytes` has, header included; undefined while the header is incomplete. */
export function messageLength(bytes: Buffer): number | undefined {
  return bytes.length < HEADER_BYTES ? undefined : HEADER_BYTES + bytes.readUInt32BE(3)
}

/** The value of one whole message. Binary members come out as Buffers that share the message's memory. */
export function decodeMessage(bytes: Buffer): unknown {
  return read({ bytes, at: 0 })
}

function head(major: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(5)
  bytes[0] = (major << 5) | 26
  bytes.writeUInt32BE(length, 1)
  return bytes
}

/** @returns how many bytes were added to `out` */
function write(value: Json, out: Uint8Array[]): number {
  if (value === null) return add(out, Buffer.from([0xf6]))
  if (typeof value === 'boolean') return add(out, Buffer.from([value ? 0xf5 : 0xf4]))
  if (typeof value === 'number') return writeNumber(value, out)
  if (typeof value === 'string') {
    const text = Buffer.from(value, 'utf8')
    return add(out, head(3, text.length)) + add(out, text)
  }
  if (value instanceof Uint8Array) {
    return add(out, Buffer.from([BINARY_TAG])) + add(out, head(2, value.byteLength)) + add(out, value)
  }
  return writeEnvelope(value, out)
}

function writeNumber(value: number, out: Uint8Array[]): number {
  if (Number.isInteger(value) && Math.abs(value) < 2 ** 31)
    return add(out, head(value < 0 ? 1 : 0, value < 0 ? -1 - value : value))
  const bytes = Buffer.allocUnsafe(9)
  bytes[0] = 0xfb
  bytes.writeDoubleBE(value, 1)
  return add(out, bytes)
}

function writeEnvelope(
  value: readonly Json[] | { readonly [key: string]: Json | undefined },
  out: Uint8Array[],
): number {
  const header = Buffer.allocUnsafe(HEADER_BYTES + 1)
  ENVELOPE.copy(header)
  out.push(header)
  let length = 1
  if (Array.isArray(value)) {
    header[HEADER_BYTES] = 0x9f
    for (const item of value as readonly Json[]) length += write(item, out)
  } else {
    header[HEADER_BYTES] = 0xbf
    for (const [key, member] of Object.entries(value)) {
      if (member !== undefined) length += write(key, out) + write(member, out)
    }
  }
  length += add(out, Buffer.from([BREAK]))
  header.writeUInt32BE(length, 3)
  return HEADER_BYTES + length
}

function add(out: Uint8Array[], bytes: Uint8Array): number {
  out.push(bytes)
  return bytes.byteLength
}

interface Cursor {
  readonly bytes: Buffer
  at: number
}

function read(cursor: Cursor): unknown {
  const first = cursor.bytes.readUInt8(cursor.at++)
  switch (first) {
    case 0xd8: // an envelope: its length is not needed to read what is inside
      cursor.at += HEADER_BYTES - 1
      return read(cursor)
    case 0xbf:
      return readMap(cursor)
    case 0x9f:
      return readArray(cursor)
    case BINARY_TAG:
      return readBytes(cursor, readLength(cursor, cursor.bytes.readUInt8(cursor.at++)))
    case 0xf4:
    case 0xf5:
      return first === 0xf5
    case 0xf6:
      return null
    case 0xfb:
      cursor.at += 8
      return cursor.bytes.readDoubleBE(cursor.at - 8)
    default:
      return readScalar(cursor, first)
  }
}

function readScalar(cursor: Cursor, first: number): unknown {
  const length = readLength(cursor, first)
  switch (first >> 5) {
    case 0:
      return length
    case 1:
      return -1 - length
    case 2: // text that is not UTF-8 travels as UTF-16
      return readBytes(cursor, length).toString('utf16le')
    case 3:
      return readBytes(cursor, length).toString('utf8')
    default:
      throw new Error(`unexpected CBOR byte 0x${first.toString(16)} from Chromium`)
  }
}

function readLength(cursor: Cursor, first: number): number {
  const info = first & 31
  if (info < 24) return info
  const size = 1 << (info - 24)
  cursor.at += size
  if (size === 8) return Number(cursor.bytes.readBigUInt64BE(cursor.at - size))
  return cursor.bytes.readUIntBE(cursor.at - size, size)
}

function readBytes(cursor: Cursor, length: number): Buffer {
  cursor.at += length
  return cursor.bytes.subarray(cursor.at - length, cursor.at)
}

function readMap(cursor: Cursor): Record<string, unknown> {
  const map: Record<string, unknown> = {}
  while (cursor.bytes[cursor.at] !== BREAK) {
    const key = String(read(cursor))
    map[key] = read(cursor)
  }
  cursor.at++
  return map
}

function readArray(cursor: Cursor): unknown[] {
  const list: unknown[] = []
  while (cursor.bytes[cursor.at] !== BREAK) list.push(read(cursor))
  cursor.at++
  return list
}
