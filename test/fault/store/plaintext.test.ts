import { randomBytes } from 'node:crypto'
import { readFile, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { DocumentId, PersonId } from '#app/domain/ids.ts'
import { changeFax } from '#main/store/faxes/faxes.ts'
import { createDocumentFiles } from '#main/store/files.ts'
import { writeSetting, practiceSetting } from '#main/store/settings.ts'
import { addFax, addPeople, givenStore, idOf } from '#test/unit/store/given-store.ts'
import { givenVault } from '#test/unit/vault/given-vault.ts'

const canary = 'Quillonwarbler Testpatient'

async function everyByte(folder: string): Promise<readonly (readonly [string, Buffer])[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name))
  return Promise.all(files.map(async (file) => [path.basename(file), await readFile(file)] as const))
}

/** The canary in every form a file could hold it in. */
const forms = ['utf8', 'utf16le'] as const
const found = (bytes: Buffer): boolean =>
  [canary, canary.toLowerCase(), 'quillonwarbler', 'quillonw'].some((text) =>
    forms.some((form) => bytes.includes(Buffer.from(text, form))),
  )

test('what is written about a patient is on disk nowhere in plain text, neither in the log, nor in shared memory, nor in documents', async () => {
  const given = await givenStore()
  const { store, folder } = given
  await store.write(addPeople)
  const text = {
    organisation: canary,
    department: canary,
    person: canary,
    regarding: canary,
    content: JSON.stringify({ message: canary }),
  }
  for (let number = 1; number <= 50; number += 1) await addFax(store, number, text)
  await store.write((tx) => changeFax(tx, idOf('fax', 1), { regarding: `${canary} again` }))
  await store.write((tx) =>
    writeSetting(tx, practiceSetting, { name: canary, addressLines: [], phone: '', fax: '', workstation: '' }),
  )
  // A sort too large for one page: what spills must not spill in plain text.
  await store.read.selectFrom('fax').selectAll().orderBy('content').orderBy('changed_at', 'desc').execute()
  await createDocumentFiles(folder).write(
    DocumentId.parse(idOf('document', 1)),
    Buffer.from(canary.repeat(5000)),
    randomBytes(32),
  )
  for (const moment of ['open', 'closed']) {
    if (moment === 'closed') await store.close()
    const files = await everyByte(folder)
    expect(files.map(([name]) => name)).toEqual(
      expect.arrayContaining(moment === 'open' ? ['faxdesk.db', 'faxdesk.db-wal', 'faxdesk.db-shm'] : ['faxdesk.db']),
    )
    expect([moment, files.filter(([, bytes]) => found(bytes)).map(([name]) => name)]).toEqual([moment, []])
  }
  await given.clear()
})

test('the search itself can fail: a canary in plain text is found', () => {
  expect(forms.map((form) => found(Buffer.from(`before ${canary} after`, form)))).toEqual([true, true])
})

test('passwords are nowhere in the vault', async () => {
  const given = await givenVault()
  const one = { id: PersonId.parse(`person_${'0'.repeat(20)}`), shortName: 'D.', initials: 'D', tint: 1 }
  await given.vault.create(one, canary)
  for (const [name, bytes] of await everyByte(given.folder)) expect([name, found(bytes)]).toEqual([name, false])
  await rm(given.folder, { recursive: true })
})
