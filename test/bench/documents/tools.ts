/**
 * The native tools the rendition is measured against, and what of the processor they use. A tool that is missing is
 * named, and its figures are left out: nothing is invented.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { print } from '../figure.ts'

export const have = (tool: string): boolean => spawnSync(tool, ['--version']).error === undefined

/** Whether a tool is here; if not, says what is not measured without it. */
export function wants(tool: string, what: string): boolean {
  if (have(tool)) return true
  print(`bench documents: ${tool} is not installed, so ${what} is not measured`)
  return false
}

/** Runs a tool and answers the processor time it took, user and system, in ms. The shell's clock counts in ms. */
export function cpuOf(folder: string, tool: string, args: readonly string[]): number {
  const script = 'TIMEFORMAT="%3U %3S"; time "$0" "$@" >/dev/null'
  const { status, stderr } = spawnSync('bash', ['-c', script, tool, ...args], { cwd: folder, encoding: 'utf8' })
  const [user, system] = (stderr.trim().split('\n').at(-1) ?? '').split(' ').map(Number)
  if (status !== 0 || user === undefined || system === undefined) throw new Error(`${tool} failed: ${stderr}`)
  return (user + system) * 1000
}

/** The same for this process, whose one thread works. */
export async function ownCpu(act: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage()
  await act()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/** Ghostscript without a prompt, a pause, or files it was not given. */
export const quietly = ['-q', '-dBATCH', '-dNOPAUSE', '-dSAFER'] as const

/** Ghostscript's usual fax page: what people send today. */
export const ghostscriptFax = (from: string, to: string): readonly string[] => [
  ...quietly,
  '-sDEVICE=tiffg4',
  '-r204x196',
  '-g1728x2156',
  '-dFIXEDMEDIA',
  '-dPDFFitPage',
  '-o',
  to,
  from,
]

/** Pages as a scanner with a JPEG coder makes them. */
export const ghostscriptScan = (
  from: string,
  to: string,
  dpi: number,
  colours: 'grey' | 'colour',
): readonly string[] => [
  ...quietly,
  colours === 'grey' ? '-sDEVICE=pdfimage8' : '-sDEVICE=pdfimage24',
  '-sCompression=JPEG',
  `-r${dpi}`,
  '-o',
  to,
  from,
]

export const sizeOf = (folder: string, name: string): number => statSync(path.join(folder, name)).size
export const readIn = (folder: string, name: string): Uint8Array =>
  new Uint8Array(readFileSync(path.join(folder, name)))

export async function inFolder(act: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'faxdesk-bench-'))
  try {
    await act(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
