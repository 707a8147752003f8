/**
 * PDFium's innermost loop for writing, eight dots at a time: a row of a mask (a glyph, or a line of them) laid on a row of
 * grey or of another mask. It is grafted onto PDFium's own function for this (main/documents/service/graft/graft.ts) and knows
 * that function's data as version 2.15.1 of the package lays it out; the sums are PDFium's, to the last bit. One
 * function, without calls, globals or data: nothing else can be grafted.
 */

/** Formats of rows (FXDIB_Format): eight bits of grey, eight bits of a mask. */
const greyRow: u16 = 0x008
const maskRow: u16 = 0x108
/** Which of its kinds the compositor's colour is. */
const greyColour: u8 = 1
const maskColour: u8 = 2

/**
 * `compositor` is CFX_ScanlineCompositor; the rows and the clip are spans, an address and a size. Answers 1, or 0 where
 * PDFium is to go on itself and nothing has been done.
 */
export function layMask(compositor: usize, target: usize, source: usize, width: i32, clip: usize): i32 {
  const format = load<u16>(compositor, 2)
  const kind = load<u8>(compositor, 20)
  const onGrey = format === greyRow && kind === greyColour
  if (load<u16>(compositor) !== maskRow || load<u8>(compositor, 28) === 1 || load<u32>(clip, 4) !== 0) return 0
  if (!onGrey && !(format === maskRow && kind === maskColour)) return 0
  if (width < 1 || load<u32>(source, 4) < u32(width)) return 0
  const grey = i32(load<u8>(compositor, 16))
  const alpha = onGrey ? i32(load<u8>(compositor, 17)) : grey
  let from = load<usize>(source)
  let to = load<usize>(target)
  const end = from + usize(width)
  const one = i16x8.splat(1)
  while (from + 8 <= end) {
    if (load<u64>(from) !== 0) {
      // A whole product of two bytes, divided by 255: exact with one more and its own upper byte added.
      let cover = i16x8.add(i16x8.mul(v128.load8x8_u(from), i16x8.splat(i16(alpha))), one)
      cover = i16x8.shr_u(i16x8.add(cover, i16x8.shr_u(cover, 8)), 8)
      const below = v128.load8x8_u(to)
      const rest = onGrey ? i16x8.sub(i16x8.splat(255), cover) : cover
      let product = i16x8.mul(rest, below)
      if (onGrey) product = i16x8.add(product, i16x8.mul(cover, i16x8.splat(i16(grey))))
      product = i16x8.add(product, one)
      product = i16x8.shr_u(i16x8.add(product, i16x8.shr_u(product, 8)), 8)
      const made = onGrey ? product : i16x8.sub(i16x8.add(below, cover), product)
      v128.store64_lane(to, i8x16.narrow_i16x8_u(made, made), 0)
    }
    from += 8
    to += 8
  }
  for (; from < end; from++, to++) {
    const cover = (i32(load<u8>(from)) * alpha) / 255
    const below = i32(load<u8>(to))
    const laid = onGrey ? ((255 - cover) * below + cover * grey) / 255 : below + cover - (cover * below) / 255
    store<u8>(to, u8(laid))
  }
  return 1
}
