import { parseBaseUrl } from '@/core/protocol/base-url.ts'
import { type BaseUrlQuery, readBaseUrlQuery } from '@/core/protocol/base-url-query.ts'
import { trimWirePath } from '@/core/protocol/wire-path.ts'
import type { FieldProblem } from './check-draft.ts'

/** What of a base URL is not kept, and a button that makes it what is: that is said, not done in silence. */
export function findLeftOut(typed: string): FieldProblem | null {
  const query = readBaseUrlQuery(typed)
  return query === null ? findExtraPath(typed) : describeQuery(query)
}

function describeQuery({ baseUrl, names, key }: BaseUrlQuery): FieldProblem {
  const what = names.length === 0 ? 'What follows ? or #' : `The query (${names.join(', ')})`
  return key === null
    ? {
        sentence: `${what} is no part of a base URL; it is left out.`,
        repair: { label: `Use ${baseUrl}`, changes: { baseUrl } },
      }
    : {
        sentence: `${what} holds a key; here it is left out and not sent.`,
        repair: { label: 'Move to the key field', changes: { baseUrl, key } },
      }
}

/** Requests add their own path, so one that was pasted along is left out. */
function findExtraPath(typed: string): FieldProblem | null {
  const address = parseBaseUrl(typed)
  if (!address.ok) return null
  const { baseUrl, cut } = trimWirePath(address.value.href)
  return cut === null
    ? null
    : {
        sentence: `The base URL ends before ${cut}, which belongs to the requests; it is left out.`,
        repair: { label: `Use ${baseUrl}`, changes: { baseUrl } },
      }
}
