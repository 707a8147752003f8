/** Contacts from files and directories: every step of the dialog, by keyboard where it matters. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { standingWords, words } from '#app/words/index.ts'
import type { Desktop } from '#test/given/desktop.ts'
import { directory, startDirectory } from '#test/given/directories/fhir.ts'
import { writeNppes } from '#test/given/directories/nppes.ts'
import { expect, granted, look, openDesk, test } from '../fixtures.ts'

const text = words.contacts
const importing = words.contactImport

let folder = ''
test.beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'faxdesk-imports-'))
})
test.afterEach(() => rm(folder, { recursive: true, force: true }))

/** What the person will choose in the system's dialog. */
const willChoose = (desk: Desktop, file: string) =>
  desk.app.evaluate(({ dialog }, filePath) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] })
  }, file)

async function openImport(page: Page) {
  await page
    .getByRole('button', { name: words.shell.contacts })
    .or(page.getByRole('link', { name: words.shell.contacts }))
    .click()
  await page.getByRole('button', { name: importing.open }).click()
  return page.getByRole('dialog')
}

test('a table: the bad rows named, duplicates merged or left out by choice, and taken back in one go', async ({
  desk,
}) => {
  const page = await openDesk(desk)
  const none = { department: '', person: '', voice: '', note: '' }
  await granted(page, 'contacts.add', { fields: { ...none, organisation: 'Lakemoth' }, fax: '(202) 555-0161' })
  const dialog = await openImport(page)
  await look(page, 'import-sources')
  const file = path.join(folder, 'book.csv')
  const rows = [
    'Clinic name,Fax number,Phone,City,State',
    'Bluefinch,202 555 0150,202 555 0151,Saltmarsh,MD',
    'Wrenfield,12,,,',
    'Foxglove,202 555 0160,ask,,',
    'Lakemoth,202 555 0162,202 555 0163,,',
    '"Broken,202 555 0164',
  ]
  await writeFile(file, rows.join('\n'))
  await willChoose(desk, file)
  await expect(dialog.getByRole('button', { name: importing.choose })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('button', { name: importing.add(2) })).toBeVisible()
  await expect(dialog.getByRole('table')).toContainText('Wrenfield')
  await look(page, 'import-table')
  await dialog.getByLabel(importing.choiceFor(5)).selectOption('merge')
  await expect(dialog.getByRole('button', { name: importing.add(3) })).toBeVisible()
  await page.emulateMedia({ colorScheme: 'dark' })
  await granted(page, 'preferences.change', { theme: 'dark' })
  await dialog.getByRole('table').scrollIntoViewIfNeeded()
  await look(page, 'import-table-dark')
  await granted(page, 'preferences.change', { theme: 'light' })
  await dialog.getByRole('button', { name: importing.add(3) }).press('Enter')
  await expect(dialog.getByText(importing.added(2))).toBeVisible()
  await look(page, 'import-done')
  const table = page.getByRole('table', { name: text.list })
  await expect(table.getByText(standingWords.unverified).first()).toBeVisible()
  await dialog.getByRole('button', { name: importing.undo }).click()
  await expect(dialog.getByText(importing.undone(2))).toBeVisible()
  await dialog.getByRole('button', { name: importing.close, exact: true }).last().click()
  await expect(table.getByRole('row')).toHaveCount(2)
})

test('the national file: states and specialties first, then only those; kept as a directory', async ({ desk }) => {
  const page = await openDesk(desk)
  const dialog = await openImport(page)
  const file = path.join(folder, 'npidata_pfile_20050523-20261108.csv')
  await writeNppes(file, 2000)
  await willChoose(desk, file)
  await dialog.getByRole('button', { name: importing.choose }).click()
  await expect(dialog.getByRole('button', { name: importing.read })).toHaveAttribute('aria-disabled', 'true')
  await dialog.getByRole('checkbox', { name: 'IN', exact: true }).press('Space')
  await dialog.getByRole('checkbox', { name: 'Cardiology' }).press('Space')
  await look(page, 'import-nppes')
  await dialog.getByRole('button', { name: importing.read }).press('Enter')
  await expect(dialog.getByRole('table')).toContainText('Saltmarsh, IN')
  await look(page, 'import-nppes-read')
  await dialog.getByLabel(importing.choiceForAll('New')).selectOption('skip')
  await dialog.getByRole('button', { name: importing.keep }).click()
  await expect(dialog.getByText(importing.keepHint)).toBeVisible()
  await dialog.getByRole('button', { name: importing.another }).click()
  await expect(dialog.getByText(words.contactImport.stages.done)).toBeVisible()
  await look(page, 'import-earlier')
})

test('a directory server is named by an administrator, asked by whoever imports, and refused in words', async ({
  desk,
}) => {
  const server = await startDirectory(directory)
  const page = await openDesk(desk)
  const dialog = await openImport(page)
  await dialog.getByLabel(importing.address).fill('http://directory.example')
  await dialog.getByRole('button', { name: importing.saveAddress }).click()
  await expect(dialog.getByText(importing.addressWrong)).toBeVisible()
  await look(page, 'import-address-wrong')
  await dialog.getByLabel(importing.address).fill(server.address)
  await page.keyboard.press('Enter')
  await dialog.getByRole('button', { name: importing.ask }).click()
  await expect(dialog.getByRole('button', { name: importing.add(4) })).toBeVisible()
  await look(page, 'import-server')
  await dialog.getByRole('button', { name: words.common.cancel }).click()
  await server.stop()
  await page.getByRole('button', { name: importing.open }).click()
  await dialog.getByRole('button', { name: importing.ask }).click()
  await expect(dialog.getByText('cannot be reached')).toBeVisible()
  await look(page, 'import-trouble')
})
