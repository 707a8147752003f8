/** `utilityProcess`: a Node child with `process.parentPort`; messages are cloned as between Electron's processes. */
import { fork, type ChildProcess } from 'node:child_process'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { pathToFileURL } from 'node:url'
import { Emitter } from '../app/events.ts'
import { host, needReady } from '../app/host.ts'
import { report } from '../app/trouble.ts'
import { closed } from '../fidelity/not-here.ts'

const SHIM = pathToFileURL(path.join(import.meta.dirname, 'utility-shim.ts')).href
const LIKE_NODE = ['ignore', 'inherit', 'pipe'] as const

/** So that every value may be a message, `undefined` too. */
interface Wrapped {
  readonly message: unknown
}

type OneStream = (typeof LIKE_NODE)[number]

function oneOf(given: unknown): OneStream {
  const found = LIKE_NODE.find((kind) => kind === given)
  if (!found) throw new Error(`electron stand-in: utilityProcess stdio '${String(given)}' is not supported`)
  return found
}

/** As Electron: standard input cannot be connected. */
function streams(stdio: Electron.ForkOptions['stdio']): [OneStream, OneStream, OneStream, 'ipc'] {
  const [, out, error] = Array.isArray(stdio) ? stdio : [undefined, stdio ?? 'inherit', stdio ?? 'inherit']
  return ['ignore', oneOf(out), oneOf(error), 'ipc']
}

export class UtilityProcess extends Emitter {
  readonly #child: ChildProcess
  #running = true

  constructor(modulePath: string, args: readonly string[], options: Electron.ForkOptions) {
    super()
    const { env, cwd, execArgv = [], serviceName = 'Node Utility Process' } = options
    this.#child = fork(modulePath, args, {
      serialization: 'advanced',
      execArgv: ['--disable-warning=ExperimentalWarning', '--import', SHIM, ...execArgv],
      stdio: streams(options.stdio),
      ...(env && { env: env as NodeJS.ProcessEnv }),
      ...(cwd && { cwd }),
    })
    this.#child.on('spawn', () => this.emit('spawn'))
    this.#child.on('message', (wrapped) => this.emit('message', (wrapped as Wrapped).message))
    this.#child.on('error', (error) => this.#running && report('electron stand-in: utilityProcess:', error))
    this.#child.on('exit', (code, signal) => this.#exited(code, signal, serviceName))
  }

  get pid(): number | undefined {
    return this.#running ? this.#child.pid : undefined
  }
  get stdout(): Readable | null {
    return this.#child.stdout
  }
  get stderr(): Readable | null {
    return this.#child.stderr
  }
  /** @throws DOMException for what cannot be cloned; a message to a process that has ended is dropped */
  postMessage(message: unknown): void {
    const copy: unknown = structuredClone(message)
    if (this.#running && this.#child.connected) this.#child.send({ message: copy }, () => {})
  }
  kill(): boolean {
    return this.#child.kill()
  }

  #exited(code: number | null, signal: NodeJS.Signals | null, name: string): void {
    this.#running = false
    const exitCode = code ?? 1
    if (exitCode !== 0) {
      const reason =
        signal === null ? 'abnormal-exit' : signal === 'SIGTERM' || signal === 'SIGKILL' ? 'killed' : 'crashed'
      host.lifecycle.emit('child-gone', {
        type: 'Utility',
        reason,
        exitCode,
        serviceName: 'node.mojom.NodeService',
        name,
      })
    }
    this.emit('exit', exitCode)
  }
}

export const utilityProcess = closed('utilityProcess', {
  fork(modulePath: string, args: string[] = [], options: Electron.ForkOptions = {}): UtilityProcess {
    needReady('utilityProcess cannot be created before app is ready')
    return new UtilityProcess(modulePath, args, options)
  },
})
