import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './test.ts'

/**
 * Against a real server, when one is named: LIVE_BASE_URL (any OpenAI-compatible address), LIVE_MODEL and, where the
 * server asks for one, LIVE_API_KEY.
 */
const baseUrl = process.env['LIVE_BASE_URL']

if (baseUrl) {
  test('a real server answers a question about a picture', async ({ app, problems }) => {
    test.setTimeout(240_000)
    problems.allow(/^request: /)
    const file = join(import.meta.dirname, '../public/demo/find-one-thing/street.jpg')
    await app.open()
    const apiKey = process.env['LIVE_API_KEY']
    await app.connect({
      baseUrl,
      model: process.env['LIVE_MODEL'] ?? 'default',
      ...(apiKey && { apiKey }),
    })
    await app.drop([{ name: 'street.jpg', mimeType: 'image/jpeg', buffer: readFileSync(file) }])
    await app.ask('Where is the red bicycle? Answer in [[xmin,ymin,xmax,ymax]] format.')
    await expect(app.run()).toHaveAttribute('data-status', /^(complete|length)$/, {
      timeout: 200_000,
    })
    await expect(app.run().getByTestId('answer')).not.toHaveAttribute('data-length', '0')
  })
}
