/** What the stand-in has to say, on stderr, where Electron would log. */
import { inspect } from 'node:util'

/** One line, and the error with its stack if there is one. */
export function report(what: string, error?: unknown): void {
  process.stderr.write(error === undefined ? `${what}\n` : `${what} ${inspect(error)}\n`)
}
