/** What is grafted onto PDFium: its sums are PDFium's own, and it finds its place. */
import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { graftBase64 } from '#main/documents/service/graft/graft-bytes.ts'
import { grafted } from '#main/documents/service/graft/graft.ts'
import { assets } from '#test/unit/documents/service.ts'

interface Graft {
  readonly memory: { readonly buffer: ArrayBuffer; readonly grow: (pages: number) => number }
  readonly layMask: (compositor: number, target: number, source: number, width: number, clip: number) => number
}

declare const WebAssembly: {
  readonly Module: new (wasm: Uint8Array) => object
  readonly Instance: new (module: object) => { readonly exports: object }
  readonly validate: (wasm: Uint8Array) => boolean
}

/** Where things lie in the graft's own memory. */
const [compositor, targetSpan, sourceSpan, clipSpan, target, source] = [64, 128, 144, 160, 1024, 4096]

interface Row {
  readonly format: number
  readonly kind: number
  readonly grey: number
  readonly alpha: number
  readonly mask: readonly number[]
  readonly below: readonly number[]
}

/** The row that the graft makes; undefined if it leaves it to PDFium. */
function laid({ format, kind, grey, alpha, mask, below }: Row, clip = 0): Uint8Array | undefined {
  const { memory, layMask } = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(graftBase64, 'base64')))
    .exports as Graft
  memory.grow(1)
  const view = new DataView(memory.buffer)
  view.setUint16(compositor, 0x108, true)
  view.setUint16(compositor + 2, format, true)
  view.setUint8(compositor + 16, format === 8 ? grey : alpha)
  view.setUint8(compositor + 17, alpha)
  view.setUint8(compositor + 20, kind)
  view.setUint32(targetSpan, target, true)
  view.setUint32(sourceSpan, source, true)
  view.setUint32(sourceSpan + 4, mask.length, true)
  view.setUint32(clipSpan + 4, clip, true)
  const bytes = new Uint8Array(memory.buffer)
  bytes.set(mask, source)
  bytes.set(below, target)
  const done = layMask(compositor, targetSpan, sourceSpan, mask.length, clipSpan)
  return done === 1 ? bytes.slice(target, target + mask.length) : undefined
}

const byte = fc.oneof(fc.constantFrom(0, 255), fc.nat({ max: 255 }))
const row = fc.record({
  grey: byte,
  alpha: byte,
  dots: fc.array(fc.tuple(byte, byte), { minLength: 1, maxLength: 70 }),
})
const divided = (value: number): number => Math.floor(value / 255)

describe('a row of a mask', () => {
  test('on grey is what PDFium makes of it', () => {
    fc.assert(
      fc.property(row, ({ grey, alpha, dots }) => {
        const [mask, below] = [dots.map(([one]) => one), dots.map(([, other]) => other)]
        const expected = dots.map(([one, other]) => {
          const cover = divided(one * alpha)
          return cover === 0 ? other : divided((255 - cover) * other + cover * grey)
        })
        expect([...(laid({ format: 8, kind: 1, grey, alpha, mask, below }) ?? [])]).toEqual(expected)
      }),
    )
  })

  test('on another mask is what PDFium makes of it', () => {
    fc.assert(
      fc.property(row, ({ alpha, dots }) => {
        const [mask, below] = [dots.map(([one]) => one), dots.map(([, other]) => other)]
        const expected = dots.map(([one, other]) => {
          const cover = divided(one * alpha)
          return other === 0 ? cover : cover === 0 ? other : other + cover - divided(cover * other)
        })
        expect([...(laid({ format: 0x108, kind: 2, grey: 0, alpha, mask, below }) ?? [])]).toEqual(expected)
      }),
    )
  })

  test.each([
    ['in colour', { format: 0x20, kind: 1 }, 0],
    ['of another colour’s kind', { format: 8, kind: 2 }, 0],
    ['that is clipped', { format: 8, kind: 1 }, 5],
  ])('%s is left to PDFium', (_what, kinds, clip) => {
    const plain = { grey: 0, alpha: 255, mask: [1, 2, 3], below: [9, 9, 9] }
    expect(laid({ ...plain, ...kinds }, clip)).toBeUndefined()
  })
})

describe('the graft', () => {
  test('finds its place in the PDFium that ships', () => {
    const wasm = readFileSync(assets.wasmPath)
    const whole = grafted(wasm)
    expect(whole.length).toBeGreaterThan(wasm.length)
    expect(WebAssembly.validate(whole)).toBe(true)
  })

  test('leaves a module alone that it does not know', () => {
    const kernel = Buffer.from(graftBase64, 'base64')
    expect(grafted(kernel)).toBe(kernel)
  })
})
