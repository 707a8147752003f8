import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeValue, encodeValue } from '../worlds/wire.ts'

/** As it travels: the tree through JSON, the bytes apart. */
function carry(value: unknown): unknown {
  const { tree, bins } = encodeValue(value)
  return decodeValue({ tree: JSON.parse(JSON.stringify(tree)), bins: bins.map((bin) => Buffer.from(bin)) })
}

const leaf = fc.oneof(
  fc.string(),
  fc.double(),
  fc.boolean(),
  fc.bigInt(),
  fc.constant(null),
  fc.constant(undefined),
  fc.uint8Array(),
  fc.date(),
)
const { tree: anything } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(tie('tree')),
    fc.dictionary(fc.string(), tie('tree')),
    fc.array(fc.tuple(fc.string(), tie('tree'))).map((entries) => new Map(entries)),
    fc.array(tie('tree')).map((items) => new Set(items)),
  ),
}))

test('whatever structured clone carries arrives as structured clone delivers it', () => {
  fc.assert(
    fc.property(anything, (value) => {
      expect(carry(value)).toEqual(structuredClone(value))
    }),
  )
})

test('cycles and shared parts stay what they are', () => {
  const shared = { a: 1 }
  const sent: Record<string, unknown> = { one: shared, other: shared, at: new Map([['shared', shared]]) }
  sent['self'] = sent
  const got = carry(sent) as typeof sent
  expect(got['self']).toBe(got)
  expect(got['one']).toBe(got['other'])
  expect((got['at'] as Map<string, unknown>).get('shared')).toBe(got['one'])
})

test('a member called __proto__ is a member', () => {
  const got = carry(JSON.parse('{"__proto__": {"evil": 1}}')) as object
  expect(Object.keys(got)).toEqual(['__proto__'])
  expect('evil' in got).toBe(false)
})

test('bytes of a pooled Buffer arrive alone, without the pool', () => {
  const got = carry(Buffer.from('abc')) as Uint8Array
  expect([got.constructor, got.byteLength, got.buffer.byteLength]).toEqual([Uint8Array, 3, 3])
})

test.each([
  ['a function', () => 1],
  ['a symbol', Symbol('s')],
  ['a promise', Promise.resolve()],
  ['a blob', new Blob(['x'])],
  ['a weak map', new WeakMap()],
  ['one of them deep inside', { list: [new Map([['k', () => 1]])] }],
])('%s is refused', (_name, value) => {
  expect(() => encodeValue(value)).toThrow('An object could not be cloned.')
})
