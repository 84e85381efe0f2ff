// Draws the pictures of the demos and writes their recordings to public/demo. Run it after a change in
// scripts/demo: `node scripts/make-demo.mjs`. With `--check <folder>` it also writes each picture with the boxes
// of its recording drawn over it, to be looked at by a person.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { chromium } from '@playwright/test'
import { demo as actInAnApp } from './demo/act-in-an-app.mjs'
import { demo as chartToTable } from './demo/chart-to-table.mjs'
import { demo as findManyThings } from './demo/find-many-things.mjs'
import { demo as findOneThing } from './demo/find-one-thing.mjs'
import { HEIGHT, WIDTH } from './demo/page.mjs'
import { demo as readAChart } from './demo/read-a-chart.mjs'
import { demo as rebuildAPage } from './demo/rebuild-a-page.mjs'
import { demo as solveAFigure } from './demo/solve-a-figure.mjs'
import { seededRandom, streamOf } from './demo/stream.mjs'

const DEMOS = [
  readAChart,
  actInAnApp,
  rebuildAPage,
  chartToTable,
  findOneThing,
  findManyThings,
  solveAFigure,
]
const SCALE = 2
const THUMBNAIL = { width: 480, height: 320, quality: 0.82 }
const target = path.resolve(import.meta.dirname, '../public/demo')
const checkAt = process.argv.indexOf('--check')
const checkFolder = checkAt === -1 ? null : path.resolve(process.argv[checkAt + 1] ?? 'demo-check')

/** Reads the bytes of a picture into an image of the page. */
async function loadImage(page, bytes, type) {
  await page.evaluate(
    async (url) => {
      const image = new Image()
      image.src = url
      await image.decode()
      globalThis.picture = image
    },
    `data:${type};base64,${bytes.toString('base64')}`,
  )
}

/**
 * The exact box of each marked element in thousandths of the picture: everything else is hidden, shadows too,
 * and the pixels that remain are measured. So a turned or clipped shape is as exact as a rectangle.
 */
async function measureMarks(page, canvas) {
  await page.addStyleTag({
    content:
      'html{visibility:hidden}html,body{background:none!important}[data-shadow]{display:none!important}',
  })
  const boxes = new Map()
  for (const mark of await page.locator('[data-mark]').all()) {
    // Visibility is inherited, also by the copies of a <use>.
    await mark.evaluate((element) => element.style.setProperty('visibility', 'visible'))
    const bytes = await page.screenshot({ type: 'png', omitBackground: true })
    const { name, pad } = await mark.evaluate((element) => {
      element.style.removeProperty('visibility')
      return { name: element.dataset.mark, pad: Number(element.dataset.pad ?? 0) }
    })
    await loadImage(canvas, bytes, 'image/png')
    const [left, top, right, bottom] = await canvas.evaluate(visibleEdges)
    const [padX, padY] = [pad / WIDTH, pad / HEIGHT]
    const edges = [left - padX, top - padY, right + padX, bottom + padY]
    boxes.set(
      name,
      edges.map((edge) => Math.round(edge * 1000)),
    )
  }
  return boxes
}

/** Runs in the page: the edges of all pixels that are at least a quarter opaque, as fractions. */
function visibleEdges() {
  const { width, height } = globalThis.picture
  const context = new OffscreenCanvas(width, height).getContext('2d')
  context.drawImage(globalThis.picture, 0, 0)
  const { data } = context.getImageData(0, 0, width, height)
  let [left, top, right, bottom] = [width, height, 0, 0]
  for (let index = 3; index < data.length; index += 4) {
    if (data[index] < 64) continue
    const pixel = (index - 3) / 4
    const x = pixel % width
    const y = Math.floor(pixel / width)
    left = Math.min(left, x)
    right = Math.max(right, x + 1)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y + 1)
  }
  return [left / width, top / height, right / width, bottom / height]
}

async function thumbnailOf(canvas, bytes, type) {
  await loadImage(canvas, bytes, type)
  const url = await canvas.evaluate(({ width, height, quality }) => {
    const element = document.createElement('canvas')
    element.width = width
    element.height = height
    const context = element.getContext('2d')
    context.imageSmoothingQuality = 'high'
    context.drawImage(globalThis.picture, 0, 0, width, height)
    return element.toDataURL('image/webp', quality)
  }, THUMBNAIL)
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')
}

/** What the script of a demo may ask for: a box as it is, or a draft of it that is a little off. */
function boxWriter(id, boxes) {
  const random = seededRandom(id)
  const find = (name) => {
    const box = boxes.get(name)
    if (box === undefined) throw new Error(`${id} has no mark "${name}"`)
    return box
  }
  const clamp = (value) => Math.min(1000, Math.max(0, value))
  const write = (numbers) => `[${numbers.join(', ')}]`
  return {
    box: (name) => write(find(name)),
    draft: (name, off) =>
      write(find(name).map((value) => clamp(value + Math.round((random() * 2 - 1) * off)))),
  }
}

