// Prints the path of a Chromium for the browser tests: the one named in CHROMIUM, an installed one, or Playwright's own.
// On Debian, as root, it installs the `chromium` package if there is none. Exits with 1 and one line if none can be had.
import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'

const names = [
  'google-chrome',
  'google-chrome-stable',
  'chromium',
  'chromium-browser',
  'chrome.exe',
]
const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
]

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function findInstalled() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  const candidates = folders.flatMap((folder) => names.map((name) => join(folder, name)))
  return [...candidates, ...applications, chromium.executablePath()].find(isProgram)
}

function installOnDebian() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !isProgram('/usr/bin/apt-get'))
    return
  const options = {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    // What apt says goes to the error stream: the output is the path alone.
    stdio: ['ignore', 2, 2],
    timeout: 5 * 60_000,
  }
  process.stderr.write('No browser found; installing the Debian package "chromium".\n')
  spawnSync('apt-get', ['update', '-qq'], options)
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], options)
}

function findBrowser() {
  const named = process.env.CHROMIUM
  if (named) return isProgram(named) ? named : undefined
  const installed = findInstalled()
  if (installed !== undefined) return installed
  installOnDebian()
  return findInstalled()
}

const path = findBrowser()
if (path === undefined) {
  const named = process.env.CHROMIUM
  const reason = named ? `CHROMIUM names no program: ${named}` : 'No browser found'
  console.error(
    `${reason}. Install Chrome or Chromium, run "npx playwright install chromium", or name one in CHROMIUM.`,
  )
  process.exitCode = 1
} else {
  console.log(path)
}
