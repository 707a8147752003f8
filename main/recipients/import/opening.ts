/** Opening a source: what it is, what it is called, how old its word is, and what there is to choose. */
import path from 'node:path'
import type { ImportTrouble } from '#app/contract/book/contact-imports.ts'
import { guessMapping, type ImportTitles } from '#app/domain/contact/contact-import.ts'
import type { ImportId } from '#app/domain/ids.ts'
import type { OpenImport } from './desk.ts'
import type { Opened } from './reading.ts'
import { sniff } from './readers/sniff.ts'
import { openFile, type FileSource } from './readers/source.ts'

type About = { readonly id: ImportId; readonly at: number }

/** @param before titles as they were mapped the last time */
export async function openImport(
  file: string,
  { id, at }: About,
  before: ImportTitles,
): Promise<OpenImport | ImportTrouble> {
  const source = await openFile(file).catch(() => undefined)
  if (!source) return 'unreadable'
  const opened = await openedFrom(source, before).catch((): ImportTrouble => 'unreadable')
  if (typeof opened === 'string') {
    await source.close()
    return opened
  }
  const name = path.basename(file).slice(0, 255)
  const asOf = opened.kind === 'nppes' ? editionOf(name) : null
  return { id, at, source: name, asOf, opened, progress: { done: 0, of: source.sizeBytes } }
}

async function openedFrom(file: FileSource, before: ImportTitles): Promise<Opened | ImportTrouble> {
  const sniffed = await sniff(file)
  switch (sniffed.kind) {
    case 'csv':
      return { kind: 'csv', file, titles: sniffed.titles, mapping: guessMapping(sniffed.titles, before) }
    case 'nppes':
      return { kind: 'nppes', file, choice: { states: [], specialties: [] } }
    case 'vcard':
      return { kind: 'vcard', file }
    case 'fhir':
      return { kind: 'fhir', file, perLine: sniffed.perLine }
    case 'zip':
    case 'unknown':
    case 'empty':
      return sniffed.kind
  }
}

/** `npidata_pfile_20050523-20261108.csv` has what was known on 8 November 2026 (CMS, NPPES file names). */
function editionOf(name: string): number | null {
  const [, year, month, day] = /\d{8}-(\d{4})(\d{2})(\d{2})/.exec(name) ?? []
  const at = year === undefined ? Number.NaN : Date.UTC(Number(year), Number(month) - 1, Number(day))
  return Number.isNaN(at) ? null : at
}
