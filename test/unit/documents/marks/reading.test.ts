/** Scans are read for whom they are about: pages of fictional patients as a scanner makes them, through the real service. */
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { differing } from '#app/domain/pages/one-patient.ts'
import type { Child, DocumentWork } from '#main/ports.ts'
import type { MeasuredPage } from '#main/documents/service/protocol.ts'
import type { RenditionTools } from '#main/documents/rendition/rendition.ts'
import { startTools } from '#test/bench/documents/kinds.ts'
import { manualClock } from '#test/given/clock.ts'
import { scanPdf, writtenPage, type MadeScan } from '#test/given/made/legible.ts'
import { greyPage, photograph, scrawl, worn } from '#test/given/made/scanned.ts'
import { givenService, refusal, startDocumentWorker, startWorker, value, type Given } from '../service.ts'

let tools: RenditionTools
beforeAll(async () => void (tools = await startTools()))
const services: Given['service'][] = []
afterEach(() => services.splice(0).forEach((service) => service.stop()))
function given(parts?: Parameters<typeof givenService>[0]): Given {
  const made = givenService(parts)
  services.push(made.service)
  return made
}

const dana = ['Patient: Dana Testcase', 'DOB: 01/09/1961   MRN: TEST-0042', '', 'Seen for a cough.']
const robin = ['Patient name: SAMPLETON, ROBIN', 'Date of birth: 04/17/1988', '', 'Blood was drawn.']
const page = (lines: readonly string[]): MadeScan => greyPage(tools, writtenPage(lines, { sizePt: 11, grey: 0 }))

async function measured({ service }: Given, scan: MadeScan): Promise<MeasuredPage> {
  const [facts] = value(await service.facts(scanPdf(scan)))
  if (!facts) throw new Error('no page')
  return facts
}

async function read(desk: Given, scan: MadeScan) {
  const { dots } = await measured(desk, scan)
  if (!dots) throw new Error('no picture')
  return value(await desk.service.read(dots))
}

describe('a scan is read', () => {
  test('askew, dirty, upside down; two patients are told apart and one stays one', async () => {
    const desk = given()
    const first = await read(desk, worn(page(dana), { seed: 1, skewDeg: 1.5, specks: 20 }))
    expect(first).toEqual({
      identity: { names: ['Dana Testcase'], births: ['1961-01-09'], records: ['TEST-0042'] },
      legible: true,
    })
    const straight = worn(page(dana), { seed: 2 })
    const turned = await read(desk, { ...straight, grey: straight.grey.toReversed() })
    const other = await read(desk, worn(page(robin), { seed: 3, skewDeg: -1, noise: 15 }))
    const said = [first, turned, other].map(({ identity }) => ({ ...identity, scanned: true }))
    expect(differing(said.slice(0, 2))).toBeUndefined()
    expect(differing(said)).toEqual({ field: 'birth', at: [2], scanned: true })
  })

  test('and says nothing where nothing is written: a photograph, a scrawl', async () => {
    const desk = given()
    const nothing = { identity: { names: [], births: [], records: [] }, legible: false }
    expect(await read(desk, photograph(5))).toEqual(nothing)
    expect(await read(desk, scrawl())).toEqual(nothing)
  })
})

test('only pictures have dots to read, and only on early pages', async () => {
  const desk = given()
  const text = value(await desk.service.facts(writtenPage(dana, { sizePt: 11, grey: 0 })))
  expect(text[0]?.dots).toBeUndefined()
  const blank = await measured(desk, worn(page([]), { seed: 4, noise: 0 }))
  expect([blank.scan, blank.dots]).toEqual([undefined, undefined])
})

describe('a reader that fails', () => {
  const bad = (act: string) => (work: DocumentWork) =>
    work === 'reading'
      ? startWorker(
          `const { parentPort } = require('node:worker_threads'); parentPort.on('message', (m) => { if (m.kind === 'read') { ${act} } })`,
          true,
        )
      : startDocumentWorker(work)

  test('leaves its page unread and nothing else disturbed', async () => {
    const desk = given({ start: bad('process.exit(1)') })
    const { dots } = await measured(desk, worn(page(dana), { seed: 1 }))
    if (!dots) throw new Error('no picture')
    expect(await desk.service.read(dots)).toEqual(refusal('crashed'))
    expect(value(await desk.service.renditionPage(dots)).png.byteLength).toBeGreaterThan(100)
  })

  test('or takes too long is ended, and so is one whose page nobody wants any more', async () => {
    const clock = manualClock()
    const desk = given({ start: bad('while (true);'), clock, limits: { stepMs: 10_000 } })
    const { dots } = await measured(desk, worn(page(dana), { seed: 1 }))
    if (!dots) throw new Error('no picture')
    const late = desk.service.read(dots)
    await Promise.resolve()
    clock.advance(10_000)
    expect(await late).toEqual(refusal('took-too-long'))
    const unwanted = new AbortController()
    const left = desk.service.read(dots, { signal: unwanted.signal })
    await Promise.resolve()
    unwanted.abort()
    expect(await left).toEqual(refusal('called-off'))
    expect(value(await desk.service.renditionPage(dots)).png.byteLength).toBeGreaterThan(100)
  })
})

test('waits until no page is drawn for anybody', async () => {
  const started: DocumentWork[] = []
  const start = (work: DocumentWork): Child => {
    started.push(work)
    return startDocumentWorker(work)
  }
  const desk = given({ start })
  const { dots } = await measured(desk, worn(page(dana), { seed: 1 }))
  if (!dots) throw new Error('no picture')
  const whileDrawing: DocumentWork[][] = []
  const view = desk.service.rendition(scanPdf(page(robin)), 'fine', {
    onPage: () => void whileDrawing.push([...started]),
  })
  const reading = desk.service.read(dots)
  value(await view)
  expect(whileDrawing).toEqual([['pages']])
  value(await reading)
  expect(started).toEqual(['pages', 'reading'])
})
