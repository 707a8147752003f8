/** What happened to a fax, in order, as values. Pure; drawn by Attempts.tsx. */
import type { AttemptView, FaxView } from '#app/contract/faxes.ts'
import { attemptsAtMost } from '#app/domain/retry.ts'

export type Moment =
  | { readonly kind: 'queued'; readonly at: number }
  | { readonly kind: 'attempt'; readonly at: number; readonly attempt: AttemptView }
  | { readonly kind: 'planned'; readonly at: number; readonly number: number; readonly most: number }
  | { readonly kind: 'delivered' | 'settled' | 'cancelled'; readonly at: number }

/** From being sent off to the last thing known, or the next thing planned. */
export function timelineOf({ at, attempts, state }: Pick<FaxView, 'at' | 'attempts' | 'state'>): readonly Moment[] {
  const made: readonly Moment[] = [
    { kind: 'queued', at },
    ...attempts.map((attempt): Moment => ({ kind: 'attempt', at: attempt.startedAt, attempt })),
  ]
  switch (state.phase) {
    case 'queued':
      return state.after === undefined
        ? made
        : [...made, { kind: 'planned', at: state.notBefore, number: state.attempt, most: attemptsAtMost(state.after) }]
    case 'delivered':
      return [...made, { kind: state.settledBy ? 'settled' : 'delivered', at: state.at }]
    case 'cancelled':
      return [...made, { kind: 'cancelled', at: state.at }]
    default:
      return made
  }
}
