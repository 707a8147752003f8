/** Which numbers to leave alone for now. Remembers the calls of the last hour; the rule itself is `politeAt`. */
import { politeAt, type CallMade } from '#app/domain/fax/retry.ts'

export type Manners = {
  readonly made: (e164: string, call: CallMade) => void
  /** Numbers that must not be called at `now`, each with the time (epoch ms) from which it may. */
  readonly leaveAlone: (now: number) => ReadonlyMap<string, number>
}

const hourMs = 60 * 60_000

/** @param before calls of the last hour, newest first */
export function createManners(before: readonly (CallMade & { readonly e164: string })[]): Manners {
  const calls = new Map<string, readonly CallMade[]>()
  const made: Manners['made'] = (e164, call) => {
    const recent = (calls.get(e164) ?? []).filter(({ startedAt }) => startedAt > call.startedAt - hourMs)
    const all = [call, ...recent]
    // A number that took every fax may be called at any time, and most do: only the others are looked at each round.
    if (all.some(({ connected }) => !connected)) calls.set(e164, all)
    else calls.delete(e164)
  }
  for (const { e164, ...call } of before.toReversed()) made(e164, call)

  return {
    made,
    leaveAlone(now) {
      const waits = [...calls].map(([e164, list]) => [e164, politeAt(list, now)] as const)
      for (const [e164, list] of calls) if ((list[0]?.startedAt ?? 0) < now - hourMs) calls.delete(e164)
      return new Map(waits.filter(([, at]) => at > now))
    },
  }
}
