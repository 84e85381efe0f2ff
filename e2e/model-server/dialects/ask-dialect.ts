import type { Dialect, ModelProfile, Provider } from '@/core/catalog/types.ts'
import { buildRequest } from '@/core/protocol/build-request.ts'
import type { ChatMessage, SentImage } from '@/core/protocol/chat-request.ts'
import { createStreamDecoder } from '@/core/protocol/decode-stream.ts'
import type { StreamEvent, Usage, Wire } from '@/core/protocol/stream-event.ts'
import { fetchDirect, sendRequest } from '@/io/send-request.ts'
import { chooseParameters, type ParameterValues } from '@/state/chosen-parameters.ts'
import { rightKey } from './create-dialect-handler.ts'

/** A row of the catalog as the app would use it, at the address of a strict server. */
export type MatrixTarget = {
  readonly provider: Provider
  readonly wire: Wire
  readonly dialect: Dialect
  readonly profile: ModelProfile
  readonly model: string
  readonly baseUrl: string
}

export type Ask = {
  readonly text?: string
  readonly images?: readonly SentImage[]
  /** The whole conversation, instead of one question. */
  readonly messages?: readonly ChatMessage[]
  readonly thinking: boolean | null
  readonly changes?: ParameterValues
  readonly key?: string
  readonly stream?: boolean
}

type End = Extract<StreamEvent, { type: 'end' }>

/** What the app made of an answer. */
export type Reply = {
  readonly status: number
  readonly contentType: string
  readonly text: string
  readonly reasoning: string
  readonly usage: Usage | null
  readonly end: End
}

/** Asks as the app asks: its parameters, its builder, its door to the network, its decoder. */
export async function askDialect(target: MatrixTarget, ask: Ask): Promise<Reply> {
  const parameters = chooseParameters(target, ask.changes ?? {})
  if (!parameters.ok) throw new Error(JSON.stringify(parameters.error))
  const { text = 'ping', images = [], thinking, stream = true } = ask
  const messages = ask.messages ?? [{ role: 'user', text, images }]
  const request = buildRequest(
    target,
    { model: target.model, messages, thinking, parameters: parameters.value },
    { stream },
  )
  const refuse = () => Promise.reject(new Error('only direct requests'))
  const answer = await sendRequest(
    { direct: fetchDirect, relay: refuse, demo: refuse, replay: refuse },
    { request, transport: 'direct', key: ask.key ?? rightKey },
    new AbortController().signal,
  )
  return readAnswer(answer, target.wire)
}

async function readAnswer(answer: Response, wire: Wire): Promise<Reply> {
  const contentType = answer.headers.get('content-type') ?? ''
  const decoder = createStreamDecoder({ wire, contentType, httpStatus: answer.status })
  const events: StreamEvent[] = []
  for await (const bytes of answer.body ?? []) events.push(...decoder.push(bytes))
  events.push(...decoder.end())
  const join = (type: 'answer-delta' | 'reasoning-delta'): string =>
    events.map((event) => (event.type === type ? event.text : '')).join('')
  const end = events.at(-1)
  if (end?.type !== 'end') throw new Error('the answer has no end')
  return {
    status: answer.status,
    contentType,
    text: join('answer-delta'),
    reasoning: join('reasoning-delta'),
    usage: events.filter((event) => event.type === 'usage').at(-1) ?? null,
    end,
  }
}
