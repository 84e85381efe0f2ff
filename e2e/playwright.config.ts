import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { defineConfig } from '@playwright/test'
import { PROVIDERS } from '../src/core/catalog/providers.ts'
import { findFreePort } from './find-free-port.ts'

const root = join(import.meta.dirname, '..')

/** Chosen once: the workers load this file again and inherit the environment. */
async function choose(name: string, find: () => string | Promise<string>): Promise<string> {
  const value = process.env[name] || (await find())
  process.env[name] = value
  return value
}

const executablePath = await choose('SIGHTLINE_TEST_BROWSER', () =>
  execFileSync(process.execPath, [join(root, 'scripts/find-browser.mjs')], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  }).trim(),
)
const appOrigin = `http://127.0.0.1:${await choose('SIGHTLINE_TEST_APP_PORT', findFreePort)}`
const modelOrigin = `http://127.0.0.1:${await choose('SIGHTLINE_TEST_MODEL_PORT', findFreePort)}`

const modelServerFolder = 'node_modules/.cache/model-server'
/** The relay under test must not see the keys of who runs the tests. */
const noKeys = Object.fromEntries(PROVIDERS.map(({ keyVariable }) => [keyVariable ?? 'NO_KEY', '']))

/** The one other host that tests may reach, when a live server is named. */
const liveBaseUrl = process.env['LIVE_BASE_URL']
const liveHost = liveBaseUrl ? `, EXCLUDE ${new URL(liveBaseUrl).hostname}` : ''

export default defineConfig({
  testDir: '.',
  testIgnore: 'model-server/**',
  outputDir: '../test-results',
  forbidOnly: Boolean(process.env['CI']),
  fullyParallel: true,
  workers: 2,
  timeout: 30_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    baseURL: appOrigin,
    locale: 'en-US',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath,
      // Chromium refuses to build its sandbox for root.
      chromiumSandbox: process.getuid?.() !== 0,
      args: [
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--disable-quic',
        '--no-first-run',
        `--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost${liveHost}`,
      ],
    },
  },
  webServer: [
    {
      name: 'app',
      command: 'node dist-server/start.js',
      cwd: root,
      env: {
        ...noKeys,
        PORT: new URL(appOrigin).port,
        STRICT_PORT: '1',
        SIGHTLINE_HOSTS: '',
        SIGHTLINE_RELAY_ORIGINS: modelOrigin,
      },
      url: appOrigin,
      reuseExistingServer: false,
    },
    {
      name: 'model server',
      command: `node node_modules/vite/bin/vite.js build --ssr e2e/model-server/start.ts --outDir ${modelServerFolder} --logLevel warn && node ${modelServerFolder}/start.js ${new URL(modelOrigin).port}`,
      cwd: root,
      url: `${modelOrigin}/v1/models`,
      reuseExistingServer: false,
    },
  ],
})
