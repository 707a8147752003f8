import fc from 'fast-check'
import { expect, test } from 'vitest'
import { turns } from '#app/domain/pages/document.ts'
import { turnedBox, unturnedBox, withinPage } from '#app/domain/pages/page-marks.ts'

const share = fc.double({ min: 0, max: 1, noNaN: true })

test('a box is where it was after any turn and back, and always within the page', () => {
  const boxes = fc.record({ left: share, top: share, width: share, height: share })
  fc.assert(
    fc.property(boxes, fc.constantFrom(...turns), (any, turn) => {
      const box = withinPage(any)
      const turned = turnedBox(box, turn)
      const back = unturnedBox(turned, turn)
      for (const side of ['left', 'top', 'width', 'height'] as const) expect(back[side]).toBeCloseTo(box[side], 9)
      expect(turned.left + turned.width).toBeLessThanOrEqual(1 + 1e-9)
      expect(turned.top + turned.height).toBeLessThanOrEqual(1 + 1e-9)
      expect(Math.min(turned.left, turned.top)).toBeGreaterThanOrEqual(-1e-9)
    }),
  )
})
