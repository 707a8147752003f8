/** Every kind of line there is, but the training line: in the order people choose from. A new kind is one entry here. */
import { z } from 'zod'
import { documo } from './cloud/documo.ts'
import { humblefax } from './cloud/humblefax.ts'
import { ifax } from './cloud/ifax.ts'
import { interfax } from './cloud/interfax.ts'
import { notifyre } from './cloud/notifyre.ts'
import { phaxio } from './cloud/phaxio.ts'
import { signalwire } from './cloud/signalwire.ts'
import { sinch } from './cloud/sinch.ts'
import { srfax } from './cloud/srfax.ts'
import { telnyx } from './cloud/telnyx.ts'
import { westfax } from './cloud/westfax.ts'
import { asterisk } from './own/asterisk.ts'
import { faxbot } from './own/faxbot.ts'
import { hylafax } from './own/hylafax.ts'

export const lineKinds = [
  hylafax,
  faxbot,
  asterisk,
  sinch,
  telnyx,
  signalwire,
  srfax,
  phaxio,
  interfax,
  documo,
  notifyre,
  humblefax,
  ifax,
  westfax,
] as const

export type LineKindEntry = (typeof lineKinds)[number]
export type ConfiguredKind = LineKindEntry['kind']

/** Part `P` of every kind, as the tuple zod wants. */
type Parts<T, P extends string> = { -readonly [I in keyof T]: T[I] extends { readonly [K in P]: infer V } ? V : never }

const all = {
  kinds: lineKinds.map(({ kind }) => kind) as unknown as Parts<typeof lineKinds, 'kind'>,
  settings: lineKinds.map((each) => each.settingsSchema) as unknown as Parts<typeof lineKinds, 'settingsSchema'>,
  secrets: lineKinds.map((each) => each.secretSchema) as unknown as Parts<typeof lineKinds, 'secretSchema'>,
}

export const ConfiguredKind = z.enum(all.kinds)

/** How a line is reached. Nothing secret. */
export const LineSettings = z.discriminatedUnion('kind', all.settings)
export type LineSettings = z.infer<typeof LineSettings>

export const LineSecret = z.discriminatedUnion('kind', all.secrets)
export type LineSecret = z.infer<typeof LineSecret>

export type SettingsOf<K extends ConfiguredKind> = Extract<LineSettings, { kind: K }>
export type SecretOf<K extends ConfiguredKind> = Extract<LineSecret, { kind: K }>

export function kindEntry(kind: ConfiguredKind): LineKindEntry {
  const entry = lineKinds.find((each) => each.kind === kind)
  if (!entry) throw new TypeError('a kind of line that is none')
  return entry
}

/** The confirmations that somebody gave among these settings, by field. */
export function confirmationsIn(settings: LineSettings): readonly string[] {
  const given = new Map<string, unknown>(Object.entries(settings))
  return Object.entries(kindEntry(settings.kind).settings)
    .filter(([name, { control }]) => control === 'confirm' && given.get(name) === true)
    .map(([name]) => name)
}
