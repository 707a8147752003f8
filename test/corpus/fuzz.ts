/**
 * Damaged variants through the document service: each must be answered or refused in time, whatever it does to the child
 * that reads it, and the service must go on. A child that dies costs its own file only, which counts as refused.
 */
import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { documentLimits } from '#app/domain/pages/document.ts'
import type { Outcome } from '#app/domain/outcome.ts'
import type { DocumentService } from '#main/documents/client.ts'
import { filesOf, type Print } from './folder.ts'
import { readManifest } from './manifest.ts'
import { makePages, pageMsAtMost, timed } from './pages.ts'
import { diceOf, variantOf } from './variants.ts'

export interface Original {
  readonly name: string
  readonly bytes: Uint8Array
  readonly password?: string | undefined
}

/** How many variants, from which seed; `from` is the first variant's number, to see one of them again. */
export interface Fuzzing {
  readonly count: number
  readonly seed: number
  readonly from?: number
}

export interface Tally {
  readonly taken: number
  readonly refused: number
  readonly pages: number
  readonly pagesRefused: number
  /** Children that died, and those that were stopped because a page took too long. */
  readonly died: number
  readonly stopped: number
  readonly slowestMs: number
  /** Variants by number: what the main side threw, and what nobody answered in time. */
  readonly crashes: readonly string[]
  readonly hangs: readonly string[]
}

/** Pages made of each variant: its first ones; damage to the file shows in any of them. */
const pagesAtMost = 3
/** A variant of which nothing is heard for so long, in ms, is never answered. */
const patienceMs = 120_000

const none: Tally = {
  taken: 0,
  refused: 0,
  pages: 0,
  pagesRefused: 0,
  died: 0,
  stopped: 0,
  slowestMs: 0,
  crashes: [],
  hangs: [],
}

/** Sends variants through the service, one after the other. */
export async function fuzz(
  service: DocumentService,
  originals: readonly Original[],
  fuzzing: Fuzzing,
  heard?: Print,
): Promise<Tally> {
  const { count, seed, from = 0 } = fuzzing
  let tally = none
  for (let number = from; number < from + count; number += 1) {
    const original = originals[number % originals.length]
    if (!original) break
    const bytes = variantOf(original.bytes, diceOf(seed * 1_000_003 + number))
    const what = `variant ${number} (${original.name})`
    tally = added(tally, await inTime(what, tried(service, bytes, original.password, what)))
    if (heard && (number - from + 1) % 500 === 0) heard(lineOf(number - from + 1, tally))
  }
  return tally
}

function added(one: Tally, other: Partial<Tally>): Tally {
  const sum = (key: 'taken' | 'refused' | 'pages' | 'pagesRefused' | 'died' | 'stopped') => one[key] + (other[key] ?? 0)
  return {
    taken: sum('taken'),
    refused: sum('refused'),
    pages: sum('pages'),
    pagesRefused: sum('pagesRefused'),
    died: sum('died'),
    stopped: sum('stopped'),
    slowestMs: Math.max(one.slowestMs, other.slowestMs ?? 0),
    crashes: [...one.crashes, ...(other.crashes ?? [])],
    hangs: [...one.hangs, ...(other.hangs ?? [])],
  }
}

async function inTime(what: string, tally: Promise<Partial<Tally>>): Promise<Partial<Tally>> {
  const { promise, resolve } = Promise.withResolvers<Partial<Tally>>()
  const timer = setTimeout(() => resolve({ hangs: [`${what}: never answered`] }), patienceMs)
  try {
    return await Promise.race([tally, promise])
  } catch (error) {
    return { crashes: [`${what}: ${error instanceof Error ? (error.stack ?? error.message) : 'unknown'}`] }
  } finally {
    clearTimeout(timer)
  }
}

/** One variant: taken in, its pages made, and the first of them sealed. */
async function tried(
  service: DocumentService,
  bytes: Uint8Array,
  password: string | undefined,
  what: string,
): Promise<Partial<Tally>> {
  const [taken, tookMs] = await timed(() => service.take(bytes, { password }))
  // A picture is read and then counted: two steps, each with its time.
  const late = tookMs > 2 * pageMsAtMost ? [`${what}: taken in after ${Math.round(tookMs)} ms`] : []
  if (!taken.ok) return { refused: 1, slowestMs: tookMs, hangs: late, ...ends([taken]) }
  const { inspection, bytes: pdf } = taken.value
  const end = Math.min(pagesAtMost, inspection.pages.length)
  const made = await makePages(service, pdf, { quality: 'standard', end })
  const refused = made.pages.flatMap((page) => (page.kind === 'refused' ? [page.why] : []))
  const chosen = Array.from({ length: end }, (_, index) => ({ index, turn: 0 as const }))
  const [sealed, sealedMs] = await timed(() => service.seal({ sources: [{ bytes: pdf, pages: chosen }] }))
  const slowestMs = Math.max(tookMs, made.slowestMs, sealedMs / end)
  if (Math.max(made.slowestMs, sealedMs / end) > pageMsAtMost)
    late.push(`${what}: a page took ${Math.round(slowestMs)} ms`)
  const gone = ends([
    sealed,
    ...refused.map((why) => ({ ok: false, fault: { code: 'document', refusal: why } }) as const),
  ])
  return { taken: 1, pages: made.pages.length, pagesRefused: refused.length, slowestMs, hangs: late, ...gone }
}

/** How often a child died or was stopped; a fault that is not about the document is a crash of ours. */
function ends(answers: readonly Outcome<unknown>[]): Partial<Tally> {
  const refusals = answers.flatMap((answer) => {
    if (answer.ok) return []
    if (answer.fault.code !== 'document') throw new Error(`fault ${answer.fault.code}`)
    return [answer.fault.refusal]
  })
  const how = (refusal: string): number => refusals.filter((one) => one === refusal).length
  return { died: how('crashed'), stopped: how('took-too-long') }
}

const lineOf = (
  count: number,
  { taken, refused, pages, pagesRefused, died, stopped, slowestMs, crashes, hangs }: Tally,
): string =>
  `fuzz: ${count} variants, ${taken} taken, ${refused} refused; ${pages} pages, ${pagesRefused} refused; ` +
  `${died} children died, ${stopped} stopped; slowest step ${Math.round(slowestMs)} ms; ` +
  `${crashes.length} crashes, ${hangs.length} hangs`

/** Variants of a folder's files; answers whether there was no crash and no hang. */
export async function fuzzFolder(
  folder: string,
  service: DocumentService,
  fuzzing: Fuzzing,
  print: Print,
): Promise<boolean> {
  const manifest = await readManifest(folder)
  const originals: Original[] = []
  for (const name of await filesOf(folder, manifest)) {
    const file = path.join(folder, name)
    // Damage does not make a file small enough to be read.
    if ((await stat(file)).size > documentLimits.bytesAtMost) continue
    originals.push({ name, bytes: new Uint8Array(await readFile(file)), password: manifest.get(name)?.password })
  }
  if (originals.length === 0) print('fuzz: there is no file in this folder to begin with')
  const tally = await fuzz(service, originals, fuzzing, print)
  for (const trouble of [...tally.crashes, ...tally.hangs]) print(`${trouble}; seed ${fuzzing.seed}`)
  const right = originals.length > 0 && tally.crashes.length + tally.hangs.length === 0
  print(`${lineOf(tally.taken + tally.refused, tally)}: ${right ? 'ok' : 'WRONG'}`)
  return right
}
