/**
 * Every check, in the order in which they fail fastest: types, lint, unit, story and fault tests, bundles, packages,
 * then the shell's contract and the screens in a real browser. `npm test unit screen` runs only the named ones.
 * The last line counts: `N passed, N failed`.
 */
import { spawn } from 'node:child_process'
import { createWriteStream, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '..')
const results = path.join(root, 'test-results')
const script = (...parts) => path.join(root, ...parts)
const vitest = script('node_modules', 'vitest', 'vitest.mjs')
const playwright = script('node_modules', '@playwright', 'test', 'cli.js')

let passed = 0
let failed = 0
/** What failed, said once more at the end: a long log's last lines are the ones that are read. */
const failures = []
const count = (good, bad, names) => {
  passed += good
  failed += bad
  failures.push(...names)
}

/** Runs Node 24 on `args`. @returns whether it ended well; its output goes to this one's, or to the file `into` */
function node(args, { env = {}, into } = {}) {
  return new Promise((resolve) => {
    const stdio = into === undefined ? 'inherit' : ['ignore', 'pipe', 'pipe']
    const child = spawn(process.execPath, args, { cwd: root, stdio, env: { ...process.env, ...env } })
    if (into !== undefined) {
      const file = createWriteStream(into)
      child.stdout.pipe(file)
      child.stderr.pipe(file)
      goFirst(child.pid)
    }
    child.on('close', (code) => resolve(code === 0))
    child.on('error', () => resolve(false))
  })
}

/** A telephone line is listened to fifty times a second: what plays one goes before other work, where that is allowed. */
function goFirst(pid) {
  try {
    os.setPriority(pid, -10)
  } catch {
    // Not root, or a container that may not: it runs as it is.
  }
}

/** One check without tests of its own inside. */
async function single(args) {
  const good = await node(args)
  count(good ? 1 : 0, good ? 0 : 1, good ? [] : [args[0]])
}

/** A runner that writes a JSON report; a run that ends badly without a failed test counts as one failure. */
async function runner(args, file, read, into) {
  const report = path.join(results, file)
  rmSync(report, { force: true })
  const good = await node(args, { env: { PLAYWRIGHT_JSON_OUTPUT_NAME: report }, into })
  const [ran, names] = existsSync(report) ? read(JSON.parse(readFileSync(report, 'utf8'))) : [0, []]
  if (!good && names.length === 0) names.push(`${file}: ended badly`)
  count(ran, names.length, names)
}

const place = (file) => path.relative(root, file)
const firstLine = (text = '') => text.split('\n', 1)[0]

function fromVitest({ numPassedTests, testResults }) {
  const bad = testResults.flatMap(({ name, status, message, assertionResults }) => {
    const tests = assertionResults.filter((test) => test.status === 'failed')
    if (status === 'failed' && tests.length === 0) return [`${place(name)}: ${firstLine(message)}`]
    return tests.map((test) => `${place(name)}: ${test.fullName}: ${firstLine(test.failureMessages[0])}`)
  })
  return [numPassedTests, bad]
}

function fromPlaywright({ stats, suites }) {
  const specs = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specs)]
  const bad = suites.flatMap(specs).filter(({ ok }) => !ok)
  return [stats.expected + stats.flaky, bad.map(({ file, title }) => `${file}: ${title}`)]
}

function unit(folder, into) {
  const file = `${folder.replace('/', '-')}.json`
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${path.join(results, file)}`]
  return runner([vitest, 'run', '--config', 'build/vitest.config.ts', ...reporters, folder], file, fromVitest, into)
}

function browser(config, file) {
  return runner([playwright, 'test', '--config', config, '--reporter=list,json'], file, fromPlaywright)
}

/** The telephone line mostly waits: it runs beside the others, and is heard out at its turn. */
const lineLog = path.join(results, 'line.log')
let line
async function heardOut() {
  await line
  console.log(readFileSync(lineLog, 'utf8'))
}

const checks = {
  types: () => single(['build/checks/types.mjs']),
  lint: () => single(['build/checks/lint.mjs']),
  unit: () => unit('test/unit'),
  'stand-in': () => unit('build/stand-in'),
  story: () => unit('test/story'),
  fault: () => unit('test/fault'),
  line: heardOut,
  bundle: () => single(['build/bundle.mjs']),
  package: () => single(['build/packaging/check.mjs']),
  contract: () => browser('test/contract/playwright.config.ts', 'contract.json'),
  screen: () => browser('build/playwright.config.ts', 'screen.json'),
}

mkdirSync(results, { recursive: true })
const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !Object.hasOwn(checks, name))
if (unknown.length > 0) {
  console.error(`No such check: ${unknown.join(', ')}. There are: ${Object.keys(checks).join(', ')}`)
  process.exit(2)
}
const chosen = asked.length > 0 ? asked : Object.keys(checks)
if (chosen.includes('line')) line = unit('test/line', lineLog)
for (const name of chosen) {
  const began = Date.now()
  console.log(`\n── ${name} ──`)
  await checks[name]()
  console.log(`── ${name}: ${Math.round((Date.now() - began) / 1000)} s, so far ${passed} passed, ${failed} failed ──`)
}
for (const name of failures) console.log(`failed: ${name}`)
console.log(`\n${passed} passed, ${failed} failed`)
process.exit(failed > 0 ? 1 : 0)
