/** The stand-in as a process: what it opens, what it leaves behind, what it says. */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

const electron = path.resolve(import.meta.dirname, '../electron')
const started: ChildProcess[] = []
let folder: string

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'stand-in-'))
})
afterEach(async () => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
  await vi.waitFor(() => expect(processesOf(folder)).toEqual([]), { timeout: 60_000 })
  rmSync(folder, { recursive: true, force: true })
})

interface Running {
  readonly child: ChildProcess
  readonly lines: string[]
  readonly ended: Promise<number | null>
}

/** Starts a main script of our own; what it prints is collected. */
function run(script: string): Running {
  writeFileSync(
    path.join(folder, 'package.json'),
    '{ "type": "module", "main": "main.js", "name": "probe", "version": "1.0.0" }',
  )
  writeFileSync(
    path.join(folder, 'main.js'),
    `import { app } from 'electron'\napp.setPath('userData', ${JSON.stringify(folder)})\n${script}`,
  )
  const child = spawn(electron, [folder], { stdio: ['ignore', 'pipe', 'pipe'] })
  started.push(child)
  const lines: string[] = []
  const collect = (text: Buffer): void => void lines.push(...String(text).split('\n').filter(Boolean))
  child.stdout?.on('data', collect)
  child.stderr?.on('data', collect)
  return { child, lines, ended: new Promise((resolve) => child.once('exit', resolve)) }
}

const ready = `app.whenReady().then(() => console.log('ready'))`
const said = (running: Running, text: string): Promise<void> =>
  vi.waitFor(() => expect(running.lines.join('\n')).toContain(text), { timeout: 60_000 })

/** Every process whose command line names the folder. */
function processesOf(name: string): number[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry) && Number(entry) !== process.pid)
    .filter((entry) => {
      try {
        return readFileSync(`/proc/${entry}/cmdline`, 'utf8').includes(name)
      } catch {
        return false // gone meanwhile
      }
    })
    .map(Number)
}

/** Inodes of listening TCP sockets that a process has open. */
function listening(pid: number): string[] {
  const sockets = readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
    try {
      return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? []
    } catch {
      return []
    }
  })
  const lines = ['tcp', 'tcp6'].flatMap((table) => readFileSync(`/proc/net/${table}`, 'utf8').split('\n').slice(1))
  const open = new Set(
    lines
      .map((line) => line.trim().split(/\s+/))
      .filter((cells) => cells[3] === '0A')
      .map((cells) => cells[9]),
  )
  return sockets.filter((inode) => open.has(inode))
}

const onLinux = { skip: process.platform !== 'linux' }

test('no port is opened that nobody asked for', onLinux, async () => {
  const running = run(ready)
  await said(running, 'ready')
  const pids = processesOf(folder)
  expect(pids.length).toBeGreaterThan(1) // itself and Chromium
  expect(pids.flatMap(listening)).toEqual([])
})

test('Chromium ends with it, even when it is killed', onLinux, async () => {
  const running = run(ready)
  await said(running, 'ready')
  running.child.kill('SIGKILL')
  await running.ended
  await vi.waitFor(() => expect(processesOf(folder)).toEqual([]), { timeout: 60_000 })
})

test('errors nobody handled are said and survived', onLinux, async () => {
  const running = run(`${ready}
    setTimeout(() => { throw new Error('thrown') }, 0)
    void Promise.reject(new Error('rejected'))
    app.on('ready', () => setTimeout(() => app.exit(3), 200))`)
  expect(await running.ended).toBe(3)
  const text = running.lines.join('\n')
  expect(text).toContain('Uncaught Exception: Error: thrown')
  expect(text).toContain('UnhandledPromiseRejectionWarning: Error: rejected')
})

test("a listener of the app's own takes over", onLinux, async () => {
  const running = run(`process.on('uncaughtException', (error) => { console.log('own', error.message); app.exit(4) })
    setTimeout(() => { throw new Error('thrown') }, 0)`)
  expect(await running.ended).toBe(4)
  expect(running.lines.join('\n')).not.toContain('Uncaught Exception')
})

test('what is not there is refused by name, and may still be imported', onLinux, async () => {
  const running = run(`import electron, { autoUpdater } from 'electron'
    const attempt = (call) => { try { call(); console.log('allowed') } catch (error) { console.log(error.message) } }
    attempt(() => autoUpdater.checkForUpdates())
    attempt(() => electron.nothingOfTheKind)
    attempt(() => app.getGPUInfo('basic'))
    app.exit(0)`)
  expect(await running.ended).toBe(0)
  expect(running.lines).toEqual([
    'autoUpdater is not in the stand-in',
    'electron.nothingOfTheKind is not in the stand-in',
    'app.getGPUInfo is not in the stand-in',
  ])
})

test('a main module that awaits readiness at its top never gets there, as on Electron', onLinux, async () => {
  const running = run(`await app.whenReady()\nconsole.log('unreachable')`)
  expect(await running.ended).not.toBe(0)
  expect(running.lines.join('\n')).not.toContain('unreachable')
})

test('a crash reporter that is started leaves its folder', onLinux, async () => {
  const running = run(`import { crashReporter } from 'electron'
    import { existsSync } from 'node:fs'
    const folder = app.getPath('crashDumps')
    console.log(existsSync(folder))
    crashReporter.start({ submitURL: '' })
    console.log(existsSync(folder))
    app.exit(0)`)
  expect(await running.ended).toBe(0)
  expect(running.lines).toEqual(['false', 'true'])
})
