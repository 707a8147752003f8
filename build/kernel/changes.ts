/**
 * Rows as lists of changing elements (T.4 §4.2.1.3.1): the columns where colour changes, u16 each, the first one from
 * white to black. Nought lies before a list and four times the width closes it, so that coders may look back and ahead
 * without asking.
 */

/** One of two lists for rows of `width` dots; `scratch` has 4 × (width + 9) bytes. */
export function openList(scratch: usize, width: i32, which: i32): usize {
  const list = scratch + (usize(which * (width + 9)) << 1)
  store<u16>(list, 0)
  return list + 2
}

/** The list of a row of nothing but white. */
export function whiteRow(list: usize, width: i32): void {
  closeList(list, width)
}

export function closeList(end: usize, width: i32): void {
  for (let i: usize = 0; i < 8; i += 2) store<u16>(end + i, u16(width))
}

/** Lists the changes of a packed row (first dot highest, 1 is black). */
export function listChanges(row: usize, width: i32, list: usize): void {
  const words = width >> 6
  let before: u64 = 0
  for (let word = 0; word < words; word++, row += 8) {
    const dots = bswap<u64>(load<u64>(row))
    let changes = dots ^ ((dots >> 1) | (before << 63))
    before = dots & 1
    while (changes) {
      const column = clz<u64>(changes)
      store<u16>(list, u16((word << 6) + i32(column)))
      list += 2
      changes ^= (u64(1) << 63) >> column
    }
  }
  for (let x = words << 6; x < width; x++) {
    const dot = u64((load<u8>(row + usize((x & 63) >> 3)) >> u8(7 - (x & 7))) & 1)
    if (dot === before) continue
    store<u16>(list, u16(x))
    list += 2
    before = dot
  }
  closeList(list, width)
}
