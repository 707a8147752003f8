/** Documents made for the bench: forms with shaded rows, and scans as a machine on a desk makes them. */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { deflateSync } from 'node:zlib'
import { madePdf, type MadeObject } from '#test/given/samples/made.ts'
import { cpuOf, ghostscriptScan, quietly } from './tools.ts'

const helvetica = '/Type/Font/Subtype/Type1/BaseFont/Helvetica'

/** Pages of Letter size, each with a font F1 and a picture I0 of its own if it has one. */
function letter(pages: readonly { readonly content: string; readonly picture?: MadeObject }[]): Uint8Array {
  const at = (page: number): number => 4 + page * 3
  const kids = pages.map((_, page) => `${at(page)} 0 R`).join(' ')
  const objects = pages.flatMap(({ content, picture }, page): readonly MadeObject[] => [
    `/Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents ${at(page) + 1} 0 R` +
      `/Resources<</Font<</F1 3 0 R>>${picture ? `/XObject<</I0 ${at(page) + 2} 0 R>>` : ''}>>`,
    { dictionary: '', stream: Buffer.from(content) },
    picture ?? '/Nothing null',
  ])
  return madePdf([
    '/Type/Catalog/Pages 2 0 R',
    `/Type/Pages/Kids[${kids}]/Count ${pages.length}`,
    helvetica,
    ...objects,
  ])
}

/** A form of forty rows, every other one shaded, with small grey labels and black answers. */
export function shadedForms(count: number): Uint8Array {
  const row = (page: number, at: number): string => {
    const y = 740 - at * 17
    const shade = at % 2 === 0 ? `0.92 g 50 ${y - 5} 512 17 re f ` : ''
    const label = `0.4 g BT /F1 7 Tf 54 ${y} Td (Item ${at + 1} of the order, amount and unit) Tj ET `
    return `${shade}${label}0 g BT /F1 10 Tf 300 ${y} Td (${(page * 40 + at) * 0.5} mg, ${at + 2} times) Tj ET`
  }
  const rows = (page: number): string => Array.from({ length: 40 }, (_, at) => row(page, at)).join('\n')
  return letter(Array.from({ length: count }, (_, page) => ({ content: rows(page) })))
}

/** A stamp as offices have them, in blue. */
const stamp = '0.15 0.3 0.75 RG 3 w 400 60 150 50 re S'

/** Writes pages of `from` as JPEG scans of `dpi` to `to`: off-white paper, uneven light, grain. */
export function writeScan(
  folder: string,
  from: string,
  to: string,
  dpi: number,
  colours: 'grey' | 'colour' = 'grey',
): void {
  const draw = ['-sDEVICE=pgmraw', `-r${dpi}`, '-dTextAlphaBits=4', '-dGraphicsAlphaBits=4', '-o', 'page-%d.pgm', from]
  cpuOf(folder, 'gs', [...quietly, `-dLastPage=${scanPages}`, ...draw])
  const pages = Array.from({ length: scanPages }, (_, page) => ({
    content: `q 612 0 0 792 0 0 cm /I0 Do Q ${colours === 'colour' ? stamp : ''}`,
    picture: grained(readFileSync(path.join(folder, `page-${page + 1}.pgm`)), 11 * dpi, 8.5 * dpi),
  }))
  writeFileSync(path.join(folder, 'plain.pdf'), letter(pages))
  cpuOf(folder, 'gs', ghostscriptScan('plain.pdf', to, dpi, colours))
}

export const scanPages = 6

/** A PGM's dots with the marks a scanner leaves. The grain is the same in every run. */
function grained(pgm: Buffer, height: number, width: number): MadeObject {
  const dots = new Uint8Array(pgm.subarray(pgm.length - width * height))
  let seed = 1
  for (const [at, value] of dots.entries()) {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    const grain = ((seed >>> 24) + ((seed >>> 16) & 255) - 255) / 32
    const light = 236 - (24 * (at % width)) / width
    dots[at] = Math.max(0, Math.min(255, light * (0.12 + (0.88 * value) / 255) + grain))
  }
  const size = `/Width ${width}/Height ${height}/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode`
  return { dictionary: `/Type/XObject/Subtype/Image${size}`, stream: deflateSync(dots, { level: 1 }) }
}
