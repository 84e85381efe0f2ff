import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { App } from './app.ts'
import { networkRows, oddRows, statusRows } from './fault-matrix/answer-rows.ts'
import { type Address, type FaultRow, isUnitRow } from './fault-matrix/fault-row.ts'
import { streamRows } from './fault-matrix/stream-rows.ts'
import { writeTable } from './fault-matrix/write-table.ts'
import { findFreePort } from './find-free-port.ts'
import type { ModelServer } from './model-server-client.ts'
import { expect, test } from './test.ts'

const rows = [...statusRows, ...oddRows, ...networkRows, ...streamRows]

type Stage = { readonly app: App; readonly page: Page; readonly modelServer: ModelServer }

for (const row of rows) {
  if (isUnitRow(row)) continue
  test(`${row.group}: ${row.fault}`, async ({ app, page, modelServer, problems }) => {
    problems.allow(/request: https:\/\/nowhere\.invalid/)
    const sent = countQuestions(page)
    await modelServer.script(row.script)
    await openConnected(page, await findBaseUrl(row.address, modelServer))
    if (row.isOffline ?? false) {
      await page.waitForLoadState('networkidle')
      await page.context().setOffline(true)
      // Markdown loads with the first answer; there is none, and plain text would do without.
      problems.allow(/answer-body/)
    }
    if (row.course === 'retries') await stopClock(page)
    await app.ask('Where is the cup?')
    await takeCourse({ app, page, modelServer }, row)
    await expectEnding({ app, page, modelServer }, row)
    expect(sent()).toBe(row.requests)
  })
}

test('the fault matrix in the docs says what the tests hold', () => {
  const path = join(import.meta.dirname, '../docs/fault-matrix.md')
  const table = writeTable(rows)
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(path, table)
  expect(existsSync(path) ? readFileSync(path, 'utf8') : '').toBe(table)
})

/** Counts in the browser, because not every question of this matrix reaches a server. */
function countQuestions(page: Page): () => number {
  let count = 0
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/chat/completions')) count += 1
  })
  return () => count
}

async function findBaseUrl(
  address: Address = 'model-server',
  server: ModelServer,
): Promise<string> {
  if (address === 'unknown-host') return 'https://nowhere.invalid/v1'
  return address === 'free-port' ? `http://127.0.0.1:${await findFreePort()}/v1` : server.baseUrl
}

/** The app with a saved endpoint, a clock in our hands, and chance that always falls in the middle. */
async function openConnected(page: Page, baseUrl: string): Promise<void> {
  const endpoint = {
    id: 'e',
    providerId: 'vllm',
    name: '',
    baseUrl,
    wire: 'chat-completions',
    model: 'glm-4.5v-tiny',
    usesRelay: false,
    corrections: {},
  }
  await page.clock.install()
  await page.addInitScript(
    (endpoints) => {
      localStorage.setItem('sightline.endpoints', endpoints)
      Math.random = () => 0.5
    },
    JSON.stringify({ version: 1, endpoints: [endpoint], activeId: 'e' }),
  )
  await page.goto('/')
}

/** A countdown waits for the test. */
async function stopClock(page: Page): Promise<void> {
  await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 1000)
}

async function takeCourse(stage: Stage, row: FaultRow): Promise<void> {
  const { page, modelServer } = stage
  switch (row.course) {
    case 'plain':
      return
    case 'retries':
      return rideOutRetries(stage, row)
    case 'held':
      await untilHeld(stage, row)
      return modelServer.release('here')
    case 'held-retries':
      await untilHeld(stage, row)
      await stopClock(page)
      await modelServer.release('here')
      return rideOutRetries(stage, row)
    case 'byte-stall':
    case 'comment-stall':
      await untilHeld(stage, row)
      await modelServer.release('here')
      return rideOutSilence(stage, row)
    case 'abort':
      await untilHeld(stage, row)
      await page.keyboard.press('Escape')
      return
    case 'sleep':
      await untilHeld(stage, row)
      await sleep(stage)
      return modelServer.release('here')
  }
}

