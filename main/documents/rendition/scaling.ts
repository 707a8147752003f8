/**
 * Plans for pictures of other sizes: which dots make one, with what weights. Smaller pictures take the mean of the area
 * each dot covers, larger ones lie on straight lines between dot centres. Weights are 256ths and add up to 256.
 */

interface Axis {
  readonly taps: number
  readonly first: readonly number[]
  /** One list of `taps` weights for each dot made. */
  readonly weights: readonly (readonly number[])[]
}

/** As the kernel reads it: see build/kernel/resample.ts. */
export interface RowPlan {
  readonly taps: number
  readonly first: Int32Array
  readonly weights: Uint16Array
}

export interface ColumnPlan extends RowPlan {
  readonly picks: Uint8Array
}

/** More dots to one than this do not fit the kernel's way of picking columns. */
export const columnRatioAtMost = 1.7

/** Makes plans, and keeps the last ones: the pages of a scan are of one size. */
export class Scaling {
  readonly rows = kept(planRows)
  /** At least eight columns are made. */
  readonly columns = kept(planColumns)
}

function kept<Plan>(make: (from: number, to: number) => Plan): (from: number, to: number) => Plan {
  let last: { readonly from: number; readonly to: number; readonly plan: Plan } | undefined
  return (from, to) => {
    if (last?.from !== from || last.to !== to) last = { from, to, plan: make(from, to) }
    return last.plan
  }
}

function planRows(from: number, to: number): RowPlan {
  const { taps, first, weights } = axis(from, to)
  return { taps, first: Int32Array.from(first), weights: Uint16Array.from(weights.flat()) }
}

function planColumns(from: number, to: number): ColumnPlan {
  const { taps, first, weights } = axis(from, to)
  const groups = Math.ceil(to / 8)
  // The last eight columns may have some of those before among them.
  const begins = Array.from({ length: groups }, (_, group) => Math.min(group * 8, to - 8))
  const starts = Int32Array.from(begins, (begin) => first[begin] ?? 0)
  const picks = new Uint8Array(groups * 8 * taps * 2).fill(0xff)
  const grouped = new Uint16Array(groups * 8 * taps)
  for (let made = 0; made < groups * 8; made += 1) {
    const group = made >> 3
    const x = (begins[group] ?? 0) + (made & 7)
    for (let tap = 0; tap < taps; tap += 1) {
      const at = (group * taps + tap) * 8 + (made & 7)
      picks[at * 2] = (first[x] ?? 0) - (starts[group] ?? 0) + tap
      grouped[at] = weights[x]?.[tap] ?? 0
    }
  }
  return { taps, first: starts, picks, weights: grouped }
}

function axis(from: number, to: number): Axis {
  const ratio = from / to
  const dots = Math.ceil(from)
  const taps = Math.min(dots, ratio > 1 ? Math.ceil(ratio) + 1 : 2)
  const first: number[] = []
  const weights: number[][] = []
  for (let at = 0; at < to; at += 1) {
    const start = ratio > 1 ? at * ratio : Math.min(Math.max((at + 0.5) * ratio - 0.5, 0), from - 1)
    const one = Math.max(0, Math.min(Math.floor(start), dots - taps))
    first.push(one)
    weights.push(whole(Array.from({ length: taps }, (_, tap) => share(ratio, start, one + tap))))
  }
  return { taps, first, weights }
}

/** How much of a dot that begins at `start` comes from source dot `dot`. */
const share = (ratio: number, start: number, dot: number): number =>
  ratio > 1
    ? Math.max(0, Math.min(start + ratio, dot + 1) - Math.max(start, dot)) / ratio
    : Math.max(0, 1 - Math.abs(start - dot))

/** Shares as whole 256ths; what rounding leaves over goes to the largest. */
function whole(shares: readonly number[]): number[] {
  const rounded = shares.map((one) => Math.round(one * 256))
  const largest = rounded.indexOf(Math.max(...rounded))
  rounded[largest] = (rounded[largest] ?? 0) + 256 - rounded.reduce((sum, one) => sum + one, 0)
  return rounded
}
