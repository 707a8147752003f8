/** What the screen of the record and the look for alerts ask of a million entries, in CPU time of the main thread. */
import { openStore } from '#main/store/open.ts'
import { openedByHour, refusedSince } from '#main/store/record/alerts.ts'
import { countEntries, entriesMatching } from '#main/store/record/audit.ts'
import { figureLine, median, print } from '../figure.ts'
import { turnsOf } from '../turns.ts'

const dayMs = 86_400_000

export async function benchAsking(file: string, key: Uint8Array): Promise<void> {
  const opened = await openStore({ file, key })
  if (!opened.ok) throw new Error(opened.fault.code)
  const { read } = opened.value
  const newest = (await entriesMatching(read, {}, { limit: 1 }))[0]?.at ?? 0
  const week = { from: newest - 7 * dayMs, to: newest + 1 }
  const asked: Readonly<Record<string, () => Promise<unknown>>> = {
    'list-a-week': () => entriesMatching(read, week, { limit: 200 }),
    'list-one-person-a-week': () => entriesMatching(read, { ...week, actor: 'system' }, { limit: 200 }),
    'list-one-fax': () => entriesMatching(read, { text: 'FD-05555' }, { limit: 200 }),
    'count-one-act-a-week': () => countEntries(read, { ...week, action: 'faxes.read' }),
    'alerts-look': async () => [
      await refusedSince(read, newest - 600_000),
      await openedByHour(read, newest - 3_600_000),
    ],
  }
  for (const [name, act] of Object.entries(asked)) {
    const all: number[] = []
    for (let run = 0; run < 5; run += 1) all.push((await turnsOf(act))[1].workMs)
    print(figureLine(`audit/${name}-of-1m`, median(all), 'ms', { most: 16 }, '(CPU time of the main thread)'))
  }
  await opened.value.close()
}
