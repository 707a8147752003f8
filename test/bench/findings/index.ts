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
import { decodeG4 } from '#main/documents/rendition/g4-decode.ts'
import { strideOf, type Bitmap } from '#main/documents/rendition/kernel.ts'
import { writePng } from '#main/documents/rendition/shown/png.ts'
import { makeRendition, type RenditionTools } from '#main/documents/rendition/rendition.ts'
import { scanPdf, writtenPage } from '#test/given/made/legible.ts'
import { startTools } from '../documents/kinds.ts'
import { inFolder, wants } from '../documents/tools.ts'
import { figureLine, print } from '../figure.ts'
import { benchPatients } from './patients.ts'
import { faults, madeScan, sound, type Look } from './scans.ts'

const words =
  'allergy before blood cardiac doctor dosage evening family fever history insulin kidney letter liver nurse'.split(' ')
const numbers = ['0.5', '12', '64.2', '1.25', '138', '4.75', '90', '2.5']
const rows = <T>(of: readonly T[], at: number, count: number): readonly T[] =>
  [...of.slice(at % of.length), ...of.slice(0, at % of.length)].slice(0, count)
/** Writing alone, and writing with numbers in it. */
const corpus = [
  Array.from({ length: 4 }, (_, at) => rows(words, at * 3, 9).join(' ')),
  Array.from({ length: 4 }, (_, at) =>
    rows(words, at * 2, 6)
      .flatMap((word, place) => [word, numbers[(at * 3 + place) % numbers.length]])
      .join(' '),
  ),
] as const

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

async function benchWriting(tools: RenditionTools, folder: string): Promise<Tally> {
  const result = tally()
  for (const lines of corpus) {
    for (const sizePt of [4, 5, 6, 8, 10]) {
      for (const grey of [0, 0xaa, 0xc8]) {
        const bytes = writtenPage(lines, { sizePt, grey })
        const facts = await factsOf(tools, bytes)
        for (const quality of ['fine', 'standard'] as const) {
          count(result, judge(facts, quality).length > 0, isLost(lines, await read(tools, folder, bytes, quality)))
        }
      }
    }
  }
  return result
}

/** A page is at fault where less than nine words in ten are read again, or less than all but one number. */
function isLost(lines: readonly string[], found: readonly string[]): boolean {
  const all = lines.join(' ').split(' ')
  const missing = all.filter((word) => !found.includes(word))
  return missing.length > all.length * 0.1 || missing.filter((word) => /\d/.test(word)).length > 1
}

async function read(
  tools: RenditionTools,
  folder: string,
  bytes: Uint8Array,
  quality: Quality,
): Promise<readonly string[]> {
  const picture = path.join(folder, 'page.png')
  await makeRendition(tools, { bytes, quality, first: 0, count: 1 }, ({ g4, widthPx, heightPx }) => {
    const page = decodeG4(g4, widthPx, heightPx)
    writeFileSync(picture, writePng(quality === 'standard' ? twice(page) : page))
    return Promise.resolve()
  })
  const { stdout } = spawnSync('tesseract', [picture, '-', '--dpi', '200', '--psm', '6'], {
    encoding: 'utf8',
    env: { ...process.env, OMP_THREAD_LIMIT: '1' },
  })
  return stdout.toLowerCase().split(/[^a-z0-9.]+/)
}

/** Rows of standard quality are twice as far apart: Tesseract wants square dots. */
function twice({ dots, widthPx, heightPx }: Bitmap): Bitmap {
  const stride = strideOf(widthPx)
  const doubled = new Uint8Array(dots.length * 2)
  for (let y = 0; y < heightPx * 2; y += 1)
    doubled.set(dots.subarray((y >> 1) * stride, ((y >> 1) + 1) * stride), y * stride)
  return { dots: doubled, widthPx, heightPx: heightPx * 2 }
}

/** A fault is found if it is named; on a sound page, whatever is said is wrong. */
async function benchScans(tools: RenditionTools): Promise<Tally> {
  const result = tally()
  const kindsOn = async (look: Look, seed: number): Promise<readonly FindingKind[]> => {
    const facts = await factsOf(tools, scanPdf(madeScan(tools, look, seed)))
    return judge(facts, look === 'thin' ? 'standard' : 'fine').map(({ kind }) => kind)
  }
  for (let seed = 1; seed <= 3; seed += 1) {
    for (const fault of faults) count(result, (await kindsOn(fault, seed)).includes(fault), true)
    for (const look of sound) count(result, (await kindsOn(look, seed)).length > 0, false)
  }
  return result
}
