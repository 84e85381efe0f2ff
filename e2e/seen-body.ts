import { expect } from '@playwright/test'
import type { ModelServer } from './model-server-client.ts'

type Part = {
  readonly type: string
  readonly text?: string
  readonly image_url?: { readonly url: string }
}

export type SeenMessage = {
  readonly role: string
  readonly content: string | readonly Part[]
}

/** The body of a question as the model server saw it. */
export type SeenBody = {
  readonly messages: readonly SeenMessage[]
  readonly [field: string]: unknown
}

/** The body of the question with this index; the last one without it. Waits until it has come. */
export async function readBody(server: ModelServer, index = -1): Promise<SeenBody> {
  await expect.poll(async () => (await server.readQuestions()).at(index)).toBeDefined()
  const body = (await server.readQuestions()).at(index)?.body
  if (isBody(body)) return body
  throw new Error('the question has no messages')
}

function isBody(value: unknown): value is SeenBody {
  return typeof value === 'object' && value !== null && 'messages' in value
}

/** The pictures of a message, as their URLs. */
export function picturesOf({ content }: SeenMessage): readonly string[] {
  if (typeof content === 'string') return []
  return content.flatMap(({ image_url: image }) => (image === undefined ? [] : [image.url]))
}

/** The words of a message. */
export function wordsOf({ content }: SeenMessage): string {
  if (typeof content === 'string') return content
  return content.map(({ text }) => text ?? '').join('')
}
