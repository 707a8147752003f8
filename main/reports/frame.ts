/** What every report has around it: the practice, who made it and when, the mark of the training line. */
import type { CheckpointView, VerificationView } from '#app/contract/record/audit.ts'
import type { PracticeFields } from '#app/contract/people/session.ts'
import { words } from '#app/words/index.ts'
import type { ReportDates } from './dates.ts'
import { grouped } from './render/text.ts'
import type { Fingerprint, Frame, Piece } from './render/types.ts'

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

type Said = { readonly title: string; readonly subtitle: string; readonly keep: Keep }

export function frame(
  { practice, madeBy, at, dates, training, checkpoint }: FrameFacts,
  { title, subtitle, keep }: Said,
): Frame {
  const { reports } = words
  const lines = [
    ...practice.addressLines.filter((line) => line !== ''),
    ...(practice.phone ? [reports.phone(practice.phone)] : []),
    ...(practice.fax ? [reports.fax(practice.fax)] : []),
  ]
  const when = dates.minute(at)
  return {
    paper: 'letter',
    title,
    subtitle,
    clinic: { name: practice.name, lines: lines.slice(-linesAtMost) },
    ...(training === undefined ? {} : { training }),
    footer: {
      left: [reports.madeBy(madeBy), checkpoint ? reports.madeAt(when, checkpoint.sequence) : when],
      right: [...reports[keep]],
      ...(checkpoint ? { checkpoint: footLine(checkpoint) } : {}),
    },
    pageOf: reports.pageOf,
    at,
  }
}

/** On every page: enough to tell whether this paper and the record agree, whichever page is kept. */
const footLine = ({ sequence, hash }: CheckpointView): string => words.reports.footCheckpoint(sequence, grouped(hash))

/** How the chain stands, before anything it holds. */
export function chainStatement(verified: VerificationView, dates: ReportDates): Piece {
  const { reports, audit } = words
  if (verified.result === 'intact')
    return {
      is: 'statement',
      mark: 'ok',
      title: reports.chainIntact(verified.entries),
      detail: reports.chainIntactNote(dates.minute(verified.at)),
    }
  const { firstBad, why, entries } = verified
  return {
    is: 'statement',
    mark: 'failed',
    title: reports.chainBroken(firstBad),
    detail: audit.brokenNote(why, entries),
  }
}

export function fingerprint(checkpoint: CheckpointView, dates: ReportDates): Fingerprint {
  const { reports, audit } = words
  return {
    title: reports.checkpoint,
    facts: [
      { label: reports.checkpointEntry, value: checkpoint.sequence.toLocaleString('en-US') },
      // The signature covers this very number: without it nobody could check it from paper.
      { label: reports.checkpointSigned, value: `${dates.minute(checkpoint.at)} (${checkpoint.at})` },
      { label: reports.checkpointMethod, value: audit.method },
    ],
    codes: [
      { label: reports.hash, value: checkpoint.hash },
      { label: reports.signature, value: checkpoint.signature },
      { label: reports.publicKey, value: checkpoint.publicKey },
    ],
  }
}
