/**
 * Blocks of a JPEG scan: Huffman codes into numbers (ITU T.81 F.2.2). A table of codes is the host's: for each ten bits
 * the symbol that begins with them, as a u16 with its length in the upper byte, or nought; then, for lengths 11 to 16, the first
 * sixteen bits beyond its codes and what added to a code gives its symbol's place, i32 each; then the symbols.
 */
import { buffer, fill, held, keep } from './bits'

const shortBits: i32 = 10
const longest: i32 = 16
const limits: usize = 2 << usize(shortBits)
const offsets: usize = limits + 24
const symbols: usize = offsets + 24

/** Symbol and length of a code longer than ten bits; nought if there is none. */
function longCode(table: usize, sixteen: i32): u32 {
  for (let length = shortBits + 1; length <= longest; length++) {
    const at = usize(length - shortBits - 1) << 2
    if (sixteen >= load<i32>(table + limits + at)) continue
    const place = (sixteen >> (longest - length)) + load<i32>(table + offsets + at)
    return place < 0 || place > 255 ? 0 : u32(length << 8) | u32(load<u8>(table + symbols + usize(place)))
  }
  return 0
}

function code(table: usize, bits: u64): u32 {
  const entry = u32(load<u16>(table + (usize(bits >> u64(64 - shortBits)) << 1)))
  return entry !== 0 ? entry : longCode(table, i32(bits >> u64(64 - longest)))
}

/** The number of `size` bits at the head of `bits` (T.81 F.2.2.1, EXTEND); 0 bits are nought. */
function numberOf(bits: u64, size: i32): i32 {
  if (size === 0) return 0
  const value = i32(bits >> u64(64 - size))
  return i64(bits) < 0 ? value : value - (1 << size) + 1
}

/** The difference that a block begins with; codes that do not exist make it larger than any. */
export const broken: i32 = 0x7fffffff

export function difference(table: usize): i32 {
  if (held < 32) fill()
  const found = code(table, buffer)
  const size = i32(found & 0xff)
  if (found === 0 || size > 11) return broken
  const length = i32(found >> 8)
  const bits = buffer << u64(length)
  keep(bits << u64(size), held - length - size)
  return numberOf(bits, size)
}

/**
 * The other 63 numbers of a block. `steps` has for each, in the scan's order, its place in bytes shifted up by 16 and the
 * step it counts in, u32 each. Answers how many of the 63 there may be, or -1 where a code does not exist.
 */
export function others(table: usize, steps: usize, block: usize): i32 {
  let bits = buffer
  let left = held
  let at = 1
  while (at < 64) {
    if (left < 32) {
      keep(bits, left)
      fill()
      bits = buffer
      left = held
    }
    const found = code(table, bits)
    if (found === 0) return -1
    const length = i32(found >> 8)
    const size = i32(found & 15)
    bits <<= u64(length)
    left -= length
    at += i32(found >> 4) & 15
    if (size === 0) {
      if ((found & 0xf0) !== 0xf0) break
    } else {
      if (at > 63) return -1
      const step = load<u32>(steps + (usize(at) << 2))
      store<i16>(block + usize(step >> 16), i16(numberOf(bits, size) * i32(step & 0xffff)))
      bits <<= u64(size)
      left -= size
    }
    at += 1
  }
  keep(bits, left)
  return min(at, 64) - 1
}

/** The same where the numbers are not wanted. Answers whether all codes exist. */
export function skipOthers(table: usize): bool {
  for (let at = 1; at < 64; at++) {
    if (held < 32) fill()
    const found = code(table, buffer)
    if (found === 0) return false
    const size = i32(found & 15)
    const length = i32(found >> 8) + size
    keep(buffer << u64(length), held - length)
    at += i32(found >> 4) & 15
    if (size === 0 && (found & 0xf0) !== 0xf0) return true
  }
  return true
}
