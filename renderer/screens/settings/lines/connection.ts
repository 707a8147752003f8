/** A line's connection as it is typed, and as the contract wants it. Every kind describes its own fields. */
import type { LineView } from '#app/contract/lines.ts'
import type { Field } from '#app/domain/line-kinds/kind.ts'
import {
  kindEntry,
  lineKinds,
  LineSecret,
  LineSettings,
  type ConfiguredKind,
  type LineKindEntry,
} from '#app/domain/line-kinds/index.ts'
import { words } from '#app/words/index.ts'
import type { FieldWords } from '#app/words/en/line-kinds/words.ts'

export type Typed = {
  readonly kind: ConfiguredKind
  readonly name: string
  /** By field; a confirmation is `yes` or empty. */
  readonly fields: Readonly<Record<string, string>>
}

export type NamedField = { readonly name: string; readonly field: Field; readonly words: FieldWords }

const settingsFields = (entry: LineKindEntry) => Object.entries<Field>(entry.settings)
const secretFields = (entry: LineKindEntry) => Object.entries<Field>(entry.secret)

/** The fields of a kind's form in their order: connection, then credentials, then what somebody must confirm. */
export function fieldsOf(kind: ConfiguredKind): readonly NamedField[] {
  const entry = kindEntry(kind)
  const labels: Readonly<Record<string, FieldWords>> = words.lines.kinds[kind].fields
  const all = [...settingsFields(entry), ...secretFields(entry)]
  const inOrder = [
    ...all.filter(([, { control }]) => control !== 'confirm'),
    ...all.filter(([, { control }]) => control === 'confirm'),
  ]
  return inOrder.map(([name, field]) => ({ name, field, words: labels[name] ?? { label: name } }))
}

const initialOf = (kind: ConfiguredKind): Typed['fields'] =>
  Object.fromEntries(fieldsOf(kind).map(({ name, field }) => [name, field.initial]))

/** What stands in the form at first: of a line that is there, everything but its credentials. */
export function typedOf(line: LineView | undefined): Typed {
  const { settings } = line ?? {}
  if (!line || !settings) return { kind: lineKinds[0].kind, name: '', fields: initialOf(lineKinds[0].kind) }
  // A field that came later than the line stands as in an empty form.
  const known = Object.entries(settings).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, shown(value)] as const],
  )
  return { kind: settings.kind, name: line.name, fields: { ...initialOf(settings.kind), ...Object.fromEntries(known) } }
}

const shown = (value: string | number | boolean): string =>
  typeof value === 'boolean' ? (value ? 'yes' : '') : String(value)

/** Another kind was chosen: its own fields, the name as typed. */
export const ofKind = (typed: Typed, kind: ConfiguredKind): Typed => ({ ...typed, kind, fields: initialOf(kind) })

function valueOf({ control }: Field, text: string): string | number | boolean {
  if (control === 'confirm') return text === 'yes'
  if (control === 'number') return text.trim() === '' ? NaN : Number(text)
  return control === 'secret' ? text : text.trim()
}

function valuesOf(fields: readonly (readonly [string, Field])[], typed: Typed) {
  return Object.fromEntries(fields.map(([name, field]) => [name, valueOf(field, typed.fields[name] ?? '')]))
}

/** The settings, or undefined while they are not whole. */
export const settingsIn = (typed: Typed): LineSettings | undefined =>
  LineSettings.safeParse({ kind: typed.kind, ...valuesOf(settingsFields(kindEntry(typed.kind)), typed) }).data

/** The credentials, or undefined while they are not whole. */
export const secretIn = (typed: Typed): LineSecret | undefined =>
  LineSecret.safeParse({ kind: typed.kind, ...valuesOf(secretFields(kindEntry(typed.kind)), typed) }).data

/** Whether any credential was typed: nothing typed keeps what is stored. */
export const secretTyped = (typed: Typed): boolean =>
  secretFields(kindEntry(typed.kind)).some(([name]) => (typed.fields[name] ?? '') !== '')

/** Labels of the fields that are not as they must be. Credentials may all stay empty where some are stored. */
export function wrongIn(typed: Typed, stored: boolean): readonly string[] {
  const kept = stored && !secretTyped(typed)
  return fieldsOf(typed.kind)
    .filter(
      ({ name, field }) =>
        !(kept && field.control === 'secret') &&
        !field.schema.safeParse(valueOf(field, typed.fields[name] ?? '')).success,
    )
    .map(({ words: { label } }) => label)
}
