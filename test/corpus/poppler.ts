/** Poppler, the second opinion: how many pages a PDF has, and what they look like. Where it is missing, that is said. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { gridOf, shrink, type Tones } from './likeness.ts'

const run = promisify(execFile)

/** A second opinion that takes this long is none. */
const patienceMs = 60_000
/** Dots along a page's longer side: two to a place of the grid, so that thin lines are not lost before they are compared. */
const drawnPx = 540

const withPassword = (password: string | undefined): readonly string[] => (password ? ['-upw', password] : [])

/** Whether Poppler's tools are here. */
export const havePoppler = (): Promise<boolean> =>
  run('pdftoppm', ['-v']).then(
    () => true,
    () => false,
  )

/** How many pages pdfinfo counts; undefined where it cannot open the file. */
export async function pagesIn(file: string, password?: string): Promise<number | undefined> {
  const args = [...withPassword(password), file]
  const told = await run('pdfinfo', args, { timeout: patienceMs }).catch(() => undefined)
  const pages = Number(/^Pages:\s+(\d+)/m.exec(told?.stdout ?? '')?.[1])
  return pages > 0 ? pages : undefined
}

/** Pages drawn in grey, from `first` on (from 0); undefined unless it drew exactly as many as asked for. */
export async function pagesDrawn(
  file: string,
  {
    first,
    count,
    password,
  }: { readonly first: number; readonly count: number; readonly password?: string | undefined },
): Promise<readonly Tones[] | undefined> {
  const range = ['-f', String(first + 1), '-l', String(first + count)]
  // One scale for both sides: given two, Poppler 22 mixes them up on pages that lie on their side.
  const args = ['-gray', '-cropbox', '-scale-to', String(drawnPx), ...range, ...withPassword(password), file]
  const options = { encoding: 'buffer', timeout: patienceMs, maxBuffer: 1 << 30 } as const
  const drawn = await run('pdftoppm', args, options).catch(() => undefined)
  const pages = drawn && [...pictures(drawn.stdout)]
  return pages?.length === count ? pages : undefined
}

/** Pictures one after the other, each a PGM of one byte a dot. */
function* pictures(bytes: Buffer): Generator<Tones> {
  for (let at = 0; at < bytes.length;) {
    const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.subarray(at, at + 40).toString('latin1'))
    if (!head) return
    const [width, height] = [Number(head[1]), Number(head[2])]
    const start = at + head[0].length
    const inkAt = (x: number, y: number): number => 1 - (bytes[start + y * width + x] ?? 255) / 255
    yield shrink({ width, height, inkAt }, gridOf(width, height))
    at = start + width * height
  }
}
