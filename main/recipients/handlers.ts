/**
 * Recipients: contacts, their numbers, and who vouches for a number (promise 4: no number without a person behind it).
 * In: adding, changing, searching, verifying, doubting, blocking, archiving, merging. Not in: anything that sends.
 */
import type { ContactView } from '#app/contract/book/contacts.ts'
import { ReceivedId } from '#app/domain/ids.ts'
import { notFound, ok, type Outcome } from '#app/domain/outcome.ts'
import { actorOf, type Act, type Share } from '../door/handler.ts'
import type { Publish } from '../door/publish.ts'
import type { Chance } from '../ports.ts'
import { favouritesOf, stampContacts } from '../store/contacts/contacts.ts'
import { lastKeptFrom } from '../store/faxes/received.ts'
import type { ReadStore, WriteStore } from '../store/store.ts'
import { storeVersion } from '../store/version.ts'
import { addContact, changeContact } from './changes.ts'
import { lookAlikesOf } from './look-alike.ts'
import { createGroupHandlers, type GroupNames } from './groups/handlers.ts'
import { createKeepingHandlers, type KeepingDeps, type KeepingNames } from './keeping/handlers.ts'
import { parseNumber } from './number.ts'
import type { Changed, ChangeParts } from './parts.ts'
import type { Lately } from './search/lately.ts'
import { createContactSearch, type ContactSearch } from './search/search.ts'
import { addTyped, type TypedParts } from './typed.ts'
import type { CheckParts } from './verification/checks.ts'
import { createVerificationHandlers, type VerificationNames } from './verification/handlers.ts'
import { contactViewOf } from './views.ts'

export type RecipientDeps = Omit<CheckParts, 'change'> &
  KeepingDeps & {
    readonly read: ReadStore
    readonly chance: Chance
    readonly publish: Publish
    readonly lately: Lately
  } & Pick<TypedParts, 'typedNumbers'>

type Names =
  | 'contacts.search'
  | 'contacts.read'
  | 'contacts.lookAlikes'
  | 'contacts.add'
  | 'contacts.addTyped'
  | 'contacts.change'
  | VerificationNames
  | KeepingNames
  | GroupNames

/** The recipients' share of the handlers. To be made anew whenever a store is opened. */
export function createRecipientHandlers(deps: RecipientDeps): Share<Names> {
  const { read, chance, lately } = deps
  const search = createContactSearch(read)
  const newHex = () => chance.bytes(10).toString('hex')
  const parts: ChangeParts = { newHex, change: changeWith(deps, search) }

  return {
    'contacts.search': async ({ favourites, ...question }, act) => {
      const viewer = actorOf(act).personId
      const among = favourites ? await favouritesOf(read, viewer) : undefined
      const version = await storeVersion(read)
      const { ids, ...found } = await search.find({ ...question, among }, act.at, version)
      act.about({ details: { found: found.total } })
      return ok({ contacts: await lately.views(ids, act.at, viewer, version), ...found })
    },
    'contacts.read': async ({ id }, act) => {
      act.about({ subject: id })
      const view = await contactViewOf(read, id, act.at, actorOf(act).personId)
      return view ? ok(await withReceived(read, view)) : notFound
    },
    'contacts.lookAlikes': async ({ fax, ...claim }, act) => {
      const number = parseNumber(fax, 'fax')
      if (!number.ok) return ok({ lookAlikes: [] })
      const e164 = number.value
      return ok({ e164, lookAlikes: [...(await lookAlikesOf(read, { e164, ...claim }, act.at))] })
    },
    'contacts.add': (input, act) => addContact(parts, input, act),
    'contacts.addTyped': (input, act) => addTyped({ ...deps, ...parts }, input, act),
    'contacts.change': (input, act) => changeContact(parts, input, act),
    ...createVerificationHandlers({ ...deps, ...parts }),
    ...createKeepingHandlers({ ...deps, ...parts }),
    ...createGroupHandlers(deps),
  }
}

/** The contact with what came in from each of its numbers: a real fax proves where a number leads. */
async function withReceived(read: ReadStore, view: ContactView): Promise<ContactView> {
  const numbers = await Promise.all(
    view.numbers.map(async (number) => {
      const row = await lastKeptFrom(read, number.e164)
      return row ? { ...number, received: { id: ReceivedId.parse(row.id), at: row.at, pages: row.pages } } : number
    }),
  )
  return { ...view, numbers }
}

/** One change of contacts: its transaction, the shelf, the page. */
function changeWith({ read, publish }: Pick<RecipientDeps, 'read' | 'publish'>, search: ContactSearch) {
  return async (act: Act, work: (tx: WriteStore) => Promise<Outcome<Changed>>): Promise<Outcome<ContactView>> => {
    const done = await act.commit(async (tx) => {
      const outcome = await work(tx)
      if (!outcome.ok) return outcome
      await stampContacts(tx)
      const { id, details = {} } = outcome.value
      return ok({ value: id, subject: id, details })
    })
    if (!done.ok) return done
    await search.changed(done.value)
    publish({ name: 'contact.changed', payload: { id: done.value } })
    const view = await contactViewOf(read, done.value, act.at, actorOf(act).personId)
    return view ? ok(view) : notFound
  }
}
