// `npm run screenshots`: refreshes the pictures in docs/ from the built app, so that the README shows what there is.
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'

const root = join(import.meta.dirname, '..')
const folder = join(root, 'docs')
const DEMO = 'Find many things'
const THEMES = ['light', 'dark']

function build() {
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  for (const options of [[], ['--ssr', 'server/start.ts', '--outDir', 'dist-server']]) {
    const { status } = spawnSync(
      process.execPath,
      [vite, 'build', '--logLevel', 'warn', ...options],
      {
        cwd: root,
        stdio: 'inherit',
      },
    )
    if (status !== 0) process.exit(status ?? 1)
  }
}

/** Starts the app on any free port and resolves with its address once it says it runs. */
function serve() {
  const server = spawn(process.execPath, ['dist-server/start.js'], {
    cwd: root,
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return new Promise((resolve) => {
    server.stdout.on('data', (text) => {
      const address = /http:\/\/\S+/.exec(String(text))?.[0]
      if (address) resolve({ address, stop: () => server.kill() })
    })
  })
}

function findBrowser() {
  const { stdout } = spawnSync(process.execPath, [join(root, 'scripts/find-browser.mjs')], {
    encoding: 'utf8',
  })
  return stdout.trim()
}

async function photograph(browser, address, theme) {
  const page = await browser.newPage({
    viewport: { width: 1440, height: 900 },
    colorScheme: theme,
    reducedMotion: 'reduce',
  })
  await page.goto(address)
  await page.getByRole('button', { name: DEMO }).click()
  await page.locator('[data-testid=run][data-status=complete]').waitFor()
  await page
    .getByRole('button', { name: /^Region 2/ })
    .first()
    .hover()
  await page.screenshot({ path: join(folder, `sightline-${theme}.png`) })
  await page.close()
}

build()
mkdirSync(folder, { recursive: true })
const { address, stop } = await serve()
const browser = await chromium.launch({
  executablePath: findBrowser(),
  chromiumSandbox: process.getuid?.() !== 0,
})
try {
  await Promise.all(THEMES.map((theme) => photograph(browser, address, theme)))
} finally {
  await browser.close()
  stop()
}
console.log(`docs/sightline-{${THEMES.join(',')}}.png are fresh.`)
