/** What a number's last four digits bring about on the training line. The one table; `lines.list` shows it. */
import type { E164 } from '#app/domain/ids.ts'

export const trainingOutcomes = Object.freeze([
  { ending: '0111', outcome: 'busy-once' },
  { ending: '0112', outcome: 'no-answer' },
  { ending: '0113', outcome: 'human' },
  { ending: '0114', outcome: 'partial' },
  { ending: '0115', outcome: 'outage' },
  { ending: '0116', outcome: 'answer-lost-taken' },
  { ending: '0117', outcome: 'answer-lost-not-taken' },
  { ending: '0118', outcome: 'reply' },
] as const)

export type TrainingOutcome = (typeof trainingOutcomes)[number]['outcome'] | 'deliver'

/** Every number that is not in the table delivers. */
export const outcomeOf = (to: E164 | string): TrainingOutcome =>
  trainingOutcomes.find(({ ending }) => to.endsWith(ending))?.outcome ?? 'deliver'

/** How numbers of this outcome end. */
export const endingOf = (wanted: TrainingOutcome): string =>
  trainingOutcomes.find(({ outcome }) => outcome === wanted)?.ending ?? ''
