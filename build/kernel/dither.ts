/**
 * Photographs as dots: Floyd–Steinberg error diffusion, inside one box only. `errors` has room for two rows of i16, each
 * two longer than the box is wide. Overwrites the packed dots of the box.
 */
export function dither(
  grey: usize,
  greyStride: usize,
  dots: usize,
  stride: usize,
  left: i32,
  width: i32,
  height: i32,
  errors: usize,
): void {
  const rowBytes = usize(width + 2) << 1
  let here = errors
  let below = errors + rowBytes
  memory.fill(errors, 0, rowBytes << 1)
  for (let y = 0; y < height; y++, grey += greyStride, dots += stride) {
    let right = 0
    memory.fill(below, 0, rowBytes)
    for (let x = 0; x < width; x++) {
      const column = left + x
      const spread = below + (usize(x) << 1)
      const value = i32(load<u8>(grey + usize(column))) + ((right + i32(load<i16>(here + (usize(x + 1) << 1)))) >> 4)
      const black = value < 128
      const error = black ? value : value - 255
      setDot(dots + usize(column >> 3), u8(u32(0x80) >> u32(column & 7)), black)
      right = error * 7
      store<i16>(spread, i16(i32(load<i16>(spread)) + error * 3))
      store<i16>(spread, i16(i32(load<i16>(spread, 2)) + error * 5), 2)
      store<i16>(spread, i16(error), 4)
    }
    const swap = here
    here = below
    below = swap
  }
}

function setDot(byte: usize, mask: u8, black: boolean): void {
  const others = load<u8>(byte) & ~mask
  store<u8>(byte, black ? others | mask : others)
}
