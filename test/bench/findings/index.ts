/**
 * Whether findings are right: precision and recall on pages made for it. Writing is labelled by Tesseract, which reads
 * the page as it is received; scans by the fault that was put into them.
 */
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Quality } from '#app/contract/desk/drafts.ts'
import { judge, type FindingKind, type PageFacts } from '#app/domain/pages/legibility.ts'
import { measureDocument } from '#main/documents/legibility/facts.ts'
import { makeRendition, pictureOf, type RenditionTools } from '#main/documents/rendition/rendition.ts'
import { scanPdf, writtenPage } from '#test/given/samples/legible.ts'
import { startTools } from '../documents/kinds.ts'
import { inFolder, wants } from '../documents/tools.ts'
import { figureLine, print } from '../figure.ts'
import { benchPatients } from './patients.ts'
import { faults, madeScan } from './scans.ts'

const words =
  'allergy before blood cardiac doctor dosage evening family fever history insulin kidney letter liver nurse'.split(' ')
const lines = Array.from({ length: 4 }, (_, at) =>
  [...words.slice(at * 3), ...words.slice(0, at * 3)].slice(0, 9).join(' '),
)

type Tally = { right: number; false: number; missed: number; quiet: number }
const tally = (): Tally => ({ right: 0, false: 0, missed: 0, quiet: 0 })

function count(tally: Tally, found: boolean, wrong: boolean): void {
  if (found && wrong) tally.right += 1
  else if (found) tally.false += 1
  else if (wrong) tally.missed += 1
  else tally.quiet += 1
}

export async function benchFindings(): Promise<void> {
  const tools = await startTools()
  if (wants('tesseract', 'whether findings about writing are right')) {
    await inFolder(async (folder) => report('writing', await benchWriting(tools, folder)))
  }
  report('scans', await benchScans(tools))
  await benchPatients(tools)
}

function report(name: string, { right, false: wrong, missed, quiet }: Tally): void {
  const pages = `of ${right + wrong + missed + quiet} pages, ${right + missed} with a fault`
  print(figureLine(`findings/${name}-precision`, (100 * right) / Math.max(1, right + wrong), '%', { least: 90 }, pages))
  print(figureLine(`findings/${name}-recall`, (100 * right) / Math.max(1, right + missed), '%', { least: 90 }, pages))
}

async function factsOf(tools: RenditionTools, bytes: Uint8Array): Promise<PageFacts> {
  const all: PageFacts[] = []
  await measureDocument(tools, { bytes, first: 0, count: 1 }, (facts) => Promise.resolve(void all.push(facts)))
  const [first] = all
  if (!first) throw new Error('a page without facts')
  return first
}

/** A page is at fault where less than nine words in ten are read again. */
async function benchWriting(tools: RenditionTools, folder: string): Promise<Tally> {
  const result = tally()
  for (const sizePt of [4, 6, 8]) {
    for (const grey of [0, 0xaa, 0xc8]) {
      const bytes = writtenPage(lines, { sizePt, grey })
      const facts = await factsOf(tools, bytes)
      for (const quality of ['fine', 'standard'] as const) {
        count(result, judge(facts, quality).length > 0, (await share(tools, folder, bytes, quality)) < 0.9)
      }
    }
  }
  return result
}

async function share(tools: RenditionTools, folder: string, bytes: Uint8Array, quality: Quality): Promise<number> {
  const picture = path.join(folder, 'page.png')
  await makeRendition(tools, { bytes, quality, first: 0, count: 1 }, (made) => {
    writeFileSync(picture, pictureOf(made))
    return Promise.resolve()
  })
  // Standard rows are twice as far apart: Tesseract wants square dots.
  if (quality === 'standard') spawnSync('convert', [picture, '-resize', '100%x200%', picture])
  const { stdout } = spawnSync('tesseract', [picture, '-', '--dpi', '200', '--psm', '6'], {
    encoding: 'utf8',
    env: { ...process.env, OMP_THREAD_LIMIT: '1' },
  })
  const read = stdout.toLowerCase().split(/[^a-z]+/)
  const all = lines.join(' ').split(' ')
  return all.filter((word) => read.includes(word)).length / all.length
}

async function benchScans(tools: RenditionTools): Promise<Tally> {
  const result = tally()
  for (let seed = 1; seed <= 4; seed += 1) {
    for (const fault of faults) {
      const facts = await factsOf(tools, scanPdf(madeScan(tools, fault, seed)))
      const kinds: readonly FindingKind[] = judge(facts, 'fine').map(({ kind }) => kind)
      count(result, fault === 'none' ? kinds.length > 0 : kinds.includes(fault), fault !== 'none')
    }
  }
  return result
}
