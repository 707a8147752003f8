import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findProgram, readCommand } from '../app/command.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'command-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test("Playwright's command line is understood", () => {
  const given = ['-r', '/loader.js', '--no-sandbox', '--inspect=0', '--remote-debugging-port=0', '.', '--ours', 'a.pdf']
  expect(readCommand(given)).toEqual({
    required: ['/loader.js'],
    inspect: { port: 0, wait: false },
    switches: [
      ['no-sandbox', ''],
      ['remote-debugging-port', '0'],
    ],
    app: '.',
  })
})

test('without an app there is nothing to run', () => {
  expect(() => readCommand(['--no-sandbox'])).toThrow('usage')
})

test('a folder is what its package.json says', () => {
  const manifest = { name: 'n', productName: 'N', version: '2.0.0', main: 'boot.js' }
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest))
  writeFileSync(path.join(folder, 'boot.js'), '')
  expect(findProgram(folder)).toEqual({ name: 'N', version: '2.0.0', folder, entry: path.join(folder, 'boot.js') })
})

test('what is not there is named', () => {
  expect(() => findProgram(path.join(folder, 'absent.js'))).toThrow('absent.js')
})
