/** Asking the practice's own public address, as a stranger would: whether this very Faxdesk answers there. */
import { randomBytes } from 'node:crypto'
import type { CallbackReach } from '#app/contract/callbacks.ts'
import type { Clock, Network } from '../ports.ts'
import type { PublicDoor } from './public-door.ts'

export type ProbeParts = {
  readonly door: Pick<PublicDoor, 'layOut' | 'publicAddress' | 'standing'>
  readonly network: Network
  readonly clock: Pick<Clock, 'elapsed'>
}

const withinMs = 15_000
const answerAtMost = 1_000

const certificateTrouble = /^(CERT_.*|DEPTH_ZERO_.*|SELF_SIGNED_.*|UNABLE_TO_.*|ERR_TLS_CERT.*|ERR_SSL_.*|EPROTO)$/

/** Answers what was reached. Never rejects. */
export async function probe({ door, network, clock }: ProbeParts): Promise<CallbackReach> {
  if (door.standing() !== 'listening') return { reached: 'not-listening' }
  const told = randomBytes(16).toString('hex')
  const { path, takeAway } = door.layOut(told)
  const began = clock.elapsed()
  try {
    const answer = await network.fetch(door.publicAddress() + path, {
      method: 'GET',
      headers: { 'user-agent': 'Faxdesk' },
      signal: AbortSignal.timeout(withinMs),
    })
    let text = ''
    for await (const chunk of answer.body ?? []) {
      text += Buffer.from(chunk).toString('latin1')
      if (text.length > answerAtMost) break
    }
    if (text === told) return { reached: 'here', tookMs: Math.round(clock.elapsed() - began) }
    return { reached: 'other', status: answer.status }
  } catch (error) {
    return { reached: certificateTrouble.test(codeOf(error)) ? 'certificate' : 'nothing' }
  } finally {
    takeAway()
  }
}

/** undici wraps what happened below it, once. */
function codeOf(error: unknown): string {
  const { cause } = error instanceof Error ? error : {}
  return cause instanceof Error && 'code' in cause ? String(cause.code) : ''
}
