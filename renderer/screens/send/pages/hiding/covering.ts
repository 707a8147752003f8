/** What comes of hiding words on all pages of a draft: which pages get which boxes, and what could not be covered. */
import type { ChosenPage } from '#app/contract/desk/drafts.ts'
import type { FoundWords } from '#app/contract/desk/pages.ts'
import { withBoxes, type PageMarks } from '#app/domain/pages/page-marks.ts'

export interface Covering {
  /** Pages whose boxes change. */
  readonly marked: readonly { readonly at: number; readonly marks: PageMarks }[]
  /** Occurrences that are hidden now, those included that were before, and on how many pages. */
  readonly count: number
  readonly onPages: number
  /** Pages that go, and have more than is hidden now. */
  readonly beyond: number
  /** Pages that go, and have no text to search. */
  readonly unsearched: number
}

/** @param documents what was found, for each document of the draft */
export function covering(pages: readonly ChosenPage[], documents: readonly FoundWords[]): Covering {
  const found = new Map(documents.map((document) => [document.documentId, document.pages]))
  const each = pages.map((page, at) => {
    const { boxes: wanted = [], all = true, searchable = true } = found.get(page.documentId)?.[page.index] ?? {}
    const before = page.boxes ?? []
    const { boxes, covered } = withBoxes(before, wanted)
    return {
      marked: boxes.length > before.length ? [{ at, marks: { boxes: [...boxes] } }] : [],
      covered,
      beyond: page.included && (!all || covered < wanted.length),
      unsearched: page.included && !searchable,
    }
  })
  return {
    marked: each.flatMap(({ marked }) => marked),
    count: each.reduce((sum, { covered }) => sum + covered, 0),
    onPages: each.filter(({ covered }) => covered > 0).length,
    beyond: each.filter(({ beyond }) => beyond).length,
    unsearched: each.filter(({ unsearched }) => unsearched).length,
  }
}
