/**
 * How all contacts stand at one time, worked out once and kept until the clock or a change makes it untrue: judging
 * fifty thousand numbers with every letter typed would take longer than finding them.
 */
import { expiresSoonMs, standing, Standing, type Judged } from '#app/domain/contact/contact.ts'

export type Standings = {
  /** By slot: the place in `Standing.options` of its preferred number's standing. */
  readonly codes: Uint8Array
  /** By slot: a bit for each standing that one of its numbers has. */
  readonly masks: Uint8Array
  /** Epoch ms between which (from inclusive, to exclusive) nothing changes by itself. */
  readonly from: number
  readonly to: number
}

const places = new Map(Standing.options.map((value, place) => [value, place]))

export const standingCode = (value: Standing): number => places.get(value) ?? 0

/** The standings at `now`: those known, while they hold. @param judged of each slot its numbers, preferred first */
export function standingsAt(
  known: Standings | undefined,
  judged: readonly (readonly Judged[])[],
  now: number,
): Standings {
  if (known && known.codes.length === judged.length && known.from <= now && now < known.to) return known
  const codes = new Uint8Array(judged.length)
  const masks = new Uint8Array(judged.length)
  let to = Infinity
  judged.forEach((numbers, slot) => {
    for (let place = numbers.length - 1; place >= 0; place--) {
      const one = numbers[place]
      if (!one) continue
      const code = standingCode(standing(one, now))
      codes[slot] = code
      masks[slot] = (masks[slot] ?? 0) | (1 << code)
      if (one.state !== 'verified') continue
      for (const turn of [one.until - expiresSoonMs, one.until]) if (turn > now && turn < to) to = turn
    }
  })
  return { codes, masks, from: now, to }
}
