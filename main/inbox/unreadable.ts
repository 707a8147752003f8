/**
 * What people do with a file of the scanner that could not be read. The file is handled before its row: whatever ends in
 * between, the row stays in the list and says what is true of its file.
 */
import type { Output, Parsed } from '#app/contract/index.ts'
import { conflict, notFound, ok, type Outcome } from '#app/domain/outcome.ts'
import type { Act } from '../door/handler.ts'
import type { Chance } from '../ports.ts'
import { changeScan, findScan, type ScanRow } from '../store/faxes/scans.ts'
import type { Store, WriteStore } from '../store/store.ts'
import type { Inbox } from './inbox.ts'
import type { Place } from './place.ts'
import { fileTrouble } from './trouble.ts'

export type UnreadableParts = {
  readonly store: Store
  readonly inbox: Inbox
  readonly chance: Chance
  readonly changed: () => void
}

type Nothing = Output<'scans.remove'>

/** Deletes the file where it lies aside. Faults: not-found (the scan, or its file); conflict file-held. */
export const remove = (parts: UnreadableParts, { id }: Parsed<'scans.remove'>, act: Act): Promise<Outcome<Nothing>> =>
  withFile(parts, id, act, async ({ aside }, place) => {
    if (aside === null) return notFound
    await place.removeAside(aside)
    return ok({})
  })

/** Has the file tried once more, where it lies. Faults: not-found (the scan, or its file); conflict file-held. */
export const again = (parts: UnreadableParts, { id }: Parsed<'scans.again'>, act: Act): Promise<Outcome<Nothing>> =>
  withFile(parts, id, act, async ({ aside, name }, place) => {
    if (aside !== null) await place.takeBack(aside, name, parts.chance.bytes(6).toString('hex'))
    else if (parts.inbox.fileOf(id) !== 'left') return notFound
    return ok({})
  })

async function withFile(
  { store, inbox, changed }: UnreadableParts,
  id: string,
  act: Act,
  handle: (row: ScanRow, place: Place) => Promise<Outcome<Nothing>>,
): Promise<Outcome<Nothing>> {
  act.about({ subject: id })
  const row = await findScan(store.read, id)
  const place = inbox.place()
  if (row?.state !== 'unreadable' || !place) return notFound
  const handled = await handle(row, place).catch(heldOrGone)
  const done = handled.ok ? await act.commit((tx) => takeOff(tx, id, act)) : handled
  if (done.ok) changed()
  void inbox.look()
  return done
}

async function takeOff(tx: WriteStore, id: string, act: Act) {
  const row = await findScan(tx, id)
  if (row?.state !== 'unreadable') return notFound
  // A file that was left is known by its source: forgotten, it is a new one.
  await changeScan(tx, id, { state: 'discarded', changed_at: act.at, source: '' })
  return ok({ subject: id, value: {} })
}

const heldOrGone = (error: unknown): Outcome<Nothing> =>
  fileTrouble(error) === 'gone' ? notFound : conflict('file-held')
