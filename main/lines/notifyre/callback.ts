/**
 * Notifyre's signature (providers' sheet "others", §6): HMAC-SHA256, hexadecimal, over the time, a full stop and the body. Its
 * own library signs the body parsed and written anew, so that form is tried after the bytes as they came.
 */
import { createHmac } from 'node:crypto'
import { replayWindowMs, same, type CallbackReader } from '../callback.ts'

export const notifyreCallback: CallbackReader = {
  prove: ({ header, body, at }, key) => {
    const [, time = '', told = ''] = /^t=(\d{1,12}),v=([0-9a-f]{64})$/.exec(header('notifyre-signature') ?? '') ?? []
    const text = Buffer.from(body).toString('utf8')
    const signed = (of: string): boolean => same(told, createHmac('sha256', key).update(`${time}.${of}`).digest('hex'))
    if (time === '' || !(signed(text) || signed(writtenAnew(text)))) return 'wrong'
    return Math.abs(at - Number(time) * 1_000) > replayWindowMs ? 'stale' : 'genuine'
  },
}

function writtenAnew(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text))
  } catch {
    return text
  }
}
