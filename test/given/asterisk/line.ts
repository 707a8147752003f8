/** An Asterisk server of a test, the folder it shares, and a line to it. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createAsterisk, type AsteriskParts } from '#main/lines/asterisk/driver.ts'
import type { Driver } from '#main/lines/line.ts'
import type { WayIn } from '#main/lines/way-in.ts'
import { systemNetwork } from '#main/network.ts'
import { manualClock } from '../clock.ts'
import { fakeAsterisk } from './server.ts'

export const reference = 'abcdef0123456789abcd'
export const tiff = Buffer.from('II*\0 two pages')

/** What differs from a line that works; `pages` and `document` are what drawing the packet gives. */
export type Wish = Partial<AsteriskParts['settings']> & {
  readonly password?: string
  readonly pages?: number
  readonly document?: Uint8Array
  readonly wayIn?: WayIn
}

export type GivenAsterisk = Awaited<ReturnType<typeof givenAsterisk>>

export async function givenAsterisk() {
  const folder = await mkdtemp(path.join(tmpdir(), 'faxdesk-exchange-'))
  const server = await fakeAsterisk({ user: 'faxdesk', password: 'hush', folder })
  const clock = manualClock()
  const make = ({ password = 'hush', pages = 2, document = tiff, wayIn, ...settings }: Wish = {}): Driver =>
    createAsterisk({
      network: systemNetwork,
      clock,
      ...(wayIn ? { wayIn } : {}),
      faxTiff: () => Promise.resolve({ bytes: document, pages }),
      settings: {
        kind: 'asterisk',
        host: '127.0.0.1',
        port: server.port,
        user: 'faxdesk',
        fingerprint: server.fingerprint,
        folder,
        serverFolder: '/srv/faxdesk',
        from: '+12025550101',
        protectedFolder: true,
        ...settings,
      },
      secret: { kind: 'asterisk', password },
    })
  return {
    folder,
    server,
    clock,
    make,
    leave: async () => {
      await server.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
