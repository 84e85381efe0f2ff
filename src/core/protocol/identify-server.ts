import { decodeModelList } from './decode-model-list.ts'
import { readField, readList, readText } from './json-value.ts'

/** What runs at an address, as its list of models shows it. */
export type IdentifiedServer = {
  /** Id of a provider of the catalog; `custom` for a server that does not show who it is. */
  readonly providerId: string
  readonly models: readonly string[]
  /** The first that takes pictures, or the first; null where none is loaded. */
  readonly bestModel: string | null
}

/** `owned_by` of every row, as the servers write it. LM Studio never filled its template. */
const OWNERS: ReadonlyMap<string, string> = new Map([
  ['vllm', 'vllm'],
  ['sglang', 'sglang'],
  ['llamacpp', 'llamacpp'],
  ['library', 'ollama'],
  ['organization_owner', 'lmstudio'],
])

function findProviderId(body: unknown): string {
  const row = readList(body, 'data')[0]
  const native = readList(body, 'models')[0]
  const owner = readText(row, 'owned_by') ?? ''
  const known = OWNERS.get(owner)
  if (known !== undefined) {
    return known
  }
  // Ollama's own list: digests of what was pulled. An empty one has nothing but the field.
  if (
    readText(native, 'digest') !== null ||
    (row === undefined && Array.isArray(readField(body, 'models')))
  ) {
    return 'ollama'
  }
  // transformers serve names the owner of the repository.
  const isRepository = owner !== '' && (readText(row, 'id') ?? '').startsWith(`${owner}/`)
  return isRepository ? 'transformers' : 'custom'
}

/** Who answers at an address, by the list of models it sent; null where that was no list. */
export function identifyServer(body: unknown): IdentifiedServer | null {
  const list = decodeModelList(body)
  if (!list.ok) {
    return null
  }
  const models = list.value.map(({ id }) => id)
  const best = list.value.find(({ takesImages }) => takesImages === true) ?? list.value[0]
  return { providerId: findProviderId(body), models, bestModel: best?.id ?? null }
}
