import type { PageSize } from '#app/domain/pages/document.ts'
import { exifOrientation } from './exif.ts'
import type { Trouble } from './judge.ts'
import type { Facts } from './manifest.ts'

/** Sizes in a manifest are whole points. */
const nearPt = 1
/** A side's share, for pictures that have no size of their own. */
const nearShare = 0.01

type Page = PageSize & { readonly rotation: number }

/** Count, sizes and rotations, as far as the manifest knows them. */
export function judgeSizes(
  bytes: Uint8Array,
  facts: Facts,
  pages: readonly Page[],
): { readonly troubles: readonly Trouble[]; readonly notes: readonly string[] } {
  const wrong: string[] = []
  if (facts.pages && facts.pages !== pages.length) wrong.push(`${pages.length} pages instead of ${facts.pages}`)
  const wanted = facts.sizesPt?.length === 1 ? pages.map(() => facts.sizesPt?.[0]) : facts.sizesPt
  wanted?.forEach((size, at) => {
    const page = pages[at]
    if (size && page && !near(page, size))
      wrong.push(`page ${at + 1} is ${page.widthPt} by ${page.heightPt} pt, not ${size.join(' by ')}`)
  })
  facts.rotate?.forEach((turn, at) => {
    if (pages[at] && pages[at].rotation !== turn)
      wrong.push(`page ${at + 1} is turned by ${pages[at].rotation}, not ${turn}`)
  })
  const shape = judgeShape(bytes, facts, pages[0])
  const troubles = [...wrong, ...shape.wrong].map((what): Trouble => ({ kind: 'manifest', what }))
  return { troubles, notes: shape.notes }
}

const near = ({ widthPt, heightPt }: PageSize, [width, height]: readonly [number, number]): boolean =>
  Math.abs(widthPt - width) <= nearPt && Math.abs(heightPt - height) <= nearPt

/** The first page of a picture: as many dots to the inch as it has, or at least of its shape, and the right way up. */
function judgeShape(bytes: Uint8Array, { pixels, dpi, exifOrientation: claimed }: Facts, page: Page | undefined) {
  if (!pixels || !page) return { wrong: [], notes: [] }
  const own = claimed === undefined ? undefined : (exifOrientation(bytes) ?? 1)
  const notes = own === claimed ? [] : [`the manifest says Exif orientation ${claimed}, the file itself says ${own}`]
  const across = pixels[0] / (dpi?.[0] ?? 1)
  const down = pixels[1] / (dpi?.[1] ?? 1)
  const [width, height] = own !== undefined && own > 4 ? [down, across] : [across, down]
  const shape = width / height / (page.widthPt / page.heightPt)
  const wrong = Math.abs(shape - 1) > nearShare ? ['the page has another shape than the picture'] : []
  if (dpi && !near(page, [width * 72, height * 72])) wrong.push('the page has another size than the picture')
  return { wrong, notes }
}
