import { z } from 'zod'
import { CoverTemplate } from '#app/domain/pages/cover.ts'
import { documentLimits } from '#app/domain/pages/document.ts'
import type { Shape } from '../shape.ts'

const line = z.string().max(200)

/** The sheet's own words, from `app/words`. */
export const CoverWords = z.strictObject({
  /** The big word at the top: "FAX". */
  title: line,
  phone: line,
  fax: line,
  to: line,
  from: line,
  regarding: line,
  purpose: line,
  pages: line,
  /** Follows the number: "including this one". */
  pagesIncluding: line,
  date: line,
  message: line,
  urgent: line,
  urgentNote: line,
  /** "TRAINING – nothing was transmitted". */
  training: line,
  /** Under the remarks' label where they stand on the second page. */
  continued: line,
  /** Restricted records: the big words, whom it is for, the sentence of the law, and what to look at first. */
  restricted: z.strictObject({ title: line, lead: line, for: line, law: line, before: line }),
})
export type CoverWords = Shape<typeof CoverWords>

/** Everything a cover sheet says. No patient detail has a place here, ever (design/README, screen 11). */
export const CoverSheet = z.strictObject({
  clinic: z.strictObject({
    name: line,
    addressLines: z.array(line).max(3),
    phone: line,
    fax: line,
    /** A PNG of one bit, at 204 dots to the inch. */
    logo: z
      .strictObject({
        png: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
        widthPx: z.int().positive(),
        heightPx: z.int().positive(),
      })
      .optional(),
  }),
  to: z.strictObject({ name: line, organisation: line, department: line.optional(), fax: line }),
  from: z.strictObject({ name: line, role: line.optional() }),
  /** Date and time, already in the clinic's own form. */
  date: line,
  /** Pages of the whole fax, this one included. */
  pagesTotal: z.int().positive(),
  purpose: line.optional(),
  reference: line.optional(),
  message: z.string().max(documentLimits.messageAtMost).optional(),
  template: CoverTemplate,
  /** Where each document lies, where there are several. */
  manifest: line.optional(),
  training: z.boolean(),
  confidentiality: z.strictObject({ title: line, text: z.string().max(400), call: line }),
  words: CoverWords,
})
export type CoverSheet = Shape<typeof CoverSheet>
