/** Signatures by the vectors of the sheets, and by the makers' own code where there is some. Each must fall with one byte. */
import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import twilio from 'twilio'
import type { Callback, CallbackReader } from '#main/lines/callback.ts'
import { notifyreCallback } from '#main/lines/notifyre/callback.ts'
import { phaxioCallback } from '#main/lines/phaxio/callback.ts'
import { signalwireCallback } from '#main/lines/signalwire/callback.ts'
import { telnyxCallback } from '#main/lines/telnyx/callback.ts'
import { formBody, multipartBody, type Body, type Part } from '#main/lines/http/body.ts'
import { RestClient } from '#test/given/signalwire/client.ts'

const at = Date.parse('2026-01-02T03:04:05Z')

const callback = (url: string, body: Body, headers: Readonly<Record<string, string>>, when = at): Callback => ({
  url,
  body: body.bytes,
  header: (name) => ({ 'content-type': body.type, ...headers })[name],
  at: when,
})
const proof = (reader: CallbackReader, told: Callback, key: string) => Promise.resolve(reader.prove(told, key))
const parts = (fields: Readonly<Record<string, string>>): Part[] =>
  Object.entries(fields)
    .toReversed()
    .map(([name, value]) => ({ name, value }))

test.each([
  ['V1', 'test-webhook-token', 'example.com', parts({ test: 'true' }), '64a735ef0c47a0ae671e381c046648f0966deb29'],
  [
    'V2',
    'whtok-0123456789abcdef',
    'https://relay.example.org/hooks/phaxio?clinic=7',
    parts({
      direction: 'sent',
      event_type: 'fax_completed',
      fax: '{"id":123456,"status":"success","tags":{"client_ref":"fx-0001"}}',
      is_test: 'true',
      message: 'Fax processed',
      success: 'true',
    }),
    '6a45198aa90127d5be5c5860a144f7558fa8f544',
  ],
  [
    'V3',
    'whtok-0123456789abcdef',
    'https://relay.example.org/hooks/phaxio/',
    [
      { name: 'file', file: Buffer.from('%PDF-1.4\n%%EOF\n'), type: 'application/pdf', fileName: 'fax.pdf' } as const,
      ...parts({
        direction: 'received',
        event_type: 'fax_completed',
        fax: '{"id":123457,"status":"success"}',
        is_test: 'true',
        message: 'Fax received',
        success: 'true',
      }),
    ],
    'd9af414b80229291560cf23425a1b5fb2a11bb74',
  ],
] as const)('Phaxio %s', async (_, key, url, fields, signature) => {
  const body = multipartBody(fields)
  const told = (over: Partial<{ url: string; signature: string; body: Body }> = {}) =>
    callback(over.url ?? url, over.body ?? body, { 'x-phaxio-signature': over.signature ?? signature })
  expect(await proof(phaxioCallback, told(), key)).toBe('genuine')
  expect(await proof(phaxioCallback, told(), `${key}x`)).toBe('wrong')
  expect(await proof(phaxioCallback, told({ url: `${url}/` }), key)).toBe('wrong')
  expect(await proof(phaxioCallback, told({ signature: signature.replace(/.$/, 'x') }), key)).toBe('wrong')
  expect(await proof(phaxioCallback, told({ body: multipartBody([...fields, { name: 'z', value: '' }]) }), key)).toBe(
    'wrong',
  )
  const other = createHmac('sha256', key).update('anything').digest('hex')
  expect(await proof(phaxioCallback, told({ signature: other }), key)).toBe('wrong')
})

const telnyxKey = 'A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg='
const delivered =
  '{"data":{"event_type":"fax.delivered","id":"00000000-0000-4000-8000-0000000000aa","occurred_at":"2026-01-02T03:04:05.000000Z","record_type":"event","payload":{"fax_id":"00000000-0000-4000-8000-000000000001","connection_id":"1234567890","direction":"outbound","from":"+15005550006","to":"+15005550001","status":"delivered","client_state":"ZngtMDAwMQ==","page_count":2}},"meta":{"attempt":1,"delivered_to":"https://relay.example.org/hooks/telnyx"}}'

test.each([
  [
    'V1',
    '1700000000',
    '{"data":{"event_type":"fax.queued"}}',
    'Y6SjTSdkGl/2wbtCJJ1iRZtICi1wqkcrZAIVqz2Q45WV5UdvCgMPuwq6g3AqmVoMM+CQ//+JM6yfRHaEmOxQAQ==',
  ],
  [
    'V2',
    '1767323045',
    delivered,
    'b3RBOteLy3QGQ9IQALwZvt88ZTte4mCAyKixGREYmZf/E4Hr6bcnEdiUwaSvX1HMEibC/8w20NtRLYAYqRdUDw==',
  ],
])('Telnyx %s', async (_, time, body, signature) => {
  const now = Number(time) * 1_000
  const told = (text = body, more: Readonly<Record<string, string>> = {}, when = now) =>
    callback(
      'https://fax.example.org/c/x',
      { type: 'application/json', bytes: Buffer.from(text) },
      { 'telnyx-signature-ed25519': signature, 'telnyx-timestamp': time, ...more },
      when,
    )
  expect(await proof(telnyxCallback, told(), telnyxKey)).toBe('genuine')
  expect(await proof(telnyxCallback, told(body, {}, now + 300_000), telnyxKey)).toBe('genuine')
  for (const when of [now + 301_000, now - 301_000])
    expect(await proof(telnyxCallback, told(body, {}, when), telnyxKey)).toBe('stale')
  expect(await proof(telnyxCallback, told(`${body} `), telnyxKey)).toBe('wrong')
  for (const more of [
    { 'telnyx-timestamp': `${time}x` },
    { 'telnyx-timestamp': '' },
    { 'telnyx-signature-ed25519': signature.replace(/=+$/, '') },
    { 'telnyx-signature-ed25519': '' },
  ])
    expect(await proof(telnyxCallback, told(body, more), telnyxKey)).toBe('wrong')
  expect(await proof(telnyxCallback, told(), 'bm8ga2V5')).toBe('wrong')
})

