/**
 * What a person does to a draft, as values: one edit in, the next draft out.
 * May come in: rules about pages, cover and choices. May not: saving, drawing, asking main, clocks.
 * Only what pages go and how can be undone here; typing has the field's own undo.
 */
import type { ChosenPage, DraftContent, Purpose, Quality } from '#app/contract/desk/drafts.ts'
import { documentLimits, type Turn } from '#app/domain/pages/document.ts'
import type { PacketForm } from '#app/domain/fax/packet-form.ts'
import type { LineId, NumberId } from '#app/domain/ids.ts'
import type { LeftKind } from '#app/domain/pages/page-checks.ts'
import type { PatientRequest } from '#app/domain/purpose/purpose.ts'
import type { PageMarks } from '#app/domain/pages/page-marks.ts'
import { renditionQualities } from '#app/domain/pages/rendition.ts'
import { unreachable } from '#app/domain/outcome.ts'

export type Pages = readonly ChosenPage[]

/** What can be undone: the pages, and how finely they go. */
type Choice = { readonly pages: Pages; readonly quality: Quality }

export type Editor = {
  readonly content: DraftContent
  /** Choices before the current one, oldest first. */
  readonly past: readonly Choice[]
  /** Choices taken back, the nearest first. */
  readonly future: readonly Choice[]
}

/** A choice about pages. `at`, `from`, `to` count pages from 0, cover not counted. */
export type PageEdit =
  | { readonly do: 'include'; readonly at: number; readonly included: boolean }
  | { readonly do: 'include-all'; readonly included: boolean }
  | { readonly do: 'turn'; readonly at: number; readonly by: 90 | 270 }
  | { readonly do: 'move'; readonly from: number; readonly to: number }
  /** Once more, right behind itself. */
  | { readonly do: 'duplicate'; readonly at: number }
  /** Hidden parts and repairs of pages, in place of those they had: one step, however many pages. */
  | { readonly do: 'mark'; readonly pages: readonly { readonly at: number; readonly marks: PageMarks }[] }
  /** Seen on these pages, and left as it is. */
  | { readonly do: 'leave'; readonly pages: readonly number[]; readonly kind: LeftKind }

export type Edit =
  | PageEdit
  | { readonly do: 'undo' }
  | { readonly do: 'redo' }
  | { readonly do: 'cover'; readonly change: Partial<DraftContent['cover']> }
  /** This one alone, in place of whoever was chosen. */
  | { readonly do: 'recipient'; readonly numberId: NumberId | null }
  /** These, each a fax of its own; a number that is named twice counts once. */
  | { readonly do: 'recipients'; readonly numberIds: readonly NumberId[] }
  | { readonly do: 'purpose'; readonly purpose: Purpose }
  | { readonly do: 'request'; readonly request: PatientRequest | undefined }
  | { readonly do: 'quality'; readonly quality: Quality }
  | { readonly do: 'packet-form'; readonly form: PacketForm }
  | { readonly do: 'line'; readonly lineId: LineId | null }
  /** Main has taken a document in: its pages come last, and no undo takes them away. */
  | { readonly do: 'grow'; readonly pages: Pages }
  /** The draft was read again: what was done before no longer fits. */
  | { readonly do: 'reload'; readonly content: DraftContent }

/** Choices remembered for undo. */
const remembered = 200

export const beginEditing = (content: DraftContent): Editor => ({ content, past: [], future: [] })

/** The editor after an edit; the very same one where the edit changes nothing. */
export function edit(editor: Editor, change: Edit): Editor {
  switch (change.do) {
    case 'include':
    case 'include-all':
    case 'turn':
    case 'move':
    case 'duplicate':
    case 'mark':
    case 'leave':
      return choose(editor, { pages: applied(editor.content.pages, change), quality: editor.content.quality })
    case 'undo':
      return undo(editor)
    case 'redo':
      return redo(editor)
    case 'cover':
      return put(editor, { cover: { ...editor.content.cover, ...change.change } })
    case 'recipient':
      return addressed(editor, change.numberId === null ? [] : [change.numberId])
    case 'recipients':
      return addressed(editor, change.numberIds)
    case 'purpose':
      return put(editor, { purpose: change.purpose })
    case 'request':
      return requested(editor, change.request)
    case 'quality':
      return choose(editor, { pages: lookedAtAgain(editor.content, change.quality), quality: change.quality })
    case 'packet-form':
      return put(editor, { packetForm: change.form })
    case 'line':
      return put(editor, { lineId: change.lineId })
    case 'grow':
      return grow(editor, change.pages)
    case 'reload':
      return beginEditing(change.content)
    default:
      return unreachable(change, 'edit')
  }
}

/** Pages that would go, cover not counted. */
export const chosenCount = (pages: Pages): number => pages.reduce((count, page) => count + (page.included ? 1 : 0), 0)

const put = (editor: Editor, change: Partial<DraftContent>): Editor => ({
  ...editor,
  content: { ...editor.content, ...change },
})

