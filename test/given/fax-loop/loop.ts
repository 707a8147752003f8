/** The real fax server with its real telephone line (start.sh), for stories. Only on Debian, as root. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'

/** Why there can be no loop here, as a sentence; undefined where there can. */
export function whyNoLoop(): string | undefined {
  if (process.platform !== 'linux' || !existsSync('/etc/debian_version')) return 'The real line needs Debian.'
  return process.getuid?.() === 0 ? undefined : 'The real line needs root, to make modems and a network of their own.'
}

/** Numbers at which the exchange plays trouble, whatever the area code; every other number is answered by a fax. */
export const troubleNumbers = Object.freeze({
  busy: '+12025550171',
  noAnswer: '+12025550172',
  voice: '+12025550173',
  refused: '+12025550174',
  dropped: '+12025550175',
})

/** Numbers that take a fax in the end: over a crackling line, and at the second call. */
export const roughNumbers = Object.freeze({ noisy: '+12025550176', busyOnce: '+12025550177' })

/** What the exchange noted; `seconds` from the dialling of a call to its end. */
export type LoopCall = {
  readonly event: string
  readonly call?: number
  readonly number?: string
  readonly why?: string
  readonly answered?: boolean
  readonly seconds?: number
}
export type FaxLoop = Awaited<ReturnType<typeof startLoop>>

const here = import.meta.dirname

/** Starts it with this many lines to send and to receive; takes a minute when packages are missing, else seconds. */
export async function startLoop({ sending, receiving }: { readonly sending: number; readonly receiving: number }) {
  // Below /tmp, as the fax server's own account must be able to enter it.
  const folder = await mkdtemp(path.join(os.tmpdir(), 'faxdesk-loop-'))
  const settings = { user: 'clinic', password: 'lantern-wharf-99', port: await freePort() }
  const env = {
    ...process.env,
    LOOP_PORT: String(settings.port),
    LOOP_USER: settings.user,
    LOOP_PASSWORD: settings.password,
    LOOP_OUT: String(sending),
    LOOP_IN: String(receiving),
    LOOP_NODE: process.execPath,
  }
  const stop = (): void => void spawnSync('bash', [path.join(here, 'stop.sh'), folder], { stdio: 'inherit' })
  const { status } = spawnSync('bash', [path.join(here, 'start.sh'), folder], { env, stdio: 'inherit' })
  if (status !== 0) {
    stop()
    throw new Error('the fax loop did not start')
  }
  return {
    ...settings,
    host: '127.0.0.1',
    folder,
    stop,
    /** Every call the exchange saw, in order. */
    calls: async (): Promise<readonly LoopCall[]> =>
      (await readFile(path.join(folder, 'log/calls.jsonl'), 'utf8'))
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as LoopCall),
    /** How often this number was really dialled. */
    async dialled(e164: string): Promise<number> {
      return (await this.calls()).filter(({ event, number }) => event === 'dialled' && e164.endsWith(number ?? '?'))
        .length
    },
    /** Where received faxes lie, as TIFF files. */
    received: path.join(folder, 'spool/recvq'),
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}
