/** Asterisk's language and ours: messages, codes, and the dialplan people paste. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { asterisk } from '#app/domain/line-kinds/own/asterisk.ts'
import { asteriskDialplan } from '#app/domain/line-kinds/own/asterisk-dialplan.ts'
import { asteriskCodes, callEnd } from '#main/lines/asterisk/codes.ts'
import { actionText, cutMessages } from '#main/lines/asterisk/message.ts'
import { newsOf, reportInFile } from '#main/lines/asterisk/reports.ts'

describe('messages', () => {
  test('names repeat, count without regard to case, and a value may hold a colon', () => {
    const cut = cutMessages('Event: X\r\nVariable: A=1\r\nvariable: B=a: b\r\nno field\r\n\r\nResp')
    expect(cut?.rest).toBe('Resp')
    expect(cut?.messages[0]?.all('VARIABLE')).toEqual(['A=1', 'B=a: b'])
    expect(cut?.messages[0]?.get('nothing')).toBe('')
    expect(cutMessages('x'.repeat(1_100_000))).toBeUndefined()
  })

  test('a value cannot end its line', () => {
    expect(() => actionText([['Channel', 'x\r\nAction: Originate']])).toThrow(TypeError)
    expect(asterisk.settings.serverFolder.schema.safeParse('/srv,FXD_REF=x').success).toBe(false)
    expect(asterisk.settings.serverFolder.schema.safeParse('/srv/a b').success).toBe(false)
  })
})

test('every code has its class, and whatever is in no table is left to a person', () => {
  for (const { code, reason } of asteriskCodes) expect([code, callEnd(code)]).toEqual([code, reason])
  for (const text of ['dial ', 'fax ', 'fax a sentence', 'originate 4']) expect(callEnd(text)).toBe('partial')
  const about = { pages: 2, startedAt: 1, stopped: false }
  expect(newsOf({ at: 2, report: { stage: 'not-answered', reason: '5' } }, about)).toMatchObject({ reason: 'busy' })
})

test('the page of this line shows the dialplan as the form does, and the dialplan says what the driver reads', async () => {
  expect(await readFile(path.resolve('main/lines/asterisk/README.md'), 'utf8')).toContain(asteriskDialplan)
  for (const said of ['faxdesk-dial', 'faxdesk-answered', 'FXD_REF', 'FXD_FOLDER', 'FXD_STATION', 'FXD_URL', ',zf)'])
    expect(asteriskDialplan).toContain(said)
  for (const written of asteriskDialplan.matchAll(/Set\(FILE\([^)]*\.txt\)=(.*)\)$/gm))
    expect([written[1], reportInFile(written[1] ?? '') !== undefined]).toEqual([written[1], true])
})