const form = (fields: Readonly<Record<string, string>>): Body => formBody(Object.entries(fields).toReversed())

test.each([
  [
    'T1',
    '12345',
    'https://mycompany.com/myapp.php?foo=1&bar=2',
    { CallSid: 'CA1234567890ABCDE', Caller: '+14158675309', Digits: '1234', From: '+14158675309', To: '+18005551212' },
    'RSOYDt4T1cUTdK1PDd93/VVr8B8=',
  ],
  [
    'T2',
    'test-auth-token-000000000000000001',
    'https://relay.example.org/hooks/twilio?ref=fx-0001',
    {
      AccountSid: 'AC00000000000000000000000000000001',
      ApiVersion: 'v1',
      FaxSid: 'FX00000000000000000000000000000001',
      FaxStatus: 'delivered',
      From: '+15005550006',
      NumPages: '2',
      To: '+15005550001',
    },
    'h1sLeIabHSCpGMlTbQjDcCVChp8=',
  ],
  ...(['O361o+7ooHqeHLIt85UFWVKOwQM=', 'azPq3SDhtjEDaFyV8V+hFYuokfQ='] as const).map(
    (signature, nth) =>
      [
        `T${nth + 3}`,
        'PSK_test_00000000000000000001',
        'https://relay.example.org/hooks/signalwire?ref=fx-0001',
        {
          AccountSid: 'b08dacad-0000-4000-8000-000000000001',
          ApiVersion: 'v1',
          FaxSid: '8f3c1b1e-0000-4000-8000-000000000001',
          FaxStatus: 'delivered',
          From: '+15005550006',
          NumPages: '2',
          To: '+15005550001',
        },
        signature,
      ] as const,
  ),
] as const)('SignalWire and Twilio %s, which their own code accepts too', async (_, key, url, fields, signature) => {
  const told = (over: Partial<{ url: string; key: string; fields: Readonly<Record<string, string>> }> = {}) =>
    proof(
      signalwireCallback,
      callback(over.url ?? url, form(over.fields ?? fields), { 'x-signalwire-signature': signature }),
      over.key ?? key,
    )
  expect(await told()).toBe('genuine')
  expect(RestClient.validateRequest(key, signature, url, fields)).toBe(true)
  expect(twilio.validateRequest(key, signature, url, fields)).toBe(true)
  expect(await told({ url: `${url}1` })).toBe('wrong')
  expect(await told({ key: `${key}1` })).toBe('wrong')
  expect(await told({ fields: { ...fields, To: '+15005550002' } })).toBe('wrong')
  const header = { 'x-twilio-signature': signature }
  expect(await proof(signalwireCallback, callback(url, form(fields), header), key)).toBe('genuine')
})

test('what a SignalWire callback teaches is which of our references got which id', () => {
  const learn = (url: string, fields: Readonly<Record<string, string>>) =>
    signalwireCallback.learn?.(callback(url, form(fields), {}))
  const url = 'https://fax.example.org/c/x?ref=abcdef0123456789abcd'
  expect(learn(url, { FaxSid: 'sid-1' })).toEqual({ reference: 'abcdef0123456789abcd', providerId: 'sid-1' })
  for (const [where, sid] of [
    ['https://fax.example.org/c/x', 'sid-1'],
    [`${url}/../x`, 'sid-1'],
    [url, '../../other'],
  ] as const)
    expect(learn(where, { FaxSid: sid })).toBeUndefined()
})

test('Notifyre: the bytes first, then the body written anew; neither old nor of tomorrow', async () => {
  const body = '{"Event":"fax_sent","Timestamp":1767323045,"Payload":{"ID":"a1","Status":"successful"}}'
  const signature = 't=1767323045,v=8ea22e8f8b0ce40472a7ed8f4af9951f2187b938545a91b1f6dcdb6b1b34d4f7'
  const told = (text: string, when = at, header = signature) =>
    proof(
      notifyreCallback,
      callback(
        'https://fax.example.org/c/x',
        { type: 'application/json', bytes: Buffer.from(text) },
        { 'notifyre-signature': header },
        when,
      ),
      'notifyre-secret-0001',
    )
  expect(await told(body)).toBe('genuine')
  expect(await told(body.replaceAll(',', ', '))).toBe('genuine')
  expect(await told(body.replace('a1', 'a2'))).toBe('wrong')
  expect(await told(body, at + 301_000)).toBe('stale')
  expect(await told(body, at - 301_000)).toBe('stale')
  for (const header of ['', 't=1767323045', signature.replace('t=', 't=0'), signature.toUpperCase()])
    expect(await told(body, at, header)).toBe('wrong')
})
