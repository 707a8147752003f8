/**
 * The verifier that goes with every export: a record of 10,000 entries, changed in every way there is, and a second
 * verifier in another language that must say the same.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { generateKeyPairSync, hash, sign } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { judge, readCheckpoint, type Finding, type Printed } from '#build/verifier/faxdesk-verify.mjs'
import { exportText, givenChain, type ExportEntry, type ExportFile } from './given-export.ts'

const length = 10_000
/** Each is a random change of the whole record. */
const mutations = 200

const program = path.resolve(import.meta.dirname, '../../../../build/verifier/faxdesk-verify.mjs')
const second = path.join(import.meta.dirname, 'second_verifier.py')

let chain: Awaited<ReturnType<typeof givenChain>>
let text: string
let file: ExportFile
let printed: Printed
let folder: string

beforeAll(async () => {
  chain = await givenChain(length)
  text = await exportText(chain)
  file = JSON.parse(text) as ExportFile
  const { sequence, hash: head, at, signature, publicKey } = chain.checkpoint
  printed = { sequence, hash: head, at, signature, publicKey }
  folder = mkdtempSync(path.join(os.tmpdir(), 'faxdesk-test-'))
})
afterAll(async () => {
  await chain.close()
  rmSync(folder, { recursive: true, force: true })
})

const paper = (): string => Object.values(printed).join(' ')

/** The file with some of its parts replaced; entries are copied, so that the next test finds them whole. */
const changed = (part: Partial<ExportFile>): ExportFile => ({ ...file, ...part })
const withEntry = (at: number, entry: ExportEntry): ExportFile => changed({ entries: file.entries.with(at, entry) })
const brokenAt = (finding: Finding): number => {
  if (finding.holds) throw new Error('not found')
  return finding.entry
}

type Tampered = { readonly what: string; readonly firstBad: number; readonly make: () => ExportFile }

const entryAt = (at: number): ExportEntry => file.entries[at] as ExportEntry
const checkpointAt = (at: number) => file.checkpoints[at] as ExportFile['checkpoints'][number]

/** Ways to tamper, each with the number of the entry that must be named. */
function tampered(): fc.Arbitrary<Tampered> {
  const place = fc.nat(file.entries.length - 1)
  const signed = fc.nat(file.checkpoints.length - 1)
  const field = fc.constantFrom(
    ...(['at', 'actor', 'action', 'subject', 'outcome', 'details', 'previous', 'hash'] as const),
  )
  const letter = fc.constantFrom('0', 'a', 'f', 'Z', ' ', '"', '\\', '\u0000', 'é')
  return fc.oneof(
    fc.tuple(place, field, fc.nat(), letter).map(([at, name, where, other]): Tampered => {
      const make = () => withEntry(at, { ...entryAt(at), [name]: otherwise(entryAt(at)[name], where, other) })
      return { what: `changed ${name}`, firstBad: at + 1, make }
    }),
    place.map((at): Tampered => {
      return { what: 'deleted', firstBad: at + 1, make: () => changed({ entries: file.entries.toSpliced(at, 1) }) }
    }),
    place.map((at): Tampered => {
      const make = () => changed({ entries: file.entries.toSpliced(at, 0, entryAt(at)) })
      return { what: 'repeated', firstBad: at + 2, make }
    }),
    fc.tuple(place, place).map(([one, other]): Tampered => {
      const [from, to] = one === other ? [0, file.entries.length - 1] : [Math.min(one, other), Math.max(one, other)]
      const make = () => changed({ entries: file.entries.with(from, entryAt(to)).with(to, entryAt(from)) })
      return { what: 'swapped', firstBad: from + 1, make }
    }),
    signed.map((at): Tampered => {
      const make = () => changed({ checkpoints: file.checkpoints.toSpliced(at, 1) })
      return { what: 'checkpoint deleted', firstBad: checkpointAt(at).sequence, make }
    }),
    fc.tuple(signed, fc.nat(127)).map(([at, where]): Tampered => {
      const signature = String(otherwise(checkpointAt(at).signature, where, 'b'))
      const make = () => changed({ checkpoints: file.checkpoints.with(at, { ...checkpointAt(at), signature }) })
      return { what: 'checkpoint changed', firstBad: checkpointAt(at).sequence, make }
    }),
  )
}

