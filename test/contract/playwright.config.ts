/** The contract suite: Electron's behaviour that the product relies on, on whichever shell is here. */
import { defineConfig } from '@playwright/test'
import { chooseElectron } from '../../build/electron.mjs'

const { shell, why } = chooseElectron()
process.env['CONTRACT_SHELL'] = shell
process.stderr.write(`contract: on ${shell} (${why})\n`)

export default defineConfig({
  testDir: import.meta.dirname,
  outputDir: '../../test-results/contract',
  testMatch: '*.spec.ts',
  timeout: 120_000,
  expect: { timeout: 45_000 },
  workers: 2,
  fullyParallel: true,
  reporter: 'list',
})
