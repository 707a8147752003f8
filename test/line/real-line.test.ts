/**
 * Real faxes over a real line: the whole application, a HylaFAX server, software modems and a telephone exchange on this
 * machine. Every fax is sent off at the start and runs in real time; each test waits for what it is about. With
 * FAXDESK_LINE_RUNS=20 the essential part, one page and three pages received and compared, is done 20 times in a row.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FaxView } from '#app/contract/desk/faxes.ts'
import type { LineId } from '#app/domain/ids.ts'
import { systemClock } from '#main/clock.ts'
import { systemNetwork } from '#main/network.ts'
import type { Network } from '#main/ports.ts'
import { startApplication } from '#test/given/application.ts'
import { dotsIn } from '#test/given/fax-loop/dots.ts'
import { roughNumbers, startLoop, troubleNumbers, whyNoLoop, type FaxLoop } from '#test/given/fax-loop/loop.ts'
import { valueOf } from '#test/given/outcome.ts'
import { setUp } from '#test/given/walk/walk-steps.ts'
import {
  changed,
  connect,
  lastCallMs,
  leastChanged,
  over,
  receivedFiles,
  sealedDots,
  sendTo,
  until as untilFax,
  type Given,
  type Sent,
} from './steps.ts'

const why = whyNoLoop()
if (why) process.stdout.write(`${why} Nothing was dialled.\n`)
const runs = Number(process.env['FAXDESK_LINE_RUNS'] ?? 1)
const minute = 60_000
const onLine = (name: string, work: () => Promise<void>) => test(name, () => (why ? undefined : work()), 4 * minute)

const numbers = {
  ...troubleNumbers,
  ...roughNumbers,
  onePage: '+12025550142',
  threePages: '+12025550143',
  cutAfter: '+12025550144',
  cutBefore: '+12025550145',
  // Rings like the one that nobody answers.
  stopped: '+13015550172',
} as const
type Name = keyof typeof numbers

let loop: FaxLoop
let given: Given
let work: string
let lineId: LineId
const sent = new Map<Name, Sent>()

/** The connection to the server breaks once at the submission of one job: before it, or after it and before the answer. */
function breakingNetwork(): Network {
  const left = { before: true, after: true }
  return {
    ...systemNetwork,
    connect: (to) => {
      const socket = systemNetwork.connect(to)
      const write = socket.write.bind(socket) as (text: unknown) => boolean
      let number = ''
      socket.write = (text: unknown) => {
        const command = typeof text === 'string' ? text : ''
        if (command.startsWith('JPARM DIALSTRING')) number = command
        const breaks = command.startsWith('JSUBM') && breakNow(number, left)
        if (breaks === 'before') return socket.destroy() && true
        const written = write(text)
        // The server has it; its answer never gets here.
        if (breaks === 'after') {
          socket.pause()
          setTimeout(() => socket.destroy(), 2_000)
        }
        return written
      }
      return socket
    },
  }
}

function breakNow(number: string, left: { before: boolean; after: boolean }): 'before' | 'after' | undefined {
  if (left.before && number.includes(numbers.cutBefore)) return ((left.before = false), 'before')
  if (left.after && number.includes(numbers.cutAfter)) return ((left.after = false), 'after')
  return undefined
}

beforeAll(async () => {
  if (why) return
  loop = await startLoop({ sending: 4, receiving: 4 })
  work = await mkdtemp(path.join(os.tmpdir(), 'faxdesk-line-'))
  given = await startApplication(systemClock, { network: breakingNetwork() })
  await setUp(given)
  lineId = await connect(given, loop)
  // Long rings and waits first, so that they pass while pages go.
  const order: readonly Name[] = ['stopped', 'noAnswer', 'voice', 'busyOnce', 'threePages', 'noisy', 'onePage']
  for (const name of [...order, 'cutAfter', 'cutBefore', 'dropped', 'busy', 'refused'] as const) await sendOff(name)
}, 5 * minute)

afterAll(async () => {
  if (why) return
  await given.leave()
  loop.stop()
  await rm(work, { recursive: true, force: true })
})

