/**
 * Sets up what is missing and hands over to Node 24. Runs on Node 20 with nothing installed, so it may use nothing but
 * Node itself. Everything it does can be repeated and does nothing the second time.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

export const root = path.resolve(import.meta.dirname, '..')
const modules = path.join(root, 'node_modules')
const stamp = path.join(modules, '.faxdesk-setup')
const windows = process.platform === 'win32'
const binary = path.join(modules, 'node', 'bin', windows ? 'node.exe' : 'node')

/** Installs the dependencies and Node 24 if they are missing or the lock file changed. @returns path of Node 24 */
export function ensureDependencies() {
  const wanted = createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && existsSync(binary)) return binary
  say('Installing dependencies (once)')
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])
  // The one install script we need: it unpacks Node 24 from its package. All others stay off (.npmrc).
  run('npm', ['rebuild', 'node', '--ignore-scripts=false', '--loglevel=error'])
  if (!existsSync(binary))
    throw new Error('Node 24 did not install; run "npm rebuild node --ignore-scripts=false" to see why.')
  writeFileSync(stamp, wanted)
  return binary
}

/** Debian packages the checks need: a browser, a display, and independent readers of what we write. */
export function ensureDebianPackages(wanted) {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/apt-get')) return
  const missing = wanted.filter((name) => spawnSync('dpkg', ['-s', name], { stdio: 'ignore' }).status !== 0)
  if (missing.length === 0) return
  if (process.getuid?.() !== 0) throw new Error(`Install these first: sudo apt-get install ${missing.join(' ')}`)
  say(`Installing ${missing.join(' ')}`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  run('apt-get', ['update', '-qq'], { env })
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], { env })
}

/** Runs a script of this repository on Node 24 and ends this process with its exit code. */
export function handOver(script, args, env = {}) {
  const node = ensureDependencies()
  const done = spawnSync(node, ['--disable-warning=ExperimentalWarning', path.join(root, script), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}` },
  })
  process.exit(done.status ?? 1)
}

export const say = (text) => console.log(`\n· ${text}`)

function run(command, args, options = {}) {
  const done = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: windows,
    ...options,
  })
  if (done.status !== 0)
    throw new Error(`"${command} ${args.join(' ')}" failed (${done.status ?? done.error?.message})`)
}
