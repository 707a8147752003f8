import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readPages } from './look.ts'
import { givenService, value, type Given } from './service.ts'
import { confirmation } from './sheets.ts'

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
