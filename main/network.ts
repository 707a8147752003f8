/** The real way out. */
import { connect } from 'node:net'
import type { Network } from './ports.ts'

export const systemNetwork: Network = {
  connect: (to) => connect(to),
  fetch: (url, init) => fetch(url, init),
}
