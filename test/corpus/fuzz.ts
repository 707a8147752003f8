/**
 * Damaged variants through the document service: each must be answered or refused in time, whatever it does to the child
 * that reads it, and the service must go on. A child that dies costs its own file only; it is counted and named apart.
 */
import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { documentLimits } from '#app/domain/pages/document.ts'
import type { Outcome } from '#app/domain/outcome.ts'
import { renditionQualities } from '#app/domain/pages/rendition.ts'
import type { DocumentService } from '#main/documents/client.ts'
import { filesOf, type Print } from './folder.ts'
import { readManifest } from './manifest.ts'
import { pageMsAtMost, timed } from './pages.ts'
import { diceOf, variantOf, type Dice } from './variants.ts'

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
  /** All variants: taken, refused, or among those a child, the main side or the time ended. */
  readonly tried: number
  readonly taken: number
  readonly refused: number
  readonly pages: number
  readonly pagesRefused: number
  readonly slowestMs: number
  /** Variants by number: what ended a child, what the main side threw, and what nobody answered in time. */
  readonly deaths: readonly string[]
  readonly crashes: readonly string[]
  readonly hangs: readonly string[]
}

/** Pages made and sealed of each variant: all of a short one; else its first, its last, and some between. */
const pagesAtMost = 6
/** A variant of which nothing is heard for so long, in ms, is never answered. */
const patienceMs = 120_000

const none: Tally = {
  tried: 0,
  taken: 0,
  refused: 0,
  pages: 0,
  pagesRefused: 0,
  slowestMs: 0,
  deaths: [],
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
    const dice = diceOf(seed * 1_000_003 + number)
    const variant = { ...original, bytes: variantOf(original.bytes, dice) }
    const what = `variant ${number} (${original.name})`
    tally = added(tally, await inTime(what, tried(service, variant, dice, what)))
    if (heard && tally.tried % 500 === 0) heard(lineOf(tally))
  }
  return tally
}

function added(one: Tally, other: Partial<Tally>): Tally {
  const sum = (key: 'taken' | 'refused' | 'pages' | 'pagesRefused') => one[key] + (other[key] ?? 0)
  const all = (key: 'deaths' | 'crashes' | 'hangs') => [...one[key], ...(other[key] ?? [])]
  return {
    tried: one.tried + 1,
    taken: sum('taken'),
    refused: sum('refused'),
    pages: sum('pages'),
    pagesRefused: sum('pagesRefused'),
    slowestMs: Math.max(one.slowestMs, other.slowestMs ?? 0),
    deaths: all('deaths'),
    crashes: all('crashes'),
    hangs: all('hangs'),
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

/** One variant: taken in, some of its pages made, and the same sealed. Each step has the time a page has. */
async function tried(
  service: DocumentService,
  { bytes, password }: Original,
  dice: Dice,
  what: string,
): Promise<Partial<Tally>> {
  const steps = createSteps(what)
  const taken = await steps.take('taking in', () => service.take(bytes, { password }))
  if (taken === 'died') return steps.seen()
  if (!taken.ok) return { refused: 1, ...steps.seen() }
  const { inspection, bytes: pdf } = taken.value
  const quality = renditionQualities[dice(renditionQualities.length)] ?? 'fine'
  const chosen = someOf(inspection.pages.length, dice)
  let pagesRefused = 0
  for (const first of chosen) {
    const made = await steps.take(`page ${first + 1}`, () => service.rendition(pdf, quality, { first, count: 1 }))
    if (made !== 'died' && !made.ok) pagesRefused += 1
  }
  const pages = chosen.map((index) => ({ index, turn: 0 as const }))
  await steps.take('sealing', () => service.seal({ sources: [{ bytes: pdf, pages }] }))
  return { taken: 1, pages: chosen.length, pagesRefused, ...steps.seen() }
}

function someOf(count: number, dice: Dice): readonly number[] {
  if (count <= pagesAtMost) return Array.from({ length: count }, (_, index) => index)
  const between = Array.from({ length: pagesAtMost - 2 }, () => 1 + dice(count - 2))
  return [...new Set([0, ...between, count - 1])]
}

/** Takes steps of one variant, and sees which were late and which cost a child. */
function createSteps(what: string) {
  let slowestMs = 0
  const deaths: string[] = []
  const hangs: string[] = []
  return {
    async take<T>(step: string, act: () => Promise<Outcome<T>>): Promise<Outcome<T> | 'died'> {
      const [answer, tookMs] = await timed(act)
      slowestMs = Math.max(slowestMs, tookMs)
      if (tookMs > pageMsAtMost) hangs.push(`${what}: ${step} took ${Math.round(tookMs)} ms`)
      if (answer.ok) return answer
      // A fault that is not about the document is a crash of ours.
      if (answer.fault.code !== 'document') throw new Error(`fault ${answer.fault.code}`)
      const { refusal } = answer.fault
      if (refusal !== 'crashed' && refusal !== 'took-too-long') return answer
      deaths.push(`${what}: ${step}: ${refusal === 'crashed' ? 'its child died' : 'its child was stopped'}`)
      return 'died'
    },
    seen: () => ({ slowestMs, deaths, hangs }),
  }
}

const lineOf = (tally: Tally): string =>
  `fuzz: ${tally.tried} variants, ${tally.taken} taken, ${tally.refused} refused; ${tally.pages} pages, ` +
  `${tally.pagesRefused} refused; ${tally.deaths.length} children died or were stopped; ` +
  `slowest step ${Math.round(tally.slowestMs)} ms; ${tally.crashes.length} crashes, ${tally.hangs.length} hangs`

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
  for (const one of [...tally.deaths, ...tally.crashes, ...tally.hangs]) print(`${one}; seed ${fuzzing.seed}`)
  const right = originals.length > 0 && tally.crashes.length + tally.hangs.length === 0
  print(`${lineOf(tally)}: ${right ? 'ok' : 'WRONG'}`)
  return right
}
