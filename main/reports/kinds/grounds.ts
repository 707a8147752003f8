/** On what grounds pages were disclosed, as reports tell it: who found them necessary, the request, the signed form. */
import type { DraftContent } from '#app/contract/desk/drafts.ts'
import { words } from '#app/words/index.ts'
import { confirmedIn } from '../../packet/judging/grounds.ts'
import { findDocument } from '../../store/faxes/documents.ts'
import type { FaxRow } from '../../store/faxes/faxes.ts'
import type { ReadStore } from '../../store/store.ts'
import type { ReportDates } from '../dates.ts'
import type { Fact } from '../render/types.ts'

const { purpose: text } = words

type Kept = Pick<FaxRow, 'confirmed' | 'form_id'>

export type GroundsParts = {
  readonly dates: ReportDates
  /** A person's short name. */
  readonly nameOf: (id: string) => string
}

/** In full, for the certificate of one fax; the form by its hash, so that it can be told from any other. */
export async function groundsFacts(
  read: ReadStore,
  row: Kept,
  content: DraftContent,
  parts: GroundsParts,
): Promise<readonly Fact[]> {
  const form =
    content.purpose === 'authorisation' && row.form_id !== null ? await findDocument(read, row.form_id) : undefined
  return [
    ...confirmedFact(row, content, parts),
    ...requestFact(content),
    ...(form ? [{ label: text.facts.form, value: text.facts.attached(form.sha256) }] : []),
  ]
}

/** In a few words, for a row of the accounting; empty where the purpose asks for nothing. */
export function groundsTold(row: Kept, content: DraftContent, parts: GroundsParts): string {
  const [told] = [...confirmedFact(row, content, parts), ...requestFact(content)]
  if (told) return `${told.label}: ${told.value}`
  return content.purpose === 'authorisation' && row.form_id !== null ? text.facts.onFile : ''
}

function confirmedFact(row: Kept, content: DraftContent, { dates, nameOf }: GroundsParts): readonly Fact[] {
  const confirmed = confirmedIn(row, content)
  if (!confirmed) return []
  const { by, at, pages } = confirmed
  return [{ label: text.facts.confirmed, value: text.facts.confirmedBy(nameOf(by), dates.shortDay(at), pages) }]
}

function requestFact({ purpose, request }: DraftContent): readonly Fact[] {
  if (purpose !== 'patient-request' || !request) return []
  return [{ label: text.facts.request, value: text.facts.requested(request.on, text.request.ways[request.way]) }]
}
