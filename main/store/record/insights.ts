/** Queries that only insights ask: the least columns that counts can be made of. */
import type { ReadStore } from '../store.ts'
import { ordersInMs } from '../faxes/faxes.ts'

export type CountedFax = {
  readonly sent_order: number | null
  readonly sent_at: number | null
  readonly state: string
  readonly training: number
  readonly attempts: number | null
}

/** Faxes sent off in these times, after one of them, each with how many attempts it took. `to` is exclusive. */
export const faxesToCount = (
  db: ReadStore,
  { from, to }: { readonly from: number; readonly to: number },
  after: number,
  limit: number,
): Promise<readonly CountedFax[]> =>
  db
    .selectFrom('fax')
    .select((build) => [
      'sent_order',
      'sent_at',
      'state',
      'training',
      build
        .selectFrom('attempt')
        .select((inner) => inner.fn.countAll<number>().as('attempts'))
        .whereRef('attempt.fax_id', '=', 'fax.id')
        .as('attempts'),
    ])
    .where('sent_order', '>=', from * ordersInMs)
    .where('sent_order', '<', to * ordersInMs)
    .where('sent_order', '>', after)
    .orderBy('sent_order')
    .limit(limit)
    .execute()

/** Why attempts begun in these times failed, how often, and how many of those belong to faxes delivered since. */
export const failedAttempts = (
  db: ReadStore,
  { from, to }: { readonly from: number; readonly to: number },
  training: boolean,
) =>
  db
    .selectFrom('attempt')
    .innerJoin('fax', 'fax.id', 'attempt.fax_id')
    .select((build) => [
      'attempt.reason',
      build.fn.countAll<number>().as('attempts'),
      build.fn.sum<number>(build.case().when('fax.phase', '=', 'delivered').then(1).else(0).end()).as('got_through'),
    ])
    .where('attempt.started_at', '>=', from)
    .where('attempt.started_at', '<', to)
    .where('attempt.reason', 'is not', null)
    .where('fax.training', '=', training ? 1 : 0)
    .groupBy('attempt.reason')
    .execute()
