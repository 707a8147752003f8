/** Numbers and ids as loosely typed services write them: as a number one day, as text the other. */
import { documentLimits } from '#app/domain/pages/document.ts'
import { z } from 'zod'

/** A count of pages or seconds. */
export const count = z.union([
  z.number().int().nonnegative(),
  z
    .string()
    .regex(/^\d{1,6}$/)
    .transform(Number),
])

/** A count that may be missing, or be something we do not know; then it is null. */
export const maybeCount = count.nullish().catch(null)

/** An id that goes into a path: letters, digits, dashes, dots and underscores, as text. */
export const looseId = z
  .union([z.number().int().nonnegative(), z.string().regex(/^[\w.-]{1,100}$/)])
  .transform((id) => String(id))

/** An answer that holds pages as base64: a third longer than they are, and its frame. */
export const pagesAsTextAtMost = Math.ceil((documentLimits.bytesAtMost * 4) / 3) + 10_000
