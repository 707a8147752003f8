/**
 * When the record itself gives reason to look: rules over counts, times and names of settings. Values in, values out;
 * nothing about a patient is asked for, so nothing can be told.
 */
export const alertKinds = [
  'refusals',
  'refusal-notes',
  'unusual-hours',
  'chain-broken',
  'verification-failed',
  'clock-jump',
  'clock-offset',
  'configuration-drift',
] as const
export type AlertKind = (typeof alertKinds)[number]

export type Refusal = { readonly at: number; readonly actor: string; readonly fault: string }

export const refusalRule = Object.freeze({ withinMs: 10 * 60_000, times: 5 })

/** Faults that mean somebody tried what is not theirs; a locked desk or a wrong date means nothing. */
const telling = ['sign-in-refused', 'forbidden', 'unknown-operation']

/**
 * Who was refused so often within ten minutes before `now` that somebody should look.
 * @returns each with the number of times, most first
 */
export function repeatedRefusals(
  refusals: readonly Refusal[],
  now: number,
): readonly { readonly actor: string; readonly times: number }[] {
  const times = new Map<string, number>()
  for (const { at, actor, fault } of refusals) {
    if (at > now || at <= now - refusalRule.withinMs || !telling.includes(fault)) continue
    times.set(actor, (times.get(actor) ?? 0) + 1)
  }
  return [...times]
    .filter(([, count]) => count >= refusalRule.times)
    .map(([actor, count]) => ({ actor, times: count }))
    .sort((a, b) => b.times - a.times)
}

/** `usual` is how often records were opened in each hour of the day, over the four weeks before. */
export type Volume = { readonly usual: readonly number[]; readonly hour: number; readonly now: number }

export const volumeRule = Object.freeze({ least: 15, knownFrom: 200, share: 0.01 })

/**
 * Whether more was opened in this hour than belongs to it: fifteen or more, in an hour of the day that holds less than
 * one in a hundred of what four weeks have seen. Before two hundred are known nobody can say what is usual.
 */
export function unusualVolume({ usual, hour, now }: Volume): boolean {
  const all = usual.reduce((sum, count) => sum + count, 0)
  return now >= volumeRule.least && all >= volumeRule.knownFrom && (usual[hour] ?? 0) < all * volumeRule.share
}

/** The same moment on two clocks: what the computer shows, and what only goes forward. */
export type Moment = { readonly wall: number; readonly steady: number }

export const clockToleranceMs = 60_000

/** By how many whole seconds the shown time was moved between two moments; undefined within a minute. */
export function clockJump(before: Moment, after: Moment): number | undefined {
  const moved = after.wall - before.wall - (after.steady - before.steady)
  return Math.abs(moved) > clockToleranceMs ? Math.round(moved / 1000) : undefined
}

/** By how many whole seconds the clock differs from the time its system is given; undefined within a minute, or untold. */
export const clockOff = (seconds: number | undefined): number | undefined =>
  seconds !== undefined && Math.abs(seconds) * 1000 > clockToleranceMs ? Math.round(Math.abs(seconds)) : undefined

/** A configuration as the hash of each of its parts: enough to see that one changed, and nothing of what it says. */
export type Configuration = Readonly<Record<string, string>>

/** The parts that differ from what was approved, in order of their names. */
export const drifted = (approved: Configuration, now: Configuration): readonly string[] =>
  [...new Set([...Object.keys(approved), ...Object.keys(now)])]
    .filter((part) => valueIn(approved, part) !== valueIn(now, part))
    .sort()

const valueIn = (all: Configuration, part: string): string | undefined =>
  Object.hasOwn(all, part) ? all[part] : undefined
