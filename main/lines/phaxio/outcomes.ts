/**
 * What a failed fax's error means, by the table Phaxio and Sinch share. Retried by itself is only what certainly put no
 * page through; every id that is not here, and the whole protocol family, is `partial`: a person decides.
 */
import type { FailureReason } from '#app/domain/fax.ts'

export type FaxEnd = FailureReason | 'cancelled'

const byId: Readonly<Record<FaxEnd, readonly number[]>> = {
  busy: [17],
  'no-answer': [16, 30, 87, 112],
  'line-trouble': [15, 19, 43, 52, 88, 100, 110, 121],
  'number-not-in-service': [32, 34, 49, 50, 73, 115],
  // The document, or the account's money: no call was made, and the same again would end the same.
  'refused-by-line': [4, 46, 54, 55, 57, 69, 122, 128, 129, 130, 133],
  cancelled: [75, 76],
  partial: [],
  'human-answered': [],
  'provider-trouble': [],
  'answer-lost': [],
  'packet-unreadable': [],
  'line-not-allowed': [],
  'account-trouble': [],
}

export const faxEnds: ReadonlyMap<number, FaxEnd> = new Map(
  Object.entries(byId).flatMap(([end, ids]) => ids.map((id) => [id, end as FaxEnd] as const)),
)

export function faxEnd(id: number | null | undefined, type: string | null | undefined): FaxEnd {
  const known = id === null || id === undefined ? undefined : faxEnds.get(id)
  return known ?? (type === 'documentConversionError' ? 'refused-by-line' : 'partial')
}
