/** A stream of code words, first bit highest, as T.4 and T.6 send them. One stream at a time. */

let begin: usize = 0
let at: usize = 0
let pending: u64 = 0
let pendingBits: i32 = 0

export function openBits(target: usize): void {
  begin = target
  at = target
  pending = 0
  pendingBits = 0
}

/** Appends the lowest `length` bits of `code`; `length` is at most 31. */
export function put(code: u32, length: i32): void {
  pending = (pending << u64(length)) | u64(code)
  pendingBits += length
  if (pendingBits >= 32) {
    pendingBits -= 32
    store<u32>(at, bswap<u32>(u32(pending >> u64(pendingBits))))
    at += 4
  }
}

export function bitsWritten(): i32 {
  return (i32(at - begin) << 3) + pendingBits
}

export function putZeros(count: i32): void {
  for (; count > 24; count -= 24) put(0, 24)
  if (count > 0) put(0, count)
}

/** Fills the last byte with zeros and answers the length in bytes. */
export function closeBits(): i32 {
  putZeros(-bitsWritten() & 7)
  for (; pendingBits > 0; at++) {
    pendingBits -= 8
    store<u8>(at, u8(pending >> u64(pendingBits)))
  }
  return i32(at - begin)
}
