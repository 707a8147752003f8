/** The command line and the app it names, as Electron reads them: `electron [switches] [-r module] <app> [arguments]`. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

export interface Command {
  /** Modules to load before the app. */
  readonly required: readonly string[]
  /** Port to open the inspector on, and whether to wait for it. */
  readonly inspect: { readonly port: number; readonly wait: boolean } | undefined
  readonly switches: readonly (readonly [name: string, value: string])[]
  /** The folder or file to run. */
  readonly app: string
}

/** @throws Error if no app is named */
export function readCommand(args: readonly string[]): Command {
  const required: string[] = []
  const switches: [string, string][] = []
  let inspect: Command['inspect']
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? ''
    const [name = '', ...value] = arg.replace(/^--/, '').split('=')
    if (arg === '-r' || arg === '--require') required.push(args[++at] ?? '')
    else if (name === 'inspect' || name === 'inspect-brk') {
      inspect = { port: Number(value.join('=').split(':').pop() || 9229), wait: name === 'inspect-brk' }
    } else if (arg.startsWith('--')) switches.push([name, value.join('=')])
    else return { required, inspect, switches, app: arg }
  }
  throw new Error('usage: electron <app>')
}

export interface Program {
  /** From package.json; undefined where the app is a bare file. */
  readonly name: string | undefined
  readonly version: string | undefined
  readonly folder: string
  readonly entry: string
}

interface Manifest {
  readonly name?: string
  readonly productName?: string
  readonly version?: string
  readonly main?: string
}

/** Finds what to run: a folder with a package.json, or a file. @throws Error if it is not there */
export function findProgram(app: string): Program {
  const where = path.resolve(app)
  const manifest = manifestIn(where)
  const entry = manifest ? path.join(where, manifest.main ?? 'index.js') : where
  if (!existsSync(entry)) throw new Error(`Cannot find the app's main script ${entry}`)
  return {
    name: manifest?.productName ?? manifest?.name,
    version: manifest?.version,
    folder: manifest ? where : path.dirname(entry),
    entry,
  }
}

function manifestIn(folder: string): Manifest | undefined {
  const file = path.join(folder, 'package.json')
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Manifest) : undefined
}
