import { expect, test } from 'vitest'
import { sureText } from '#main/documents/reading/lines.ts'
import type { ReadWord } from '#main/documents/reading/tesseract.ts'

const word = (text: string, left: number, top: number, sure = 95): ReadWord => ({
  text,
  sure,
  left,
  top,
  width: text.length * 12,
  height: 24,
})

test('words become lines again, from the top down, however they slant and in whatever order they come', () => {
  const words = [
    word('was', 600, 212),
    word('Seen', 100, 200),
    word('today', 168, 203),
    word('Patient:', 100, 100),
    word('Dana', 208, 104),
  ]
  expect(sureText(words)).toBe('Patient: Dana\nSeen today   was')
})

test('a word that may be wrong parts what stands around it; labels are taken as they are meant', () => {
  const words = [
    word('Patient;', 0, 0),
    word('Dana', 100, 0, 30),
    word('Testcase', 160, 0),
    word('D.0O.B.:', 300, 0, 20),
  ]
  expect(sureText(words)).toBe('Patient: | Testcase   DOB:')
})
