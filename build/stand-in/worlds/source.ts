/**
 * The text injected into pages: the modules beside this file, types and module syntax stripped, joined in one scope.
 * Their top-level names must therefore differ; a test compiles the result.
 */
import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import path from 'node:path'
import type { WorldConfig } from './isolated-world.ts'

export const ISOLATED_WORLD = 'Electron Isolated Context'
export const BINDING = '__standInPost'
export const INBOX = '__standInInbox'

const texts = new Map<string, string>()

function textOf(module: string): string {
  const known = texts.get(module)
  if (known !== undefined) return known
  const source = readFileSync(path.join(import.meta.dirname, `${module}.ts`), 'utf8')
  const text = stripTypeScriptTypes(source)
    .replace(/^import .*$/gm, '')
    .replace(/^export (?=async |class |const |function )/gm, '')
    .replace('/* stands still */', 'debugger')
  texts.set(module, text)
  return text
}

function script(modules: readonly string[], call: string): string {
  return `(() => {\n'use strict'\n${modules.map(textOf).join('\n')}\n${call}\n})()`
}

/** Runs in the page's own world before its scripts. */
export function mainWorldSource(token: string): string {
  return script(['peer', 'main-world'], `startMainWorld(${JSON.stringify(token)})`)
}

/** Runs in the isolated world, before the preload. */
export function isolatedWorldSource(config: WorldConfig): string {
  return script(['wire', 'peer', 'page-emitter', 'isolated-world'], `startIsolatedWorld(${JSON.stringify(config)})`)
}

/** The app's preload file as the isolated world runs it; `file` is what its stack traces say. */
export function preloadSource(file: string, text: string): string {
  return `globalThis.${INBOX}?.preload(function (require, module, exports, process, global) {${text}\n})\n//# sourceURL=${file}`
}
