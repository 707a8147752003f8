import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { paginate } from '#main/reports/render/flow.ts'
import { everything, ink, readPages, render } from './look.ts'
import { givenService, value, type Given } from './service.ts'
import { auditOf, confirmation } from './sheets.ts'

let given: Given
beforeAll(() => void (given = givenService()))
afterAll(() => given.service.stop())

describe('the confirmation report', () => {
  test('says how the fax ended, to whom, each attempt, and the hash of what was sent', async () => {
    const { bytes, pages } = value(await given.service.confirmation(confirmation))
    const read = await readPages(bytes)
    expect(pages).toBe(1)
    for (const part of ['Delivered', '(202) 555-0142', 'Attempt 1: busy', '10:24:23 AM', 'TRAINING', 'Page 1 of 1']) {
      expect(read[0]?.text).toContain(part)
    }
    expect(read[0]?.text.replaceAll(' ', '')).toContain('9f3c41d077abe812'.repeat(4))
  })

  test('goes on to further pages, each with head, mark and number', async () => {
    const steps = Array.from({ length: 120 }, (_, at) => ({
      mark: 'step' as const,
      title: `Attempt ${at + 1}`,
      when: '10:00',
    }))
    const report = { ...confirmation, attempts: { title: 'Attempts', steps } }
    const { bytes, pages } = value(await given.service.confirmation(report))
    const read = await readPages(bytes)
    expect(read).toHaveLength(pages)
    expect(pages).toBeGreaterThan(3)
    read.forEach(({ text }, at) => {
      expect(text).toContain(`Page ${at + 1} of ${pages}`)
      expect(text).toContain('TRAINING')
      expect(text).toContain('Confirmation report')
    })
    for (const { title } of steps) expect(read.some(({ text }) => text.includes(`${title} `))).toBe(true)
  })
})

describe('the audit report', () => {
  test('of a long range has every entry once, in order, under a repeated head, and ends in its checkpoint', async () => {
    const { bytes, pages } = value(await given.service.auditReport(auditOf(5000)))
    const read = await readPages(bytes)
    expect(pages).toBeGreaterThan(200)
    expect(read).toHaveLength(pages)
    const entries = read.flatMap(({ text }) =>
      [...text.matchAll(/ (\d{4,5}) Apr 14, 2026/g)].map(([, entry]) => Number(entry)),
    )
    expect(entries).toEqual(Array.from({ length: 5000 }, (_, at) => 5001 + at))
    read.forEach(({ text }, at) => {
      expect(text).toContain(`Page ${at + 1} of ${pages}`)
      expect(text).toContain('TRAINING')
      if (/ Apr 14, 2026 10:24/.test(text)) expect(text).toMatch(/Entry When Who What Outcome/)
    })
    const last = read.at(-1)?.text.replaceAll(' ', '')
    expect(last).toContain('a1b2c3d4'.repeat(16))
    expect(last).toContain('48,211')
  })

  test('of an empty range says so', async () => {
    const read = await readPages(value(await given.service.auditReport(auditOf(0))).bytes)
    expect(read[0]?.text).toContain('No entries in this period.')
  })

  test('keeps its margins on A4 too, and is black only', async () => {
    const { bytes } = value(await given.service.auditReport({ ...auditOf(60), paper: 'a4' }))
    expect((await readPages(bytes))[0]).toMatchObject({ width: 595, height: 842 })
    const picture = await render(bytes, 0, 595, 842)
    expect(ink(picture, [0, 0, 0.065, 1]) + ink(picture, [0.935, 0, 1, 1])).toBe(0)
    expect(everything(bytes)).not.toMatch(/^[\d. ]+ (rg|k|g|sc|scn)$/m)
  })

  test('is the same, byte for byte, each time', async () => {
    const [first, second] = [await given.service.auditReport(auditOf(40)), await given.service.auditReport(auditOf(40))]
    expect(value(first).bytes).toEqual(value(second).bytes)
  })
})

describe('pages', () => {
  const surround = { top: () => 0, bottom: 100, draw: () => undefined }
  const block = (height: number, repeats?: true) => ({ height, draw: () => undefined, ...(repeats ? { repeats } : {}) })

  test('a block is never divided and none is lost', () => {
    const blocks = [60, 60, 30, 150, 10, 90].map((height) => block(height))
    const pages = paginate(blocks, surround)
    expect(pages.flatMap((page) => page.blocks)).toEqual(blocks)
    expect(pages.map((page) => page.blocks.map(({ height }) => height))).toEqual([[60], [60, 30], [150], [10, 90]])
  })

  test('a head is drawn again where its rows go on, and is never left alone at the foot', () => {
    const head = block(20, true)
    const row = block(40)
    const pages = paginate([head, row, row, row, row, row], surround)
    expect(pages.map((page) => page.blocks.length)).toEqual([3, 3, 2])
    for (const page of pages) expect(page.blocks[0]).toBe(head)
    const late = paginate([block(70), head, row], surround)
    expect(late.map((page) => page.blocks.at(-1) === head)).toEqual([false, false])
  })
})