/** Everything before the fault has been sent, and is on the screen. */
async function untilHeld({ app, modelServer }: Stage, row: FaultRow): Promise<void> {
  await modelServer.untilHeld('here')
  // A sleeper's row tells how it ends; until then only a part is there.
  const { reasoning, answer } = row.course === 'sleep' ? sentUntilHold(row) : row
  const run = app.run()
  await expect(run.getByTestId('answer')).toHaveAttribute('data-length', String(answer.length))
  if (reasoning !== '')
    await expect(run.getByTestId('reasoning')).toHaveAttribute(
      'data-length',
      String(reasoning.length),
    )
}

/** The text that the server sends before it holds. */
function sentUntilHold({ script }: FaultRow): { reasoning: string; answer: string } {
  const until = (text: string | undefined): readonly string[] => (text ?? '').split('<hold:here>')
  const [reasoning = '', ...afterHold] = until(script.reasoning)
  const [answer = ''] = until(script.answer)
  if (script.hold !== undefined) return { reasoning: '', answer: '' }
  return { reasoning, answer: afterHold.length > 0 ? '' : answer }
}

const live = (page: Page) => page.locator('p[role="status"]')

async function rideOutRetries({ app, page }: Stage, { firstPause }: FaultRow): Promise<void> {
  for (const attempt of [2, 3]) {
    const pause = app.run().getByTestId('run-retry')
    // Half of the backoff's second, then of its two, unless the server asks for more.
    const seconds = firstPause ?? 1
    await expect(pause).toContainText(`Trying again in ${seconds} s (try ${attempt} of 3)`)
    await expect(app.run()).toHaveAttribute('data-status', 'preparing')
    await expect(live(page)).toHaveText(new RegExp(`Trying again, ${attempt} of 3\\.$`))
    await page.clock.runFor(seconds * 1000)
  }
}

async function rideOutSilence({ app, page }: Stage, { course }: FaultRow): Promise<void> {
  const run = app.run()
  await page.clock.fastForward(15_000)
  await expect(run).toContainText(/Still waiting, 1[5-9] s…/)
  await expect(live(page)).toHaveText('Still waiting.')
  await page.clock.fastForward(80_000)
  const notice = run.getByTestId('run-silence')
  await expect(notice).toContainText(
    course === 'comment-stall'
      ? /The server keeps the connection open but has sent nothing for 9\d s\./
      : /Nothing has come from the server for 9\d s\./,
  )
  await expect(live(page)).toHaveText(/Give up, or keep waiting\.$/)
  await notice.getByRole('button', { name: 'Keep waiting', exact: true }).click()
  await expect(notice).toBeHidden()
  await page.clock.fastForward(95_000)
  await notice.getByRole('button', { name: 'Give up', exact: true }).click()
}

async function sleep({ app, page }: Stage): Promise<void> {
  await page.clock.fastForward(600_000)
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await expect(app.run().getByTestId('run-silence')).toContainText(/for 60\d s\./)
}

async function expectEnding({ app, page }: Stage, row: FaultRow): Promise<void> {
  await app.untilStatus(row.status)
  const run = app.run()
  const error = run.getByTestId('run-error')
  if (row.kind === null) await expect(error).toHaveCount(0)
  else await expect(error).toHaveAttribute('data-kind', row.kind)
  await expect(error.or(run.getByTestId('run-note')).getByRole('button')).toHaveText([
    ...row.offered,
  ])
  await expect(live(page)).toHaveText(row.said)
  await expect(run.getByTestId('run-silence')).toHaveCount(0)
  await expect(run.getByTestId('run-retry')).toHaveCount(0)
  await expect(run.getByTestId('answer')).toHaveAttribute('data-length', String(row.answer.length))
  await run.getByRole('button', { name: 'Raw', exact: true }).click()
  await expect(run.getByTestId('raw-answer')).toHaveText(row.answer)
  await expect(run.getByTestId('raw-reasoning')).toHaveText(
    row.reasoning === '' ? [] : [row.reasoning],
  )
}
