/**
 * Cover sheets as values: which kinds there are and how many pages one takes. What they say lies in `app/words` and in
 * what the practice approved; how they look is the document service's. No patient detail has a place on one, ever.
 */
import { z } from 'zod'
import type { Check } from '../fax/preflight.ts'

/** `restricted`: records of substance use disorder treatment, which carry the notice of 42 CFR 2.32. */
export const coverTemplates = ['standard', 'urgent', 'restricted'] as const
export const CoverTemplate = z.enum(coverTemplates)
export type CoverTemplate = z.infer<typeof CoverTemplate>

/** Lines of remarks that surely find room under the rows of a first page, and how many letters such a line holds. */
const linesAtMost: Readonly<Record<CoverTemplate, number>> = { standard: 10, urgent: 8, restricted: 3 }
const lettersInLine = 66

export type CoverSize = {
  readonly included: boolean
  readonly template?: CoverTemplate | undefined
  readonly message: string
}

/** Pages of a cover sheet: remarks that are too long for the first page stand whole on a second. */
export function coverPages({ included, template = 'standard', message }: CoverSize): 0 | 1 | 2 {
  if (!included) return 0
  const lines = message
    .trim()
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / lettersInLine)), 0)
  return lines > linesAtMost[template] ? 2 : 1
}

/** Fields that may hold more, or other letters, than a sheet can show. `clinic`: the practice's own name and address. */
export const coverFields = ['clinic', 'to', 'from', 'reference', 'message', 'notice'] as const
export const CoverField = z.enum(coverFields)
export type CoverField = z.infer<typeof CoverField>

/** The checks, where some of these fields do not stand whole on the sheet: to be looked at, and no reason to stop. */
export const withCoverCut = (checks: readonly Check[], cut: readonly CoverField[]): readonly Check[] =>
  cut.length === 0 ? checks : checks.map((check) => (check.result === 'cover-included' ? shortened : check))

/** One for all: who compares two lists of checks finds what is the same in both. */
const shortened: Check = Object.freeze({ name: 'cover', result: 'cover-shortened', verdict: 'look' })

/** Where each document of a packet lies, as "2–4": pages counted from 1, the cover's own first. */
export function manifestOf(lengths: readonly number[], cover: number): readonly string[] {
  let next = cover + 1
  return lengths.map((length) => {
    const first = next
    next += length
    return length === 1 ? String(first) : `${first}–${next - 1}`
  })
}

/** Fields a practice may ask for on a sheet. `person`: the recipient's own name. From whom it comes is never empty. */
export const coverAsked = ['person', 'reference', 'message'] as const
export const CoverAsked = z.enum(coverAsked)
export type CoverAsked = z.infer<typeof CoverAsked>

/** The practice's sign: a PNG of one bit, in base64, as the document service has made it. */
export const CoverLogo = z.strictObject({
  png: z.base64().max(100_000),
  widthPx: z.int().positive(),
  heightPx: z.int().positive(),
})
export type CoverLogo = z.infer<typeof CoverLogo>

/** What a practice says on its cover sheets in its own words. The sentence of the law on restricted ones is not its to change. */
export const CoverTexts = z.strictObject({
  /** Head and text of the box at the foot: that the fax is confidential, and what to do when it went astray. */
  noticeTitle: z.string().trim().min(1).max(50),
  notice: z.string().trim().min(20).max(300),
  /** Beside the word "urgent". */
  urgentNote: z.string().trim().min(1).max(80),
  /** In the head of all sheets but restricted ones, whose head is a warning. */
  logo: CoverLogo.optional(),
  /** What must not be empty on each sheet; a sheet that is not named asks for nothing. */
  asked: z.partialRecord(CoverTemplate, z.array(CoverAsked).max(coverAsked.length)).optional(),
})
export type CoverTexts = z.infer<typeof CoverTexts>

/** What the practice asks for on this sheet and nobody has filled in. @param person the recipient's own name */
export function coverMissing(
  asked: CoverTexts['asked'],
  { included, template = 'standard', reference, message }: CoverSize & { readonly reference: string },
  person: string,
): readonly CoverAsked[] {
  const filled = { person, reference, message }
  return included ? (asked?.[template] ?? []).filter((field) => filled[field].trim() === '') : []
}
