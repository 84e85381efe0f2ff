import { checkParameter } from '@/core/catalog/check-parameter.ts'
import { hasThinkingSwitch } from '@/core/catalog/has-thinking-switch.ts'
import { parametersFor } from '@/core/catalog/parameters-for.ts'
import { buildRequest } from '@/core/protocol/build-request.ts'
import type { WireRequest } from '@/core/protocol/chat-request.ts'
import { DOCTOR_PICTURE, PICTURE_QUESTION, TEXT_QUESTION } from '@/core/protocol/doctor-picture.ts'
import {
  addAnswer,
  createQuestionFacts,
  isEnough,
  type QuestionFacts,
} from '@/core/protocol/question-facts.ts'
import { findReasoningPlace, isStreamed } from '@/core/protocol/stream-shape.ts'
import type { OutgoingRequest, Ports } from '@/io/ports.ts'
import type { RunTarget } from './run-target.ts'

/** Enough for a model that thinks to name two colours; reading stops as soon as it has. */
const QUESTION_TOKENS = 160
/** UTF-16 units of the raw answer in which the reasoning's place is looked for. */
const KEPT_RAW = 64_000

/** "GET /v1/models". */
export function nameRequest({ method, url }: WireRequest): string {
  return `${method} ${new URL(url).pathname}`
}

/** The question of the doctor, built the way every question is. */
export function doctorQuestion(target: RunTarget, withPicture: boolean): WireRequest {
  const { endpoint, provider, dialect, profile } = target
  const limit = parametersFor(provider, dialect, profile).find(
    ({ parameter }) => parameter.id === 'max_tokens',
  )
  const isLimited = limit?.isAvailable && checkParameter(limit.parameter, QUESTION_TOKENS).ok
  const text = withPicture ? PICTURE_QUESTION : TEXT_QUESTION
  return buildRequest(
    { baseUrl: endpoint.baseUrl, wire: endpoint.wire, dialect, profile },
    {
      model: endpoint.model,
      messages: [{ role: 'user', text, images: withPicture ? [DOCTOR_PICTURE] : [] }],
      thinking: hasThinkingSwitch(profile) ? true : null,
      parameters: isLimited ? { max_tokens: QUESTION_TOKENS } : {},
    },
    { stream: true },
  )
}

/** Asks, and reads until everything is known that the steps want to know. */
export async function askDoctorQuestion(
  ports: Ports,
  { endpoint, profile }: RunTarget,
  outgoing: OutgoingRequest,
  { withPicture, signal }: { readonly withPicture: boolean; readonly signal: AbortSignal },
): Promise<QuestionFacts> {
  const enough = new AbortController()
  const startedAtMs = ports.clock.now()
  const decoder = new TextDecoder()
  const expectsReasoning = profile.thinking !== 'none' && profile.id !== 'generic'
  let raw = ''
  let facts = createQuestionFacts(nameRequest(outgoing.request), withPicture)
  await ports.stream({
    ...outgoing,
    wire: endpoint.wire,
    signal: AbortSignal.any([signal, enough.signal]),
    onResponse: ({ status }, atMs) => {
      facts = { ...facts, status, answeredMs: atMs - startedAtMs }
    },
    onBytes: (bytes) => {
      if (raw.length < KEPT_RAW) raw += decoder.decode(bytes, { stream: true })
    },
    onEvents: (events, atMs) => {
      // What comes after our own abort is no end of the answer.
      if (enough.signal.aborted) return
      facts = addAnswer(facts, events, atMs - startedAtMs)
      facts = { ...facts, isStreamed: facts.isStreamed ?? isStreamed(endpoint.wire, raw) }
      if (isEnough(facts, expectsReasoning)) enough.abort()
    },
  })
  return { ...facts, place: findReasoningPlace(raw, facts.reasoning, facts.answer) }
}
