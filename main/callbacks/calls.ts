/**
 * Judging a call from outside: whose address it came to, whether it is proved, whether it came before. A good one is
 * answered at once and does one thing later: the calls it names are read again at the service.
 */
import { createHash } from 'node:crypto'
import { callbackKinds } from '#app/domain/line-kinds/callbacks.ts'
import type { LineId } from '#app/domain/ids.ts'
import { callbackReaders } from '../lines/callbacks.ts'
import { same, type Callback, type Learnt } from '../lines/callback.ts'
import type { Line } from '../lines/line.ts'
import type { Clock } from '../ports.ts'
import type { Arrived, Said } from './server.ts'
import type { Tally, Why } from './tally.ts'

export type News = { readonly line: LineId; readonly callback: Callback; readonly learnt: Learnt | undefined }

export type CallParts = {
  readonly clock: Pick<Clock, 'now'>
  readonly lines: readonly Line[]
  readonly tally: Tally
  readonly lineOf: (token: string) => LineId | undefined
  /** The key that was entered for a line's signatures. */
  readonly keyOf: (line: LineId) => string | undefined
  /** The password in the address of a line whose service signs nothing. */
  readonly passwordOf: (line: LineId) => string
  /** Our public address of a line's calls, without the query. */
  readonly addressOf: (token: string) => string
  /** Takes note of something to be looked at; returns at once. */
  readonly later: (news: News) => void
}

/** What came is remembered so far back, by hash. */
const rememberedAtMost = 4_096

const good: Said = { status: 200 }
const nothing: Said = { status: 404 }

export function createCallJudge(parts: CallParts): (arrived: Arrived) => Promise<Said> {
  const seen = new Set<string>()

  /** Whether the very same was here before. What says nothing at all is never the same. */
  function before(line: LineId, { query, body }: Arrived): boolean {
    if (body.byteLength === 0) return false
    const hash = createHash('sha256').update(`${line} ${query}\n`).update(body).digest('base64')
    if (seen.has(hash)) return true
    seen.add(hash)
    const [oldest] = seen.size > rememberedAtMost ? seen : []
    if (oldest !== undefined) seen.delete(oldest)
    return false
  }

  return async (arrived) => {
    const line = parts.lineOf(arrived.token)
    if (!line) {
      parts.tally.refused('', 'unknown-path')
      return nothing
    }
    const url = parts.addressOf(arrived.token) + arrived.query
    const at = parts.clock.now()
    const callback: Callback = { url, header: arrived.header, body: arrived.body, at }
    const kind = parts.lines.find(({ id }) => id === line)?.kind
    const why = await refusal(parts, line, kind, callback)
    if (why) {
      parts.tally.refused(line, why)
      return nothing
    }
    if (!before(line, arrived)) {
      parts.tally.accepted(line, at)
      const reader = kind && kind !== 'training' ? callbackReaders[kind] : undefined
      parts.later({ line, callback, learnt: reader?.learn?.(callback) })
    }
    return good
  }
}

/** Why a call is not believed to be the service's; undefined where it is. */
async function refusal(
  { keyOf, passwordOf }: CallParts,
  line: LineId,
  kind: Line['kind'] | undefined,
  callback: Callback,
): Promise<Why | undefined> {
  const entry = kind && kind !== 'training' ? callbackKinds[kind] : undefined
  if (!entry || !kind || kind === 'training') return 'line-not-in-use'
  if (entry.proof === 'path') return undefined
  if (entry.proof === 'password') {
    const expected = Buffer.from(`${callbackUser}:${passwordOf(line)}`).toString('base64')
    return same(callback.header('authorization') ?? '', `Basic ${expected}`) ? undefined : 'wrong-signature'
  }
  const reader = callbackReaders[kind]
  const key = keyOf(line)
  if (!reader || key === undefined) return 'no-key'
  const proof = await reader.prove(callback, key)
  if (proof === 'genuine') return undefined
  return proof === 'stale' ? 'stale' : 'wrong-signature'
}

/** Stands before the password in the address of a service that signs nothing. */
export const callbackUser = 'faxdesk'
