/**
 * Documents an Asterisk server fetches from the practice's public address, each once, instead of finding them in a folder both
 * share. There is no place then in which a result could lie: what was not heard is not known.
 */
import { noWayIn, type WayIn } from '../way-in.ts'
import type { Folder } from './folder.ts'

export function createFetched(wayIn: WayIn = noWayIn): Folder {
  const addresses = new Map<string, string>()
  return {
    put: (reference, bytes) => {
      const address = wayIn.handOut({ reference, bytes, type: 'image/tiff' })
      if (address === undefined) return Promise.reject(new Error('there is no public address'))
      addresses.set(reference, address)
      return Promise.resolve()
    },
    addressOf: (reference) => addresses.get(reference),
    report: () => Promise.resolve(undefined),
    clear: (reference) => {
      wayIn.revoke(reference)
      return Promise.resolve(addresses.delete(reference) ? 'removed' : 'not-known')
    },
    usable: () => Promise.resolve(wayIn.open()),
  }
}
