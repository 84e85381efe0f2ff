import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { makePng } from './make-picture.ts'
import { openInspector } from './open-inspector.ts'
import { expect, test } from './test.ts'

const picture = makePng('sky.png', 60, 40, [90, 150, 220])

test('a copied curl command asks exactly what the app asked, with the key from the environment', async ({
  app,
  page,
  context,
  modelServer,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await app.open()
  await app.connect({ apiKey: 'test-key-1234' })
  await app.attach([picture])
  const inspector = await openInspector(page)
  await app.ask('It\'s "quoted"?\nJSON\n$HOME `id`')
  await app.untilStatus('complete')
  await inspector.getByRole('button', { name: 'Copy as', exact: true }).click()
  await expect(page.getByRole('menuitem')).toHaveText([
    'curl',
    /^Python \(zai-sdk\)/,
    'Python (openai)',
    'TypeScript',
  ])
  const zai = page.getByRole('menuitem', { name: 'Python (zai-sdk)', exact: true })
  await expect(zai).toBeDisabled()
  await expect(zai).toContainText(/zai-sdk would change the pictures/)
  await page.getByRole('menuitem', { name: 'curl', exact: true }).click()
  const command = await page.evaluate(() => navigator.clipboard.readText())
  expect(command).not.toContain('test-key-1234')

  const env = { ...process.env, API_KEY: 'test-key-1234', NO_PROXY: '*' }
  const curl = promisify(execFile)('bash', [], { env })
  curl.child.stdin?.end(command)
  await curl
  const [own, copied] = await modelServer.readQuestions()
  expect(copied?.body).toEqual(own?.body)
  expect(copied?.path).toBe(own?.path)
  for (const name of ['authorization', 'content-type', 'accept'])
    expect(copied?.headers[name]).toBe(own?.headers[name])
})
