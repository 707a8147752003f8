/** One fax activity report over so many faxes, made as the product makes it: `node one-report.ts 10000`. */
import path from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { DocumentId, PersonId, makeId } from '#app/domain/ids.ts'
import { firstRoles, rightsOf } from '#app/domain/rights.ts'
import { actorsOf } from '#main/audit/entries.ts'
import { newPerson } from '#main/people/person.ts'
import { reportDates } from '#main/reports/dates.ts'
import { faxReport } from '#main/reports/kinds/faxes.ts'
import type { Report } from '#main/reports/kinds/kind.ts'
import { printerInThread } from '#main/reports/printer.ts'
import type { Piece } from '#main/reports/render/types.ts'
import { insertFax } from '#main/store/faxes/faxes.ts'
import { createDocumentFiles } from '#main/store/files.ts'
import { insertPerson } from '#main/store/people/people.ts'
import { givenKey, givenRecord } from '#test/given/record.ts'
import { assets } from '#test/unit/documents/service.ts'
import { frame } from '#test/unit/documents/sheets.ts'
import { dana, givenFax } from '#test/unit/reports/given-fax.ts'
import { turnsOf } from '../turns.ts'

const faxes = Number(process.argv[2])
const record = await givenRecord()
const { store, clock, folder } = record
const from = clock.now()

async function fill(): Promise<void> {
  const face = { id: PersonId.parse(dana), shortName: 'Dana F.', initials: 'DF', tint: 1 }
  await store.write((tx) => insertPerson(tx, newPerson(face, 'Dana Fairweather', firstRoles, from)))
  for (let done = 0; done < faxes; done += 500)
    await store.write(async (tx) => {
      for (let at = done; at < Math.min(done + 500, faxes); at += 1)
        await insertFax(
          tx,
          givenFax(at + 1, {
            state: { phase: 'delivered', at: from + at * 60_000 + 90_000, pages: 3, tookMs: 90_000 },
            sent_at: from + at * 60_000,
            organisation: `Harborlight Cardiology ${at % 300}`,
            regarding: `PT ${at}`,
          }),
        )
    })
}

async function report(over: number): Promise<Report> {
  const { read } = store
  return faxReport({
    read,
    dates: reportDates(),
    actors: await actorsOf(read),
    reader: {
      personId: PersonId.parse(dana),
      shortName: '',
      name: '',
      roles: firstRoles,
      rights: rightsOf(firstRoles),
    },
    lineName: () => 'Front line',
    upTo: 0,
    breathe: nextTurn,
    choice: { kind: 'faxes', from, to: from + over * 60_000 },
  })
}

async function* pieces(its: Report): AsyncGenerator<readonly Piece[]> {
  yield [{ is: 'table', columns: its.columns }]
  for await (const rows of its.rows()) yield rows.map(({ piece }) => piece)
}

const worker = path.resolve(import.meta.dirname, '../../../main/reports/render/worker.ts')
const print = printerInThread(worker, { regularFont: assets.regularFontPath, boldFont: assets.boldFontPath })

async function made(over: number, write: (bytes: Uint8Array) => Promise<void>): Promise<number> {
  const its = await report(over)
  const head = { ...frame, title: its.title, subtitle: its.subtitle }
  const stopped = new AbortController().signal
  const outcome = await print({ frame: head, pieces: pieces(its), write, stopped, progress: () => undefined })
  if (!outcome.ok) throw new Error(outcome.fault.code)
  return outcome.value
}

/** Makes the report into an encrypted file, and notes the most memory seen meanwhile. */
async function measured() {
  // A desk has made reports before, and its store has kept pages of the file: that is not this one's.
  await made(500, async () => undefined)
  await report(faxes)
  const file = await createDocumentFiles(folder).begin(makeId(DocumentId, 'document', '1'.repeat(20)), givenKey(7))
  const empty = process.memoryUsage().rss
  let peak = empty
  let bytes = 0
  const write = async (chunk: Uint8Array): Promise<void> => {
    bytes += chunk.length
    peak = Math.max(peak, process.memoryUsage().rss)
    await file.write(chunk)
  }
  const [pages, { workMs, tookMs }] = await turnsOf(() => made(faxes, write))
  await file.finish()
  return { ms: tookMs, pages, peakMb: (peak - empty) / 1e6, bytes, workMs }
}

await fill()
process.stdout.write(JSON.stringify(await measured()))
await record.close()
