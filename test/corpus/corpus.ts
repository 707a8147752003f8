/**
 * `npm run corpus FOLDER`: every PDF, TIFF, JPEG and PNG of a folder through the real document service, with a line each.
 * `npm run corpus -- --fuzz N FOLDER`: N damaged variants of them. Exit code 0 only if nothing was wrong.
 */
import { parseArgs } from 'node:util'
import { givenService } from '#test/unit/documents/service.ts'
import { runFolder } from './folder.ts'
import { fuzzFolder } from './fuzz.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { fuzz: { type: 'string' }, seed: { type: 'string', default: '1' }, from: { type: 'string', default: '0' } },
})
const [folder] = positionals
const numbers = [values.fuzz ?? '1', values.seed, values.from].map(Number)
const print = (line: string): void => void process.stdout.write(`${line}\n`)

if (folder === undefined || numbers.some((number) => !Number.isInteger(number) || number < 0)) {
  print('Usage: npm run corpus FOLDER, or npm run corpus -- --fuzz COUNT [--seed NUMBER] [--from NUMBER] FOLDER')
  process.exit(2)
}
const [count = 0, seed = 1, from = 0] = numbers
// The product's own limits.
const { service, notes } = givenService({ limits: {} })
const right = await (values.fuzz === undefined
  ? runFolder(folder, service, print)
  : fuzzFolder(folder, service, { count, seed, from }, print))
service.stop()
const why = notes.flatMap((note) => (note.event === 'document.child-replaced' ? [note.why] : []))
for (const one of new Set(why))
  print(`corpus: a child was replaced ${why.filter((other) => other === one).length} times: ${one}`)
process.exitCode = right ? 0 : 1