const checkpointsTo = (last: number) => file.checkpoints.filter(({ sequence }) => sequence <= last)

/** The same value with one character, or the number, other than it was. */
function otherwise(value: string | number, where: number, letter: string): string | number {
  if (typeof value === 'number') return value + 1 + (where % 1000)
  const at = value === '' ? 0 : where % value.length
  const instead = value[at] === letter ? '~' : letter
  return value.slice(0, at) + instead + value.slice(at + 1)
}

test('the record as it was exported is intact, and agrees with paper', () => {
  expect(judge(file)).toMatchObject({ holds: true, first: 1, last: printed.sequence })
  expect(judge(file, printed)).toMatchObject({ holds: true })
  expect(file.entries.length).toBeGreaterThanOrEqual(length)
  expect(file.checkpoints.length).toBeGreaterThanOrEqual(length / 100)
})

test(`of ${mutations} random changes none is missed, and the first bad entry is named`, () => {
  fc.assert(
    fc.property(tampered(), ({ what, firstBad, make }) => {
      expect([what, brokenAt(judge(make()))]).toEqual([what, firstBad])
    }),
    { numRuns: mutations },
  )
})

/** What the owner of the PC could do: everything made again, with a key of their own, so that it fits itself. */
function madeAgain(from: number): ExportFile {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex')
  const entries: ExportEntry[] = []
  const checkpoints: ExportFile['checkpoints'] = []
  for (const entry of file.entries) {
    const previous = entries.at(-1)?.hash ?? '0'.repeat(64)
    const last = checkpoints.at(-1)
    const own = entry.action === 'audit.checkpoint' && last
    const details = own ? `[["signature","${last.signature}"],["signedAt",${last.at}],["upTo",${last.sequence}]]` : ''
    const next = {
      ...entry,
      subject: entry.sequence === from ? 'FD-99999' : entry.subject,
      details: details || entry.details,
      previous,
    }
    const { sequence, at, actor, action, subject, outcome } = next
    const fields = [actor, action, subject, outcome].map((field) => JSON.stringify(field)).join(',')
    const made = { ...next, hash: hash('sha256', `[1,${sequence},${at},${fields},${next.details},"${previous}"]`) }
    entries.push(made)
    const signedHere = file.checkpoints.find((checkpoint) => checkpoint.sequence === sequence)
    if (!signedHere) continue
    const said = `faxdesk-checkpoint-1 ${sequence} ${made.hash} ${signedHere.at}`
    const signature = sign(null, Buffer.from(said), privateKey).toString('hex')
    checkpoints.push({ sequence, hash: made.hash, at: signedHere.at, signature, publicKey: raw })
  }
  return { ...file, publicKey: raw, entries, checkpoints }
}

test('a record cut off at a checkpoint fits itself; paper tells that more was there', () => {
  for (const { sequence } of file.checkpoints.slice(0, -1).filter((_, at) => at % 20 === 0)) {
    const short = changed({
      last: sequence,
      entries: file.entries.slice(0, sequence),
      checkpoints: checkpointsTo(sequence),
    })
    expect(judge(short)).toMatchObject({ holds: true, last: sequence })
    expect(brokenAt(judge(short, printed))).toBe(sequence + 1)
    expect(brokenAt(judge({ ...short, last: file.last }))).toBe(sequence + 1)
  }
})

test('a record made again from one entry on fits itself, and not the paper', () => {
  const again = madeAgain(4321)
  expect(judge(again)).toMatchObject({ holds: true })
  expect(judge(again, printed)).toEqual({
    holds: false,
    entry: printed.sequence,
    why: 'is not the one on paper',
  })
})

