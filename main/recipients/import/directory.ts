/**
 * What imported directories say of a recipient: by its NPI, else by its name. Both sources are shown; nothing here
 * changes a contact.
 */
import type { DirectoryEntry } from '#app/contract/book/contact-imports.ts'
import type { E164 } from '#app/domain/ids.ts'
import { words } from '#app/words/index.ts'
import { listedUnder, type Listed } from '../../store/contacts/import-rows.ts'
import type { ReadStore } from '../../store/store.ts'
import { nameKey, stagedIn } from './staged.ts'

/** The contact to look up. */
export type Sought = {
  readonly id: string
  /** Ten digits, or empty. */
  readonly npi: string
  readonly organisation: string
  readonly department: string
  readonly person: string
}

/**
 * What the newest word of each directory says, the newest first. An entry under the recipient's NPI speaks for it; one
 * of the same name does where either has no NPI. The very entry that a contact or its number was made of is no second
 * source, and says nothing.
 */
export async function directoryEntries(read: ReadStore, sought: Sought): Promise<readonly DirectoryEntry[]> {
  const listed = await listedUnder(read, { npi: sought.npi, name: nameKey(sought) })
  const newest = new Map<string, number>()
  const found = new Map<string, DirectoryEntry>()
  for (const entry of listed) {
    const ownEntry = entry.contact_id === sought.id && (entry.fate === 'added' || entry.fate === 'merged')
    const another = sought.npi !== '' && entry.npi !== '' && entry.npi !== sought.npi
    if (ownEntry || another) continue
    const source = sourceOf(entry)
    if ((newest.get(source) ?? entry.at) !== entry.at) continue
    newest.set(source, entry.at)
    const at = entry.as_of ?? entry.at
    for (const e164 of stagedIn(entry).numbers) found.set(`${source} ${e164}`, { source, at, e164 })
  }
  return [...found.values()].toSorted((one, other) => other.at - one.at)
}

type Claimed = Pick<Sought, 'organisation' | 'department' | 'person'> & { readonly e164: E164 }

/** Whether a directory lists this number under this name, be it for a desk, a person or the whole organisation. */
export async function listsNumber(read: ReadStore, { e164, ...claim }: Claimed): Promise<boolean> {
  const whole = nameKey({ ...claim, department: '', person: '' })
  if (whole === '') return false
  for (const name of new Set([nameKey(claim), whole])) {
    const listed = await listedUnder(read, { npi: '', name })
    if (listed.some((entry) => stagedIn(entry).numbers.includes(e164))) return true
  }
  return false
}

/** Each edition of the national file is the same directory, whatever the file is called. */
const sourceOf = ({ kind, source }: Listed): string => (kind === 'nppes' ? words.contactImport.nppes : source)
