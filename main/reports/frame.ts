/** What every report has around it: the practice, who made it and when, the mark of the training line. */
import type { CheckpointView } from '#app/contract/audit.ts'
import type { PracticeFields } from '#app/contract/session.ts'
import { words } from '#app/words/index.ts'
import type { ReportDates } from './dates.ts'
import type { Frame } from './render/types.ts'

export type FrameFacts = {
  readonly practice: PracticeFields
  /** Full name of whoever asked for the report. */
  readonly madeBy: string
  readonly at: number
  readonly dates: ReportDates
  /** What is printed where something of it went over the training line. */
  readonly training: string | undefined
  readonly checkpoint: CheckpointView | undefined
}

/** What the foot of the page says about keeping it. */
export type Keep = 'keepRecord' | 'keepHealth'

const linesAtMost = 4

export function frame(
  { practice, madeBy, at, dates, training, checkpoint }: FrameFacts,
  keep: Keep,
): Omit<Frame, 'title' | 'subtitle'> {
  const { reports } = words
  const lines = [
    ...practice.addressLines.filter((line) => line !== ''),
    ...(practice.phone ? [reports.phone(practice.phone)] : []),
    ...(practice.fax ? [reports.fax(practice.fax)] : []),
  ]
  const when = dates.minute(at)
  return {
    paper: 'letter',
    clinic: { name: practice.name, lines: lines.slice(-linesAtMost) },
    ...(training === undefined ? {} : { training }),
    footer: {
      left: [reports.madeBy(madeBy), checkpoint ? reports.madeAt(when, checkpoint.sequence) : when],
      right: [...reports[keep]],
    },
    pageOf: reports.pageOf,
    at,
  }
}
