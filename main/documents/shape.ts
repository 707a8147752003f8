import type { z } from 'zod'

type Deep<T> = T extends Uint8Array
  ? T
  : T extends readonly (infer Item)[]
    ? readonly Deep<Item>[]
    : T extends object
      ? { readonly [Key in keyof T]: Deep<T[Key]> }
      : T

/** The type a schema proves, readonly all the way down: records are handed over, never changed. */
export type Shape<Schema extends z.ZodType> = Deep<z.infer<Schema>>
