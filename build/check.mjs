/**
 * Every check, in the order in which they fail fastest: types, lint, unit, story and fault tests, bundles, packages,
 * then the shell's contract and the screens in a real browser. `npm test unit screen` runs only the named ones.
 * The last line counts: `N passed, N failed`.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '..')
const results = path.join(root, 'test-results')
const script = (...parts) => path.join(root, ...parts)
const vitest = script('node_modules', 'vitest', 'vitest.mjs')
const playwright = script('node_modules', '@playwright', 'test', 'cli.js')

let passed = 0
let failed = 0
const count = (good, bad) => {
  passed += good
  failed += bad
}

/** Runs Node 24 on `args`; the child's output is shown as it comes. @returns whether it ended well */
function node(args, env = {}) {
  return (
    spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } }).status === 0
  )
}

/** One check without tests of its own inside. */
function single(args) {
  const good = node(args)
  count(good ? 1 : 0, good ? 0 : 1)
}

/** A runner that writes a JSON report; a run that ends badly without a failed test counts as one failure. */
function runner(args, file, read) {
  const report = path.join(results, file)
  rmSync(report, { force: true })
  const good = node(args, { PLAYWRIGHT_JSON_OUTPUT_NAME: report })
  const [ran, bad] = existsSync(report) ? read(JSON.parse(readFileSync(report, 'utf8'))) : [0, 0]
  count(ran, good ? bad : Math.max(bad, 1))
}

const fromVitest = ({ numPassedTests, numFailedTests }) => [numPassedTests, numFailedTests]
const fromPlaywright = ({ stats }) => [stats.expected + stats.flaky, stats.unexpected]

function unit(folder) {
  const file = `${folder.replace('/', '-')}.json`
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${path.join(results, file)}`]
  runner([vitest, 'run', '--config', 'build/vitest.config.ts', ...reporters, folder], file, fromVitest)
}

function browser(config, file) {
  runner([playwright, 'test', '--config', config, '--reporter=list,json'], file, fromPlaywright)
}

const checks = {
  types: () => single(['build/checks/types.mjs']),
  lint: () => single(['build/checks/lint.mjs']),
  unit: () => unit('test/unit'),
  'stand-in': () => unit('build/stand-in'),
  story: () => unit('test/story'),
  fault: () => unit('test/fault'),
  line: () => unit('test/line'),
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
for (const name of asked.length > 0 ? asked : Object.keys(checks)) {
  const began = Date.now()
  console.log(`\n── ${name} ──`)
  checks[name]()
  console.log(`── ${name}: ${Math.round((Date.now() - began) / 1000)} s, so far ${passed} passed, ${failed} failed ──`)
}
console.log(`\n${passed} passed, ${failed} failed`)
process.exit(failed > 0 ? 1 : 0)
