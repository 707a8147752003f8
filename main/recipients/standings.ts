/**
 * How all numbers stand at one time, worked out once and kept until the clock or a change makes it untrue: judging
 * fifty thousand numbers with every letter typed would take longer than finding them.
 */
import { expiresSoonMs, standing, Standing, type Judged } from '#app/domain/contact.ts'

export type Standings = {
  /** By slot: the standing's place in `Standing.options`. */
  readonly codes: Uint8Array
  /** Epoch ms between which (from inclusive, to exclusive) nothing changes by itself. */
  readonly from: number
  readonly to: number
}

const codeOf: Readonly<Record<Standing, number>> = {
  verified: Standing.options.indexOf('verified'),
  'expires-soon': Standing.options.indexOf('expires-soon'),
  unverified: Standing.options.indexOf('unverified'),
  expired: Standing.options.indexOf('expired'),
  revoked: Standing.options.indexOf('revoked'),
}

export const standingCode = (value: Standing): number => codeOf[value]

/** The standings at `now`: those known, while they hold. */
export function standingsAt(known: Standings | undefined, judged: readonly Judged[], now: number): Standings {
  if (known && known.codes.length === judged.length && known.from <= now && now < known.to) return known
  const codes = new Uint8Array(judged.length)
  let to = Infinity
  judged.forEach((one, slot) => {
    codes[slot] = codeOf[standing(one, now)]
    if (one.state !== 'verified') return
    for (const turn of [one.until - expiresSoonMs, one.until]) if (turn > now && turn < to) to = turn
  })
  return { codes, from: now, to }
}
