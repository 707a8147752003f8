/** All contacts in use, read part by part, so that whoever goes through fifty thousand of them stops nobody else. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { ReadStore } from '../store.ts'
import type { ContactTable, FaxNumberTable } from '../tables.ts'

const rowsAtOnce = 5000

type Name = Pick<ContactTable, 'id' | 'organisation' | 'department' | 'person' | 'npi'>

export async function* bookNames(read: ReadStore): AsyncGenerator<Name> {
  for (let after = ''; ;) {
    const rows = read.selectFrom('contact').select(['id', 'organisation', 'department', 'person', 'npi'])
    const part = await rows
      .where('archived_at', 'is', null)
      .where('id', '>', after)
      .orderBy('id')
      .limit(rowsAtOnce)
      .execute()
    yield* part
    const last = part.at(-1)
    if (!last || part.length < rowsAtOnce) return
    after = last.id
    await nextTurn()
  }
}

/** Numbers in use, archived contacts' among them. */
export async function* bookNumbers(
  read: ReadStore,
): AsyncGenerator<Pick<FaxNumberTable, 'id' | 'contact_id' | 'e164'>> {
  for (let after = ''; ;) {
    const rows = read.selectFrom('fax_number').select(['id', 'contact_id', 'e164']).where('replaced_at', 'is', null)
    const part = await rows.where('id', '>', after).orderBy('id').limit(rowsAtOnce).execute()
    yield* part
    const last = part.at(-1)
    if (!last || part.length < rowsAtOnce) return
    after = last.id
    await nextTurn()
  }
}
