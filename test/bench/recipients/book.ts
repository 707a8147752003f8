/**
 * A book of contacts as a practice in a large town has it: most recipients near by, in few area codes; some in the
 * state; few far away; hospitals with several desks in one block of numbers. How dense the numbers lie decides how often
 * the guard errs, so they are drawn from the whole numbering plan, live in memory only and are never printed.
 */
import { E164 } from '#app/domain/ids.ts'

export type Draw = (below: number) => number

/** The same numbers in every run. Source: mulberry32, a public-domain generator. */
export function drawFrom(seed: number): Draw {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}

export type Recipient = { readonly organisation: string; readonly department: string; readonly e164: E164 }

const firsts = [
  'Harborlight',
  'Wrenfield',
  'Old Mill',
  'Bluefinch',
  'Cobblestone',
  'Lakemoth',
  'Thistledown',
  'Foxglove',
]
const seconds = ['Ridge', 'Valley', 'Harbor', 'Meadow', 'Corner', 'Crossing', 'Bridge', 'Park', 'Lane', 'Creek', 'Hill']
const kinds = ['Cardiology', 'Orthopedics', 'Dialysis', 'Hospital', 'Pharmacy', 'Imaging', 'Pediatrics', 'Dermatology']
const desks = ['Referrals', 'Records', 'Billing', 'Radiology', 'Laboratory', 'Admissions', 'Pharmacy', 'Scheduling']

export type Town = {
  /** The next recipient whose number nobody else has. */
  readonly recipient: () => Recipient
  /** Another desk of a large organisation of the book. */
  readonly desk: (of: Recipient) => Recipient
}

export function townOf(draw: Draw): Town {
  const taken = new Set<string>()
  const near = codes(draw, 4)
  const state = codes(draw, 20)
  const pick = <T>(all: readonly T[]): T => all[draw(all.length)] as T
  let organisations = 0

  function area(): string {
    const where = draw(10)
    return where < 6 ? pick(near) : where < 9 ? pick(state) : code(draw)
  }
  /** @param make a number for each try; later tries must reach further, or a full block would never end */
  function fresh(make: (tries: number) => string): E164 {
    for (let tries = 0; ; tries += 1) {
      const e164 = make(tries)
      if (taken.has(e164)) continue
      taken.add(e164)
      return E164.parse(e164)
    }
  }
  const lines = (count: number): string => String(draw(10 ** count)).padStart(count, '0')

  return {
    recipient() {
      organisations += 1
      const organisation = `${pick(firsts)} ${pick(seconds)} ${pick(kinds)} ${organisations}`
      return { organisation, department: pick(desks), e164: fresh(() => `+1${area()}${code(draw)}${lines(4)}`) }
    },
    desk: ({ organisation, e164 }) => ({
      organisation,
      department: `${pick(desks)} ${draw(1000)}`,
      e164: fresh((tries) => (tries < 20 ? e164.slice(0, -2) + lines(2) : e164.slice(0, -4) + lines(4))),
    }),
  }
}

/** An area code or exchange: N is 2 to 9, and the last two digits are not both 1. */
function code(draw: Draw): string {
  for (;;) {
    const drawn = String(200 + draw(800))
    if (!drawn.endsWith('11')) return drawn
  }
}
const codes = (draw: Draw, count: number): readonly string[] => Array.from({ length: count }, () => code(draw))

/** So many recipients, three in ten of them desks of an organisation that is already there. */
export function bookOf(town: Town, draw: Draw, count: number): readonly Recipient[] {
  const book: Recipient[] = []
  const large: Recipient[] = []
  while (book.length < count) {
    const host = large[draw(Math.max(1, large.length))]
    const next = host && draw(10) < 3 ? town.desk(host) : town.recipient()
    book.push(next)
    if (draw(20) === 0) large.push(next)
  }
  return book
}
