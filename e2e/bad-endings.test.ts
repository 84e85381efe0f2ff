import { createServer } from 'node:http'
import { listenOnLoopback } from '../server/listen.ts'
import type { App } from './app.ts'
import { findFreePort } from './find-free-port.ts'
import { makePng } from './make-picture.ts'
import { createModelHandler } from './model-server/create-model-handler.ts'
import type { ModelScript } from './model-server/model-script.ts'
import { picturesOf, readBody } from './seen-body.ts'
import { expect, test } from './test.ts'

const picture = makePng('table.png', 40, 30, [200, 180, 150])
const question = 'Where is the cup?'

async function askAboutPicture(app: App): Promise<void> {
  await app.open()
  await app.connect({ apiKey: 'some-key' })
  await app.attach([picture])
  await expect(app.page.locator('[data-testid="attachment"][data-state="ready"]')).toHaveCount(1)
  await app.ask(question)
}

/** The question and its picture still stand above the run. */
async function expectQuestionKept({ page }: App): Promise<void> {
  const turn = page.getByRole('article').last()
  await expect(turn.getByRole('heading', { name: question, exact: true })).toBeVisible()
  await expect(turn.getByRole('img', { name: picture.name, exact: true })).toBeVisible()
}

type Ending = {
  readonly what: string
  readonly script: ModelScript
  readonly status: string
  /** Of the error that is shown; null where a sentence alone is. */
  readonly kind: string | null
  readonly says: RegExp
  /** Raw answer that must still be there. */
  readonly kept?: string
  /** Questions that the server saw before the ending; 1 where this is absent. */
  readonly requests?: number
  /** What is offered and leads to a whole answer once the server is well. */
  readonly cure: string
}

const cutInBox = 'The cup is at [[100,200,30'

const endings: readonly Ending[] = [
  {
    what: 'that does not exist (404)',
    script: { status: 404 },
    status: 'error',
    kind: 'request',
    says: /no chat at this address, or no model named/,
    cure: 'Regenerate',
  },
  {
    what: 'that is asked too much (429)',
    script: { status: 429 },
    status: 'error',
    kind: 'rate-limit',
    says: /takes no more requests at this moment\. It was tried three times\. Wait a little/,
    requests: 3,
    cure: 'Retry',
  },
  {
    what: 'that fails (500)',
    script: { status: 500 },
    status: 'error',
    kind: 'server',
    says: /had a problem of its own\. It was tried three times\. Try again\./,
    requests: 3,
    cure: 'Retry',
  },
  {
    what: 'that is a web page',
    script: { fault: 'html' },
    status: 'error',
    kind: 'not-an-api',
    says: /other than a chat, such as a web page\. Check the base URL/,
    cure: 'Regenerate',
  },
  {
    what: 'that says nothing at all',
    script: { fault: 'empty' },
    status: 'error',
    kind: 'protocol',
    says: /something that Sightline does not understand\. Try again/,
    cure: 'Retry',
  },
  {
    what: 'whose stream just ends',
    script: { answer: 'The cup is<fault>', fault: 'eof' },
    status: 'truncated',
    kind: 'stream-cut',
    says: /ended before the answer did\. The 10 characters received so far are kept\./,
    kept: 'The cup is',
    cure: 'Retry',
  },
  {
    what: 'whose connection is reset',
    script: { answer: 'The cup is<hold:end><fault>', fault: 'reset' },
    status: 'truncated',
    kind: 'stream-cut',
    says: /ended before the answer did\. The 10 characters received so far are kept\./,
    kept: 'The cup is',
    cure: 'Retry',
  },
  {
    what: 'that breaks off in the middle of a box',
    script: { answer: `${cutInBox}<hold:end><fault>`, fault: 'cut' },
    status: 'truncated',
    kind: 'stream-cut',
    says: /ended before the answer did\. The 26 characters received so far are kept\./,
    kept: cutInBox,
    cure: 'Retry',
  },
  {
    what: 'that reports an error in its stream',
    script: { answer: 'The cup is<fault>', fault: 'error-event' },
    status: 'error',
    kind: 'server',
    says: /problem of its own\. The 10 characters .+ are kept\. .+Scripted error in the stream/,
    kept: 'The cup is',
    cure: 'Retry',
  },
  {
    what: 'that reaches the token limit',
    script: { answer: 'The cup is', finishReason: 'length' },
    status: 'length',
    kind: null,
    says: /reached the token limit and breaks off here/,
    kept: 'The cup is',
    cure: 'Regenerate',
  },
  {
    what: 'that withholds its answer',
    script: { answer: 'The cup is', finishReason: 'sensitive' },
    status: 'filtered',
    kind: 'content-filter',
    says: /content rules of .+ stopped this question or its answer\. .+ in other words/,
    kept: 'The cup is',
    cure: 'Regenerate',
  },
  {
    what: 'that never says why it ends',
    script: { answer: 'The cup is here.', finishReason: null },
    status: 'unverified',
    kind: null,
    says: /ended without saying why: the answer may not be whole/,
    kept: 'The cup is here.',
    cure: 'Regenerate',
  },
]

