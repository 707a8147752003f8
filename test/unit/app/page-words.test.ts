import { expect, test } from 'vitest'
import { listed } from '#app/words/en/desk/pages.ts'

test.each([
  [[3], 'Page 3'],
  [[2, 5], 'Pages 2 and 5'],
  [[2, 3], 'Pages 2 and 3'],
  [[2, 3, 4, 5, 6], 'Pages 2–6'],
  [[1, 4, 5, 6, 8, 9], 'Pages 1, 4–6, 8 and 9'],
])('pages %j are listed as %s', (pages, words) => {
  expect(listed(pages)).toBe(words)
})
