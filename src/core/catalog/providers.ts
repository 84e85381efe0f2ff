import { CUSTOM_DIALECT } from './dialects.ts'
import { HOSTED_PROVIDERS } from './hosted-providers.ts'
import { LOCAL_PROVIDERS } from './local-providers.ts'
import type { Provider } from './types.ts'

/** Any other server, by its address. */
export const CUSTOM_PROVIDER: Provider = {
  id: 'custom',
  name: 'Custom',
  baseUrl: '',
  wires: ['chat-completions', 'responses', 'messages', 'ollama'],
  wireBaseUrls: {},
  wireDialects: {},
  fixes: {
    images:
      'Serve a model that takes pictures, or say under "Correct the catalog" that it does not.',
    reasoning:
      'Most servers have an option that separates the reasoning, such as --reasoning-parser.',
  },
  dialect: CUSTOM_DIALECT,
  models: [],
  modelsPath: '/models',
  needsKey: false,
  keyVariable: null,
  cors: 'unknown',
  corsNote:
    'The server must allow this page with the header Access-Control-Allow-Origin. If it does not, turn on the relay.',
  hint: 'Any server that speaks one of the four wires; the base URL mostly ends in /v1.',
}

/** Everyone who serves, in the order in which they are offered. The relay forwards to these origins. */
export const PROVIDERS: readonly Provider[] = [
  ...HOSTED_PROVIDERS,
  ...LOCAL_PROVIDERS,
  CUSTOM_PROVIDER,
]
