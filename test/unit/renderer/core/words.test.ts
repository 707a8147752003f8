import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FaxState } from '#app/domain/fax/fax.ts'
import { FailureReason } from '#app/domain/fax/fax.ts'
import type { Conflict, Fault, StoreTrouble } from '#app/domain/outcome.ts'
import { documentRefusals } from '#app/domain/pages/document.ts'
import { faultText, statusLine, statusWord, waitWords, words, type TroubleKind } from '#app/words/index.ts'
import { duration, size, telephone } from '#renderer/format.ts'
import { faxLook } from '#renderer/parts/FaxStatus.tsx'
import { stepTo } from '#renderer/parts/form/Segmented.tsx'
import { errorOf } from '#renderer/screens/sign-in/usePasswordEntry.ts'
import { administratorLacks, practiceFields, practiceLacks } from '#renderer/screens/setup/steps.ts'
import { throttled, touchEveryMs } from '#renderer/state/activity.ts'
import { stayMs } from '#renderer/state/toasts.ts'
import { themeFor } from '#renderer/state/preferences.ts'

const clock = () => '10:42'

const states: readonly [FaxState, string][] = [
  [{ phase: 'queued', notBefore: 0, attempt: 1 }, 'Queued'],
  [{ phase: 'queued', notBefore: 0, attempt: 3, after: 'busy' }, 'Busy – retry at 10:42'],
  [{ phase: 'accepted', attempt: 1, since: 0 }, 'Dialing'],
  [{ phase: 'sending', attempt: 1, since: 0, pagesSent: 3 }, 'Sending 3/7'],
  [{ phase: 'uncertain', attempt: 1, since: 0 }, 'Needs attention'],
  [{ phase: 'delivered', at: 0, pages: 7, tookMs: 292_000 }, 'Delivered'],
  [{ phase: 'failed', at: 0, reason: 'no-answer', pagesSent: 0, attempts: 4 }, 'Failed'],
  [{ phase: 'failed', at: 0, reason: 'human-answered', pagesSent: 0, attempts: 1 }, 'Needs attention'],
]

test.each(states)('%o reads %s', (state, word) => {
  expect(statusWord(state, 7, clock)).toBe(word)
})

test('the second line names the next attempt out of how many, and what went through', () => {
  const line = (state: FaxState) => statusLine(state, 7, duration)
  expect(line({ phase: 'queued', notBefore: 0, attempt: 3, after: 'busy' })).toBe('Attempt 3 of 6 is next')
  expect(line({ phase: 'delivered', at: 0, pages: 7, tookMs: 292_000 })).toBe('7 of 7 pages · 4 min 52 s')
  expect(line({ phase: 'failed', at: 0, reason: 'partial', pagesSent: 2, attempts: 1 })).toBe(
    '2 of 7 pages went through',
  )
  expect(line({ phase: 'failed', at: 0, reason: 'no-answer', pagesSent: 0, attempts: 4 })).toBe(
    'No answer after 4 attempts',
  )
})

test('a state never looks delivered unless it is', () => {
  for (const [state] of states) expect(faxLook(state).tone === 'ok').toBe(state.phase === 'delivered')
  for (const reason of FailureReason.options)
    expect(['bad', 'warn']).toContain(faxLook({ phase: 'failed', at: 0, reason, pagesSent: 0, attempts: 1 }).tone)
})

const faults: readonly Fault[] = [
  { code: 'locked' },
  { code: 'forbidden', needs: 'fax.send' },
  { code: 'conflict', why: 'already-gone' satisfies Conflict },
  { code: 'store', kind: 'full' satisfies StoreTrouble },
  { code: 'internal', incident: 'ab12' },
]

test('every fault is told in plain words: nothing shouts, pleads or shows its code', () => {
  for (const fault of faults) {
    const text = faultText(fault)
    expect(text).not.toMatch(/!|\bplease\b|successfully|undefined/i)
    expect(text).toMatch(/\.$/)
    expect(text).not.toContain(fault.code === 'store' ? 'store' : `'${fault.code}'`)
  }
})

test('every refusal says what was not done and what to do, of a file and of a page that is in already', () => {
  for (const refusal of documentRefusals) {
    const ofPage = faultText({ code: 'pages', refusal, page: 3 })
    for (const text of [faultText({ code: 'document', refusal }), ofPage, faultText({ code: 'pages', refusal })]) {
      expect(text).toMatch(
        /(not added|so the pages were not made|they were not made|Nothing was sent)\b.*\. ?[A-Z][^.]+\.$/,
      )
      expect(text).not.toContain('undefined')
    }
    expect(ofPage).not.toMatch(/not added|A page/)
  }
})

