/**
 * `out/licences.txt`: whose work is inside the bundles, and under which terms. It ships beside the app. A package under
 * terms we may not ship, or whose terms are not known, stops the build.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const allowed = new Set(['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT', 'MPL-2.0'])
/** Terms that a package states in its licence file alone. */
const said = { 'png-js': 'MIT' }
/** What ships as files, or compiled into them, and is therefore in no list of bundled modules. */
const copied = [
  '@embedpdf/pdfium',
  '@tesseract.js-data/eng',
  'assemblyscript',
  'better-sqlite3-multiple-ciphers',
  'pdfjs-dist',
  'tesseract.js-core',
]
const rule = '='.repeat(80)

/** @typedef {{ name: string, version: string, terms: string | undefined, from: string, text: string }} Notice */

/**
 * @param {{ root: string, lists: readonly string[], into: string }} where `lists`: what vite found in each bundle, as
 *   JSON; they are taken away
 */
export function writeNotices({ root, lists, into }) {
  const bundled = lists.flatMap((list) => JSON.parse(readFileSync(list, 'utf8')))
  for (const list of lists) rmSync(list)
  const notices = new Map()
  for (const one of [...bundled.map((entry) => ofBundled(root, entry)), ...copied.map((name) => ofFolder(root, name))])
    notices.set(`${one.name} ${one.version}`, one)
  const sorted = [...notices.values()].toSorted((a, b) => a.name.localeCompare(b.name))
  const refused = sorted.filter(({ terms }) => !allowed.has(terms))
  if (refused.length > 0)
    throw new Error(
      `May not ship: ${refused.map(({ name, terms }) => `${name} (${terms ?? 'terms unknown'})`).join(', ')}`,
    )
  writeFileSync(into, [opening, ...sorted.map(written)].join(`\n\n${rule}\n`))
}

const opening = `Faxdesk is under the Apache License 2.0. It contains the work of others, under the terms below.
libvips (LGPL) lies in a folder of its own, with its notices, and may be replaced. What is compiled into Tesseract is told
in its folder.`

/** @returns {Notice} of a package as vite names it; the copy at the top answers what vite leaves out */
function ofBundled(root, { name, version, identifier, text }) {
  const facts = manifest(path.join(root, 'node_modules', name))
  return { ...common(facts), name, version, terms: identifier ?? said[name], text: text ?? withoutText(facts) }
}

/** @returns {Notice} with every licence file the package brings */
function ofFolder(root, name) {
  const folder = path.join(root, 'node_modules', name)
  const facts = manifest(folder)
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
  const text = files.map((file) => readFileSync(path.join(folder, file), 'utf8').trim()).join('\n\n')
  return { ...common(facts), name, version: facts.version, terms: facts.license, text: text || withoutText(facts) }
}

const manifest = (folder) => JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))

function common({ homepage, repository }) {
  const source = typeof repository === 'string' ? repository : repository?.url
  return { from: source ?? homepage ?? '' }
}

function withoutText({ author, license }) {
  const who = typeof author === 'string' ? author : (author?.name ?? 'its authors')
  return `By ${who}, who states the terms (${license}) and brings no text of them.`
}

const written = ({ name, version, terms, from, text }) =>
  `${name} ${version} (${terms})\n${from === '' ? '' : `${from}\n`}\n${text}`
