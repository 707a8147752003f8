/** Which folder serves which kind of line: one entry a kind. */
import type { ConfiguredKind, SecretOf, SettingsOf } from '#app/domain/line-kinds/index.ts'
import type { Clock, Network } from '../ports.ts'
import { createDocumo } from './documo/driver.ts'
import { createAsterisk } from './asterisk/driver.ts'
import type { FaxTiff } from './asterisk/pages.ts'
import { createFaxbot } from './faxbot/driver.ts'
import { createHumblefax } from './humblefax/driver.ts'
import { createHylafax } from './hylafax/driver.ts'
import { createIfax } from './ifax/driver.ts'
import type { Driver } from './line.ts'
import type { MakeDriver } from './lines.ts'
import { createInterfax } from './interfax/driver.ts'
import { createNotifyre } from './notifyre/driver.ts'
import { createPhaxio } from './phaxio/driver.ts'
import { createSignalwire } from './signalwire/driver.ts'
import { createSinch } from './sinch/driver.ts'
import { createSrfax } from './srfax/driver.ts'
import { createTelnyx } from './telnyx/driver.ts'
import type { WayIn, WayInOf } from './way-in.ts'
import { createWestfax } from './westfax/driver.ts'

type Everyone = { readonly network: Network; readonly clock: Clock }

export type DriverParts = Everyone & {
  /** For servers that take no PDF. */
  readonly faxTiff: FaxTiff
  /** What each line may use of the practice's public address. */
  readonly wayInOf: WayInOf
}

/** What the folder of a kind is handed. */
export type PartsOf<K extends ConfiguredKind> = Everyone & {
  readonly settings: SettingsOf<K>
  readonly secret: SecretOf<K>
  /** Absent: there is no way for the service to reach this computer. */
  readonly wayIn?: WayIn
}

const makers: { readonly [K in ConfiguredKind]: (parts: PartsOf<K> & Pick<DriverParts, 'faxTiff'>) => Driver } = {
  documo: createDocumo,
  asterisk: createAsterisk,
  faxbot: createFaxbot,
  humblefax: createHumblefax,
  hylafax: createHylafax,
  ifax: createIfax,
  interfax: createInterfax,
  notifyre: createNotifyre,
  phaxio: createPhaxio,
  signalwire: createSignalwire,
  sinch: createSinch,
  srfax: createSrfax,
  telnyx: createTelnyx,
  westfax: createWestfax,
}

/** Makes the driver of a line. Throws when settings and secret are of two kinds: the door and the store let none in. */
export const driversOver =
  ({ wayInOf, ...parts }: DriverParts): MakeDriver =>
  (settings, secret, id) => {
    if (settings.kind !== secret.kind) throw new TypeError('settings and credentials of different lines')
    // The union is one kind at a time, which types cannot follow; that kind's own maker takes it.
    const make = makers[settings.kind] as (parts: never) => Driver
    return make({ ...parts, settings, secret, wayIn: wayInOf(id) } as never)
  }
