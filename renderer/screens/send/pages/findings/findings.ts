/** What is said about the pages that go, in their order. Judged anew with every choice: a repair makes a finding go. */
import { useEffect } from 'react'
import type { ChosenPage } from '#app/contract/desk/drafts.ts'
import { judge, type Finding, type Repair } from '#app/domain/pages/legibility.ts'
import { differing, type Difference } from '#app/domain/pages/one-patient.ts'
import type { Compose } from '../../compose.ts'
import { numberOf, type ComposeState } from '../../compose-state.ts'
import { useCompose } from '../../useCompose.ts'

export type PageFinding = { readonly at: number; readonly name: string; readonly finding: Finding }

type Known = Pick<ComposeState, 'editor' | 'facts' | 'left'>

export const findingsOn = ({ editor, facts, left }: Known, at: number): readonly PageFinding[] => {
  const page = editor.content.pages[at]
  const own = page?.included ? facts.get(page.documentId)?.[page.index] : undefined
  if (!page || !own) return []
  return judge(own, editor.content.quality, page.repairs)
    .map((finding) => ({ at, finding, name: nameOf(page, finding) }))
    .filter(({ name }) => !left.has(name))
}

const nameOf = ({ documentId, index }: ChosenPage, { kind, box }: Finding): string =>
  [documentId, index, kind, box?.left.toFixed(3), box?.top.toFixed(3)].join(' ')

export const findingsOf = (state: Known): readonly PageFinding[] =>
  state.editor.content.pages.flatMap((_, at) => findingsOn(state, at))

export type PagesDiffer = Difference & {
  readonly name: string
  /** Numbers of the pages that differ, from 1 among those that go. */
  readonly numbers: readonly number[]
  /** Whether there are pages without text, which nobody has read. */
  readonly unread: boolean
}

/** Pages that may be about somebody else, unless somebody has said that they belong together. */
export function difference({ editor, facts, left }: Known): PagesDiffer | undefined {
  const going = editor.content.pages.flatMap((page, at) => (page.included ? [{ page, at }] : []))
  const known = going.map(({ page }) => facts.get(page.documentId)?.[page.index])
  const found = differing(known.map((one) => one?.identity))
  if (!found) return undefined
  const at = found.at.flatMap((place) => going[place]?.at ?? [])
  const name = ['differ', found.field, ...at].join(' ')
  if (left.has(name)) return undefined
  const numbers = at.flatMap((place) => numberOf(editor, place) ?? [])
  return { ...found, at, name, numbers, unread: known.some((one) => one?.searchable === false) }
}

/** Has every document of the draft measured as it comes. */
export function useMeasured(compose: Compose): void {
  const ids = useCompose(compose, ({ view }) => view.documents.map(({ id }) => id).join(' '))
  useEffect(() => {
    const { view, facts } = compose.store.getState()
    for (const { id } of view.documents) if (!facts.has(id)) void compose.measure(id)
  }, [compose, ids])
}

/** Does what a finding offers; every part of it can be undone. */
export function mend(compose: Compose, at: number, repair: Repair): void {
  const { editor, facts } = compose.store.getState()
  const page = editor.content.pages[at]
  if (!page) return
  if (repair === 'fine') return compose.edit({ do: 'quality', quality: 'fine' })
  const skew = facts.get(page.documentId)?.[page.index]?.scan?.skewDeg ?? 0
  const more = repair === 'straighten' ? { straighten: -skew } : { [repair]: true as const }
  compose.edit({ do: 'mark', pages: [{ at, marks: { repairs: { ...page.repairs, ...more } } }] })
}

/** Stands on the page of the next finding, after this one; round and round. */
export function nextFinding(compose: Compose): boolean {
  const state = compose.store.getState()
  const all = findingsOf(state)
  const now = state.place.kind === 'page' ? state.place.at : -1
  const next = all.find(({ at }) => at > now) ?? all[0]
  if (!next) return false
  compose.stand({ kind: 'page', at: next.at })
  return true
}
