/** Type-checks every room by its own tsconfig. Exits 1 if any of them fails. */
import { spawnSync } from 'node:child_process'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '..', '..')
export const rooms = ['app', 'main', 'main/electron', 'renderer', 'build', 'build/stand-in', 'test']

const tsc = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc')
const failed = rooms.filter(
  (room) => spawnSync(process.execPath, [tsc, '-p', room], { cwd: root, stdio: 'inherit' }).status !== 0,
)
for (const room of rooms) console.log(`types ${room}: ${failed.includes(room) ? 'FAILED' : 'ok'}`)
process.exit(failed.length > 0 ? 1 : 0)