test('no screen of trouble tells anyone to delete or reset anything', () => {
  for (const kind of Object.keys(words.trouble.kinds) as TroubleKind[]) {
    const { title, what, steps } = words.trouble.kinds[kind]
    expect(`${title} ${what} ${steps.join(' ')}`).not.toMatch(/\b(delete|erase|reset Faxdesk|start over|reinstall)\b/i)
    expect(steps.length).toBeGreaterThan(0)
  }
})

test('a refused sign-in says how long to wait, and not which part was wrong', () => {
  const at = (leftMs: number) => errorOf({ at: 'refused', fault: { code: 'sign-in-refused', waitMs: leftMs }, leftMs })
  expect(at(0)).toBe('Name and password do not fit.')
  expect(at(4000)).toBe('Name and password do not fit. Try again in 4 seconds.')
  expect(errorOf({ at: 'typing' })).toBeUndefined()
  expect(waitWords(1000)).toBe('1 second')
  expect(waitWords(300_000)).toBe('5 minutes')
})

test('spans and numbers read as people write them', () => {
  expect([45_000, 60_000, 160_000, 3_900_000].map(duration)).toEqual(['45 s', '1 min', '2 min 40 s', '1 h 5 min'])
  expect(telephone('+12025550142')).toBe('(202) 555-0142')
  expect(telephone('+442079460000')).toMatch(/^\+44/)
  expect([200, 640_000, 2_400_000].map(size)).toEqual(['1 KB', '640 KB', '2.4 MB'])
})

test('a number keeps its digits, however it is written', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\+[1-9]\d{6,14}$/), (e164) => {
      const shown = telephone(e164).replaceAll(/\D/g, '')
      expect(e164.endsWith(shown)).toBe(true)
      expect(e164.length - 1 - shown.length).toBeLessThanOrEqual(1)
    }),
  )
})

test('the administrator step waits for a name, a good password and the same password again', () => {
  const good = 'correct-lantern-9-orchard'
  expect(administratorLacks({ name: ' ', password: good, again: good })).toBe('name')
  expect(administratorLacks({ name: 'Tom Applegarth', password: 'short', again: 'short' })).toBe('password')
  expect(administratorLacks({ name: 'Tom Applegarth', password: good, again: good.slice(0, 7) })).toBe('again')
  expect(administratorLacks({ name: 'Tom Applegarth', password: good, again: good.slice(1) })).toBe('differs')
  expect(administratorLacks({ name: 'Tom Applegarth', password: good, again: good })).toBeUndefined()
})

test('the practice step waits for a name and for whole numbers', () => {
  const practice = { name: 'A', address: '', phone: '202 555 0100', fax: '', workstation: '' }
  expect(practiceLacks({ ...practice, name: ' ' })).toBe('name')
  expect(practiceLacks({ ...practice, fax: '202 555 010' })).toBe('numbers')
  expect(practiceLacks(practice)).toBeUndefined()
  expect(practiceFields(practice).phone).toBe('(202) 555-0100')
})

test('an address that was not typed is no address line', () => {
  const typed = { name: ' A ', address: ' ', phone: '', fax: '', workstation: '' }
  expect(practiceFields(typed)).toEqual({ name: 'A', addressLines: [], phone: '', fax: '', workstation: '' })
})

test('signs of activity are passed on at most once in fifteen seconds', () => {
  let time = 0
  let sent = 0
  const seen = throttled(
    () => (sent += 1),
    () => time,
  )
  for (time = 0; time <= 60_000; time += 500) seen()
  expect(sent).toBe(60_000 / touchEveryMs + 1)
})

test('a notice with something to undo, or of something that failed, stays; others for as long as they take to be read', () => {
  const action = { label: 'Undo', run: () => undefined }
  expect(stayMs({ tone: 'ok', text: 'Draft discarded.', action })).toBeUndefined()
  expect(stayMs({ tone: 'bad', text: 'The disk is full.' })).toBeUndefined()
  expect(stayMs({ tone: 'ok', text: 'Saved.' })).toBe(8000)
  expect(stayMs({ tone: 'info', text: 'x'.repeat(100) })).toBe(12_000)
})

test('arrows in a group of choices go round, and other keys stay', () => {
  expect(stepTo('ArrowRight', 2, 3)).toBe(0)
  expect(stepTo('ArrowLeft', 0, 3)).toBe(2)
  expect(stepTo('End', 0, 3)).toBe(2)
  expect(stepTo('Enter', 0, 3)).toBeUndefined()
})

test('the system’s theme counts only where nobody chose one', () => {
  expect(themeFor('system', true)).toBe('dark')
  expect(themeFor('system', false)).toBe('light')
  expect(themeFor('light', true)).toBe('light')
})
