/** Keeping the book: favourites, archive, merges, export. Nothing here makes a number sendable that was not. */
import type { Output } from '#app/contract/index.ts'
import type { ContactId } from '#app/domain/ids.ts'
import { notFound, ok, type Outcome } from '#app/domain/outcome.ts'
import { actorOf, type Act, type Share } from '../../door/handler.ts'
import type { Publish } from '../../door/publish.ts'
import { archivedContacts, contactById, setFavourite, stampContacts } from '../../store/contacts/contacts.ts'
import type { ReadStore } from '../../store/store.ts'
import type { ChangeParts } from '../parts.ts'
import { contactViewOf, contactViews } from '../views.ts'
import { archive, restore } from './archive.ts'
import { exportContacts, type ExportParts } from './export.ts'
import { merge, undoMerge } from './merge.ts'

export type KeepingNames =
  | 'contacts.favourite'
  | 'contacts.archive'
  | 'contacts.restore'
  | 'contacts.archived'
  | 'contacts.merge'
  | 'contacts.undoMerge'
  | 'contacts.export'

export type KeepingDeps = Pick<ExportParts, 'askWhereToSave'>

type Parts = KeepingDeps & ChangeParts & { readonly read: ReadStore; readonly publish: Publish }

/** So many archived contacts are shown. */
const archivedAtMost = 500

export function createKeepingHandlers(parts: Parts): Share<KeepingNames> {
  const { read, publish } = parts
  const tellAll = (): void => publish({ name: 'contacts.imported', payload: {} })

  async function archiveOne(id: ContactId, act: Act): Promise<Outcome<Output<'contacts.archive'>>> {
    act.about({ subject: id })
    const done = await act.commit(async (tx) => {
      const became = await archive(tx, id, act.at)
      if (!became.ok) return became
      await stampContacts(tx)
      return ok({ value: { became: became.value }, subject: id, details: { became: became.value } })
    })
    if (done.ok) tellAll()
    return done
  }

  return {
    'contacts.favourite': async ({ id, favourite }, act) => {
      const done = await act.commit(async (tx) => {
        if (!(await contactById(tx, id))) return notFound
        await setFavourite(tx, actorOf(act).personId, id, favourite)
        return ok({ value: id, subject: id, details: { favourite } })
      })
      if (!done.ok) return done
      publish({ name: 'contact.changed', payload: { id } })
      const view = await contactViewOf(read, id, act.at, actorOf(act).personId)
      return view ? ok(view) : notFound
    },
    'contacts.archive': ({ id }, act) => archiveOne(id, act),
    'contacts.restore': ({ id }, act) => {
      act.about({ subject: id })
      return parts.change(act, (tx) => restore(tx, id))
    },
    'contacts.archived': async (_, act) => {
      const ids = await archivedContacts(read, archivedAtMost)
      return ok({ contacts: await contactViews(read, ids, act.at, actorOf(act).personId) })
    },
    'contacts.merge': async (input, act) => {
      const done = await merge(parts, input, act)
      if (done.ok) tellAll()
      return done
    },
    'contacts.undoMerge': async ({ mergeId }, act) => {
      const done = await undoMerge(parts, mergeId, act)
      if (done.ok) tellAll()
      return done
    },
    'contacts.export': (_, act) => exportContacts(parts, act),
  }
}
