/** Unit, story and fault tests under plain Node 24. Each file in its own process: native code and worker threads inside. */
import path from 'node:path'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: path.resolve(import.meta.dirname, '..'),
  test: {
    include: ['test/{unit,story,fault,line}/**/*.test.{ts,tsx}', 'build/stand-in/test/**/*.test.ts'],
    pool: 'forks',
    // A shared machine may be slow for minutes: only what hangs is ended.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 60_000 } },
    maxWorkers: 2,
    sequence: { hooks: 'list' },
  },
})
