/**
 * What a folder's own `manifest.json` says of its files. Whatever it does not say, or says in a way not known here, is not
 * checked; nothing it says can make a check easier but that a file may be refused.
 */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import type { DocumentRefusal } from '#app/domain/pages/document.ts'
import { findingKinds, type FindingKind } from '#app/domain/pages/legibility.ts'

const pair = z.tuple([z.number().positive(), z.number().positive()])
const maybe = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined)

export const Facts = z.object({
  /** Null where a file has none to be read: it must be refused. */
  pages: maybe(z.int().positive().nullable()),
  /** Visible sizes in points, after crop box and rotation; one that stands for all pages, or one for each. */
  sizesPt: maybe(z.array(pair).min(1)),
  /** Each page's own rotation. */
  rotate: maybe(z.array(z.number())),
  /** Dots of a picture as they are stored, how many to the inch, and how it is to be turned (Exif's numbers). */
  pixels: maybe(pair),
  dpi: maybe(pair),
  exifOrientation: maybe(z.int().min(1).max(8)),
  password: maybe(z.string().min(1)),
  /** What must be seen to happen, in words. */
  expect: maybe(z.string()),
})
export type Facts = z.infer<typeof Facts>

const Manifest = z.object({ files: z.record(z.string(), Facts.catch({})) })
export type Manifest = ReadonlyMap<string, Facts>

/** The manifest of a folder; empty where there is none, or none of this form. */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(path.join(folder, 'manifest.json'), 'utf8').catch(() => '{}')
  const parsed = Manifest.safeParse(jsonIn(text))
  return new Map(Object.entries(parsed.success ? parsed.data.files : {}))
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

const damaged: readonly DocumentRefusal[] = ['damaged', 'no-pages']
const reasons: readonly (readonly [RegExp, readonly DocumentRefusal[]])[] = [
  [/damaged|broken/i, damaged],
  [/empty/i, ['empty']],
  [/not an? /i, ['not-a-pdf', 'unknown-kind']],
]

export interface Expectation {
  /** It must be refused, for one of these reasons or, where none is given, any. */
  readonly refused?: readonly DocumentRefusal[]
  /** Its pages may be refused, as long as that is done in time. */
  readonly bounded: boolean
  /** Another file of the folder whose pages must come out the same, dot for dot. */
  readonly sameAs?: string
  /** One of these must be said, of any page or of every one. */
  readonly warned?: { readonly kinds: readonly FindingKind[]; readonly every: boolean }
}

const warnings: Readonly<Record<string, readonly FindingKind[]>> = {
  photograph: ['photograph'],
  'dark-area': ['dark', 'dark-area'],
  legibility: findingKinds,
}

/** Reads the words of `expect`, and what `pages` implies. */
export function expectation({ pages, expect = '' }: Facts): Expectation {
  const rejected = pages === null || /^(rejected|refused)/i.test(expect)
  const refused = reasons.find(([pattern]) => pattern.test(expect))?.[1] ?? []
  const sameAs = /same pixels as (\S+[^\s.,;])/i.exec(expect)?.[1]
  const [, warning = '', several] = /with (?:a )?(photograph|dark-area|legibility) warning(s?)/i.exec(expect) ?? []
  const kinds = warnings[warning.toLowerCase()]
  return {
    bounded: /bounded/i.test(expect),
    ...(rejected ? { refused } : {}),
    ...(sameAs ? { sameAs } : {}),
    ...(kinds ? { warned: { kinds, every: several === 's' } } : {}),
  }
}
