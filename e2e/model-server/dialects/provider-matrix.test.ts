import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { dialectFor } from '@/core/catalog/dialect-for.ts'
import { findModelProfile } from '@/core/catalog/find-model-profile.ts'
import { hasThinkingSwitch } from '@/core/catalog/has-thinking-switch.ts'
import { PROVIDERS } from '@/core/catalog/providers.ts'
import type { Dialect } from '@/core/catalog/types.ts'
import { startServer } from '../../../server/testing/loopback-server.ts'
import type { MatrixTarget } from './ask-dialect.ts'
import { createDialectHandler, dialects } from './create-dialect-handler.ts'
import { type Cell, matrixColumns } from './matrix-columns.ts'
import type { StrictDialect } from './strict-dialect.ts'
import { type MatrixRow, writeMatrix } from './write-matrix.ts'

const page = join(import.meta.dirname, '../../../docs/providers.md')

const wireNames = {
  'chat-completions': 'Chat completions',
  responses: 'Responses',
  messages: 'Messages',
  ollama: 'Ollama',
} as const

const named = PROVIDERS.filter(({ id }) => id !== 'custom')
const offered = named.flatMap((provider) => provider.wires.map((wire) => ({ provider, wire })))

function findStrict(providerId: string, wire: string): StrictDialect {
  const strict = dialects.find((row) => row.id === `${providerId}/${wire}`)
  if (strict === undefined) throw new Error(`no strict server for ${providerId}/${wire}`)
  return strict
}

/** The catalog's row, with only the origin of its address replaced. */
async function createTarget(strict: StrictDialect): Promise<MatrixTarget> {
  const row = offered.find(
    ({ provider, wire }) => provider.id === strict.providerId && wire === strict.wire,
  )
  if (row === undefined) throw new Error(`the catalog does not offer ${strict.id}`)
  const { provider, wire } = row
  const origin = await startServer(createDialectHandler(strict.id))
  const real = provider.wireBaseUrls[wire] ?? provider.baseUrl
  const { models } = provider
  const model =
    models.find((id) => hasThinkingSwitch(findModelProfile(id))) ??
    models[0] ??
    strict.models[0] ??
    ''
  return {
    provider,
    wire,
    dialect: dialectFor(provider, wire),
    profile: findModelProfile(model),
    model,
    baseUrl: `${origin}${new URL(real).pathname}`,
  }
}

async function checkCell(
  title: string,
  target: MatrixTarget,
  strict: StrictDialect,
): Promise<Cell> {
  const column = matrixColumns.find((known) => known.title === title)
  if (column === undefined) throw new Error(`no column ${title}`)
  return column.check(target, strict)
}

const rows: MatrixRow[] = []

test('the catalog offers the providers and wires that the documents know', () => {
  const known = dialects.map(({ id }) => id)
  expect(offered.map(({ provider, wire }) => `${provider.id}/${wire}`).toSorted()).toEqual(
    known.toSorted(),
  )
})

test.each(offered.map(({ provider, wire }) => ({ id: `${provider.id}/${wire}`, provider, wire })))(
  '$id takes what the app sends, and the app understands what it answers',
  async ({ provider, wire }) => {
    const strict = findStrict(provider.id, wire)
    const target = await createTarget(strict)
    const cells: Cell[] = []
    for (const { title } of matrixColumns) cells.push(await checkCell(title, target, strict))
    rows.push({
      provider: provider.name,
      wire: wireNames[wire],
      cells,
      assumes: strict.assumes ?? [],
    })
    const failures = matrixColumns.flatMap(({ title }, index) => {
      const cell = cells[index]
      return cell?.verdict === 'failed' ? [`${title}: ${cell.reason}`] : []
    })
    expect(failures).toEqual([])
  },
)

const faults: readonly (readonly [string, string, string, Partial<Dialect>])[] = [
  ['a data URL', 'zai/chat-completions', 'Image', { imageForm: 'data-url' }],
  ['bare base64', 'ollama/chat-completions', 'Image', { imageForm: 'raw-base64' }],
  ['stream_options', 'zai/chat-completions', 'Usage', { usage: 'stream-options' }],
  ['no stream_options', 'vllm/chat-completions', 'Usage', { usage: 'always' }],
  ['no wish for special tokens', 'vllm/chat-completions', 'Image', { extraBody: {} }],
  ["another provider's switch", 'zai/chat-completions', 'Thinking off', { thinking: 'think' }],
  ['a parameter it does not know', 'zai/chat-completions', 'Parameters', { parameters: ['seed'] }],
  ['an answer as a string', 'llamacpp/responses', 'Second turn', { answerForm: 'text' }],
  ['an answer as an item', 'vllm/responses', 'Second turn', { answerForm: 'output-text' }],
  ['its key in the wrong header', 'vllm/chat-completions', 'Text', { keyHeader: 'x-api-key' }],
]

test.each(faults)('the table sees it when the app sends %s to %s', async (_, id, title, fault) => {
  const strict = dialects.find((row) => row.id === id)
  if (strict === undefined) throw new Error(`no dialect ${id}`)
  const target = await createTarget(strict)
  expect((await checkCell(title, target, strict)).verdict).toBe('passed')
  const spoilt = { ...target, dialect: { ...target.dialect, ...fault } }
  expect((await checkCell(title, spoilt, strict)).verdict).toBe('failed')
})

test('docs/providers.md shows what this run found', () => {
  // With a part of the tests, a part of the table would be written.
  expect(rows).toHaveLength(offered.length)
  const written = writeMatrix(
    matrixColumns.map(({ title }) => title),
    rows,
  )
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(page, written)
  const found = existsSync(page) ? readFileSync(page, 'utf8') : ''
  expect(found, 'UPDATE_DOCS=1 writes the page anew').toBe(written)
})
