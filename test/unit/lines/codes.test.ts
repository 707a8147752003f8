/**
 * Every failure code of every service, from its documents to what a person reads: its class, what is done by itself, the
 * sentence, and the next act. A code nobody wrote down is left to a person.
 */
import { describe, expect, test } from 'vitest'
import { lineKinds } from '#app/domain/line-kinds/index.ts'
import type { FaxState } from '#app/domain/fax/fax.ts'
import { ladder } from '#app/domain/fax/retry.ts'
import { reasonWords, stateSays } from '#app/words/index.ts'
import { afterFailure, afterNews } from '#main/delivery/engine/decide.ts'
import { nextActs } from '#main/delivery/views.ts'
import { callEnd } from '#main/lines/asterisk/codes.ts'
import { codeClasses, reasonsOf, type CodeClass, type CodeEnd } from '#main/lines/codes.ts'
import { faxEnd as documo } from '#main/lines/documo/codes.ts'
import { jobEnd as faxbot, switchedOff } from '#main/lines/faxbot/codes.ts'
import { faxEnd as humblefax } from '#main/lines/humblefax/codes.ts'
import { jobEnd as hylafax } from '#main/lines/hylafax/codes.ts'
import { faxEnd as ifax, refusal } from '#main/lines/ifax/codes.ts'
import { faxEnd as interfax } from '#main/lines/interfax/codes.ts'
import { ended } from '#main/lines/lookup.ts'
import { newsOf as notifyre } from '#main/lines/notifyre/faxes.ts'
import { faxEnd as phaxio } from '#main/lines/phaxio/codes.ts'
import { faxEnd as signalwire, refusalOf } from '#main/lines/signalwire/codes.ts'
import { faxEnd as sinch } from '#main/lines/sinch/codes.ts'
import { faxEnd as srfax } from '#main/lines/srfax/codes.ts'
import { faxEnd as telnyx } from '#main/lines/telnyx/codes.ts'
import { faxEnd as westfax } from '#main/lines/westfax/codes.ts'
import { sheets } from '#test/given/codes/sheets.ts'

const split = (code: string): readonly [string, number] => [code.split(' ')[0] ?? '', Number(code.split(' ')[1])]

/** What a line makes of a code, where the service says that no page went as far as it says anything of pages. */
const endOf: Readonly<Record<string, (code: string) => CodeEnd>> = {
  asterisk: callEnd,
  documo: (code) => documo(code, 0),
  faxbot: (code) => (code === 'disabled' ? switchedOff : faxbot('sip', code)),
  humblefax: (code) => humblefax([code], 0),
  hylafax,
  // A number is what a refused request bears, a word what a failed fax does.
  ifax: (code) => (/^12\d{3}$/.test(code) ? refusal(code) : ifax(code, 0)),
  interfax: (code) => interfax(Number(code)),
  notifyre: (code) => {
    const news = notifyre({ id: '1', status: code, pages: 2 }, {})
    return news.phase === 'failed' ? news.reason : 'partial'
  },
  phaxio: (code) => phaxio(split(code)[1], split(code)[0]),
  signalwire: (code) => (/^(4|2\d)\d{3}$/.test(code) ? (refusalOf(Number(code)) ?? 'partial') : signalwire(code)),
  sinch: (code) => sinch(...split(code), 0),
  srfax,
  telnyx,
  westfax,
}

const rows = Object.entries(sheets).flatMap(([kind, sheet]) =>
  codeClasses.flatMap((of) => (sheet[of] ?? []).map((code) => [kind, code, of] as const)),
)

const underway = { phase: 'accepted', attempt: 1, since: 0 } as const
const clock = (): string => '10:00'

/** What becomes of a fax whose call ended so, at the end of all ladders. */
function lastState(end: CodeEnd): FaxState {
  const news = ended(end)
  const askedToStop = 'person_dddddddddddddddddddd' as never
  if (news.phase === 'cancelled') return afterNews(underway, news, 1, askedToStop)?.next ?? underway
  if (news.phase !== 'failed') return underway
  return afterFailure(underway, news, 1, { tries: 99, ladders: {} }).next
}

test('there is a sheet for every kind of line, and a way to ask what its codes mean', () => {
  const kinds = lineKinds.map(({ kind }) => kind).toSorted()
  expect(Object.keys(sheets).toSorted()).toEqual(kinds)
  expect(Object.keys(endOf).toSorted()).toEqual(kinds)
})

describe(`${rows.length} codes`, () => {
  test.each(rows)('%s “%s”: %s', (kind, code, of: CodeClass) => {
    const end = endOf[kind]?.(code)
    if (!end) throw new Error('no such line')
    expect(reasonsOf[of]).toContain(end)
    // Only what put no page through is ever done again by itself.
    if (end !== 'cancelled' && of !== 'no-call' && end !== 'account-trouble') expect(ladder(end)).toEqual([])
    const state = lastState(end)
    expect(state.phase).toBe(end === 'cancelled' ? 'cancelled' : 'failed')
    expect(stateSays(state, 2, clock)).not.toBe('')
    expect(nextActs(state, true)).toContain('send-again')
    if (end !== 'cancelled') expect(reasonWords[end]).not.toBe('')
  })
})

const unheardOf = [
  '',
  ' ',
  '0',
  '-1',
  '4242',
  'FAX_ERROR 4242',
  'lineError 4242',
  'surprise',
  'constructor',
  '__proto__',
  '繁忙',
]

test.each(Object.keys(sheets))('%s: what nobody wrote down is left to a person', (kind) => {
  for (const code of unheardOf) expect([code, endOf[kind]?.(code)]).toEqual([code, 'partial'])
  expect(ladder('partial')).toEqual([])
  expect(lastState('partial').phase).toBe('failed')
})
