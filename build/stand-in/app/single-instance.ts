/** One instance per data folder: a lock file says who holds it, a local socket takes the second start's words over. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createConnection, createServer, type Server } from 'node:net'
import os from 'node:os'
import path from 'node:path'

/** What a second start tells the first. */
export interface Notice {
  readonly argv: string[]
  readonly cwd: string
  readonly additionalData: unknown
}

export type Claim =
  { readonly held: true; readonly release: () => void } | { readonly held: false; readonly told: Promise<void> }

/**
 * Takes the lock of a data folder, or tells the one who has it.
 * @param folder one lock for each
 * @param notice sent to the holder if there is one; `told` resolves when it has it, or cannot be reached
 * @param heard called in the holder for each later start
 */
export function claimInstance(folder: string, notice: Notice, heard: (notice: Notice) => void): Claim {
  mkdirSync(folder, { recursive: true })
  const file = path.join(folder, 'stand-in.lock')
  const address = addressOf(folder)
  if (!take(file)) return { held: false, told: tell(address, notice) }
  const server = listen(address, heard)
  return {
    held: true,
    release: () => {
      server.close()
      rmSync(file, { force: true })
    },
  }
}

function addressOf(folder: string): string {
  const key = createHash('sha256').update(folder).digest('hex').slice(0, 16)
  return process.platform === 'win32' ? `\\\\.\\pipe\\stand-in-${key}` : path.join(os.tmpdir(), `stand-in-${key}.sock`)
}

/** Making the file is the one step that only one of two simultaneous starts can do. */
function take(file: string): boolean {
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' })
      return true
    } catch {
      if (alive(Number(readFileSync(file, 'utf8')))) return false
      rmSync(file, { force: true }) // its holder was killed
    }
  }
  return false
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  const commandLine = `/proc/${pid}/cmdline` // the number may have gone to another program since
  return !existsSync(commandLine) || readFileSync(commandLine, 'utf8').includes('stand-in')
}

function tell(address: string, notice: Notice): Promise<void> {
  return new Promise((resolve) => {
    const socket = createConnection(address, () => socket.end(JSON.stringify(notice)))
    socket.on('close', () => resolve()).on('error', () => resolve())
  })
}

function listen(address: string, heard: (notice: Notice) => void): Server {
  if (process.platform !== 'win32') rmSync(address, { force: true })
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    let text = ''
    socket.setEncoding('utf8').on('data', (part) => (text += part))
    socket.on('error', () => {})
    socket.on('end', () => {
      socket.end()
      heard(JSON.parse(text) as Notice)
    })
  })
  return server.listen(address).unref()
}
