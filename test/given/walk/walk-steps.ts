/** The steps of a clinic's morning, each as a person takes it: through the door, with everything checked on the way. */
import type { DraftContent, DraftView, SealedPacket } from '#app/contract/desk/drafts.ts'
import type { ContactView } from '#app/contract/book/contacts.ts'
import type { FaxView } from '#app/contract/desk/faxes.ts'
import type { FaxState } from '#app/domain/fax/fax.ts'
import type { FaxId, NumberId, PersonId } from '#app/domain/ids.ts'
import { openReader, openWriter, type Connection } from '#main/store/engine/connection.ts'
import { vaultOver } from '#main/vault/open-vault.ts'
import { passwordKeyInThread } from '#main/vault/password-key.ts'
import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { assets, goOn, type AnyApplication, type GivenApplication } from '../application.ts'
import { valueOf } from '../outcome.ts'
import { sample } from '../samples/made.ts'

export const practice = {
  name: 'Marigold Lane Family Clinic',
  addressLines: ['12 Marigold Lane', 'Springfield'],
  phone: '+1 202 555 0100',
  fax: '+1 202 555 0101',
  workstation: 'Front desk 1',
}

export const dana = { name: 'Dana Fairweather', password: 'correct horse battery staple' }

type Asking = Pick<AnyApplication, 'ask' | 'done'>

/** First run: practice, first person, recovery code typed back. */
export async function setUp({ done }: Asking) {
  const made = await done('setup.create', { practice, administrator: dana })
  const group = 2
  await done('setup.confirmRecovery', { group, text: made.recoveryGroups[group] ?? '' })
  // Most stories sign in with a password alone; codes have stories of their own.
  await done('settings.change', { requireCodes: false })
  const { session } = await done('app.status', {})
  if (!session) throw new Error('nobody is signed in after set-up')
  return { recoveryCode: made.recoveryGroups.join(' '), personId: session.person.id }
}

export const signIn = ({ done }: Asking, personId: PersonId, password = dana.password) =>
  done('session.signIn', { personId, password })

export const harborlight = {
  organisation: 'Harborlight Cardiology',
  department: 'Referrals desk',
  person: 'Noor Ibarra',
  voice: '+1 202 555 0140',
  note: '',
}

/** A contact whose number nobody has verified yet. */
export const addContact = ({ done }: Asking, fax = '+1 202 555 0142', fields = harborlight): Promise<ContactView> =>
  done('contacts.add', { fields, fax })

export function numberOf(contact: ContactView): ContactView['numbers'][number] {
  const number = contact.numbers.at(-1)
  if (!number) throw new Error('a contact without a number')
  return number
}

/** Somebody called, and was read the number that is stored. */
export function verify({ done }: Asking, contact: ContactView): Promise<ContactView> {
  const { id, e164 } = numberOf(contact)
  const heard = { called: '+1 202 555 0140', foundOn: 'website' as const, spokeWith: 'front desk', heard: e164 }
  return done('contacts.verifyByCallBack', { numberId: id, ...heard })
}

export const verifiedContact = async (given: Asking, fax?: string): Promise<ContactView> =>
  verify(given, await addContact(given, fax))

/** A draft with this file dropped on it. */
export async function droppedDraft(
  { done }: Asking,
  bytes = sample('text-1p.pdf'),
  name = 'scan.pdf',
): Promise<DraftView> {
  const { id: draftId } = await done('drafts.create', {})
  return done('documents.add', { draftId, name, bytes: new Uint8Array(bytes) })
}

/** Saves a change of what the draft holds. */
export const change = (
  { done }: Asking,
  { id, revision, content }: DraftView,
  part: Partial<DraftContent>,
): Promise<DraftView> => done('drafts.save', { id, revision, content: { ...content, ...part } })

/** A draft with this file, a recipient and a purpose: ready to be sealed. `reference` tells one cover from another. */
export async function readyDraft(given: Asking, to: NumberId, reference = '', bytes?: Uint8Array) {
  const draft = await droppedDraft(given, bytes)
  const cover = { ...draft.content.cover, reference }
  return change(given, draft, { numberId: to, purpose: 'treatment', cover })
}

export const seal = ({ done }: Asking, { id, revision }: DraftView): Promise<SealedPacket> =>
  done('packet.seal', { id, revision })

export const send = ({ done }: Asking, { faxId: id, revision, sha256 }: SealedPacket): Promise<FaxView> =>
  done('faxes.send', { id, revision, sha256 })

/** A fax on its way, from the file to the undo bar. */
export const sendNow = async (given: Asking, to: NumberId, reference?: string): Promise<FaxView> =>
  send(given, await seal(given, await readyDraft(given, to, reference)))

/** Until the fax is in one of these phases, moving the clock. Somebody must be signed in, and stays so. */
export async function goOnTo(given: GivenApplication, id: FaxId, ...phases: readonly FaxState['phase'][]) {
  await goOn(given, async () => {
    await given.done('session.touch', {})
    return phases.includes((await given.done('faxes.read', { id })).state.phase)
  })
  return given.done('faxes.read', { id })
}

/** The keys of a store, as its keychain gives them: for tests that look at what lies on the disk. */
export async function keysOf({ folder, keychain }: Pick<AnyApplication, 'folder' | 'keychain'>) {
  const passwordKey = passwordKeyInThread(assets.argon2Worker)
  const vault = vaultOver({ dataFolder: folder, chance: { bytes: randomBytes }, keychain, passwordKey })
  const keys = valueOf(await vault.openWithKeychain())
  if (!keys) throw new Error('the keychain does not open this store')
  return keys
}

export const storeIn = (folder: string): string => path.join(folder, 'store.db')

/** Looks into the store behind the application's back, reading only. */
export async function lookInto<T>(
  given: Pick<AnyApplication, 'folder' | 'keychain'>,
  look: (db: Connection) => T,
): Promise<T> {
  const db = openReader(storeIn(given.folder), (await keysOf(given)).store)
  try {
    return look(db)
  } finally {
    db.close()
  }
}

/** The store as somebody has it who got hold of its key; closed by the caller. */
export const storeWriter = async (folder: string, keychain: AnyApplication['keychain']): Promise<Connection> =>
  openWriter(storeIn(folder), (await keysOf({ folder, keychain })).store)

/** A call as the training line wrote it down. */
export type BookEntry = { readonly line_reference: string; readonly e164: string; readonly sha256: string }

/** The training line's own book, in the order in which it took the calls. */
export const bookOf = (given: Pick<AnyApplication, 'folder' | 'keychain'>): Promise<readonly BookEntry[]> =>
  lookInto(given, (db) => db.prepare('select * from training_call order by submitted_at').all() as BookEntry[])
