/** Screen tests: the real bundles in a real browser, on whichever shell is here. */
import { defineConfig } from '@playwright/test'
import path from 'node:path'
import { chooseElectron } from './electron.mjs'

chooseElectron()
const root = path.resolve(import.meta.dirname, '..')

export default defineConfig({
  testDir: path.join(root, 'test', 'screen'),
  outputDir: path.join(root, 'test-results'),
  testMatch: '**/*.spec.ts',
  timeout: 240_000,
  expect: { timeout: 45_000 },
  // Each desk has a folder and a browser of its own, and waits more than it works.
  workers: 3,
  reporter: [['list'], ['json', { outputFile: path.join(root, 'test-results', 'screen.json') }]],
})
