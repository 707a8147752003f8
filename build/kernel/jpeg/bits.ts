/**
 * The bits of a JPEG scan (ITU T.81 F.2.2.5), first bit highest. Beyond the end, and from a marker on, there are zeros;
 * `overrun` tells whether any of those were used.
 */

let at: usize = 0
let end: usize = 0
/** Zeros put in where there was nothing to read. */
let invented: i32 = 0
/** The next bits, uppermost first, and how many they are. Whoever uses some up says so by `keep`. */
export let buffer: u64 = 0
export let held: i32 = 0

export function openScan(bytes: usize, length: i32): void {
  at = bytes
  end = bytes + usize(length)
  empty()
}

function empty(): void {
  keep(0, 0)
  invented = 0
}

export function keep(bits: u64, count: i32): void {
  buffer = bits
  held = count
}

/**
 * Sees to it that there are at least 32 bits: enough for the longest code word and the number behind it. Four bytes at
 * once where none of them is 0xff, which may be a marker's first, or stands for itself with a zero behind it.
 */
export function fill(): void {
  if (at + 4 <= end) {
    const four = bswap<u32>(load<u32>(at))
    if (((~four - 0x01010101) & four & 0x80808080) === 0) {
      buffer |= u64(four) << u64(32 - held)
      held += 32
      at += 4
      return
    }
  }
  while (held < 32) fillByte()
}

function fillByte(): void {
  let byte: u64 = 0
  if (at < end && load<u8>(at) !== 0xff) byte = load<u8>(at++)
  else if (at + 1 < end && load<u8>(at, 1) === 0) {
    byte = 0xff
    at += 2
  } else invented += 8
  buffer |= byte << u64(56 - held)
  held += 8
}

export function overrun(): bool {
  return held < invented
}

/** Goes on behind the restart marker (T.81 E.1.4) that must stand here, and answers whether it does. */
export function restart(): bool {
  if (overrun() || at + 1 >= end || load<u8>(at) !== 0xff || (load<u8>(at, 1) & 0xf8) !== 0xd0) return false
  at += 2
  empty()
  return true
}
