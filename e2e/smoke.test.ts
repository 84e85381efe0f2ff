import { expect, test } from './test.ts'

test('the app opens under its content security policy', async ({ app, page }) => {
  const answer = await page.goto('/')
  expect(answer?.headers()['content-security-policy']).toContain(
    "require-trusted-types-for 'script'",
  )
  await expect(page).toHaveTitle('Sightline')
  await expect(page.locator('#root > *').first()).toBeVisible()
  await expect(
    app.page.getByRole('button', { name: 'Connect a model', exact: true }).first(),
  ).toBeVisible()
})

test('pictures of other hosts, inline styles and markup made from strings are stopped', async ({
  page,
  problems,
}) => {
  problems.allow(/img-src|style-src|trusted-types|TrustedHTML/)
  problems.allow(/^request: https:\/\/elsewhere\.example\//)
  await page.goto('/')
  const outcome = await page.evaluate(async () => {
    const load = (element: HTMLImageElement | HTMLScriptElement) =>
      new Promise<string>((resolve) => {
        element.addEventListener('load', () => resolve('loaded'))
        element.addEventListener('error', () => resolve('blocked'))
        document.body.append(element)
      })
    const image = document.createElement('img')
    image.src = 'https://elsewhere.example/pixel.png'
    const style = document.createElement('style')
    style.textContent = 'body { color: rgb(1, 2, 3) }'
    document.head.append(style)
    let html = 'parsed'
    try {
      document.createElement('div').innerHTML = '<b>bold</b>'
    } catch {
      html = 'blocked'
    }
    return { image: await load(image), html, colour: getComputedStyle(document.body).color }
  })
  expect(outcome).toMatchObject({ image: 'blocked', html: 'blocked' })
  expect(outcome.colour).not.toBe('rgb(1, 2, 3)')
})

test('a violation of the policy is noticed', async ({ page, problems }) => {
  await page.goto('/')
  await page.evaluate(() => {
    const image = document.createElement('img')
    image.src = 'https://elsewhere.example/pixel.png'
    document.body.append(image)
  })
  await expect.poll(problems.list).toContainEqual(expect.stringContaining('policy: img-src'))
  problems.allow(/elsewhere\.example/)
})

test('the relay leads to the model server from the page, and says which servers it knows', async ({
  page,
  modelServer,
}) => {
  await page.goto('/')
  const found = await page.evaluate(async (baseUrl) => {
    const description = await (await fetch('/relay')).json()
    const path = baseUrl.replace('://', '/')
    const models = await (await fetch(`/relay/${path}/models`)).json()
    return { description, models }
  }, modelServer.baseUrl)
  expect(found.description).toMatchObject({ relay: true, keys: [] })
  expect(found.description.origins).toContain(modelServer.origin)
  expect(found.models.data[0].id).toBe('glm-4.5v-tiny')
})
