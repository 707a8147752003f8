/** A real store in a folder of its own, and faxes to put in. */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { insertFax, type FaxRow, type NewFax } from '#main/store/faxes/faxes.ts'
import { createStore, openStore } from '#main/store/open.ts'
import { insertPerson } from '#main/store/people/people.ts'
import type { Store, WriteStore } from '#main/store/store.ts'
import { valueOf } from '#test/given/outcome.ts'

export const storeKey = Buffer.alloc(32, 7)

export type GivenStore = {
  readonly folder: string
  readonly file: string
  readonly store: Store
  readonly reopen: () => Promise<Store>
  readonly clear: () => Promise<void>
}

export const givenFolder = (): Promise<string> => mkdtemp(path.join(os.tmpdir(), 'faxdesk-store-'))

export async function givenStore(): Promise<GivenStore> {
  const folder = await givenFolder()
  const file = path.join(folder, 'faxdesk.db')
  let store = valueOf(await createStore({ file, key: storeKey }))
  return {
    folder,
    file,
    store,
    reopen: async () => {
      await store.close()
      store = valueOf(await openStore({ file, key: storeKey }))
      return store
    },
    clear: async () => {
      await store.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export const idOf = (name: string, number: number): string => `${name}_${number.toString(16).padStart(20, '0')}`

export const dana = idOf('person', 1)
export const sam = idOf('person', 2)

/** Two people who send faxes. */
export async function addPeople(tx: WriteStore): Promise<void> {
  for (const [id, name] of [
    [dana, 'Dana Fictional'],
    [sam, 'Sam Madeup'],
  ] as const) {
    await insertPerson(tx, {
      id,
      name,
      short_name: name.slice(0, 6),
      initials: 'XY',
      tint: 1,
      roles: ['sender'],
      created_at: 1,
      disabled_at: null,
      last_sign_in_at: null,
    })
  }
}

/** A delivered fax unless `part` says otherwise. */
export const givenFax = (number: number, part: Partial<NewFax> = {}): NewFax => ({
  id: idOf('fax', number),
  reference: `FD-${String(number).padStart(5, '0')}`,
  phase: 'delivered',
  state: '{"phase":"delivered"}',
  revision: 1,
  content: '{}',
  person_id: dana,
  e164: '+12025550147',
  organisation: 'Riverside Cardiology',
  department: 'Records',
  person: 'Noor',
  regarding: 'R 14',
  pages: 3,
  training: 1,
  overlooked: '[]',
  changed_at: 1000 + number,
  sent_at: 1000 + number,
  ...part,
})

export const addFax = (store: Store, number: number, part: Partial<NewFax> = {}): Promise<FaxRow> =>
  store.write((tx) => insertFax(tx, givenFax(number, part)))
