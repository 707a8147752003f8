/**
 * In which form pages are handed to a line, and how finely. A service that takes PDFs makes fax pages of them itself: only
 * what Faxdesk has prepared arrives as it was shown. No line's own settings may come in.
 */
import { z } from 'zod'
import { Quality } from './quality.ts'
import { kindEntry } from '../line-kinds/index.ts'
import type { LineKind } from './line.ts'

/** `prepared`: black and white as a fax prints them, in a PDF. `original`: the pages as they came, for the service to convert. */
export const PacketForm = z.enum(['prepared', 'original'])
export type PacketForm = z.infer<typeof PacketForm>

/** Forms a person may choose from. Own servers and the training line get what was prepared. */
export const formsFor = (kind: LineKind): readonly PacketForm[] =>
  kind !== 'training' && kindEntry(kind).place === 'cloud' ? PacketForm.options : ['prepared']

/** The form of one fax: what was chosen for it, else for its line. */
export function formOf(kind: LineKind | undefined, chosen: PacketForm | undefined, rule: PacketForm | undefined) {
  const wanted = chosen ?? rule ?? 'prepared'
  return kind && formsFor(kind).includes(wanted) ? wanted : 'prepared'
}

/** Qualities a line takes, the coarsest first. */
export const qualitiesFor = ({ superfine }: { readonly superfine?: true }): readonly Quality[] =>
  superfine ? Quality.options : ['standard', 'fine']

/** The quality of one fax over a line: as wanted, or the finest the line takes. */
export const qualityOver = (wanted: Quality, can: { readonly superfine?: true } | undefined): Quality =>
  can && !qualitiesFor(can).includes(wanted) ? 'fine' : wanted
