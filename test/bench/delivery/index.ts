/**
 * Figures of the delivery engine, in virtual time over a real encrypted store: how near a full outbox comes to the ideal
 * schedule of its line, what a fax costs in questions and computing, and how soon ten thousand start after a restart.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { LineId } from '#app/domain/ids.ts'
import { manualClock, type ManualClock } from '#test/given/clock.ts'
import { newStore, numberOf, openOutbox, putFax, reopened, runOn } from '#test/given/outbox/desk.ts'
import {
  dialMs,
  emptyBook,
  profiles,
  scriptedService,
  serviceLineId,
  type Book,
  type Profile,
} from '#test/given/outbox/service.ts'
import type { Line } from '#main/lines/line.ts'
import type { Store } from '#main/store/store.ts'
import { figureLine, print } from '../figure.ts'

const channels = 24
const faxes = 1000
const many = 10_000

/** A gateway with 24 channels that tells of all its calls by one list, asked every five seconds. */
const gateway: Profile = {
  ...(profiles.find(({ batch, removes }) => batch && !removes) as Profile),
  concurrency: channels,
  askEveryMs: 5_000,
}

const service = (clock: ManualClock, book: Book): Line =>
  scriptedService({ clock, book, profile: gateway, script: () => [] })

const pagesIn = (number: number): number => 1 + ((number * 7) % 6)

async function fill(store: Store, count: number, lineId: LineId, at: number): Promise<void> {
  for (let from = 1; from <= count; from += 2_000) {
    await store.write(async (tx) => {
      for (let number = from; number < Math.min(from + 2_000, count + 1); number += 1) {
        const state = { phase: 'queued', notBefore: at, attempt: 1 } as const
        await putFax(tx, { number, to: numberOf(number), pages: pagesIn(number), lineId, state }, at - count + number)
      }
    })
  }
}

/** What one write costs on this disk, in ms: 99 of 100 take no longer. Nothing that writes can stall a thread for less. */
async function bareCommit(store: Store): Promise<number> {
  const took: number[] = []
  for (let nth = 0; nth < 200; nth += 1) {
    const began = performance.now()
    await store.write((tx) => tx.updateTable('person').set({ last_sign_in_at: nth }).execute())
    took.push(performance.now() - began)
  }
  return took.toSorted((a, b) => a - b)[198] ?? 0
}

/** The least time any schedule needs: every channel busy until the end, and no call cut in two. */
function idealMs(count: number): number {
  const ends = Array.from({ length: channels }, () => 0)
  for (let number = 1; number <= count; number += 1) {
    const first = ends.indexOf(Math.min(...ends))
    ends[first] = (ends[first] ?? 0) + dialMs + pagesIn(number) * 20_000
  }
  return Math.max(...ends)
}

async function benchSchedule(folder: string): Promise<void> {
  const store = await newStore(folder)
  const clock = manualClock()
  const book = emptyBook()
  await fill(store, faxes, serviceLineId, clock.now())
  const commitMs = await bareCommit(store)
  const desk = openOutbox(store, clock, [service(clock, book)])
  const stalls = monitorEventLoopDelay({ resolution: 5 })
  const from = clock.now()
  const cpu = process.cpuUsage()
  stalls.enable()
  desk.engine.start()
  const open = store.read.selectFrom('fax').select('id').where('phase', '!=', 'delivered').limit(1)
  await runOn(desk, clock, async () => book.calls.length === faxes && (await open.execute()).length === 0, {
    steps: 1e6,
  })
  stalls.disable()
  const { user, system } = process.cpuUsage(cpu)
  const took = clock.now() - from
  await desk.engine.stop()
  await store.close()
  const requests = book.questions + Object.values(book.handedOver).reduce((sum, count) => sum + count, 0)
  print(figureLine('delivery/1000-faxes-24-channels', took / idealMs(faxes), 'x of the ideal', { most: 1.05 }))
  print(figureLine('delivery/requests-a-fax', requests / faxes, 'requests', { most: 4 }, '(hand-over and questions)'))
  print(figureLine('delivery/cpu-a-fax', (user + system) / 1000 / faxes, 'ms'))
  const stallMs = stalls.percentile(99) / 1e6
  const longest = `(longest ${Math.round(stalls.max / 1e6)} ms)`
  print(figureLine('delivery/main-thread-stall-p99', stallMs, 'ms', undefined, longest))
  print(
    figureLine('delivery/main-thread-stall-p99-to-a-bare-commit', stallMs / commitMs, 'x', undefined, '(p99 of both)'),
  )
}

/** From the start of the engine to the last of the first 24 hand-overs, beside opening the store itself. */
async function benchRestart(folder: string): Promise<void> {
  const store = await newStore(folder)
  const clock = manualClock()
  await fill(store, many, serviceLineId, clock.now())
  await store.close()
  const began = performance.now()
  const again = await reopened(folder)
  const opened = performance.now()
  const book = emptyBook()
  const desk = openOutbox(again, clock, [service(clock, book)])
  desk.engine.start()
  await desk.engine.quiet()
  const started = performance.now()
  if (book.calls.length !== channels) throw new Error(`${book.calls.length} faxes were handed over`)
  await desk.engine.stop()
  await again.close()
  print(figureLine('delivery/10000-queued-start', started - opened, 'ms', { most: 1000 }))
  print(
    figureLine(
      'delivery/10000-queued-start-to-opening',
      (started - opened) / (opened - began),
      'x of opening the store',
    ),
  )
}

export async function benchDelivery(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'faxdesk-bench-'))
  const inside = (name: string): string => mkdtempSync(path.join(folder, name))
  try {
    await benchSchedule(inside('schedule'))
    await benchRestart(inside('restart'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
