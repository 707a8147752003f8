/** `node build/run.mjs TASK`: sets up what is missing, then runs the task on Node 24. */
import { ensureDebianPackages, handOver } from './setup.mjs'

const tasks = {
  build: 'build/bundle.mjs',
  types: 'build/checks/types.mjs',
  lint: 'build/checks/lint.mjs',
  format: 'build/checks/format.mjs',
  bench: 'test/bench/run.ts',
  corpus: 'test/corpus/corpus.ts',
  demo: 'test/demo/demo.ts',
  'inspect-store': 'test/demo/inspect-store.ts',
}

/** What some tasks need besides: the tools our figures stand beside, and second opinions. On Debian they are installed. */
const packages = {
  bench: ['chromium', 'ghostscript', 'imagemagick', 'libtiff-tools', 'poppler-utils', 'qpdf', 'tesseract-ocr'],
  corpus: ['poppler-utils'],
}

const [task = '', ...rest] = process.argv.slice(2)
if (!Object.hasOwn(tasks, task)) {
  console.error(`Tasks: ${Object.keys(tasks).join(', ')}`)
  process.exit(2)
}
ensureDebianPackages(packages[task] ?? [])
handOver(tasks[task], rest)
