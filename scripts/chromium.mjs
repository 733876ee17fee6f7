// Finds a Chromium for the journeys, or installs one.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { root } from './run.mjs'

const candidates = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/**
 * The path of a Chromium that starts. Where there is none it is installed: from Debian's packages for root, else the one
 * that belongs to Playwright.
 *
 * @throws when none can be had; the journeys are never left out in silence.
 */
export function findChromium({ node, env }) {
  const found = candidates.find(starts)
  if (found) return found
  console.log('There is no Chromium here: installing one (once) ...')
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const quiet = { stdio: ['ignore', 'ignore', 'inherit'], env: { ...env, DEBIAN_FRONTEND: 'noninteractive' } }
    spawnSync('apt-get', ['update'], quiet)
    spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], quiet)
    if (starts('/usr/bin/chromium')) return '/usr/bin/chromium'
  }
  const playwright = playwrightFolder()
  const own = () => askPlaywright(node, env, playwright)
  if (!starts(own())) {
    spawnSync(node, [join(playwright, 'cli.js'), 'install', 'chromium'], { stdio: 'inherit', env })
    if (!starts(own())) throw new Error('No Chromium could be found or installed. Name one with CHROMIUM_PATH.')
  }
  return own()
}

/** Some systems have a stub in its place that only says how to install it, hence the trial. */
function starts(path) {
  if (!path || !existsSync(path)) return false
  return spawnSync(path, ['--version'], { timeout: 20_000, stdio: 'ignore' }).status === 0
}

function playwrightFolder() {
  return dirname(createRequire(join(root, 'e2e', 'package.json')).resolve('playwright-core/package.json'))
}

function askPlaywright(node, env, folder) {
  const script = `process.stdout.write(require(${JSON.stringify(folder)}).chromium.executablePath())`
  return spawnSync(node, ['-e', script], { env, encoding: 'utf8' }).stdout
}
