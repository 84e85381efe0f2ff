import type { Wire } from './stream-event.ts'

/** Ends of addresses that belong to a request and not to a base URL, longest first. */
const REQUEST_PATHS: readonly string[] = [
  '/chat/completions',
  '/api/generate',
  '/completions',
  '/responses',
  '/messages',
  '/api/chat',
  '/api/tags',
]

/** Of a base URL that ends in a version, such as `/v1`. */
const VERSION = /\/v\d{1,3}$/

function withoutSlashes(url: string): string {
  let end = url.length
  while (end > 0 && url.charAt(end - 1) === '/') {
    end -= 1
  }
  return url.slice(0, end)
}

/**
 * A base URL without the path of a request that was pasted along with it, whichever wire it belongs to, and
 * without slashes at its end: `…/v1/chat/completions` → `…/v1`. `cut` is what was taken off, null for nothing.
 */
export function trimWirePath(baseUrl: string): {
  readonly baseUrl: string
  readonly cut: string | null
} {
  const base = withoutSlashes(baseUrl)
  const path = REQUEST_PATHS.find((known) => base.endsWith(known))
  if (path !== undefined) {
    return { baseUrl: withoutSlashes(base.slice(0, -path.length)), cut: path }
  }
  const isModelList = base.endsWith('/models') && VERSION.test(base.slice(0, -'/models'.length))
  return isModelList
    ? { baseUrl: base.slice(0, -'/models'.length), cut: '/models' }
    : { baseUrl: base, cut: null }
}

/**
 * The path of a wire's requests below a base URL. Messages live at `/v1/messages`, so a base URL that holds its
 * version already only gets the rest (`https://api.z.ai/api/anthropic` against `https://openrouter.ai/api/v1`).
 */
export function wirePath(wire: Wire, baseUrl: string): string {
  const { baseUrl: base } = trimWirePath(baseUrl)
  switch (wire) {
    case 'chat-completions':
      return '/chat/completions'
    case 'responses':
      return '/responses'
    case 'messages':
      return VERSION.test(base) ? '/messages' : '/v1/messages'
    case 'ollama':
      return base.endsWith('/api') ? '/chat' : '/api/chat'
  }
}

/**
 * The address of a wire's requests. Takes a base URL with or without slashes at its end, one that names the path
 * of a request already, and for Ollama's own wire the base URL of its other wires, which ends in `/v1`.
 */
export function joinUrl(wire: Wire, baseUrl: string): string {
  const { baseUrl: base } = trimWirePath(baseUrl)
  const root = wire === 'ollama' && base.endsWith('/v1') ? base.slice(0, -'/v1'.length) : base
  return `${root}${wirePath(wire, root)}`
}
