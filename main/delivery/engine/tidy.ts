/** Taking the pages off a service once an attempt is over: an act of its own on the record, and never in a fax's way. */
import type { FaxId, FaxReference } from '#app/domain/ids.ts'
import type { AuditWriter } from '../../audit/writer.ts'
import type { Line } from '../../lines/line.ts'
import { attemptsOf } from '../../store/faxes/attempts.ts'
import { answerOf, type StepParts } from './parts.ts'

export type Ended = { readonly id: FaxId; readonly reference: FaxReference; readonly attempt: number }

export async function removeContent(
  parts: StepParts & { readonly audit: AuditWriter },
  line: Line,
  { id, reference, attempt }: Ended,
): Promise<void> {
  const row = (await attemptsOf(parts.store.read, id)).find(({ number }) => number === attempt)
  if (!row) return
  const answer = await answerOf(parts, line, line.remove({ reference: row.line_reference }), 'no-answer')
  if (answer === 'not-known') return
  const outcome = answer === 'removed' ? 'done' : 'failed'
  const details = { attempt, line: line.id }
  await parts.store.write((tx) =>
    parts.audit.append(tx, { actor: 'system', action: 'fax.content-removed', subject: reference, outcome, details }),
  )
}
