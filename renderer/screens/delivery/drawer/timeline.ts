/** What happened to a fax, in order, as values. Pure; drawn by Attempts.tsx. */
import type { AttemptView, FaxView } from '#app/contract/desk/faxes.ts'
import { final, onHold } from '#app/domain/fax/fax.ts'
import { mostOf } from '#app/words/index.ts'

export type Moment =
  | { readonly kind: 'queued'; readonly at: number }
  | { readonly kind: 'attempt'; readonly at: number; readonly attempt: AttemptView }
  | { readonly kind: 'planned'; readonly at: number; readonly number: number; readonly most: number }
  | { readonly kind: 'stop-asked'; readonly at: number; readonly over: boolean }
  | { readonly kind: 'delivered' | 'settled' | 'cancelled'; readonly at: number }

/** From being sent off to the last thing known, or the next thing planned. */
export function timelineOf(fax: Pick<FaxView, 'at' | 'attempts' | 'state' | 'stopAskedAt'>): readonly Moment[] {
  const { at, attempts, state, stopAskedAt } = fax
  const stop: readonly Moment[] =
    stopAskedAt === undefined ? [] : [{ kind: 'stop-asked', at: stopAskedAt, over: final(state.phase) }]
  const calls = attempts.map((attempt): Moment => ({ kind: 'attempt', at: attempt.startedAt, attempt }))
  const made: readonly Moment[] = [{ kind: 'queued', at }, ...[...calls, ...stop].toSorted((a, b) => a.at - b.at)]
  switch (state.phase) {
    case 'queued':
      return onHold(state) || (state.after === undefined && state.because !== 'planned')
        ? made
        : [...made, { kind: 'planned', at: state.notBefore, number: state.attempt, most: mostOf(state) }]
    case 'delivered':
      return [...made, { kind: state.settledBy ? 'settled' : 'delivered', at: state.at }]
    case 'cancelled':
      return [...made, { kind: 'cancelled', at: state.at }]
    default:
      return made
  }
}
