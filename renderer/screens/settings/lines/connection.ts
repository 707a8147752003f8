/** A line's connection as it is typed, and as the contract wants it. */
import { LineSecret, LineSettings, type LineView } from '#app/contract/lines.ts'

export type Typed = {
  readonly kind: LineSettings['kind']
  readonly name: string
  readonly host: string
  readonly port: string
  readonly user: string
  readonly password: string
  readonly protectedNetwork: boolean
  readonly address: string
  readonly key: string
  readonly secret: string
}

const empty: Typed = {
  kind: 'hylafax',
  name: '',
  host: '',
  port: '4559',
  user: '',
  password: '',
  protectedNetwork: false,
  address: 'https://api.phaxio.com/v2.1',
  key: '',
  secret: '',
}

/** What stands in the form at first: of a line that is there, everything but its credentials. */
export function typedOf(line: LineView | undefined): Typed {
  const { settings } = line ?? {}
  if (!line || !settings) return empty
  return settings.kind === 'hylafax'
    ? { ...empty, ...settings, name: line.name, port: String(settings.port) }
    : { ...empty, ...settings, name: line.name }
}

/** The settings, or undefined while they are not whole. */
export function settingsIn({ kind, host, port, user, protectedNetwork, address }: Typed): LineSettings | undefined {
  const settings =
    kind === 'hylafax' ? { kind, host, port: Number(port), user, protectedNetwork } : { kind, address: address.trim() }
  return LineSettings.safeParse(settings).data
}

/** The credentials, or undefined while they are not whole. */
export const secretIn = ({ kind, password, key, secret }: Typed): LineSecret | undefined =>
  LineSecret.safeParse(kind === 'hylafax' ? { kind, password } : { kind, key, secret }).data

/** Whether any credential was typed: nothing typed keeps what is stored. */
export const secretTyped = ({ password, key, secret }: Typed): boolean => password + key + secret !== ''
