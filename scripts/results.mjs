// Counts passed and failed tests, and says so in one line at the end.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './command.mjs'

/** Adds up named results: each a step's name, how many passed and how many failed. */
export class Results {
  rows = []

  /** A check that is one claim: it holds or it doesn't. */
  check(name, holds) {
    this.add(name, holds ? 1 : 0, holds ? 0 : 1)
  }

  /** `failed` of a step that ended badly without naming a failed test counts as one. */
  add(name, passed, failed) {
    this.rows.push({ name, passed, failed })
  }

  get failed() {
    return this.rows.reduce((sum, { failed }) => sum + failed, 0)
  }

  /** Prints a row a step, then the line that counts everything, alone. */
  print() {
    console.log('')
    for (const { name, passed, failed } of this.rows)
      console.log(`${failed > 0 ? 'FAILED' : 'ok    '}  ${name.padEnd(20)} ${passed} passed, ${failed} failed`)
    const passed = this.rows.reduce((sum, row) => sum + row.passed, 0)
    console.log(`${passed} passed, ${this.failed} failed`)
  }
}

const read = (file) => {
  const path = join(root, file)
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null
}

/** Counts of vitest's JSON report; null where it wrote none. */
export function unitCounts(file) {
  const report = read(file)
  if (report === null) return null
  // A file that doesn't load has no tests to fail: it counts itself.
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.length,
  )
  // A skipped test proves nothing: it counts as failed.
  const failed = report.numTotalTests - report.numPassedTests + broken.length
  return { passed: report.numPassedTests, failed }
}

/** Counts of Playwright's JSON report; null where it wrote none. */
export function e2eCounts(file) {
  const report = read(file)
  if (report === null) return null
  const { expected, unexpected, flaky, skipped } = report.stats
  return { passed: expected, failed: unexpected + flaky + skipped + report.errors.length }
}
