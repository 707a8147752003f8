/** The walk of a first day: every screen on the way stands up to axe, and the fax arrives. */
import { readFileSync } from 'node:fs'
import { walk } from '#test/given/walk/walk.ts'
import { expect, look, test } from './fixtures.ts'

test('from a dropped scan to Delivered, locked and back, to the printed record', async ({ desk }) => {
  test.setTimeout(300_000)
  const { auditReport, confirmation } = await walk(desk, (page, step) =>
    look(page, `walk-${step.replaceAll(/[^a-z0-9]+/g, '-')}`),
  )
  for (const report of [auditReport, confirmation]) expect(readFileSync(report).subarray(0, 5).toString()).toBe('%PDF-')
})
