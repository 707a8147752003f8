/**
 * Recipients: contacts, their numbers, and who vouches for a number (promise 4: no number without a person behind it).
 * In: adding, changing, searching, verification by call-back, revoking. Not in: anything that sends.
 */
import type { ContactView } from '#app/contract/contacts.ts'
import { notFound, ok, type Outcome } from '#app/domain/outcome.ts'
import type { Act, Share } from '../door/handler.ts'
import type { Publish } from '../door/publish.ts'
import type { Chance } from '../ports.ts'
import { stampContacts } from '../store/contacts/contacts.ts'
import type { ReadStore, WriteStore } from '../store/store.ts'
import { addContact, changeContact, revokeNumber, verifyByCallBack, type Changed, type ChangeParts } from './changes.ts'
import { createImportHandlers } from './import/handlers.ts'
import { lookAlikesOf } from './look-alike.ts'
import { parseNumber } from './number.ts'
import { createContactSearch } from './search.ts'
import { contactViewOf, contactViews } from './views.ts'

export type RecipientDeps = {
  readonly read: ReadStore
  readonly chance: Chance
  readonly publish: Publish
  /** How long a verification lasts from now on, as the settings say. */
  readonly verificationMonths: () => Promise<number>
}

type Names =
  | 'contacts.search'
  | 'contacts.read'
  | 'contacts.lookAlikes'
  | 'contacts.add'
  | 'contacts.change'
  | 'contacts.verifyByCallBack'
  | 'contacts.revoke'
  | 'contacts.importPreview'
  | 'contacts.import'
  | 'contacts.undoImport'

/** The recipients' share of the handlers. To be made anew whenever a store is opened. */
export function createRecipientHandlers({ read, chance, publish, verificationMonths }: RecipientDeps): Share<Names> {
  const search = createContactSearch(read)

  async function change(act: Act, work: (tx: WriteStore) => Promise<Outcome<Changed>>): Promise<Outcome<ContactView>> {
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
    const view = await contactViewOf(read, done.value, act.at)
    return view ? ok(view) : notFound
  }

  const newHex = () => chance.bytes(10).toString('hex')
  const parts: ChangeParts = { newHex, verificationMonths, change }

  return {
    'contacts.search': async (input, act) => {
      const { ids, total, counts } = await search.find(input, act.at)
      act.about({ details: { found: total } })
      return ok({ contacts: await contactViews(read, ids, act.at), total, counts })
    },
    'contacts.read': async ({ id }, act) => {
      act.about({ subject: id })
      const view = await contactViewOf(read, id, act.at)
      return view ? ok(view) : notFound
    },
    'contacts.lookAlikes': async ({ fax, ...claim }, act) => {
      const number = parseNumber(fax, 'fax')
      if (!number.ok) return ok({ lookAlikes: [] })
      const e164 = number.value
      return ok({ e164, lookAlikes: [...(await lookAlikesOf(read, { e164, ...claim }, act.at))] })
    },
    'contacts.add': (input, act) => addContact(parts, input, act),
    'contacts.change': (input, act) => changeContact(parts, input, act),
    'contacts.verifyByCallBack': (input, act) => verifyByCallBack(parts, input, act),
    'contacts.revoke': (input, act) => revokeNumber(parts, input, act),
    ...createImportHandlers({ read, publish, newHex }),
  }
}
