/** A few children, one queue: who goes first, who is called off, and that nothing that waits is lost. */
import { afterEach, expect, test } from 'vitest'
import { Pool, usualWorkers, type Asked } from '#main/documents/pool.ts'
import type { Child, DocumentWork } from '#main/ports.ts'
import { manualClock } from '#test/given/clock.ts'
import { madePages, sample } from '#test/given/samples/made.ts'
import { assets, givenService, refusal, startDocumentWorker, value } from './service.ts'

/** A child that answers nothing by itself: what it was told, and what it is made to say. */
function givenChildren() {
  const told: { readonly child: number; readonly message: { readonly kind: string; readonly job?: number } }[] = []
  const ears: ((message: unknown) => void)[] = []
  const ends: (() => void)[] = []
  const start = (): Child => {
    const child = ears.length
    ears.push(() => undefined)
    ends.push(() => undefined)
    return {
      post: (message) => void told.push({ child, message: message as { kind: string; job?: number } }),
      onMessage: (listener) => {
        ears[child] = listener
        return () => void (ears[child] = () => undefined)
      },
      onExit: (listener) => {
        ends[child] = listener
        return () => void (ends[child] = () => undefined)
      },
      stop: () => undefined,
    }
  }
  const jobs = () => told.filter(({ message }) => message.kind === 'inspect')
  return {
    start,
    told,
    jobs,
    say: (child: number, message: object) => ears[child]?.(message),
    die: (child: number) => ends[child]?.(),
  }
}

function givenPool(workers: number) {
  const children = givenChildren()
  const clock = manualClock()
  const limits = { stepMs: 10_000, totalMs: 180_000, heapBytes: 400 * 1024 * 1024 }
  const log = { note: () => undefined }
  const pool = new Pool({ start: children.start, assets, clock, limits, log }, workers)
  /** Each job carries a number, so that its turn can be seen. */
  const ask = (number: number, asked?: Asked) => pool.job('inspect', { bytes: Uint8Array.of(number) }, asked)
  const turns = () =>
    children.jobs().map(({ message }) => (message as unknown as { readonly bytes: Uint8Array }).bytes[0])
  const finish = (): void => {
    const last = children.jobs().at(-1)
    if (last) children.say(last.child, { kind: 'refused', job: last.message.job, refusal: 'damaged' })
  }
  return { pool, ask, turns, finish, children, clock }
}

test('what a person looks at goes before small pictures, and those before what nobody waits for', async () => {
  const { ask, turns, finish, pool } = givenPool(1)
  const all = [
    ask(0, { urgency: 'background' }),
    ask(1, { urgency: 'background' }),
    ask(2, { urgency: 'strip' }),
    ask(3),
    ask(4),
  ]
  for (const _ of all) finish()
  await Promise.all(all)
  expect(turns()).toEqual([0, 3, 4, 2, 1])
  pool.stop()
})

test('work nobody waits for is called off: what waits is never begun, what runs is told and its answer dropped', async () => {
  const { ask, turns, children, pool } = givenPool(1)
  const [running, waiting] = [new AbortController(), new AbortController()]
  const answers = [ask(0, running), ask(1, waiting), ask(2)]
  waiting.abort()
  running.abort()
  expect(await answers[0]).toEqual(refusal('called-off'))
  expect(await answers[1]).toEqual(refusal('called-off'))
  const [job] = children.jobs()
  expect(children.told.at(-1)?.message).toEqual({ kind: 'stop', job: job?.message.job })
  children.say(0, { kind: 'refused', job: job?.message.job, refusal: 'called-off' })
  expect(turns()).toEqual([0, 2])
  expect(await ask(3, { signal: AbortSignal.abort() })).toEqual(refusal('called-off'))
  pool.stop()
})

test('queued work outlives children that die or take too long, each replaced by another', async () => {
  const { ask, turns, children, clock, pool } = givenPool(2)
  const answers = [ask(0), ask(1), ask(2), ask(3)]
  expect(turns()).toEqual([0, 1])
  children.die(0)
  expect(await answers[0]).toEqual(refusal('crashed'))
  expect(turns()).toEqual([0, 1, 2])
  clock.advance(10_000)
  expect(await answers[1]).toEqual(refusal('took-too-long'))
  expect(await answers[2]).toEqual(refusal('took-too-long'))
  expect(turns()).toEqual([0, 1, 2, 3])
  pool.stop()
  expect(await answers[3]).toEqual(refusal('crashed'))
  expect(clock.waiting()).toBe(0)
})

test('one core is left to the window, and at least one child works', () => {
  expect(usualWorkers()).toBeGreaterThanOrEqual(1)
  expect(usualWorkers()).toBeLessThanOrEqual(4)
})

const services: { readonly stop: () => void }[] = []
afterEach(() => services.splice(0).forEach((service) => service.stop()))

test('two children make the pages one child makes, in the same order', async () => {
  const started: Child[] = []
  const start = (work?: DocumentWork): Child => {
    const child = startDocumentWorker(work)
    started.push(child)
    return child
  }
  const { service } = givenService({ workers: 2, start })
  const { service: alone } = givenService()
  services.push(service, alone)
  const seen: number[] = []
  const made = value(
    await service.rendition(madePages(50), 'standard', { onPage: (_page, index) => void seen.push(index) }),
  )
  expect(started).toHaveLength(2)
  expect(seen).toEqual(Array.from({ length: 50 }, (_, index) => index))
  expect(made).toEqual(value(await alone.rendition(madePages(50), 'standard')))
})

test('a long rendition is called off between two pages, and its child goes on', async () => {
  const { service, notes } = givenService()
  services.push(service)
  const controller = new AbortController()
  const seen: number[] = []
  const answer = await service.rendition(madePages(200), 'standard', {
    signal: controller.signal,
    onPage(_page, index) {
      seen.push(index)
      if (index === 3) controller.abort()
    },
  })
  expect(answer).toEqual(refusal('called-off'))
  expect(value(await service.inspect(sample('text-1p.pdf'))).pages).toHaveLength(1)
  expect(seen).toEqual([0, 1, 2, 3])
  expect(notes).toEqual([])
})

test('a picture of 30,000 by 30,000 dots is refused for what it says of itself, before its page is drawn', async () => {
  const { service, notes } = givenService()
  services.push(service)
  expect(await service.rendition(sample('image-bomb.pdf'), 'fine')).toEqual({
    ok: false,
    fault: { code: 'document', refusal: 'too-many-dots', page: 1 },
  })
  const marked = { index: 0, turn: 0, repairs: { darken: true } } as const
  const sources = [sample('text-1p.pdf'), sample('image-bomb.pdf')].map((bytes) => ({ bytes, pages: [marked] }))
  expect(await service.seal({ sources })).toMatchObject({ ok: false, fault: { refusal: 'too-many-dots', page: 2 } })
  expect(value(await service.rendition(sample('text-1p.pdf'), 'standard')).pages).toHaveLength(1)
  expect(notes).toEqual([])
})

test('a sheet of 200 by 200 inches is made small', async () => {
  const { service, notes } = givenService()
  services.push(service)
  expect(value(await service.rendition(giantSheet(), 'fine')).pages).toMatchObject([{ widthPx: 1728 }])
  expect(notes).toEqual([])
})

const giantSheet = (): Uint8Array => {
  const text = Buffer.from(madePages(1)).toString('latin1')
  return new Uint8Array(Buffer.from(text.replaceAll('[0 0 612 792]', '[0 0 14400 14400]'), 'latin1'))
}
