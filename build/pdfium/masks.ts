/**
 * How PDFium lays a glyph, or a line of them, on a page: a bitmap of coverage on one of grey or on another of coverage. It
 * is grafted onto PDFium's own function for this, CFX_DIBitmap::CompositeMask (main/documents/service/graft/graft.ts), which
 * asks anew for each row where it lies and how it is laid, and goes dot by dot; this asks once and lays eight dots at a
 * time. Knows PDFium's data as version 2.15.1 of the package lays it out; the sums are PDFium's, to the last bit. One
 * function, without globals or data, and no calls that stay calls: nothing else can be grafted.
 */

/** Formats of bitmaps (FXDIB_Format): eight bits of grey, eight bits of coverage. */
const greyFormat: u16 = 0x008
const maskFormat: u16 = 0x108
/** Edges further away than this are left to PDFium: a few of them together still fit 32 bits. */
const farthest: i32 = 1 << 28

/** CFX_DIBitmap: what its bytes are, columns, rows, bytes a row, where they lie, and whose they are. */
function formatOf(bitmap: usize): u16 {
  return load<u16>(bitmap, 20)
}
function columnsOf(bitmap: usize): i32 {
  return load<i32>(bitmap, 24)
}
function rowsOf(bitmap: usize): i32 {
  return load<i32>(bitmap, 28)
}
function strideOf(bitmap: usize): usize {
  return load<usize>(bitmap, 32)
}
function bytesOf(bitmap: usize): usize {
  return load<usize>(bitmap, 36)
}
function held(bitmap: usize): bool {
  return load<u8>(bitmap, 40) < 2 && bytesOf(bitmap) !== 0
}

function far(edge: i32): bool {
  return edge < -farthest || edge > farthest
}

/**
 * CompositeMask's own parameters: a part of `mask` on `bitmap`, within `clip` if there is one. Answers 1, or 0 where PDFium
 * is to go on itself and nothing has been done.
 */
export function layMask(
  bitmap: usize,
  left: i32,
  top: i32,
  width: i32,
  height: i32,
  mask: usize,
  colour: u32,
  maskLeft: i32,
  maskTop: i32,
  blend: i32,
  clip: usize,
  swapped: i32,
): i32 {
  // Both of one class, or the other may keep its dots elsewhere; a clip may be more than a box.
  if (load<usize>(bitmap) !== load<usize>(mask) || !held(bitmap) || !held(mask)) return 0
  if (formatOf(mask) !== maskFormat || (formatOf(bitmap) !== greyFormat && formatOf(bitmap) !== maskFormat)) return 0
  if (blend !== 0 || swapped !== 0 || (clip !== 0 && load<u8>(clip) !== 0)) return 0
  if (width < 1 || height < 1 || far(width) || far(height)) return 0
  if (far(left) || far(top) || far(maskLeft) || far(maskTop)) return 0
  let first = max(0, left + max(0, -maskLeft))
  let over = max(0, top + max(0, -maskTop))
  let end = min(columnsOf(bitmap), left + min(width, columnsOf(mask) - maskLeft))
  let under = min(rowsOf(bitmap), top + min(height, rowsOf(mask) - maskTop))
  if (clip !== 0) {
    first = max(first, load<i32>(clip, 4))
    over = max(over, load<i32>(clip, 8))
    end = min(end, load<i32>(clip, 12))
    under = min(under, load<i32>(clip, 16))
  }
  if (first >= end || over >= under) return 1
  const to = bytesOf(bitmap) + usize(over) * strideOf(bitmap) + usize(first)
  const from = bytesOf(mask) + usize(over - top + maskTop) * strideOf(mask) + usize(first - left + maskLeft)
  return layRows(
    to,
    strideOf(bitmap),
    from,
    strideOf(mask),
    end - first,
    under - over,
    colour,
    formatOf(bitmap) === greyFormat,
  )
}

function layRows(
  to: usize,
  toStride: usize,
  from: usize,
  fromStride: usize,
  width: i32,
  height: i32,
  colour: u32,
  onGrey: bool,
): i32 {
  // The last dots of a row are laid eight at a time too. Those beyond it get no coverage and stay as they are.
  const room = usize(memory.size()) << 16
  if (max(to + usize(height) * toStride, from + usize(height) * fromStride) + usize(width) + 8 > room) return 0
  // FXRGB2GRAY, as PDFium rounds it.
  const blue = colour & 255
  const green = (colour >> 8) & 255
  const red = (colour >> 16) & 255
  const grey = i16x8.splat(i16((blue * 11 + green * 59 + red * 30) / 100))
  const alpha = i16x8.splat(i16(colour >> 24))
  for (; height > 0; height--, to += toStride, from += fromStride) {
    for (let x = 0; x < width; x += 8) {
      let dots = load<u64>(from + usize(x))
      if (width - x < 8) dots &= (u64(1) << u64((width - x) << 3)) - 1
      if (dots === 0) continue
      const cover = product(i16x8.extend_low_i8x16_u(i64x2.splat(dots)), alpha)
      const below = v128.load8x8_u(to + usize(x))
      const laid = onGrey
        ? divided(i16x8.add(i16x8.mul(i16x8.sub(i16x8.splat(255), cover), below), i16x8.mul(cover, grey)))
        : i16x8.sub(i16x8.add(below, cover), product(cover, below))
      v128.store64_lane(to + usize(x), i8x16.narrow_i16x8_u(laid, laid), 0)
    }
  }
  return 1
}

function product(one: v128, other: v128): v128 {
  return divided(i16x8.mul(one, other))
}

/** A sum of products of bytes, at most 255 × 255, divided by 255 and rounded down: exact with one more and its own upper byte. */
function divided(value: v128): v128 {
  const more = i16x8.add(value, i16x8.splat(1))
  return i16x8.shr_u(i16x8.add(more, i16x8.shr_u(more, 8)), 8)
}
