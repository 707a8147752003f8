/**
 * Whether scans of one patient stay quiet and scans of two are told apart, on pages made for it: forms and letters of
 * fictional patients in three typefaces, as a scanner makes them. What is on them is known because it was written.
 */
import { readFileSync } from 'node:fs'
import { differing, type Said } from '#app/domain/pages/one-patient.ts'
import { measureDocument } from '#main/documents/legibility/facts.ts'
import { readPage } from '#main/documents/reading/read-page.ts'
import { startReader, type Reader } from '#main/documents/reading/tesseract.ts'
import type { RenditionTools } from '#main/documents/rendition/rendition.ts'
import type { RenditionPage } from '#main/documents/service/protocol.ts'
import { scanPdf, writtenPage } from '#test/given/made/legible.ts'
import { greyPage, random, worn } from '#test/given/made/scanned.ts'
import { assets } from '#test/unit/documents/service.ts'
import { figureLine, median, print } from '../figure.ts'

type Patient = {
  readonly first: string
  readonly last: string
  readonly birth: readonly [number, number, number]
  readonly record: string
}

const firsts = 'Dana Robin Pat Sam Alex Morgan Casey Jordan Taylor Jamie Avery Quinn'.split(' ')
const lasts = 'Testcase Sampleton Exampler Mockford Placeholder Fictional Trialman Demoson'.split(' ')
const months = 'January February March April May June July August September October November December'.split(' ')
const two = (value: number): string => String(value).padStart(2, '0')

function patient(seed: number): Patient {
  const next = random(seed * 7919)
  const pick = (count: number): number => Math.floor(next() * count)
  return {
    first: firsts[pick(firsts.length)] ?? '',
    last: lasts[pick(lasts.length)] ?? '',
    birth: [1930 + pick(90), 1 + pick(12), 1 + pick(28)],
    record: `${two(10 + pick(90))}-${1000 + pick(9000)}-${two(pick(100))}`,
  }
}

/** How papers name a patient: forms, letters, reports of a laboratory. */
const heads: readonly ((one: Patient) => readonly string[])[] = [
  ({ first, last, birth: [y, m, d], record }) => [
    'REFERRAL FORM',
    `Patient: ${first} ${last}      DOB: ${two(m)}/${two(d)}/${y}`,
    `MRN: ${record}      Phone: 202 555 0143`,
  ],
  ({ first, last, birth: [y, m, d] }) => [
    'Example Heart Clinic, 12 Made Street',
    `Patient name: ${last.toUpperCase()}, ${first.toUpperCase()} Q`,
    `Date of birth: ${months[m - 1]} ${d}, ${y}`,
    `Date of service: 03/14/2026`,
  ],
  ({ first, last, birth: [y, m, d], record }) => [
    'LABORATORY REPORT      Ordered by: Dr. Vee Made',
    `Patient: ${last}, ${first}   Sex: F   D.O.B.: ${m}/${d}/${y}`,
    `Medical record number: ${record}`,
  ],
  ({ first, last }) => ['PROGRESS NOTE', `Patient: ${first} ${last}   Date: 02/03/2026`],
  () => ['Continued from the page before', 'Please see the other pages for details'],
]

const body =
  'Seen today for a cough. Lungs clear. Potassium 4.2, glucose 92, ferritin 64.2. Follow up in two weeks.'.split(' ')

type Sheet = { readonly text: readonly string[]; readonly seed: number }

function sheet(one: Patient, kind: number, seed: number): Sheet {
  const head = heads[kind % heads.length]?.(one) ?? []
  const lines = Array.from({ length: 5 }, (_, at) => body.slice(at, at + 9).join(' '))
  return { text: [...head, '', ...lines], seed }
}

const fonts = ['Helvetica', 'Times-Roman', 'Courier'] as const

/** The dots that the product would read. */
async function dotsOf(tools: RenditionTools, { text, seed }: Sheet): Promise<RenditionPage> {
  const next = random(seed)
  const writing = { sizePt: 9 + (seed % 4), grey: Math.round(60 * next()), font: fonts[seed % 3] ?? 'Helvetica' }
  const wear = { seed, skewDeg: 4 * next() - 2, noise: 6 + 20 * next(), specks: 25 * next() }
  const bytes = scanPdf(worn(greyPage(tools, writtenPage(text, writing)), wear))
  let dots: RenditionPage | undefined
  await measureDocument(tools, { bytes, first: 0, count: 1 }, async (page) => void (dots = page.dots))
  if (!dots) throw new Error('no picture')
  return dots
}

/** Half of them of two patients. */
const pairs = 24

export async function benchPatients(tools: RenditionTools): Promise<void> {
  const reader = await startReader(assets.readerPath, assets.lettersPath)
  const tookMs: number[] = []
  const tally = { found: 0, missed: 0, alarms: 0, quiet: 0 }
  for (let seed = 1; seed <= pairs; seed += 1) {
    const [one, other] = [patient(seed), patient(seed + 1000)]
    const wrong = seed % 2 === 0
    const kind = seed % 4
    const sheets = [
      sheet(one, kind, seed),
      sheet(wrong ? other : one, wrong ? kind + 1 - (kind % 2) * 2 : seed % 5, seed + 50),
    ]
    const said: Said[] = []
    for (const own of sheets) said.push(await readIt(reader, await dotsOf(tools, own), tookMs))
    const differs = differing(said) !== undefined
    if (wrong) tally[differs ? 'found' : 'missed'] += 1
    else tally[differs ? 'alarms' : 'quiet'] += 1
  }
  tell(tally, tookMs)
}

async function readIt(reader: Reader, dots: RenditionPage, tookMs: number[]): Promise<Said> {
  const began = process.cpuUsage()
  const { identity } = readPage(reader, dots)
  tookMs.push(process.cpuUsage(began).user / 1000)
  return { ...identity, scanned: true }
}

function tell(
  { found, missed, alarms, quiet }: Record<'found' | 'missed' | 'alarms' | 'quiet', number>,
  tookMs: readonly number[],
): void {
  const share = (part: number, rest: number): number => (100 * part) / (part + rest)
  const letters = readFileSync(assets.lettersPath).byteLength
  print(
    figureLine(
      'findings/scanned-patients-told-apart',
      share(found, missed),
      '%',
      { least: 90 },
      `of ${found + missed} pairs of two`,
    ),
  )
  print(
    figureLine(
      'findings/scanned-patients-false-alarms',
      share(alarms, quiet),
      '%',
      { most: 2 },
      `of ${alarms + quiet} pairs of one`,
    ),
  )
  print(
    figureLine(
      'findings/scan-read',
      median(tookMs),
      'ms',
      undefined,
      `of processor time a page, ${Math.round(letters / 1e6)} MB of letters`,
    ),
  )
}
