/** Colour to grey by the weights of ITU-R BT.601, in 256ths. `size` is 3 or 4 bytes a dot, blue first as PDFium has it. */
export function toGrey(source: usize, stride: usize, size: usize, width: i32, height: i32, target: usize): void {
  for (let y = 0; y < height; y++, source += stride) {
    let dot = source
    for (let x = 0; x < width; x++, dot += size, target++) {
      store<u8>(target, u8((u32(load<u8>(dot)) * 29 + u32(load<u8>(dot, 1)) * 150 + u32(load<u8>(dot, 2)) * 77) >> 8))
    }
  }
}
