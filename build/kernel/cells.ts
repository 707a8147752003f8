/** A page seen from further off: cells of four by two blocks, from the sums that `binarise` leaves in its room. */
import { lineOf, reach, tableBytes } from './blocks'

/** Writes a byte a cell, row by row: to `means` its mean grey, to `strays` how far its dots stray from it. */
export function sumCells(scratch: usize, width: i32, height: i32, means: usize, strays: usize): void {
  const across = width >> 3
  const down = (height + 7) >> 3
  const line = usize(lineOf(across)) << 2
  const squares = tableBytes(across, down)
  for (let y = 0; y < down; y += 2) {
    const top = scratch + usize(y) * line + (usize(reach) << 2)
    const below = (usize(min(down, y + 2)) - usize(y)) * line
    const dots = f32((min(height, (y + 2) << 3) - (y << 3)) << 5)
    for (let x = 0; x < across >> 2; x++, means++, strays++) {
      const corner = top + (usize(x) << 4)
      const mean = f32(sumIn(corner, below)) / dots
      const variance = f32(sumIn(corner + squares, below)) / dots - mean * mean
      store<u8>(means, u8(mean))
      store<u8>(strays, u8(sqrt(max<f32>(variance, 0))))
    }
  }
}

function sumIn(corner: usize, below: usize): u32 {
  return load<u32>(corner + below, 16) - load<u32>(corner + below) - (load<u32>(corner, 16) - load<u32>(corner))
}
