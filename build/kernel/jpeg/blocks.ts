/**
 * Blocks of a JPEG scan: Huffman codes into numbers (ITU T.81 F.2.2). A table of codes is the host's: for each ten bits an
 * entry (u32) of what begins with them, or nought; then, for lengths 11 to 16, the first sixteen bits beyond their
 * codes and what added to a code gives its place, i32 each; then the entries of all codes by their place.
 */
import { buffer, fill, held, keep } from './bits'

/**
 * An entry: bits used up, how many noughts come before the number, how many bits of it follow, and the number itself
 * where ten bits hold it whole. The host says "the rest is nought" by more noughts than a block has.
 */
const lengthMask: i32 = 31
const noughtsAt: i32 = 5
const noughtsMask: i32 = 127
const moreAt: i32 = 12
const moreMask: i32 = 15
const numberAt: i32 = 16

const shortBits: i32 = 10
const longest: i32 = 16
const limits: usize = 4 << usize(shortBits)
const offsets: usize = limits + 24
const byPlace: usize = offsets + 24

/** The entry of a code longer than ten bits; nought if there is none. */
function longCode(table: usize, sixteen: i32): i32 {
  for (let length = shortBits + 1; length <= longest; length++) {
    const at = usize(length - shortBits - 1) << 2
    if (sixteen >= load<i32>(table + limits + at)) continue
    const place = (sixteen >> (longest - length)) + load<i32>(table + offsets + at)
    return place < 0 || place > 255 ? 0 : load<i32>(table + byPlace + (usize(place) << 2))
  }
  return 0
}

function entryOf(table: usize, bits: u64): i32 {
  return load<i32>(table + (usize(bits >> u64(64 - shortBits)) << 2))
}

/** The number of `size` bits, at least one, at the head of `bits` (T.81 F.2.2.1, EXTEND). */
function numberOf(bits: u64, size: i32): i32 {
  const value = i32(bits >> u64(64 - size))
  return i64(bits) < 0 ? value : value - (1 << size) + 1
}

/** The difference that a block begins with; codes that do not exist make it larger than any. */
export const broken: i32 = 0x7fffffff

export function difference(table: usize): i32 {
  if (held < 32) fill()
  let bits = buffer
  let entry = entryOf(table, bits)
  if (entry === 0) entry = longCode(table, i32(bits >> u64(64 - longest)))
  if (entry === 0) return broken
  const length = entry & lengthMask
  const more = (entry >> moreAt) & moreMask
  bits <<= u64(length)
  keep(bits << u64(more), held - length - more)
  return more === 0 ? entry >> numberAt : numberOf(bits, more)
}

/**
 * The other 63 numbers of a block. `steps` has for each, in the scan's order, its place in bytes shifted up by 16 and the
 * step it counts in, u32 each. Answers whether there were any (1 or 0), or -1 where a code does not exist.
 */
export function others(table: usize, steps: usize, block: usize): i32 {
  let bits = buffer
  let left = held
  let at = 1
  let found = 0
  while (at < 64) {
    if (left < 32) {
      keep(bits, left)
      fill()
      bits = buffer
      left = held
    }
    let entry = entryOf(table, bits)
    if (entry === 0) {
      entry = longCode(table, i32(bits >> u64(64 - longest)))
      if (entry === 0) return -1
    }
    bits <<= u64(entry & lengthMask)
    left -= entry & lengthMask
    at += (entry >> noughtsAt) & noughtsMask
    if (at > 63) {
      if (at < noughtsMask) return -1
      break
    }
    let number = entry >> numberAt
    const more = (entry >> moreAt) & moreMask
    if (more !== 0) {
      number = numberOf(bits, more)
      bits <<= u64(more)
      left -= more
    }
    const step = load<u32>(steps + (usize(at) << 2))
    store<i16>(block + usize(step >> 16), i16(number * i32(step & 0xffff)))
    found = 1
    at += 1
  }
  keep(bits, left)
  return found
}

/** The same where the numbers are not wanted. Answers whether all codes exist. */
export function skipOthers(table: usize): bool {
  let bits = buffer
  let left = held
  for (let at = 1; at < 64; at++) {
    if (left < 32) {
      keep(bits, left)
      fill()
      bits = buffer
      left = held
    }
    let entry = entryOf(table, bits)
    if (entry === 0) entry = longCode(table, i32(bits >> u64(64 - longest)))
    if (entry === 0) return false
    const length = (entry & lengthMask) + ((entry >> moreAt) & moreMask)
    bits <<= u64(length)
    left -= length
    at += (entry >> noughtsAt) & noughtsMask
  }
  keep(bits, left)
  return true
}
