/** oxlint with the room's own walls and rules that know types, then prettier. Exits 1 if either finds something. */
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { folders, written } from './patterns.mjs'

const root = path.resolve(import.meta.dirname, '..', '..')
const bin = (name) => path.join(root, 'node_modules', '.bin', name)
const run = (name, args) =>
  spawnSync(bin(name), args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' }).status === 0

const linted = run('oxlint', ['--type-aware', '--deny-warnings', ...folders])
const formatted = run('prettier', ['--check', '--log-level=warn', ...written])
process.exit(linted && formatted ? 0 : 1)
