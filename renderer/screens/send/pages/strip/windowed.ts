/** Which rows of a long list must exist. All rows are alike in size. */

/** Rows from `from` to before `to` exist; `before` and `after` stand for the rest, in CSS pixels. */
export type Windowed = { readonly from: number; readonly to: number; readonly before: number; readonly after: number }

export type Measured = {
  readonly extent: number
  readonly offset: number
  readonly view: number
  readonly across: boolean
}

/** Rows kept ready on either side. */
const spare = 3

/** Which rows must exist. `extent` is one row with its gap, `offset` what is scrolled away, `view` what is seen; pixels. */
export function windowOf(count: number, { extent, offset, view }: Omit<Measured, 'across'>): Windowed {
  const first = Math.floor(offset / extent) - spare
  const last = Math.ceil((offset + view) / extent) + spare
  const from = Math.max(0, Math.min(first, count))
  const to = Math.max(from, Math.min(last, count))
  return { from, to, before: from * extent, after: (count - to) * extent }
}
