/**
 * The log file: one JSON line a note, from the closed vocabulary of `ports.ts`. It is kept small, and failing to write
 * it stops nothing: a full disk must not take the desk down with it.
 */
import { appendFileSync, renameSync, statSync } from 'node:fs'
import type { Log } from './ports.ts'

const largest = 2 * 1024 * 1024

/** @param file absolute path; at 2 MiB it moves to `<file>.old`, of which there is one */
export function openLog(file: string): Log {
  return {
    note: (note) => {
      try {
        if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > largest) renameSync(file, `${file}.old`)
        appendFileSync(file, `${JSON.stringify({ at: new Date().toISOString(), ...note })}\n`, { mode: 0o600 })
      } catch {
        // Nowhere left to say it.
      }
    },
  }
}
