import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeMessage, encodeMessage, messageLength } from '../chromium/cbor.ts'

const pack = (value: object): Buffer => Buffer.concat(encodeMessage(value))

const number = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true }).map((each) => each + 0),
) // no -0: an integer has none
const leaf = fc.oneof(fc.string({ unit: 'grapheme' }), number, fc.boolean(), fc.constant(null))
const { tree: message } = fc.letrec<{ tree: Record<string, unknown> }>((tie) => ({
  tree: fc.dictionary(
    fc.string().filter((key) => key !== '__proto__'),
    fc.oneof({ depthSize: 'small' }, leaf, fc.array(leaf), tie('tree')),
    { noNullPrototype: true },
  ),
}))

test('what is written is what is read, and the length says where it ends', () => {
  fc.assert(
    fc.property(message, (value) => {
      const bytes = pack(value)
      expect(messageLength(bytes)).toBe(bytes.length)
      expect(decodeMessage(bytes)).toEqual(value)
    }),
  )
})

test('bytes travel as bytes, members that are undefined not at all', () => {
  const body = Buffer.from([0, 255, 1])
  expect(decodeMessage(pack({ body, sessionId: undefined }))).toEqual({ body })
})

test('a message is not begun before its header is there', () => {
  expect(messageLength(pack({ id: 1 }).subarray(0, 6))).toBeUndefined()
})

test('it is the form Chromium wrote, byte for byte', () => {
  // {"id":1,"result":{}} as Debian's Chromium 156 sends it.
  const fromChromium = Buffer.from('d8185a00000016bf6269640166726573756c74d8185a00000002bfffff', 'hex')
  expect(decodeMessage(fromChromium)).toEqual({ id: 1, result: {} })
  expect(messageLength(fromChromium)).toBe(fromChromium.length)
})

test('text that is not UTF-8 comes as UTF-16', () => {
  const text = Buffer.from('né', 'utf16le')
  const message = Buffer.concat([Buffer.from([0xbf, 0x61, 0x61, 0x40 + text.length]), text, Buffer.from([0xff])])
  expect(decodeMessage(message)).toEqual({ a: 'né' })
})
