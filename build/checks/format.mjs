/** Writes every file the way prettier does; the patterns are those that lint checks. */
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { written } from './patterns.mjs'

const root = path.resolve(import.meta.dirname, '..', '..')
const prettier = path.join(root, 'node_modules', 'prettier', 'bin', 'prettier.cjs')
process.exit(
  spawnSync(process.execPath, [prettier, '--write', '--log-level=warn', ...written], { cwd: root, stdio: 'inherit' })
    .status ?? 1,
)
