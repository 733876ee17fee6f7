// Everything that must hold: types, style, every suite, and the journeys in a real browser.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { findChromium } from './chromium.mjs'
import { findPostgresql15, withPostgresql15 } from './postgresql-15.mjs'
import { ending, Failure, must, root, run } from './run.mjs'
import { buildWeb } from './toolchain.mjs'

const vitest = join('node_modules', 'vitest', 'vitest.mjs')
/** Tests of services wait for their database half of the time: one worker a core, where Vitest would leave one idle. */
const workers = [`--maxWorkers=${Math.max(2, availableParallelism())}`]

/** Runs all of it. The last line printed is `N passed, N failed`; the build and each static check count as one test each. */
export async function test(tools) {
  const reports = mkdtempSync(join(tmpdir(), 'framewright-report-'))
  try {
    // The build writes the route tree, which the type check reads.
    const build = await attempt('build of the dashboard', () => buildWeb(tools))
    const [checks, suites] = await Promise.all([staticChecks(tools), runVitest(tools, 'suites', workers, reports)])
    const oldest = ending() ? [] : await runOnPostgresql15(tools, reports)
    const journeys = ending() ? [] : [await runJourneys(tools, reports)]
    const sections = [build, ...checks, suites, ...oldest, ...journeys]
    console.log()
    for (const { name, passed, failed, note } of sections) {
      console.log(`${failed > 0 ? 'FAIL' : '  ok'}  ${name}: ${note ?? `${passed} passed, ${failed} failed`}`)
    }
    const sum = (key) => sections.reduce((total, section) => total + section[key], 0)
    for (const { name, failures = [] } of sections)
      for (const failure of failures) console.log(`      ${name}: ${failure}`)
    console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`)
    return sum('failed') > 0 || ending() ? 1 : 0
  } finally {
    rmSync(reports, { recursive: true, force: true })
  }
}

/** A step that either holds or does not, counted as one test. */
async function attempt(name, step) {
  const held = await step().then(
    () => true,
    (error) => {
      if (!(error instanceof Failure)) console.error(error)
      return false
    },
  )
  return { name, passed: held ? 1 : 0, failed: held ? 0 : 1, note: held ? 'holds' : 'see above' }
}

async function staticChecks({ node, env }) {
  const checks = [
    ['types', join('scripts', 'type-check.mjs')],
    ['style and lint', join('node_modules', '@biomejs', 'biome', 'bin', 'biome'), 'check', '--error-on-warnings', '.'],
  ]
  const results = []
  for (const [name, program, ...args] of checks) {
    results.push(
      await attempt(name, async () => must(await run(node, [program, ...args], { env, quiet: true, group: true }))),
    )
  }
  return results
}

/** What talks to the database, once more on the oldest release we support, where it is installed. */
async function runOnPostgresql15(tools, reports) {
  const bin = findPostgresql15()
  if (!bin || process.env.TEST_DATABASE_URL) return []
  const name = 'suites on PostgreSQL 15'
  // Left out: what starts the embedded engine in any case, and what asks much of the edges and little of the database.
  const left = ['engine.test.ts', 'replicas.test.ts', 'main.test.ts', 'access*.test.ts', 'http/**', 'cli/**']
  const own = left.flatMap((file) => ['--exclude', `**/${file}`])
  try {
    return await withPostgresql15(bin, async (url) => {
      const env = { ...tools.env, TEST_DATABASE_URL: url }
      return [
        await runVitest({ ...tools, env }, name, ['--project', 'db', '--project', 'api', ...own, ...workers], reports),
      ]
    })
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return [{ name, passed: 0, failed: 1, note: 'could not run' }]
  }
}

async function runJourneys(tools, reports) {
  if (!existsSync(join(root, 'e2e', 'vitest.config.ts'))) return { name: 'journeys', passed: 0, failed: 0 }
  try {
    const env = { ...tools.env, CHROMIUM_PATH: findChromium(tools) }
    return await runVitest({ ...tools, env }, 'journeys', ['--root', 'e2e'], reports)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return { name: 'journeys', passed: 0, failed: 1, note: 'could not run' }
  }
}

async function runVitest({ node, env }, name, args, reports) {
  const report = join(reports, `${name}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const code = await run(node, [vitest, 'run', '--passWithNoTests', ...reporters, ...args], { env, group: true })
  const { passed, failed, failures } = existsSync(report)
    ? count(JSON.parse(readFileSync(report, 'utf8')))
    : { passed: 0, failed: 0, failures: [] }
  // A run can also fail outside any test: while preparing, or by an error nobody waited for.
  return { name, passed, failed: code !== 0 && failed === 0 ? 1 : failed, failures }
}

/** A file that could not even be loaded has no tests to fail, so it counts as one. */
function count({ numPassedTests, numFailedTests, testResults }) {
  const unloaded = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  )
  const failures = testResults.flatMap(({ name, status, assertionResults }) =>
    status !== 'failed'
      ? []
      : [name, ...assertionResults.filter((test) => test.status === 'failed').map(({ fullName }) => `  ${fullName}`)],
  )
  return { passed: numPassedTests, failed: numFailedTests + unloaded.length, failures }
}
