/** Which folder serves which kind of line. */
import type { Clock, Network } from '../ports.ts'
import { createHylafax } from './hylafax/driver.ts'
import type { MakeDriver } from './lines.ts'
import { createPhaxio } from './phaxio/driver.ts'

export type DriverParts = { readonly network: Network; readonly clock: Clock }

/** Makes the driver of a line. Throws when settings and secret are of two kinds: the door and the store let none in. */
export const driversOver =
  (parts: DriverParts): MakeDriver =>
  (settings, secret) => {
    if (settings.kind === 'hylafax' && secret.kind === 'hylafax') return createHylafax({ ...parts, settings, secret })
    if (settings.kind === 'phaxio' && secret.kind === 'phaxio') return createPhaxio({ ...parts, settings, secret })
    throw new TypeError('settings and credentials of different lines')
  }
