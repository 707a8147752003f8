/**
 * How far this computer's clock is from the time its system is given, where the system tells without privileges. Nothing
 * goes over the network from here and nothing is set: a program of the system is asked what it knows already, with fixed
 * arguments, and whatever it answers otherwise than its documentation says is no answer. macOS has no such program.
 */
import { execFile } from 'node:child_process'
import type { Surroundings, TimeOffset } from './ports.ts'

export type OffsetReader = {
  readonly program: string
  readonly with: readonly string[]
  /** Seconds, or undefined when that is not what the program said, or it follows no clock but this computer's. */
  readonly seconds: (said: string) => number | undefined
}

/**
 * chronyc(1): `-c` prints the fields of the tracking report with commas between them: the reference first, the system
 * clock's offset in seconds fifth, the leap status last. 7F7F0101 is this computer's own clock.
 */
const chrony: OffsetReader = {
  program: '/usr/bin/chronyc',
  with: ['-c', 'tracking'],
  seconds: (said) => {
    const fields = said.trim().split(',')
    if (fields.length !== 14 || fields[0] === '7F7F0101' || fields[13] === 'Not synchronised') return undefined
    return numberIn(fields[4])
  },
}

/** Windows Time service tools and settings (learn.microsoft.com), `w32tm /query`. Stratum 0 follows nobody. */
const windowsTime: OffsetReader = {
  program: String.raw`C:\Windows\System32\w32tm.exe`,
  with: ['/query', '/status', '/verbose'],
  seconds: (said) => {
    if (!/^Stratum: [1-9]/m.test(said) || /^Source: (Local CMOS|Free-running)/m.test(said)) return undefined
    return numberIn(/^Phase Offset: (.*)s\s*$/m.exec(said)?.[1])
  },
}

export const offsetReaders: Readonly<Record<Surroundings['platform'], OffsetReader | undefined>> = {
  linux: chrony,
  windows: windowsTime,
  mac: undefined,
}

const numberIn = (text: string | undefined): number | undefined =>
  text !== undefined && /^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined

const patienceMs = 5000

/** Asks with this reader; a program that is missing, refuses, or takes longer than five seconds tells nothing. */
export const timeOffsetBy = (reader: OffsetReader | undefined): TimeOffset => ({
  seconds: () =>
    new Promise((resolve) => {
      if (!reader) return resolve(undefined)
      const options = { timeout: patienceMs, windowsHide: true, maxBuffer: 65_536 }
      execFile(reader.program, reader.with, options, (error, said) => resolve(error ? undefined : reader.seconds(said)))
    }),
})
