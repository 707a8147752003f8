/**
 * How long a person waits for the fax view, and for a long document whole: through the real service and its child, warm,
 * by the clock on the wall and by the processor time of everything that works for it.
 */
import { writeFileSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import path from 'node:path'
import type { DocumentService } from '#main/documents/client.ts'
import { madePages, sample } from '#test/given/samples/made.ts'
import { givenService, value } from '#test/unit/documents/service.ts'
import { figureLine, median, percentile, print, runs, timed } from '../figure.ts'
import { cpuOf, ghostscriptFax, ownCpu, readIn } from './tools.ts'

const times = 40

/** What else the machine has to do: waits by the clock mean little on a busy one. */
const load = (): string => `(load ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} cores)`

/** `scan` is the name of a 300 dpi scan in `folder`, if one could be made. */
export async function benchView(folder: string, scan: string | undefined): Promise<void> {
  const { service } = givenService()
  try {
    await first(service, 'text', sample('referral-10p.pdf'), 50)
    if (scan) await first(service, 'scan-300', readIn(folder, scan), 150)
  } finally {
    service.stop()
  }
}

/** The first page of a dropped file, from its bytes to a picture a window can show. */
async function first(service: DocumentService, name: string, bytes: Uint8Array, mostMs: number): Promise<void> {
  const view = async (): Promise<void> => {
    const { bytes: pdf } = value(await service.take(bytes))
    const { pages } = value(await service.rendition(pdf, 'fine', { count: 1 }))
    for (const page of pages) value(await service.renditionPage(page))
  }
  const taken = await runs(times, view)
  const cpuMs = await ownCpu(async () => {
    for (let time = 0; time < 10; time += 1) await view()
  })
  const note = `processor time ${(cpuMs / 10).toFixed(1)} ms ${load()}`
  print(figureLine(`documents/first-view-${name}-p95`, percentile(taken, 0.95), 'ms', { most: mostMs }, note))
}

/** 200 pages rendered and coded by one child, beside Ghostscript where it is here; and how much sooner two have done it. */
export async function benchLong(folder: string, ghostscript: boolean): Promise<void> {
  const bytes = madePages(200)
  writeFileSync(path.join(folder, 'long.pdf'), bytes)
  const [one, two] = [givenService({ workers: 1 }).service, givenService({ workers: 2 }).service]
  const make = async (service: DocumentService): Promise<void> => void value(await service.rendition(bytes, 'fine'))
  const [speedUps, walls, cpus, theirs]: [number[], number[], number[], number[]] = [[], [], [], []]
  try {
    for (let round = 0; round <= 5; round += 1) {
      let alone = 0
      const cpu = await ownCpu(async () => {
        alone = await timed(() => make(one))
      })
      const both = await timed(() => make(two))
      if (round === 0) continue
      speedUps.push(alone / both)
      walls.push(alone / 1000)
      cpus.push(cpu / 1000)
      if (ghostscript) theirs.push(cpuOf(folder, 'gs', ghostscriptFax('long.pdf', 'long.tif')) / 1000)
    }
  } finally {
    one.stop()
    two.stop()
  }
  const note = ghostscript ? `Ghostscript ${median(theirs).toFixed(2)} s` : ''
  print(figureLine('documents/200-pages-one-worker', median(cpus), 's', undefined, `of processor time; ${note}`))
  print(figureLine('documents/200-pages-one-worker-wall', median(walls), 's', { most: 3 }, load()))
  print(figureLine('documents/two-workers', median(speedUps), 'x', { least: 1.7 }, load()))
}
