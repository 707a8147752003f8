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
  workMs: z.number(),
})

function measure(faxes: number): z.infer<typeof Measured> {
  const script = path.join(import.meta.dirname, 'one-report.ts')
  const { stdout, stderr, status } = spawnSync(process.execPath, [script, String(faxes)], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return Measured.parse(JSON.parse(stdout))
}

export async function benchReports(): Promise<void> {
  const name = 'reports/fax-activity'
  const all = [2500, 5000, 10_000].map((faxes) => ({ faxes, ...measure(faxes) }))
  for (const { faxes, ms, pages, bytes } of all) {
    const goal = faxes === 10_000 ? ({ most: 10_000 } as const) : undefined
    print(figureLine(`${name}-${faxes}-faxes`, ms, 'ms', goal, `${pages} pages, ${bytes} bytes`))
  }
  for (const { faxes, peakMb } of all)
    print(figureLine(`${name}-peak-${faxes}`, peakMb, 'MB', undefined, 'above the empty desk'))
  const [small, , large] = all
  if (!small || !large) throw new TypeError('three lengths are measured')
  print(
    figureLine(`${name}-memory-fourfold`, large.peakMb / small.peakMb, 'x', { most: 1.3 }, 'for four times the faxes'),
  )
  print(figureLine(`${name}-longest-turn`, large.workMs, 'ms', { most: 50 }, 'CPU time of the main thread'))
}