async function sendOff(name: Name): Promise<void> {
  // Long enough to be dropped, or spoiled, in the middle of its data.
  const pages = name === 'noisy' ? [4, 5] : name === 'threePages' || name === 'dropped' ? [0, 1] : []
  const cover = pages[0] === 0
  sent.set(name, await sendTo(given, { name, e164: numbers[name], lineId, cover, pages }))
}

function sentOff(name: Name): Sent {
  const fax = sent.get(name)
  if (!fax) throw new Error(`${name} was never sent`)
  return fax
}

const read = (name: Name): Promise<FaxView> => given.done('faxes.read', { id: sentOff(name).fax.id })

const until = (name: Name, enough: (fax: FaxView) => boolean): Promise<FaxView> =>
  untilFax(given, sentOff(name).fax.id, enough)

/** The first attempt has come to its end, whatever comes next. */
const tried = ({ attempts }: FaxView): boolean => attempts[0]?.endedAt !== undefined

onLine('a fax is stopped while it rings: nobody is called again, and no page went', async () => {
  await until('stopped', ({ state }) => state.phase === 'accepted')
  while ((await loop.dialled(numbers.stopped)) === 0) await read('stopped')
  await given.done('faxes.cancel', { id: (await read('stopped')).id })
  const fax = await until('stopped', over)
  expect(fax.state.phase).toBe('cancelled')
  expect(fax.attempts).toMatchObject([{ outcome: 'cancelled', pagesSent: 0 }])
  expect(await loop.dialled(numbers.stopped)).toBe(1)
})

const troubles = [
  ['busy', 'busy'],
  ['noAnswer', 'no-answer'],
  ['voice', 'human-answered'],
  ['refused', 'line-trouble'],
  ['dropped', 'partial'],
] as const

for (const [name, reason] of troubles) {
  onLine(`trouble on the line: ${name} is ${reason}`, async () => {
    const fax = await until(name, tried)
    expect(fax.attempts[0]).toMatchObject({ outcome: 'failed', reason })
    if (reason !== 'partial') expect(fax.attempts[0]?.pagesSent).toBe(0)
    if (reason === 'human-answered' || reason === 'partial')
      expect(fax.state).toMatchObject({ phase: 'failed', reason })
    else await given.done('faxes.cancel', { id: fax.id })
  })
}

for (const [name, pages, calls] of [
  ['onePage', 1, 1],
  ['threePages', 3, 1],
  ['noisy', 2, 1],
  ['busyOnce', 1, 2],
] as const) {
  onLine(`${name}: ${pages} of ${pages} pages arrive with ${calls} calls, and they are the sealed ones`, async () => {
    const fax = await until(name, over)
    expect(fax.state).toMatchObject({ phase: 'delivered', pages })
    expect(await loop.dialled(numbers[name])).toBe(calls)
    if (calls === 2) expect(fax.attempts).toMatchObject([{ reason: 'busy' }, { outcome: 'delivered' }])
    await expectReceived(name, fax)
    await expectEstimate(name, sentOff(name), numbers[name])
  })
}

onLine('an answer lost after the server took the job: found by our reference, delivered, dialled once', async () => {
  const fax = await until('cutAfter', over)
  expect(fax.state.phase).toBe('delivered')
  expect(fax.attempts).toMatchObject([{ number: 1, outcome: 'delivered' }])
  expect(await loop.dialled(numbers.cutAfter)).toBe(1)
})

onLine(
  'an answer lost before the server took the job: the server does not know it, so it is handed over again',
  async () => {
    const fax = await until('cutBefore', over)
    expect(fax.state.phase).toBe('delivered')
    expect(fax.attempts).toMatchObject([{ outcome: 'failed', reason: 'answer-lost' }, { outcome: 'delivered' }])
    expect(await loop.dialled(numbers.cutBefore)).toBe(1)
  },
)

onLine('what is over lies on the server no longer, and that is on record', async () => {
  const { entries } = await given.done('audit.list', { text: '', action: 'fax.content-removed', limit: 200 })
  expect(entries.length).toBeGreaterThanOrEqual(sent.size - 1)
  expect(new Set(entries.map(({ outcome }) => outcome))).toEqual(new Set(['done']))
})

