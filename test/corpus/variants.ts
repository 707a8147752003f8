/**
 * Damaged variants of files, as bad disks, bad cables and bad people make them. The same seed gives the same bytes. What a
 * variant means is not known here: nearly all are read wrongly by somebody, and that is their use.
 */

/** Numbers below `limit`, and never the same row of them for two seeds. */
export type Dice = (limit: number) => number

export function diceOf(seed: number): Dice {
  let state = (seed * 0x9e3779b1) >>> 0
  return (limit) => {
    // Steele, Lea, Flood 2014: SplitMix, of 32 bits.
    state = (state + 0x9e3779b9) >>> 0
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return Math.floor((((mixed ^ (mixed >>> 15)) >>> 0) / 0x1_0000_0000) * limit)
  }
}

type Damage = (bytes: Uint8Array<ArrayBuffer>, dice: Dice) => Uint8Array<ArrayBuffer>

/** Values that lengths, counts and offsets are wrong with. */
const lies = [0, 1, 2, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xffffffff]

const flips: Damage = (bytes, dice) => {
  const changed = bytes.slice()
  for (let left = 1 + dice(48); left > 0 && bytes.length > 0; left -= 1) changed[dice(bytes.length)] = dice(256)
  return changed
}

const oneBit: Damage = (bytes, dice) => {
  const changed = bytes.slice()
  const at = dice(bytes.length)
  changed[at] = (changed[at] ?? 0) ^ (1 << dice(8))
  return changed
}

const cutShort: Damage = (bytes, dice) => bytes.slice(0, dice(bytes.length))

/** A piece that another takes the place of: swapped with it, overwritten by it, or put in once more. */
const pieces: Damage = (bytes, dice) => {
  const size = 1 + dice(Math.min(4096, Math.max(1, bytes.length >> 2)))
  const [one, other] = [dice(bytes.length - size), dice(bytes.length - size)]
  const piece = bytes.slice(one, one + size)
  const way = dice(3)
  if (way === 2) return joined(bytes.subarray(0, other), piece, bytes.subarray(other))
  const changed = bytes.slice()
  if (way === 0) changed.copyWithin(one, other, other + size)
  changed.set(piece, other)
  return changed
}

const blanked: Damage = (bytes, dice) => {
  const at = dice(bytes.length)
  return bytes.slice().fill(dice(2) * 0xff, at, at + 1 + dice(4096))
}

/** A whole number of two or four bytes in either order, anywhere: as likely as not one of a TIFF, JPEG or PNG's own. */
const binaryLie: Damage = (bytes, dice) => {
  if (bytes.length < 8) return bytes
  const changed = bytes.slice()
  const view = new DataView(changed.buffer)
  // Lengths and offsets lie near the beginning, or in a directory near the end.
  const near = Math.min(512, bytes.length - 4)
  const at = [dice(near), bytes.length - 4 - dice(near), dice(bytes.length - 4)][dice(3)] ?? 0
  const lie = lies[dice(lies.length)] ?? 0
  if (dice(2) === 0) view.setUint32(at, lie, dice(2) === 0)
  else view.setUint16(at, lie & 0xffff, dice(2) === 0)
  return changed
}

const numbersInPdf =
  /\/(?:Length1?|Width|Height|Count|Size|First|N|Columns|Rows|Colors|Predictor|BitsPerComponent|K|Rotate|Prev|XRefStm)\s+(-?\d+)/g
const textLies = ['0', '-1', '1', '3', '65535', '65536', '999999', '2147483647', '-2147483648', '4294967296', '1e9']

/** A number in a PDF's dictionaries that is not true. */
const textLie: Damage = (bytes, dice) => {
  const found = matchesIn(bytes, numbersInPdf)
  const match = found[dice(found.length)]
  if (!match) return binaryLie(bytes, dice)
  const end = match.index + match[0].length
  const lie = Buffer.from(textLies[dice(textLies.length)] ?? '0')
  return joined(bytes.subarray(0, end - (match[1]?.length ?? 0)), lie, bytes.subarray(end))
}

/** An object that is there twice, the second time under another's number. */
const twice: Damage = (bytes, dice) => {
  const objects = matchesIn(bytes, /(\d+) 0 obj[\s\S]{0,20000}?endobj/g)
  const [one, other] = [objects[dice(objects.length)], objects[dice(objects.length)]]
  if (!one || !other) return pieces(bytes, dice)
  const copy = Buffer.from(`\n${other[1]}${one[0].slice(one[1]?.length ?? 0)}\n`, 'latin1')
  const at = dice(2) === 0 ? other.index : bytes.length
  return joined(bytes.subarray(0, at), copy, bytes.subarray(at))
}

/** A pointer that points elsewhere: pages that are their own parents, pictures that are fonts. */
const astray: Damage = (bytes, dice) => {
  const pointers = matchesIn(bytes, /(\d+) 0 R\b/g)
  const [one, other] = [pointers[dice(pointers.length)], pointers[dice(pointers.length)]]
  if (!one || !other) return binaryLie(bytes, dice)
  const end = one.index + one[0].length
  return joined(bytes.subarray(0, one.index), Buffer.from(other[0], 'latin1'), bytes.subarray(end))
}

const damages: readonly Damage[] = [
  flips,
  oneBit,
  cutShort,
  pieces,
  blanked,
  binaryLie,
  textLie,
  textLie,
  twice,
  astray,
]

/** A file with one to three kinds of damage. */
export function variantOf(original: Uint8Array, dice: Dice): Uint8Array {
  let bytes: Uint8Array<ArrayBuffer> = new Uint8Array(original)
  for (let left = 1 + dice(3); left > 0 && bytes.length > 1; left -= 1) {
    bytes = damages[dice(damages.length)]?.(bytes, dice) ?? bytes
  }
  return bytes
}

const joined = (...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.concat(parts))

const matchesIn = (bytes: Uint8Array, pattern: RegExp): readonly RegExpExecArray[] => [
  ...Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1').matchAll(pattern),
]
