import fc from 'fast-check'
import { expect, test } from 'vitest'
import { boxWithin, fittedIn, isWithin, picturePixelsAtMost, pictureSideAtMost } from '#app/domain/pages/picture.ts'
import { scaleWithin } from '#renderer/parts/pages/scale.ts'
import { Pictures, type Picture } from '#renderer/parts/pages/pictures.ts'

type Drawn = Picture & { readonly name: string; open: boolean }

function studio(most: number) {
  const pictures = new Pictures<Drawn>(most)
  const made: Drawn[] = []
  const finish: (() => void)[] = []
  let underWay = 0
  let busiest = 0
  const draw = (name: string) => async (signal: AbortSignal) => {
    busiest = Math.max(busiest, ++underWay)
    await new Promise<void>((go) => {
      finish.push(go)
      signal.addEventListener('abort', () => go())
    })
    underWay -= 1
    signal.throwIfAborted()
    const picture: Drawn = { name, open: true, width: 1, height: 1, close: () => (picture.open = false) }
    made.push(picture)
    return picture
  }
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 60; turn += 1) {
      finish.splice(0).forEach((go) => go())
      await Promise.resolve()
    }
  }
  return { pictures, made, draw, settle, busiest: () => busiest }
}

test('one drawing at a time, and everyone who waits for the same page hears of it once it is there', async () => {
  const { pictures, draw, settle, made, busiest } = studio(10)
  const heard: string[] = []
  for (const name of ['a', 'b', 'a', 'c'])
    pictures.want(name, draw(name), (picture) => heard.push(picture?.name ?? '?'))
  expect(pictures.idle).toBe(false)
  await settle()
  expect(heard.toSorted()).toEqual(['a', 'a', 'b', 'c'])
  expect(made.map(({ name }) => name)).toEqual(['a', 'b', 'c'])
  expect(busiest()).toBe(1)
  expect(pictures.idle).toBe(true)
})

test('a page scrolled away is not drawn', async () => {
  const { pictures, draw, settle, made } = studio(10)
  const heard: string[] = []
  const got = (picture: Drawn | undefined) => void heard.push(picture?.name ?? '?')
  const stops = ['a', 'b', 'c'].map((name) => pictures.want(name, draw(name), got))
  stops[0]?.()
  stops[1]?.()
  await settle()
  expect(heard).toEqual(['c'])
  expect(made.map(({ name }) => name)).toEqual(['c'])
})

test('a page scrolled away and back is drawn after all', async () => {
  const { pictures, draw, settle } = studio(10)
  const heard: string[] = []
  pictures.want('a', draw('a'), () => heard.push('first'))()
  pictures.want('a', draw('a'), (picture) => heard.push(picture?.name ?? '?'))
  await settle()
  expect(heard).toEqual(['a'])
})

test('no more pictures are kept than the bound, the latest ones stay, and those let go are closed', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 5 }),
      fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g')),
      async (most, names) => {
        const { pictures, draw, settle, made } = studio(most)
        for (const name of names) {
          pictures.want(name, draw(name), () => undefined)
          await settle()
        }
        const open = made.filter((picture) => picture.open)
        expect(open.length).toBeLessThanOrEqual(most)
        const latest = [...new Set(names.toReversed())].slice(0, most)
        expect(open.map(({ name }) => name).toSorted()).toEqual(latest.toSorted())
      },
    ),
  )
})

test('what waits for quiet comes when nobody waits for a picture, called off or drawn', async () => {
  const { pictures, draw, settle } = studio(10)
  const heard: string[] = []
  const told = (name: string) => void pictures.quiet().then(() => heard.push(name))
  told('at once')
  await Promise.resolve()
  expect(heard).toEqual(['at once'])
  const stop = pictures.want('a', draw('a'), () => undefined)
  told('after all')
  pictures.want('b', draw('b'), () => heard.push('b'))
  stop()
  await Promise.resolve()
  expect(heard).toEqual(['at once'])
  await settle()
  expect(heard).toEqual(['at once', 'b', 'after all'])
})

test('a page that cannot be drawn is said to be so, and the next is drawn', async () => {
  const { pictures, draw, settle } = studio(10)
  const heard: unknown[] = []
  pictures.want(
    'bad',
    () => Promise.reject(new Error('unreadable')),
    (picture) => heard.push(picture),
  )
  pictures.want('good', draw('good'), (picture) => heard.push(picture?.name))
  await settle()
  expect(heard).toEqual([undefined, 'good'])
})

test('no page, however large or thin, makes a canvas beyond the bound', () => {
  const points = fc.double({ min: 1, max: 20_000, noNaN: true })
  fc.assert(
    fc.property(points, points, fc.integer({ min: 1, max: 20_000 }), (width, height, widthPx) => {
      const scale = scaleWithin({ width, height }, widthPx)
      expect(scale).toBeGreaterThan(0)
      expect(Math.floor(width * scale) * Math.floor(height * scale)).toBeLessThanOrEqual(picturePixelsAtMost)
      expect(Math.max(width, height) * scale).toBeLessThanOrEqual(pictureSideAtMost * (1 + 1e-9))
    }),
  )
})

test('a room for a picture is never beyond the bound, and its page lies in it in its own shape', () => {
  const px = fc.double({ min: 0.01, max: 100_000, noNaN: true })
  const points = fc.double({ min: 3, max: 14_400, noNaN: true })
  fc.assert(
    fc.property(px, px, points, points, (width, height, widthPt, heightPt) => {
      const box = boxWithin({ widthPx: width, heightPx: height })
      expect(isWithin(box)).toBe(true)
      const { widthPx, heightPx } = fittedIn(box, { widthPt, heightPt })
      expect(widthPx).toBeLessThanOrEqual(box.widthPx)
      expect(heightPx).toBeLessThanOrEqual(box.heightPx)
      expect(widthPx === box.widthPx || heightPx === box.heightPx).toBe(true)
    }),
  )
  const absurd = [0, -1, pictureSideAtMost + 1].map((widthPx) => isWithin({ widthPx, heightPx: 1 }))
  expect([...absurd, isWithin({ widthPx: 4001, heightPx: 4000 })]).toEqual([false, false, false, false])
})
