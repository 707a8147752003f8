/** A folder of files, one after the other, a line each, and what it all comes to. */
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { DocumentService } from '#main/documents/client.ts'
import { judge, troubleKinds, type Verdict } from './judge.ts'
import { expectation, readManifest, type Facts, type Manifest } from './manifest.ts'
import { havePoppler } from './poppler.ts'

export type Print = (line: string) => void

const wanted = /\.(pdf|tiff?|jpe?g|png)$/i

/** The names of the folder's files that are looked at: by their ending, or because its manifest names them. */
export async function filesOf(folder: string, manifest: Manifest): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map(({ name }) => name)
  return files.filter((name) => wanted.test(name) || manifest.has(name)).toSorted()
}

/** Judges every file; answers whether nothing was wrong. */
export async function runFolder(folder: string, service: DocumentService, print: Print): Promise<boolean> {
  const manifest = await readManifest(folder)
  const files = await filesOf(folder, manifest)
  const poppler = await havePoppler()
  if (!poppler) print('corpus: Poppler is not installed, so counts and pictures have no second opinion')
  const scratch = await mkdtemp(path.join(tmpdir(), 'faxdesk-corpus-'))
  const verdicts = new Map<string, Verdict>()
  try {
    for (const name of files) {
      const verdict = await judge({ service, scratch, poppler }, path.join(folder, name), manifest.get(name) ?? {})
      verdicts.set(name, verdict)
      print(lineOf(name, verdict))
    }
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
  const beside = [...manifest].flatMap(([name, facts]) => amongFiles(name, facts, verdicts))
  beside.forEach(print)
  return summary([...verdicts.values()], manifest.size, beside.length, print)
}

function lineOf(name: string, { said, troubles, notes, slowestMs }: Verdict): string {
  const wrong = troubles.map(({ kind, what }) => `${kind}: ${what}`)
  const known = notes.length > 0 ? ` (${notes.join('; ')})` : ''
  const ending = wrong.length > 0 ? `WRONG ${wrong.join('; ')}` : 'ok'
  return `${name}: ${said}, slowest step ${Math.round(slowestMs)} ms${known} ${ending}`
}

/** What a manifest says of files together: that they are there, and that some are the same. */
function amongFiles(name: string, facts: Facts, verdicts: ReadonlyMap<string, Verdict>): readonly string[] {
  const verdict = verdicts.get(name)
  if (!verdict) return [`${name}: WRONG manifest: not in the folder`]
  const { sameAs } = expectation(facts)
  const other = sameAs === undefined ? undefined : verdicts.get(sameAs)
  return other && !samePages(verdict, other) ? [`${name}: WRONG manifest: its pages differ from ${sameAs}`] : []
}

function samePages(one: Verdict, other: Verdict): boolean {
  const bytes = ({ pages }: Verdict): readonly string[] =>
    pages.map((made) => (made.kind === 'made' ? Buffer.from(made.page.g4).toString('latin1') : made.why))
  return bytes(one).join() === bytes(other).join()
}

function summary(verdicts: readonly Verdict[], named: number, beside: number, print: Print): boolean {
  const pages = verdicts.flatMap((verdict) => verdict.pages)
  const made = pages.filter(({ kind }) => kind === 'made').length
  const refused = verdicts.filter(({ said }) => said.startsWith('refused')).length
  const troubles = verdicts.flatMap((verdict) => verdict.troubles)
  const counts = troubleKinds.map((kind) => {
    const count = troubles.filter((trouble) => trouble.kind === kind).length
    return `${kind} ${count + (kind === 'manifest' ? beside : 0)}`
  })
  print(
    `corpus: ${verdicts.length} files (${named} in a manifest), ${refused} refused, ${made} of ${pages.length} pages made`,
  )
  const wrong = troubles.length + beside
  print(`corpus: ${counts.join(', ')}: ${wrong === 0 ? 'ok' : 'WRONG'}`)
  return wrong === 0
}
