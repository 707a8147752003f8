/**
 * The addresses of this practice's public door: one for each line's calls, made from one secret and a turn, so that nothing
 * has to be kept for a line before it is needed, and a new turn makes the old address lead nowhere.
 */
import { createHmac } from 'node:crypto'
import type { LineId } from '#app/domain/ids.ts'
import { callbackKinds } from '#app/domain/line-kinds/callbacks.ts'
import { same } from '../lines/callback.ts'
import type { Line } from '../lines/line.ts'
import { callbackUser } from './calls.ts'
import type { CallbackWays } from './setting.ts'

export type Ways = {
  readonly token: (line: LineId) => string
  readonly password: (line: LineId) => string
  readonly key: (line: LineId) => string | undefined
  /** Whose address ends in this, among these lines; compared in a time that tells nothing of the rest. */
  readonly lineOf: (token: string, among: readonly Line[]) => LineId | undefined
  /** What a service is told to call. */
  readonly address: (line: Pick<Line, 'id' | 'kind'>, publicAddress: string) => string
}

export function createWays(read: () => CallbackWays): Ways {
  const made = (purpose: string, line: LineId): string => {
    const { secret, lines } = read()
    return createHmac('sha256', Buffer.from(secret, 'base64url'))
      .update(`${purpose} ${line} ${lines[line]?.turn ?? 0}`)
      .digest('base64url')
  }
  const token = (line: LineId): string => made('path', line)
  const password = (line: LineId): string => made('password', line)
  return {
    token,
    password,
    key: (line) => read().lines[line]?.key,
    lineOf: (asked, among) => {
      if (read().secret === '') return undefined
      return among.find(({ id }) => same(asked, token(id)))?.id
    },
    address: ({ id, kind }, publicAddress) => {
      const plain = `${publicAddress}/c/${token(id)}`
      const proof = kind === 'training' ? undefined : callbackKinds[kind]?.proof
      return proof === 'password' ? plain.replace('://', `://${callbackUser}:${password(id)}@`) : plain
    },
  }
}
