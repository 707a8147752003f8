/**
 * `npm run inspect:store`: makes a throw-away store of a practice that does not exist, and says what it takes to open
 * it with another implementation of SQLCipher 4. A real practice's key never leaves its vault; only this one is shown.
 */
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { askSqlcipher } from '#test/given/judges/sqlcipher.mjs'
import { givenApplication, goOn } from '#test/given/application.ts'
import { addContact, keysOf, numberOf, sendNow, setUp, storeIn, verifiedContact } from '#test/given/walk/walk-steps.ts'

export type DemoStore = {
  readonly folder: string
  /** Absolute path of the store. */
  readonly file: string
  /** The raw key: 64 hexadecimal digits. */
  readonly key: string
}

/** A practice after its first morning, made by the application itself: one fax delivered, one failed, one a draft. */
export async function demoStore(folder?: string): Promise<DemoStore> {
  const given = await givenApplication(folder === undefined ? {} : { folder })
  await setUp(given)
  await sendNow(given, numberOf(await verifiedContact(given)).id, 'R.K. 4471')
  await sendNow(given, numberOf(await verifiedContact(given, '+1 202 555 0113')).id, 'M.T. 4472')
  await addContact(given, '+1 202 555 0147')
  await goOn(given, async () => (await given.done('app.status', {})).sending === 0)
  const key = Buffer.from((await keysOf(given)).store).toString('hex')
  await given.stop()
  return { folder: given.folder, file: storeIn(given.folder), key }
}

/** What opens it: arguments for `sqlcipher`, which takes a key of 32 bytes in this form and derives nothing from it. */
export const sqlcipherArguments = ({ file, key }: Pick<DemoStore, 'file' | 'key'>): readonly string[] => [
  file,
  `PRAGMA key = "x'${key}'"`,
]

/** The question asked of the store, here and by whoever copies it. */
export const inspected = 'select reference, phase, organisation from fax where reference is not null order by reference'

async function print(): Promise<void> {
  const demo = await demoStore()
  const [answered] = await askSqlcipher(demo.file, demo.key, 'pragma cipher_version')
  const faxes = await askSqlcipher(demo.file, demo.key, inspected)
  const refused = await askSqlcipher(demo.file, undefined, inspected).then(
    () => 'opened it',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )
  const { size } = await stat(demo.file)
  const quoted = sqlcipherArguments(demo).map((part) => `'${part.replaceAll("'", `'\\''`)}'`)
  console.log(`
A throw-away store with a practice that does not exist. Remove it when you have seen it: ${demo.folder}

  store    ${demo.file} (${size} bytes)
  raw key  ${demo.key}
  format   SQLCipher 4: AES-256-CBC, HMAC-SHA-512, pages of 4096 bytes

SQLCipher ${answered?.['cipher_version'] ?? ''}, another implementation than the one inside this application, was asked just now:

  with the key     ${faxes.map((fax) => Object.values(fax).join(', ')).join('\n                   ')}
  without the key  ${refused}

The program sqlcipher says the same, from version 4 on (Debian 13 has it, Debian 12 has version 3):

  sqlcipher ${quoted.join(' ')} '${inspected}'
  sqlcipher '${demo.file}' '.tables'
`)
}

if (import.meta.url === pathToFileURL(path.resolve(process.argv[1] ?? '')).href) await print()
