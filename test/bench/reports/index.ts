/**
 * Figures of reports: how long 10,000 faxes take, and whether the memory of a report grows with its length. Each length
 * has a process of its own, because what a process has once taken it seldom gives back.
 */
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { z } from 'zod'
import { figureLine, print } from '../figure.ts'

const Measured = z.object({
  ms: z.number(),
  pages: z.number(),
  peakMb: z.number(),
  bytes: z.number(),
  stallMs: z.number(),
})

function measure(faxes: number): z.infer<typeof Measured> {
  const script = path.join(import.meta.dirname, 'one-report.ts')
  const { stdout, stderr, status } = spawnSync(process.execPath, [script, String(faxes)], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return Measured.parse(JSON.parse(stdout))
}

export async function benchReports(): Promise<void> {
  const small = measure(1000)
  const large = measure(10_000)
  const name = 'reports/fax-activity'
  print(figureLine(`${name}-1000-faxes`, small.ms, 'ms', undefined, `${small.pages} pages`))
  print(
    figureLine(`${name}-10000-faxes`, large.ms, 'ms', { most: 30_000 }, `${large.pages} pages, ${large.bytes} bytes`),
  )
  print(figureLine(`${name}-peak-1000`, small.peakMb, 'MB', undefined, 'above the empty desk'))
  print(figureLine(`${name}-peak-10000`, large.peakMb, 'MB', undefined, 'above the empty desk'))
  print(figureLine(`${name}-memory-tenfold`, large.peakMb / small.peakMb, 'x', { most: 2 }, 'for ten times the faxes'))
  print(figureLine(`${name}-longest-stall`, large.stallMs, 'ms', { most: 50 }, 'of the main thread while it is made'))
}
