/**
 * One file through the document service, and whatever is wrong with what came of it. A file is judged by what its folder's
 * manifest says, by Poppler, and by the time it took; where neither knows it, only crash and hang can be told.
 */
import { readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { judge as findingsOn, type FindingKind } from '#app/domain/pages/legibility.ts'
import { documentLimits, type DocumentRefusal } from '#app/domain/pages/document.ts'
import type { Outcome } from '#app/domain/outcome.ts'
import type { DocumentService, Taken } from '#main/documents/client.ts'
import { expectation, type Facts } from './manifest.ts'
import { makePages, pageMsAtMost, timed, type MadePage } from './pages.ts'
import { judgePictures } from './pictures.ts'
import { pagesIn } from './poppler.ts'
import { judgeSizes } from './sizes.ts'

export const troubleKinds = ['crash', 'hang', 'count', 'picture', 'manifest'] as const
export interface Trouble {
  readonly kind: (typeof troubleKinds)[number]
  readonly what: string
}

export interface Verdict {
  /** One of `taken 3 pages`, `refused damaged`. */
  readonly said: string
  readonly troubles: readonly Trouble[]
  /** Worth knowing, and nobody's fault. */
  readonly notes: readonly string[]
  readonly pages: readonly MadePage[]
  readonly slowestMs: number
}

export interface Judge {
  readonly service: DocumentService
  /** A folder of our own, for what Poppler must find in a file. */
  readonly scratch: string
  readonly poppler: boolean
}

const refusalOf = (answer: Outcome<unknown>): DocumentRefusal | undefined =>
  answer.ok ? undefined : answer.fault.code === 'document' ? answer.fault.refusal : 'crashed'

/** Judges the file at `file`; `facts` are the manifest's. */
export async function judge(judging: Judge, file: string, facts: Facts): Promise<Verdict> {
  // As the page does: what is too large by its size alone is never read.
  if ((await stat(file)).size > documentLimits.bytesAtMost) return unread(facts)
  const bytes = new Uint8Array(await readFile(file))
  const { password } = facts
  const locked = password === undefined ? [] : await judgeLock(judging.service, bytes, password)
  const [taken, tookMs] = await timed(() => judging.service.take(bytes, { password }))
  const broken = troubleOf(refusalOf(taken), tookMs, 'as a whole')
  if (!taken.ok) {
    const counted = judging.poppler ? await pagesIn(file, password) : undefined
    const notes = counted && facts.pages !== null ? [`Poppler opens it and counts ${counted}`] : []
    const troubles = [...locked, ...broken, ...judgeRefusal(refusalOf(taken), facts)]
    return { said: `refused ${refusalOf(taken)}`, troubles, notes, pages: [], slowestMs: tookMs }
  }
  const rest = await judgeTaken(judging, { file, bytes, facts }, taken.value)
  const said = `taken ${taken.value.inspection.pages.length} pages`
  const slowestMs = Math.max(tookMs, rest.slowestMs)
  return { ...rest, said, slowestMs, troubles: [...locked, ...broken, ...rest.troubles] }
}

const unread = (facts: Facts): Verdict => ({
  said: 'refused too-large',
  troubles: judgeRefusal('too-large', facts),
  notes: ['not read'],
  pages: [],
  slowestMs: 0,
})

/** A child that died, or a page that took too long, whether it was stopped or not. */
function troubleOf(refusal: DocumentRefusal | undefined, tookMs: number, what: string): readonly Trouble[] {
  if (refusal === 'crashed') return [{ kind: 'crash', what }]
  return refusal === 'took-too-long' || tookMs > pageMsAtMost ? [{ kind: 'hang', what }] : []
}

async function judgeLock(service: DocumentService, bytes: Uint8Array, password: string): Promise<readonly Trouble[]> {
  const told = [
    ['encrypted', refusalOf(await service.take(bytes))],
    ['wrong-password', refusalOf(await service.take(bytes, { password: `${password}, or not` }))],
  ]
  return told
    .filter(([wanted, refusal]) => refusal !== wanted)
    .map(([wanted, refusal = 'pages']) => ({ kind: 'manifest', what: `${refusal} where ${wanted} was due` }))
}

function judgeRefusal(refusal: DocumentRefusal | undefined, facts: Facts): readonly Trouble[] {
  const { refused, bounded } = expectation(facts)
  const known = facts.pages !== undefined || facts.expect !== undefined
  if (!known || bounded) return []
  if (!refused) return [{ kind: 'manifest', what: `refused as ${refusal}` }]
  const right = refused.length === 0 || (refusal !== undefined && refused.includes(refusal))
  return right ? [] : [{ kind: 'manifest', what: `refused as ${refusal}, not as ${refused.join(' or ')}` }]
}

interface Given {
  readonly file: string
  readonly bytes: Uint8Array
  readonly facts: Facts
}

async function judgeTaken(judging: Judge, { file, bytes, facts }: Given, taken: Taken): Promise<Omit<Verdict, 'said'>> {
  const { pages: sizes } = taken.inspection
  const { refused, bounded } = expectation(facts)
  const sized = judgeSizes(bytes, facts, sizes)
  const made = await makePages(judging.service, taken.bytes, { quality: 'fine', end: sizes.length })
  const troubles: Trouble[] = [
    ...sized.troubles,
    ...(refused ? [{ kind: 'manifest', what: 'not refused' } as const] : []),
    ...(await judgeWarnings(judging.service, taken.bytes, facts)),
  ]
  const notes = [...sized.notes]
  for (const [index, page] of made.pages.entries()) {
    if (page.kind === 'made') continue
    const broken = troubleOf(page.why, 0, `page ${index + 1}`)
    troubles.push(...broken)
    notes.push(`page ${index + 1} refused ${page.why}`)
    if (broken.length === 0 && facts.pages && !bounded)
      troubles.push({ kind: 'manifest', what: `page ${index + 1}: ${page.why}` })
  }
  if (made.slowestMs > pageMsAtMost)
    troubles.push({ kind: 'hang', what: `a page took ${Math.round(made.slowestMs)} ms` })
  const second = judging.poppler ? await secondOpinion(judging, { file, bytes, facts }, taken, made.pages) : undefined
  const { pages, slowestMs } = made
  return {
    pages,
    slowestMs,
    troubles: [...troubles, ...(second?.troubles ?? [])],
    notes: [...notes, ...(second?.notes ?? [])],
  }
}

async function judgeWarnings(service: DocumentService, bytes: Uint8Array, facts: Facts): Promise<readonly Trouble[]> {
  const { warned } = expectation(facts)
  if (!warned) return []
  const measured = await service.facts(bytes)
  const pages = measured.ok ? measured.value.map((page) => findingsOn(page, 'fine').map(({ kind }) => kind)) : []
  const isWarned = (kinds: readonly FindingKind[]): boolean => kinds.some((kind) => warned.kinds.includes(kind))
  const right = pages.length > 0 && (warned.every ? pages.every(isWarned) : pages.some(isWarned))
  return right ? [] : [{ kind: 'manifest', what: `not warned of ${warned.kinds.join(' or ')}` }]
}

/** Poppler's count and pictures: of the file itself where it is a PDF, else of the PDF that was made of it. */
async function secondOpinion(
  { scratch }: Judge,
  { file, bytes, facts }: Given,
  taken: Taken,
  made: readonly MadePage[],
): Promise<{ readonly troubles: readonly Trouble[]; readonly notes: readonly string[] }> {
  const isPdf = Buffer.from(taken.bytes.buffer, taken.bytes.byteOffset).equals(bytes) || facts.password !== undefined
  const pdf = isPdf ? file : path.join(scratch, 'taken.pdf')
  if (!isPdf) await writeFile(pdf, taken.bytes)
  const { pages: sizes } = taken.inspection
  const counted = await pagesIn(pdf, facts.password)
  if (counted === undefined) return { troubles: [], notes: ['Poppler cannot open it'] }
  if (counted === sizes.length) return judgePictures(pdf, facts.password, made, sizes)
  // Where the manifest has counted too, it is right.
  if (facts.pages === sizes.length) return { troubles: [], notes: [`Poppler counts ${counted}`] }
  return { troubles: [{ kind: 'count', what: `${sizes.length} pages, Poppler counts ${counted}` }], notes: [] }
}
