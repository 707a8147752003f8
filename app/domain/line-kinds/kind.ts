/**
 * A kind of line as data: where it runs, what has to be typed to connect it, and what of that is secret. One description
 * is read by the form, the door and the store, so that a new kind needs no new screen. Nothing here knows a network.
 */
import { z } from 'zod'
import { Host } from '../reach.ts'

/** How a field is typed. `confirm` is somebody's word for something, and goes on record. */
export type Control = 'text' | 'secret' | 'number' | 'choice' | 'confirm'

export type Field<T extends z.ZodType = z.ZodType> = {
  readonly control: Control
  readonly schema: T
  /** What stands in an empty form; `yes` for a confirmation given. */
  readonly initial: string
  readonly options?: readonly string[]
  /** Shares its row with the field after it. */
  readonly half?: true
  /** May stay empty. */
  readonly optional?: true
}
export type Fields = Readonly<Record<string, Field>>

const field = <T extends z.ZodType>(
  control: Control,
  schema: T,
  initial = '',
  more: Partial<Field<T>> = {},
): Field<T> => ({
  control,
  schema,
  initial,
  ...more,
})

/** One line of printable ASCII, as every protocol here carries it. */
const ascii = z.string().regex(/^[\x20-\x7e]*$/)
const typed = ascii.trim().min(1)

export const text = (longest = 120, initial = '', more: Partial<Field> = {}) =>
  field('text', typed.max(longest), initial, more as Partial<Field<z.ZodString>>)
/** An id as a provider writes it: letters, digits, dashes, dots and underscores. */
export const id = (longest = 80) => field('text', typed.max(longest).regex(/^[A-Za-z0-9._-]+$/))
export const optionalId = (longest = 80) =>
  field(
    'text',
    ascii
      .trim()
      .max(longest)
      .regex(/^[A-Za-z0-9._-]*$/),
    '',
    { optional: true },
  )
/** A fax number of ours, written whole. */
export const ownNumber = () =>
  field(
    'text',
    z
      .string()
      .trim()
      .regex(/^\+[1-9]\d{6,14}$/),
  )
export const secret = (longest = 200) => field('secret', ascii.min(1).max(longest))
export const whole = (least: number, most: number, initial: number) =>
  field('number', z.number().int().min(least).max(most), String(initial))
export const choice = <const T extends readonly [string, ...string[]]>(options: T, initial: T[number]) =>
  field('choice', z.enum(options), initial, { options })
export const confirm = () => field('confirm', z.boolean())
/** Address of a service; which addresses may be asked is judged where they are asked. */
export const address = (initial = '') => field('text', z.url().max(200), initial)
export const host = () => field('text', Host)
/** An HTTP proxy of the practice, or empty. */
export const proxy = () =>
  field('text', z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(200)]).default(''), '', { optional: true })

type Schemas<F extends Fields> = { [N in keyof F]: F[N]['schema'] }

const schemasOf = <F extends Fields>(fields: F): Schemas<F> =>
  Object.fromEntries(Object.entries(fields).map(([name, each]) => [name, each.schema])) as Schemas<F>

type Parts<S extends Fields, C extends Fields> = {
  /** `cloud`: a company's service, which needs a BAA. `own`: a server the practice runs. */
  readonly place: 'cloud' | 'own'
  /** Evidence of how it behaves is weak; said wherever the line is shown. */
  readonly experimental: boolean
  readonly settings: S
  readonly secret: C
}

/** A kind by its name. The name is stored: it never changes. */
export const defineKind = <const K extends string, S extends Fields, C extends Fields>(
  kind: K,
  parts: Parts<S, C>,
) => ({
  kind,
  ...parts,
  settingsSchema: z.strictObject({ kind: z.literal(kind), ...schemasOf(parts.settings) }),
  secretSchema: z.strictObject({ kind: z.literal(kind), ...schemasOf(parts.secret) }),
})
