/** How a fax's pages went: over which line, how finely, and whether the far machine had them from us or from a service. */
import { DraftContent } from '#app/contract/desk/drafts.ts'
import { formsFor, PacketForm, qualityOver } from '#app/domain/fax/packet-form.ts'
import type { Quality } from '#app/domain/fax/quality.ts'
import type { Line } from '../../lines/line.ts'
import type { AttemptRow } from '../../store/faxes/attempts.ts'
import { findDocument } from '../../store/faxes/documents.ts'
import type { FaxRow } from '../../store/faxes/faxes.ts'
import type { ReadStore } from '../../store/store.ts'

/** As much of a line as tells how pages go over it. */
export type ReportLine = Pick<Line, 'id' | 'name' | 'kind' | 'capabilities'>

/** As finely as it was wanted, or as the line of the attempt that counts could: the one that arrived, else the last. */
export const qualitySent = (
  fax: Pick<FaxRow, 'content' | 'line_id'>,
  attempts: readonly AttemptRow[],
  lines: readonly ReportLine[],
): Quality =>
  qualityOver(DraftContent.parse(JSON.parse(fax.content)).quality, lineOf(fax, attempts, lines)?.capabilities)

/**
 * Whose dots the far machine printed: `printed` ours, `converted` what a service made of the original; `not-known` for a
 * fax that has not arrived, as far as is known.
 */
export async function pagesPrinted(
  db: ReadStore,
  fax: FaxRow,
  attempts: readonly AttemptRow[],
  lines: readonly ReportLine[],
): Promise<'printed' | 'converted' | 'not-known'> {
  const packet = fax.packet_id === null ? undefined : await findDocument(db, fax.packet_id)
  const original = PacketForm.safeParse(packet?.name).data === 'original'
  const line = lineOf(fax, attempts, lines)
  // Over a server of one's own an original becomes our dots too; a line that is no longer there may have been either.
  if (original && (!line || formsFor(line.kind).includes('original'))) return 'converted'
  return fax.phase === 'delivered' ? 'printed' : 'not-known'
}

function lineOf(
  fax: Pick<FaxRow, 'line_id'>,
  attempts: readonly AttemptRow[],
  lines: readonly ReportLine[],
): ReportLine | undefined {
  const counts = attempts.findLast(({ outcome }) => outcome === 'delivered') ?? attempts.at(-1)
  const id = counts?.line_id ?? fax.line_id
  return lines.find((line) => line.id === id)
}
