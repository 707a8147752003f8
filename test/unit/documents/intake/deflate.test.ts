import { createHash } from 'node:crypto'
import { inflateSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Deflate } from '#main/documents/intake/deflate.ts'

const packed = (bands: readonly Uint8Array[]): Buffer => {
  const deflate = new Deflate()
  bands.forEach((band) => deflate.add(band))
  return Buffer.concat(deflate.end())
}

test('bands of any bytes are one stream that any reader unpacks, its checksum right', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 9000 }), { maxLength: 6 }), (bands) => {
      expect(inflateSync(packed(bands)).equals(Buffer.concat(bands))).toBe(true)
    }),
  )
})

test('a band points back to what was in those before it', () => {
  const band = Buffer.concat(Array.from({ length: 600 }, (_, at) => createHash('sha256').update(String(at)).digest()))
  const one = packed([band]).length
  expect(packed([band, band, band]).length).toBeLessThan(one * 1.1)
})
