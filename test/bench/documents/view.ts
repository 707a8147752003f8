/** How long a person waits for the fax view: through the real service and its child, warm, by the clock on the wall. */
import type { DocumentService } from '#main/documents/client.ts'
import { madePages, sample } from '#test/given/samples/made.ts'
import { givenService, value } from '#test/unit/documents/service.ts'
import { figureLine, median, percentile, print, runs, timed } from '../figure.ts'
import { readIn } from './tools.ts'

const times = 20

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

/** How much sooner two children make 200 pages than one, on the wall, warm. */
export async function benchWorkers(): Promise<void> {
  const bytes = madePages(200)
  const [one, two] = [givenService({ workers: 1 }).service, givenService({ workers: 2 }).service]
  const ratios: number[] = []
  try {
    for (let round = 0; round <= 5; round += 1) {
      const alone = await timed(async () => value(await one.rendition(bytes, 'fine')))
      const both = await timed(async () => value(await two.rendition(bytes, 'fine')))
      if (round > 0) ratios.push(alone / both)
    }
  } finally {
    one.stop()
    two.stop()
  }
  print(figureLine('documents/two-workers', median(ratios), 'x', { least: 1.7 }))
}

/** The first page of a document, from its bytes to a picture a window can show. */
async function first(service: DocumentService, name: string, bytes: Uint8Array, mostMs: number): Promise<void> {
  const taken = await runs(times, async () => {
    const { pages } = value(await service.rendition(bytes, 'fine', { count: 1 }))
    for (const page of pages) value(await service.renditionPage(page))
  })
  print(figureLine(`documents/first-view-${name}-p95`, percentile(taken, 0.95), 'ms', { most: mostMs }))
}
