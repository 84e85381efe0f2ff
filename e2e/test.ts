import { test as base, expect } from '@playwright/test'
import { type App, createApp } from './app.ts'
import { createModelServerClient, type ModelServer } from './model-server-client.ts'
import { type Problems, watchProblems } from './problems.ts'

type Fixtures = {
  readonly problems: Problems
  readonly modelServer: ModelServer
  readonly app: App
}

/** A browser test: the built app, a model server with a session of its own, and no problem left unmentioned. */
export const test = base.extend<Fixtures>({
  problems: [
    async ({ context, baseURL }, use) => {
      const problems = await watchProblems(context, baseURL ?? '')
      await use(problems)
      expect(problems.list(), 'the page causes no problems').toEqual([])
    },
    { auto: true },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a fixture needs from this pattern
  modelServer: async ({}, use, { testId, repeatEachIndex, retry }) => {
    const origin = `http://127.0.0.1:${process.env['SIGHTLINE_TEST_MODEL_PORT']}`
    const client = createModelServerClient(origin, `${testId}-${repeatEachIndex}-${retry}`)
    await use(client)
    await client.reset()
  },
  app: async ({ page, modelServer }, use) => {
    await use(createApp(page, { baseUrl: modelServer.baseUrl, model: 'glm-4.5v-tiny' }))
  },
})

export { expect }
