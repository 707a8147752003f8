/** `crashReporter`: collects nothing. Starting it leaves the trace it leaves on Electron, the folder of dumps, so that a test can see it was never started. */
import { mkdirSync } from 'node:fs'
import { getPath } from '../app/paths.ts'
import { closed } from '../fidelity/not-here.ts'

export const crashReporter = closed('crashReporter', {
  start(_options: Electron.CrashReporterStartOptions): void {
    mkdirSync(getPath('crashDumps'), { recursive: true })
  },
})
