/** Unit, story and fault tests under plain Node 24. Each file in its own process: native code and worker threads inside. */
import path from 'node:path'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: path.resolve(import.meta.dirname, '..'),
  test: {
    include: ['test/{unit,story,fault,line}/**/*.test.{ts,tsx}', 'build/stand-in/test/**/*.test.ts'],
    pool: 'forks',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    sequence: { hooks: 'list' },
  },
})
