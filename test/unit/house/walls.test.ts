/** The walls of the house hold: a forbidden import planted in any room is found by the check that `npm test` runs. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { root } from '#test/given/desktop.ts'

const forbidden: Readonly<Record<string, readonly string[]>> = {
  app: ['node:fs', 'electron', 'react', 'kysely', '#main/ports.ts', '#renderer/bridge.ts', '../../main/ports.ts'],
  main: [
    'electron',
    'electron/main',
    'electron-store',
    'react',
    '#renderer/bridge.ts',
    '#test/given/clock.ts',
    '#main/electron/ipc.ts',
  ],
  'main/electron': ['#renderer/bridge.ts', '#test/given/clock.ts', 'react'],
  renderer: [
    'node:fs',
    'electron',
    '#main/ports.ts',
    '#build/setup.mjs',
    '#test/given/clock.ts',
    '../../main/ports.ts',
  ],
  build: ['#test/given/clock.ts'],
}

for (const [room, imports] of Object.entries(forbidden)) {
  test(`${room}/ cannot import ${imports.join(', ')}`, () => {
    const folder = mkdtempSync(path.join(root, room, 'planted-'))
    try {
      imports.forEach((name, index) => writeFileSync(path.join(folder, `${index}.ts`), `export * from '${name}'\n`))
      const { stdout } = spawnSync(path.join(root, 'node_modules', '.bin', 'oxlint'), ['--format=json', folder], {
        cwd: root,
        encoding: 'utf8',
      })
      const found = JSON.parse(stdout) as {
        readonly diagnostics: readonly { readonly code: string; readonly filename: string }[]
      }
      const caught = found.diagnostics
        .filter((one) => one.code.includes('no-restricted-imports'))
        .map((one) => path.basename(one.filename))
      expect(caught.toSorted()).toEqual(imports.map((_name, index) => `${index}.ts`).toSorted())
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
}