onLine('what the server received is fetched from it, whole, and the pages are the sealed ones', async () => {
  const fax = await until('threePages', over)
  await until('onePage', over)
  await given.done('received.look', {})
  const { faxes, silent } = await given.done('received.list', { limit: 200 })
  const files = await receivedFiles(loop)
  expect(faxes.map(({ line }) => line)).toEqual(files.map(() => 'Office server'))
  expect(silent).toEqual([])
  const whole = faxes.filter(({ incomplete, state }) => state === 'kept' && !incomplete)
  expect(new Set(whole.map(({ pages }) => pages))).toContain(3)
  const { folder, sealed } = await sealedDots(given, work, fax)
  const found: number[] = []
  for (const { id, pages } of whole) {
    if (pages !== sealed.length) continue
    await given.done('received.open', { id })
    const pdf = path.join(folder, `${id}.pdf`)
    await writeFile(pdf, valueOf(await given.application.readDocument('inbound', id)))
    found.push(changed(sealed, await dotsIn(pdf, folder, id)).dots)
  }
  process.stdout.write(`  fetched: ${Math.min(...found)} dots changed\n`)
  expect(Math.min(...found)).toBe(0)
})

onLine('after it all nothing went wrong inside, and the chain holds', async () => {
  expect(given.incidents()).toEqual([])
  expect(await given.done('audit.verify', {})).toMatchObject({ result: 'intact' })
  const words = (await readFile(path.join(loop.folder, 'log/calls.jsonl'), 'utf8')).toLowerCase()
  expect(words).not.toContain('case')
})

test.skipIf(why !== undefined || runs < 2)(`${runs} times in a row`, timesInARow, runs * 5 * minute)

/** The first time is above. Both faxes go at once, over two lines. */
async function timesInARow(): Promise<void> {
  for (let nth = 2; nth <= runs; nth += 1) {
    const before = new Set(await receivedFiles(loop))
    // Every time other numbers: what a number took is counted by the exchange.
    const to = { onePage: `+1202555${1_000 + nth}`, threePages: `+1202555${2_000 + nth}` } as const
    const common = { lineId, cover: false } as const
    const both = [
      [1, to.onePage, await sendTo(given, { ...common, name: `one ${nth}`, e164: to.onePage, pages: [] })],
      [
        3,
        to.threePages,
        await sendTo(given, { ...common, name: `three ${nth}`, e164: to.threePages, pages: [4, 5, 6] }),
      ],
    ] as const
    for (const [pages, e164, own] of both) {
      const fax = await untilFax(given, own.fax.id, over)
      expect([nth, fax.state]).toMatchObject([nth, { phase: 'delivered', pages }])
      expect(await loop.dialled(e164)).toBe(1)
      await expectReceived(`time ${nth}, ${pages} of ${pages} pages`, fax, before)
      await expectEstimate(`time ${nth}`, own, e164)
    }
    await given.done('session.touch', {})
  }
}

/** One of the received faxes is, dot for dot, what was sealed. */
async function expectReceived(what: string, fax: FaxView, before?: ReadonlySet<string>): Promise<void> {
  const { dots, of } = await leastChanged(given, loop, work, fax, before)
  process.stdout.write(`  ${what}: ${dots} of ${of} dots changed\n`)
  expect(dots).toBe(0)
}

/** What the desk said the call would take, beside what it took: sound is as fast on any machine. */
async function expectEstimate(name: string, { estimateMs, exact }: Sent, e164: string): Promise<void> {
  const took = await lastCallMs(loop, e164)
  const [glance, said, was] = [estimateMs, exact.durationMs, took].map((ms) => Math.round(ms / 1_000))
  process.stdout.write(
    `  ${name}: at a glance ${glance} s, from ${exact.bytes} bytes ${said} s, and it took ${was} s\n`,
  )
  for (const ms of [estimateMs, exact.durationMs]) {
    expect(ms / took).toBeGreaterThan(0.5)
    expect(ms / took).toBeLessThan(2)
  }
}