function addressed(editor: Editor, numberIds: readonly NumberId[]): Editor {
  const { others: _others, ...content } = editor.content
  const [numberId = null, ...others] = new Set(numberIds)
  return { ...editor, content: { ...content, numberId, ...(others.length > 0 ? { others } : {}) } }
}

/** Everybody the draft goes to, in order. */
export const recipientsOf = ({ numberId, others = [] }: DraftContent): readonly NumberId[] =>
  numberId === null ? others : [numberId, ...others]

function requested(editor: Editor, request: PatientRequest | undefined): Editor {
  const { request: _request, ...content } = editor.content
  return { ...editor, content: { ...content, ...(request ? { request } : {}) } }
}

const choiceOf = ({ content: { pages, quality } }: Editor): Choice => ({ pages, quality })
const chosen = ({ content }: Editor, { pages, quality }: Choice): DraftContent => ({
  ...content,
  pages: [...pages],
  quality,
})

/** What taking the newest choice back, or making it again, would change; undefined if there is none. */
export function changedBy(editor: Editor, way: 'undo' | 'redo'): keyof Choice | undefined {
  const choice = way === 'undo' ? editor.past.at(-1) : editor.future[0]
  return choice && (choice.quality === editor.content.quality ? 'pages' : 'quality')
}

function choose(editor: Editor, choice: Choice): Editor {
  const now = choiceOf(editor)
  if (choice.pages === now.pages && choice.quality === now.quality) return editor
  return { content: chosen(editor, choice), past: [...editor.past, now].slice(-remembered), future: [] }
}

function undo(editor: Editor): Editor {
  const choice = editor.past.at(-1)
  if (!choice) return editor
  return {
    content: chosen(editor, choice),
    past: editor.past.slice(0, -1),
    future: [choiceOf(editor), ...editor.future],
  }
}

function redo(editor: Editor): Editor {
  const [choice, ...future] = editor.future
  if (!choice) return editor
  return { content: chosen(editor, choice), past: [...editor.past, choiceOf(editor)], future }
}

function grow(editor: Editor, pages: Pages): Editor {
  if (pages.length === 0) return editor
  const longer = (choice: Choice): Choice => ({ ...choice, pages: [...choice.pages, ...pages] })
  return {
    content: chosen(editor, longer(choiceOf(editor))),
    past: editor.past.map(longer),
    future: editor.future.map(longer),
  }
}

/** The pages after a choice; the very same list where it changes nothing. */
function applied(pages: Pages, change: PageEdit): Pages {
  switch (change.do) {
    case 'include':
      return replaced(pages, change.at, (page) =>
        page.included === change.included ? page : { ...page, included: change.included },
      )
    case 'include-all':
      return pages.every((page) => page.included === change.included)
        ? pages
        : pages.map((page) => ({ ...page, included: change.included }))
    case 'turn':
      return replaced(pages, change.at, (page) => ({ ...page, turn: turned(page.turn, change.by) }))
    case 'move':
      return moved(pages, change.from, change.to)
    case 'duplicate':
      return duplicated(pages, change.at)
    case 'mark':
      return change.pages.reduce<Pages>(
        (all, { at, marks }) => replaced(all, at, (page) => ({ ...page, ...marks })),
        pages,
      )
    case 'leave':
      return change.pages.reduce<Pages>((all, at) => replaced(all, at, (page) => left(page, change.kind)), pages)
    default:
      return unreachable(change, 'page edit')
  }
}

function replaced(pages: Pages, at: number, change: (page: ChosenPage) => ChosenPage): Pages {
  const page = pages[at]
  if (!page) return pages
  const next = change(page)
  return next === page ? pages : pages.with(at, next)
}

const left = (page: ChosenPage, kind: LeftKind): ChosenPage =>
  page.left?.includes(kind) ? page : { ...page, left: [...(page.left ?? []), kind] }

/** What was left as it is at one quality was not looked at in a coarser one. */
function lookedAtAgain({ pages, quality }: DraftContent, to: Quality): ChosenPage[] {
  if (renditionQualities.indexOf(to) >= renditionQualities.indexOf(quality)) return pages
  return pages.map((page) => {
    const { left: seen, ...rest } = page
    return seen ? { ...rest, left: seen.filter((kind) => kind === 'other-patient') } : page
  })
}

function moved(pages: Pages, from: number, to: number): Pages {
  const page = pages[from]
  if (!page || from === to || to < 0 || to >= pages.length) return pages
  return pages.toSpliced(from, 1).toSpliced(to, 0, page)
}

function duplicated(pages: Pages, at: number): Pages {
  const page = pages[at]
  return page && pages.length < documentLimits.placesAtMost ? pages.toSpliced(at + 1, 0, page) : pages
}

const quarters: readonly Turn[] = [0, 90, 180, 270]
const turned = (turn: Turn, by: 90 | 270): Turn => quarters[((turn + by) / 90) % 4] ?? 0
