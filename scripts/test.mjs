// `npm test`: every check in order, each under its heading. Stops at the first that fails, with its exit code. The last
// line counts the tests: "N passed, N failed". A check that fails without a failed test counts as one.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const reports = mkdtempSync(join(tmpdir(), 'sightline-test-'))
const unitReport = join(reports, 'unit.json')
const browserReport = join(reports, 'browser.json')

const program = (name, ...options) => [`node_modules/${name}`, ...options]
const steps = [
  ['Lockfile', ['scripts/check-lockfile.mjs']],
  ['Format and lint', program('@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.')],
  ['Types', program('typescript/bin/tsc', '-p', '.')],
  ['Types of core', program('typescript/bin/tsc', '-p', 'src/core')],
  ['Unused files, exports and packages', program('knip/bin/knip.js')],
  [
    'Unit tests',
    program(
      'vitest/vitest.mjs',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${unitReport}`,
    ),
  ],
  ['Build of the app', program('vite/bin/vite.js', 'build')],
  [
    'Build of the server',
    program('vite/bin/vite.js', 'build', '--ssr', 'server/start.ts', '--outDir', 'dist-server'),
  ],
  ['Size', program('size-limit/bin.js')],
  ['Browser', ['scripts/find-browser.mjs']],
  ['Browser tests', program('@playwright/test/cli.js', 'test', '-c', 'e2e', '--reporter=dot,json')],
]

function readReport(path, count) {
  try {
    return count(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    // The step did not come to that.
    return { passed: 0, failed: 0 }
  }
}

function countTests() {
  const unit = readReport(unitReport, (report) => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests,
  }))
  const browser = readReport(browserReport, ({ stats }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
  }))
  return { passed: unit.passed + browser.passed, failed: unit.failed + browser.failed }
}

function runStep([title, [script, ...options]]) {
  console.log(`\n== ${title}`)
  const { status, error } = spawnSync(process.execPath, [script, ...options], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: browserReport },
  })
  if (error) console.error(error.message)
  return status ?? 1
}

let exitCode = 0
for (const step of steps) {
  exitCode = runStep(step)
  if (exitCode !== 0) {
    console.error(`\n"${step[0]}" failed.`)
    break
  }
}

const { passed, failed } = countTests()
rmSync(reports, { recursive: true, force: true })
console.log(`\n${passed} passed, ${exitCode === 0 ? failed : Math.max(failed, 1)} failed`)
process.exitCode = exitCode
