/** Having a whole document measured, a few pages at a time. */
import { fail, type Outcome } from '#app/domain/outcome.ts'
import type { Asked, Pool } from '../pool.ts'
import type { MeasuredPage } from '../service/protocol.ts'

/** Pages measured in a row: whatever somebody waits for goes between. */
const inARow = 4

/** Every page in order; refuses damaged where some are missing. */
export async function measuredPages(
  pool: Pool,
  bytes: Uint8Array,
  asked: Asked | undefined,
): Promise<Outcome<readonly MeasuredPage[]>> {
  const found: MeasuredPage[] = []
  for (let of = 1; found.length < of;) {
    const first = found.length
    const done = await pool.job(
      'facts',
      { bytes, first, count: inARow },
      asked,
      (page) => void found.push(page as MeasuredPage),
    )
    if (!done.ok) return done
    if (found.length !== first + done.value.pages || done.value.pages < 1)
      return fail({ code: 'document', refusal: 'damaged' })
    of = done.value.of
  }
  return { ok: true, value: found }
}