for (const { what, script, status, kind, says, kept = '', requests = 1, cure } of endings)
  test(`a question to a server ${what} gets plain words, loses nothing, and can be asked again`, async ({
    app,
    page,
    modelServer,
  }) => {
    await modelServer.script(script)
    await askAboutPicture(app)
    if (script.answer?.includes('<hold:end>')) {
      await expect(app.run().getByTestId('answer')).toHaveAttribute(
        'data-length',
        String(kept.length),
      )
      await modelServer.release('end')
    }
    await app.untilStatus(status)
    const run = app.run()
    const error = run.getByTestId('run-error')
    if (kind === null) await expect(error).toHaveCount(0)
    else await expect(error).toHaveAttribute('data-kind', kind)
    await expect(kind === null ? run : error).toContainText(says)
    await expect(run.getByTestId('answer')).toHaveAttribute('data-length', String(kept.length))
    await expect(page.getByTestId('region-list')).toHaveAttribute('data-count', '0')
    await expect(page.getByTestId('region-shape')).toHaveCount(0)
    await run.getByRole('button', { name: 'Raw', exact: true }).click()
    await expect(run.getByTestId('raw-answer')).toHaveText(kept)
    await expectQuestionKept(app)
    expect(await modelServer.readQuestions()).toHaveLength(requests)

    await modelServer.script({ answer: 'The cup is at [[100,200,300,500]].' })
    await run.getByRole('button', { name: cure, exact: true }).click()
    await app.untilStatus('complete')
    await expect(page.getByTestId('region-list')).toHaveAttribute('data-count', '1')
    // What came first is still there, and the same was asked again.
    await expect(app.run(0)).toHaveAttribute('data-status', status)
    const [asked] = (await readBody(modelServer)).messages
    expect(asked && picturesOf(asked)).toHaveLength(1)
  })

test('a refused key can be edited from the run, and the question asked again with it', async ({
  app,
  page,
  modelServer,
}) => {
  await modelServer.script({ key: 'right-key' })
  await askAboutPicture(app)
  await app.untilStatus('error')
  const error = app.run().getByTestId('run-error')
  await expect(error).toHaveAttribute('data-kind', 'auth')
  await expect(error).toContainText(/did not accept the API key, or got none\. Check the key/)
  await expectQuestionKept(app)
  await error.getByRole('button', { name: 'Edit key', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Connect a model' })
  await dialog.getByLabel('API key', { exact: true }).fill('right-key')
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await app.run().getByRole('button', { name: 'Regenerate', exact: true }).click()
  await app.untilStatus('complete')
})

test('a server that is not running ends in plain words, and Retry works once it is', async ({
  app,
}) => {
  const port = Number(await findFreePort())
  await app.open()
  await app.connect({ baseUrl: `http://127.0.0.1:${port}/v1` })
  await app.attach([picture])
  await app.ask(question)
  await app.untilStatus('error')
  const error = app.run().getByTestId('run-error')
  await expect(error).toHaveAttribute('data-kind', 'network')
  await expect(error).toContainText(
    `No connection to 127.0.0.1:${port} could be made. It was tried three times. Check that the server is running`,
  )
  await expectQuestionKept(app)
  const server = createServer(createModelHandler())
  await listenOnLoopback(server, port, true)
  try {
    await error.getByRole('button', { name: 'Retry', exact: true }).click()
    await app.untilStatus('complete')
  } finally {
    server.closeAllConnections()
    server.close()
  }
})
