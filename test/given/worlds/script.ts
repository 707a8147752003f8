/** A play as it goes: which hand-over comes next, what slips, when calls end. Its place in the play is plain data. */
import type { Ending } from '../service/service.ts'
import { nobody, type Passing, type Play } from './world.ts'
import type { Slip } from './replies.ts'

export type Place = {
  /** Hand-overs and other requests so far. */
  handed: number
  others: number
  lists: number
  /** How each call will end, by the world's own id, and how often it was asked about. */
  readonly ends: Record<string, Ending>
  readonly asked: Record<string, number>
}

/** A call a world has, in whatever shape. */
export type Going = { readonly id: string; readonly over: boolean; readonly end: (ending: Ending) => void }

const atFirst = (): Place => ({ handed: 0, others: 0, lists: 0, ends: {}, asked: {} })

export type Script = ReturnType<typeof createScript>

export function createScript() {
  let play: Play = { hands: [], others: [], asks: 1, lags: 0 }
  let place = atFirst()
  let passing: Passing = nobody

  /** Something was handed over: what becomes of the answer. */
  function handedOver(): Slip | undefined {
    passing.passed('hand-over arrives')
    const { slip } = play.hands[place.handed] ?? {}
    place.handed += 1
    if (slip && 'silence' in slip.fault) passing.silent()
    return slip
  }

  /** Something else was asked. */
  function other(what: string): Slip | undefined {
    passing.passed(`${what} arrives`)
    const slip = play.others[place.others]
    place.others += 1
    if (slip && 'silence' in slip.fault) passing.silent()
    return slip
  }

  return {
    handedOver,
    other,
    /** Somebody asks how calls go: time goes on with it. */
    asked(calls: readonly Going[]): void {
      for (const { id, over, end } of calls) {
        if (over) continue
        place.asked[id] = (place.asked[id] ?? 0) + 1
        if (place.asked[id] > play.asks) end(place.ends[id] ?? 'delivered')
      }
    },
    /** Those it has now were all handed over: the new ones get the end of the last hand-over. */
    took(calls: readonly Going[]): void {
      const ends = play.hands[place.handed - 1]?.ends ?? 'delivered'
      for (const { id } of calls) place.ends[id] ??= ends
    },
    /** Whether the list that is asked for now knows of nothing yet. */
    lags: (): boolean => (place.lists += 1) <= play.lags,
    answering: (what: string) => passing.passed(`${what} answered`),
    play: (next: Play) => {
      play = next
      place = atFirst()
      passing = nobody
    },
    /** What happens from now on; what was taken stays. */
    turn: (next: Play) => {
      play = next
      place = { ...place, handed: 0, others: 0, lists: 0 }
    },
    listen: (next: Passing) => void (passing = next),
    keep: (): Place => structuredClone(place),
    goBack: (kept: Place) => void (place = structuredClone(kept)),
  }
}
