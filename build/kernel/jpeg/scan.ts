/**
 * A baseline JPEG scan (ITU T.81, Huffman codes, eight bits) into its light alone: what a fax has no use for, colour, is
 * read over. It believes nothing it reads: what is no code word, or ends too soon, makes the picture unreadable here.
 */
import { openScan, overrun, restart } from './bits'
import { broken, difference, others, skipOthers } from './blocks'
import { flat, inverse } from './inverse'

/** The plan is the host's, i32 each: units across and down, units between restarts (or nought), components; then of each: */
const planHead: usize = 16
/** blocks across and down in a unit, and the addresses of its two tables of codes. The first component is light. */
const planEach: usize = 16

const blockBytes: usize = 128

/**
 * Decodes into `target`, whose rows of `stride` bytes have room for whole units and two bytes more: blocks have an `edge`
 * of eight dots, or of six. `steps` is as `others` wants it; `scratch` has room for 384 bytes. Answers 1, or 0 if the
 * bytes are no such scan.
 */
export function decodeJpeg(
  bytes: usize,
  length: i32,
  plan: usize,
  steps: usize,
  edge: i32,
  target: usize,
  stride: usize,
  scratch: usize,
): i32 {
  const across = load<i32>(plan)
  const units = across * load<i32>(plan, 4)
  const interval = load<i32>(plan, 8)
  const components = load<i32>(plan, 12)
  const wide = usize(load<i32>(plan + planHead) * edge)
  const high = usize(load<i32>(plan + planHead, 4) * edge) * stride
  openScan(bytes, length)
  clear(scratch)
  let mean = 0
  let row = target
  for (let unit = 0, x = 0; unit < units; unit++, x++) {
    if (interval > 0 && unit > 0 && unit % interval === 0) {
      if (!restart()) return 0
      mean = 0
    }
    if (x === across) {
      x = 0
      row += high
      if (overrun()) return 0
    }
    mean = lightOf(plan + planHead, mean, steps, edge, row + usize(x) * wide, stride, scratch)
    if (mean === broken) return 0
    for (let at = 1; at < components; at++) if (!skipColour(plan + planHead + usize(at) * planEach)) return 0
  }
  return overrun() ? 0 : 1
}

/** The blocks of light in one unit; answers the mean of the last one, which the next counts from, or `broken`. */
function lightOf(
  component: usize,
  mean: i32,
  steps: usize,
  edge: i32,
  target: usize,
  stride: usize,
  scratch: usize,
): i32 {
  const wide = load<i32>(component)
  const high = load<i32>(component, 4)
  const first = load<usize>(component, 8)
  const rest = load<usize>(component, 12)
  for (let y = 0; y < high; y++, target += stride * usize(edge)) {
    for (let x = 0; x < wide; x++) {
      const change = difference(first)
      if (change === broken) return broken
      mean += change
      const light = mean * i32(load<u32>(steps) & 0xffff)
      const found = others(rest, steps, scratch)
      if (found < 0) return broken
      const dots = target + usize(x * edge)
      if (found === 0) flat(light, edge, dots, stride)
      else {
        store<i16>(scratch, i16(light))
        inverse(scratch, edge, dots, stride, scratch + blockBytes)
        clear(scratch)
      }
    }
  }
  return mean
}

/** A block is too small for the machine's own way of filling memory to be worth the call. */
function clear(block: usize): void {
  for (let at: usize = 0; at < blockBytes; at += 16) v128.store(block + at, i8x16.splat(0))
}

function skipColour(component: usize): bool {
  const blocks = load<i32>(component) * load<i32>(component, 4)
  for (let block = 0; block < blocks; block++) {
    if (difference(load<usize>(component, 8)) === broken || !skipOthers(load<usize>(component, 12))) return false
  }
  return true
}
