/** On what grounds a draft's pages may be disclosed, as far as somebody has said so: judged for these very pages. */
import { createHash } from 'node:crypto'
import type { DraftContent } from '#app/contract/desk/drafts.ts'
import type { Grounds } from '#app/domain/fax/preflight.ts'
import { Sha256 } from '#app/domain/ids.ts'
import { Confirmed } from '#app/domain/purpose/purpose.ts'
import type { FaxRow } from '../../store/faxes/faxes.ts'
import { chosenPages } from '../content.ts'

/**
 * What a confirmation holds for: the purpose, which pages go, and what is hidden on them. Order, turns and repairs
 * disclose nothing more.
 */
export function pagesDigest(content: Pick<DraftContent, 'purpose' | 'pages'>): Sha256 {
  const pages = chosenPages(content).map(({ documentId, index, boxes }) => JSON.stringify([documentId, index, boxes]))
  const text = JSON.stringify([content.purpose, pages.toSorted()])
  return Sha256.parse(createHash('sha256').update(text).digest('hex'))
}

type Kept = Pick<FaxRow, 'confirmed' | 'form_id'>

/** Who found the pages that are chosen now necessary; undefined where nobody did, or other pages are chosen by now. */
export function confirmedIn({ confirmed }: Kept, content: DraftContent): Confirmed | undefined {
  if (confirmed === null) return undefined
  const kept = Confirmed.parse(JSON.parse(confirmed))
  return kept.sha256 === pagesDigest(content) ? kept : undefined
}

export const groundsOf = (row: Kept, content: DraftContent): Grounds => ({
  pagesConfirmed: confirmedIn(row, content) !== undefined,
  request: content.request !== undefined,
  form: row.form_id !== null,
})
