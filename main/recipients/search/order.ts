/** Looking things up in what is in order, by halving. */

/** A stretch of places in a list that is in order; `to` is exclusive. */
export type Places = { readonly from: number; readonly to: number }

/** The first index from `from` on, below `length`, from which `holds` is true, or `length`. */
export function lowest(length: number, holds: (index: number) => boolean, from = 0): number {
  let low = from
  let high = length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}

/** Where the texts that begin so stand: side by side, because they are in order. */
export function stretch(length: number, textAt: (index: number) => string, beginning: string): Places {
  const from = lowest(length, (index) => textAt(index) >= beginning)
  const to = lowest(length, (index) => textAt(index) > beginning && !textAt(index).startsWith(beginning), from)
  return { from, to }
}