function recordingOf(demo, media, writer) {
  const stream = streamOf({
    id: demo.id,
    reasoning: demo.reasoning(writer),
    answer: demo.answer(writer),
    tokensPerSecond: demo.tokensPerSecond,
  })
  const body = {
    model: 'scripted',
    stream: true,
    messages: [
      {
        role: 'user',
        content: [
          { type: 'image_url', image_url: { url: 'media:0' } },
          { type: 'text', text: demo.question },
        ],
      },
    ],
  }
  return {
    version: 2,
    id: demo.id,
    title: demo.title,
    subtitle: demo.subtitle,
    question: demo.question,
    endpoint: { provider: 'demo', model: 'scripted', wire: 'chat-completions', scripted: true },
    request: {
      url: `demo://${demo.id}/chat/completions`,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    },
    media: [media],
    http: {
      status: 200,
      atMs: 0,
      headers: [['content-type', 'text/event-stream; charset=utf-8']],
    },
    chunks: stream,
  }
}

/** One chunk a line, so that a change reads well in a diff. */
function formatRecording(recording) {
  const { chunks, ...head } = recording
  const lines = chunks.map((chunk) => `    ${JSON.stringify(chunk)}`)
  const start = JSON.stringify(head, null, 2).replace(/\n\}$/, '')
  return `${start},\n  "chunks": [\n${lines.join(',\n')}\n  ]\n}\n`
}

/** The picture with everything that its recording draws, for the eye of a person. */
async function writeCheck(canvas, demo, picture, recording) {
  const text = recording.chunks.map((chunk) => chunk[1]).join('')
  const joined = [...text.matchAll(/"(?:reasoning_content|content)":"((?:[^"\\]|\\.)*)"/g)]
    .map((match) => JSON.parse(`"${match[1]}"`))
    .join('')
  const boxes = [...joined.matchAll(/\[(\d+), (\d+), (\d+), (\d+)\]/g)].map((match) =>
    match.slice(1).map(Number),
  )
  await loadImage(canvas, picture, demo.picture.type)
  const url = await canvas.evaluate((drawn) => {
    const { width, height } = globalThis.picture
    const element = document.createElement('canvas')
    element.width = width
    element.height = height
    const context = element.getContext('2d')
    context.drawImage(globalThis.picture, 0, 0)
    context.lineWidth = 2
    for (const [x1, y1, x2, y2] of drawn) {
      context.strokeStyle = '#f0f'
      const [left, top] = [(x1 / 1000) * width, (y1 / 1000) * height]
      context.strokeRect(left, top, (x2 / 1000) * width - left, (y2 / 1000) * height - top)
    }
    return element.toDataURL('image/png')
  }, boxes)
  writeFileSync(
    path.join(checkFolder, `${demo.id}.png`),
    Buffer.from(url.slice(url.indexOf(',') + 1), 'base64'),
  )
}

async function makeDemo(browser, canvas, demo) {
  const page = await browser.newPage({
    viewport: { width: WIDTH, height: HEIGHT },
    deviceScaleFactor: SCALE,
  })
  await page.setContent(demo.draw())
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  const { type, quality, name } = demo.picture
  const picture = await page.screenshot(
    type === 'image/jpeg' ? { type: 'jpeg', quality } : { type: 'png' },
  )
  const boxes = await measureMarks(page, canvas)
  await page.close()
  const folder = `demo/${demo.id}`
  const media = {
    name,
    type,
    width: WIDTH * SCALE,
    height: HEIGHT * SCALE,
    sha256: createHash('sha256').update(picture).digest('hex'),
    file: `${folder}/${name}`,
  }
  const recording = recordingOf(demo, media, boxWriter(demo.id, boxes))
  const thumbnail = await thumbnailOf(canvas, picture, type)
  mkdirSync(path.join(target, demo.id), { recursive: true })
  writeFileSync(path.join(target, demo.id, name), picture)
  writeFileSync(path.join(target, demo.id, 'thumbnail.webp'), thumbnail)
  writeFileSync(path.join(target, demo.id, 'recording.json'), formatRecording(recording))
  if (checkFolder !== null) await writeCheck(canvas, demo, picture, recording)
  const seconds = (recording.chunks.at(-1)[0] / 1000).toFixed(1)
  console.log(
    `${demo.id}: picture ${kilobytes(picture.length)}, thumbnail ${kilobytes(thumbnail.length)}, ${recording.chunks.length} chunks in ${seconds} s`,
  )
  return {
    id: demo.id,
    title: demo.title,
    subtitle: demo.subtitle,
    thumbnail: `${folder}/thumbnail.webp`,
    picture: media.file,
    recording: `${folder}/recording.json`,
  }
}

const kilobytes = (bytes) => `${Math.round(bytes / 1000)} kB`

function installedChromium() {
  const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
  return places.find((place) => existsSync(place))
}

const executablePath = installedChromium()
const browser = await chromium.launch({
  ...(executablePath === undefined ? {} : { executablePath }),
  chromiumSandbox: process.getuid?.() !== 0,
  args: ['--font-render-hinting=none', '--force-color-profile=srgb', '--disable-lcd-text'],
})
try {
  rmSync(target, { recursive: true, force: true })
  mkdirSync(target, { recursive: true })
  if (checkFolder !== null) mkdirSync(checkFolder, { recursive: true })
  const canvas = await browser.newPage()
  const demos = []
  for (const demo of DEMOS) demos.push(await makeDemo(browser, canvas, demo))
  writeFileSync(
    path.join(target, 'index.json'),
    `${JSON.stringify({ version: 1, demos }, null, 2)}\n`,
  )
} finally {
  await browser.close()
}