test('a part of the record is judged by itself, and against paper of its time', async () => {
  const part = JSON.parse(await exportText(chain, 5000, 6000)) as ExportFile
  expect(judge(part)).toMatchObject({ holds: true, first: 5000, last: 6000 })
  const old = file.checkpoints.find(({ sequence }) => sequence === 5500)
  expect(judge(part, old)).toMatchObject({ holds: true })
  expect(brokenAt(judge(part, printed))).toBe(6001)
  expect(brokenAt(judge(part, file.checkpoints[0]))).toBe(5000)
})

describe('a printed checkpoint', () => {
  test('is read however it was typed', () => {
    const fours = (code: string | undefined) => (code ?? '').replaceAll(/(.{4})(?=.)/g, '$1 ').toUpperCase()
    const { sequence, hash: head, at, signature, publicKey } = printed
    expect(readCheckpoint(paper())).toEqual(printed)
    expect(readCheckpoint(`faxdesk-checkpoint-1 ${sequence} ${head} ${at}`)).toMatchObject({ sequence, hash: head })
    expect(readCheckpoint(`${sequence} ${fours(head)} ${at}\n${fours(signature)}\n${fours(publicKey)}`)).toEqual(
      printed,
    )
  })

  test('is refused when something is missing or too much', () => {
    for (const bad of ['', 'x', `${printed.sequence}`, `${printed.sequence} ${printed.hash}`, `${paper()} 7`, '-1 2 3'])
      expect(readCheckpoint(bad)).toBeUndefined()
  })

  test('tells when its own signature was made up', () => {
    const signature = otherwise(printed.signature ?? '', 5, 'b') as string
    expect(brokenAt(judge(file, { ...printed, signature }))).toBe(printed.sequence)
    expect(brokenAt(judge(file, { ...printed, publicKey: '0'.repeat(64) }))).toBe(printed.sequence)
  })
})

test('what is no export is told so', () => {
  for (const odd of [null, 7, [], {}, { ...file, format: 'x' }, { ...file, entries: [] }, { ...file, entries: [null] }])
    expect(judge(odd).holds).toBe(false)
})

const saved = (name: string, content: ExportFile | string): string => {
  const target = path.join(folder, name)
  writeFileSync(target, typeof content === 'string' ? content : JSON.stringify(content))
  return target
}

const run = (...args: readonly string[]) => {
  const { status, stdout } = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8', cwd: folder })
  return { status, said: stdout }
}

test('as a program it says what it found, and ends accordingly', () => {
  const good = saved('good.json', text)
  expect(run(good)).toMatchObject({ status: 0, said: expect.stringContaining('INTACT: entries 1 to') as string })
  expect(run(good, '--checkpoint', paper()).said).toContain('Agrees with the printed checkpoint')
  const entry = file.entries[776] as ExportEntry
  const bad = saved('bad.json', withEntry(776, { ...entry, subject: 'FD-99999' }))
  expect(run(bad)).toEqual({ status: 1, said: 'BROKEN at entry 777: it was changed after it was written.\n' })
  expect(run(saved('half.json', text.slice(0, 90_000))).status).toBe(1)
  expect(run().status).toBe(2)
  expect(run(path.join(folder, 'missing.json')).status).toBe(2)
  expect(run(good, '--checkpoint', 'nonsense').status).toBe(2)
})

const python = (() => {
  try {
    execFileSync('python3', ['-c', 'import hashlib, json'])
    execFileSync('openssl', ['version'])
    return true
  } catch {
    return false
  }
})()

describe.runIf(python)('a verifier written in another language, from the format alone', () => {
  const says = (content: ExportFile | string, ...words: readonly string[]): string =>
    spawnSync('python3', [second, saved('python.json', content), ...words], { encoding: 'utf8' }).stdout.trim()

  test('agrees that the record holds', () => {
    expect(says(text, String(printed.sequence), printed.hash)).toBe(`intact ${printed.sequence}`)
  }, 60_000)

  test('names the same first bad entry', () => {
    for (const { make, firstBad } of fc.sample(tampered(), { numRuns: 6, seed: 5 }))
      expect(says(make(), String(printed.sequence), printed.hash)).toBe(`broken ${firstBad}`)
  })
})
