/** What an answer over HTTP means to a line, where every service means the same by it (providers/README §3). */
import type { FindingName } from '#app/domain/fax/line.ts'
import type { z } from 'zod'
import type { Submitted } from '../line.ts'
import type { Asked } from './client.ts'

/** Whether the service said yes. */
export const good = (asked: Asked): boolean => asked.kind === 'answered' && asked.status >= 200 && asked.status < 300

/** A good answer's JSON in the wanted shape; undefined for everything else. */
export function read<T extends z.ZodType>(asked: Asked, schema: T): z.output<T> | undefined {
  return asked.kind === 'answered' && good(asked) ? parsed(asked.bytes, schema) : undefined
}

/** JSON of the wanted shape; undefined for everything else. */
export function parsed<T extends z.ZodType>(bytes: Uint8Array, schema: T): z.output<T> | undefined {
  try {
    return schema.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8'))).data
  } catch {
    return undefined
  }
}

const account: readonly number[] = [401, 402, 403]
/** Said of a path that every fax goes to: the account is deleted, or the address is not the service's. */
const nothingThere: readonly number[] = [404, 410]
/** The service gave up on us, not on the fax: it may have read it. */
const unclear: readonly number[] = [408, 409, 425]

/** Whether a status, in an answer's head or in its body, says that no fax of this account would be taken. */
export const ofAccount = (status: number): boolean => account.includes(status)

/** Whose path was asked: one that is the same for every fax, or one that holds the id of this fax. */
type Path = 'of every fax' | 'of this fax'

/**
 * What became of handing over when the service did not say yes; undefined when it did. A clear refusal was not taken;
 * whatever is neither clear yes nor clear no is lost: nobody knows.
 */
export function notTaken(asked: Asked, path: Path = 'of every fax'): Submitted | undefined {
  if (asked.kind === 'put-off') return { kind: 'refused', reason: 'provider-trouble', retryAfterMs: asked.retryAfterMs }
  if (asked.kind === 'not-sent') return { kind: 'refused', reason: 'provider-trouble' }
  if (asked.kind === 'unknown') return { kind: 'lost' }
  if (good(asked)) return undefined
  const unknownHere = path === 'of every fax' && nothingThere.includes(asked.status)
  if (ofAccount(asked.status) || unknownHere) return { kind: 'refused', reason: 'account-trouble' }
  const clear = asked.status >= 300 && asked.status < 500 && !unclear.includes(asked.status)
  return clear ? { kind: 'refused', reason: 'refused-by-line' } : { kind: 'lost' }
}

/**
 * The same for a step before anything could be dialled (an upload, say): whatever went wrong, no fax was taken.
 * Undefined when the service said yes.
 */
export function notPrepared(asked: Asked, path: Path = 'of every fax'): Submitted | undefined {
  const submitted = notTaken(asked, path)
  return submitted?.kind === 'lost' ? { kind: 'refused', reason: 'provider-trouble' } : submitted
}

/** What became of taking something away, at services that say yes to it by 204 and by no other status. */
export function removedBy(asked: Asked): 'removed' | 'not-known' | 'no-answer' {
  if (asked.kind !== 'answered') return 'no-answer'
  if (asked.status === 404) return 'not-known'
  return asked.status === 204 ? 'removed' : 'no-answer'
}

/** What a check finds where the service did not say yes. */
export function findingFor(asked: Asked): FindingName {
  if (asked.kind === 'put-off') return 'provider-trouble'
  if (asked.kind === 'not-sent' && asked.unsafe) return 'not-secured'
  if (asked.kind !== 'answered') return 'not-reached'
  if (asked.status === 401 || asked.status === 403) return 'sign-in-refused'
  if (asked.status === 402) return 'balance-gone'
  return asked.status >= 500 ? 'provider-trouble' : 'answer-not-understood'
}
