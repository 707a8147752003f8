import type { PageSize } from '#app/domain/pages/document.ts'
import type { Trouble } from './judge.ts'
import { agreementLeast, likeness } from './likeness.ts'
import type { MadePage } from './pages.ts'
import { pagesDrawn } from './poppler.ts'
import { printed } from './printed.ts'

/** Pages drawn at a time: a megabyte in all. */
const atOnce = 20

/** Compares each page that was made with the one Poppler draws. */
export async function judgePictures(
  pdf: string,
  password: string | undefined,
  made: readonly MadePage[],
  sizes: readonly PageSize[],
): Promise<{ readonly troubles: readonly Trouble[]; readonly notes: readonly string[] }> {
  const troubles: Trouble[] = []
  const notes: string[] = []
  for (let first = 0; first < made.length; first += atOnce) {
    const count = Math.min(atOnce, made.length - first)
    // Drawing what nobody will look at could take as long as it did us.
    if (made.slice(first, first + count).every(({ kind }) => kind === 'refused')) continue
    const theirs = await pagesDrawn(pdf, { first, count, password })
    if (!theirs) notes.push(`Poppler does not draw pages ${first + 1} to ${first + count}`)
    for (const [at, tones] of (theirs ?? []).entries()) {
      const [page, size] = [made[first + at], sizes[first + at]]
      if (page?.kind !== 'made' || !size) continue
      const ours = printed(page.page, size, [tones.width, tones.height])
      const alike = likeness(ours, tones)
      if (alike.kind === 'nothing' || alike.agreement >= agreementLeast) continue
      const share = Math.round(alike.agreement * 100)
      troubles.push({
        kind: 'picture',
        what: `page ${first + at + 1}: ${share} % of its ${alike.kind} agree with Poppler`,
      })
    }
  }
  return { troubles, notes }
}
