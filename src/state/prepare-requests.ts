import type { ChatMessage } from '@/core/protocol/chat-request.ts'
import { freshRequestId } from '@/core/run/retry-request-id.ts'
import type { OutgoingRequest, Ports } from '@/io/ports.ts'
import { collectMessages } from './collect-messages.ts'
import type { RunFollow, Turn } from './conversation-store.ts'
import type { RunController, RunSource } from './run-controller.ts'
import { originOf } from './run-target.ts'

/** What a request is made of, besides its source. */
export type RequestParts = {
  readonly turns: readonly Turn[]
  readonly turnId: string
  readonly readRaw: RunController['readRaw']
  /** Request IDs that went out from this page; grows with each request that has one. */
  readonly usedIds: Set<string>
}

/** The longest request ID that Z.ai and BigModel take. */
const LONGEST_ID = 64

/** Collects what is asked once, and answers with a way to make each request of the run: the first and its retries. */
export async function prepareRequests(
  ports: Ports,
  source: RunSource,
  parts: RequestParts,
): Promise<() => OutgoingRequest> {
  if (source.kind === 'demo') return () => demoRequest(source.demoId)
  if (source.kind === 'replay') return () => replayRequest(source)
  const { endpoint, dialect, profile } = source.target
  const { parameters } = source.settings
  const isContinuation = source.follow?.kind === 'continuation'
  const settings = isContinuation
    ? { parameters, thinking: withoutThinking(source) }
    : source.settings
  const { turns, turnId, readRaw, usedIds } = parts
  const collected = await collectMessages(ports, dialect.imageTypes, turns, turnId, readRaw, {
    follow: source.follow,
    offersTools: typeof parameters.tools === 'string' && parameters.tools.trim() !== '',
  })
  // No part of the first load: it is wanted with the first question.
  const { buildRequest } = await import('@/core/protocol/build-request.ts')
  const messages = [...collected, ...unfinishedAnswer(source.follow, readRaw)]
  const build = (requestId: string | null) =>
    buildRequest(
      { baseUrl: endpoint.baseUrl, wire: endpoint.wire, dialect, profile },
      {
        model: endpoint.model,
        messages,
        ...settings,
        parameters: requestId === null ? parameters : { ...parameters, request_id: requestId },
      },
      { stream: parameters.stream !== false },
    )
  const { request_id: wanted } = parameters
  // Without an ID of its own every request is the same: build it once, pictures and all.
  const shared = typeof wanted === 'string' && wanted !== '' ? null : build(null)
  const origin = originOf(endpoint.baseUrl)
  return () => ({
    request: shared ?? build(takeId(String(wanted), usedIds)),
    transport: endpoint.usesRelay ? 'relay' : 'direct',
    key: origin === null ? null : (ports.secrets.read(origin)?.key ?? null),
  })
}

/** An answer goes on where it stopped; a model that thinks first would begin anew. */
function withoutThinking({ settings }: Extract<RunSource, { kind: 'endpoint' }>): false | null {
  return settings.thinking === null ? null : false
}

type RawText = ReturnType<RunController['readRaw']>

/**
 * What a continuation begins with; null where there is none. The answer stays mark for mark, since what a box lacks must
 * fit what is there of it. Only white space at its end goes: templates strip it, so the model says it again.
 */
export function continuedText(
  follow: RunFollow | null,
  readRaw: RunController['readRaw'],
): RawText | null {
  if (follow?.kind !== 'continuation') return null
  const { reasoning, answer } = readRaw(follow.runId)
  return { reasoning, answer: answer.trimEnd() }
}

function unfinishedAnswer(
  follow: RunFollow | null,
  readRaw: RunController['readRaw'],
): readonly ChatMessage[] {
  const text = continuedText(follow, readRaw)?.answer ?? ''
  return text === '' ? [] : [{ role: 'assistant', text, isUnfinished: true }]
}

function takeId(wanted: string, usedIds: Set<string>): string {
  const id = freshRequestId(wanted, usedIds, LONGEST_ID)
  usedIds.add(id)
  return id
}

type ReplaySource = Extract<RunSource, { kind: 'replay' }>

function replayRequest({ recordingId, recording }: ReplaySource): OutgoingRequest {
  const request = { ...recording.request, keyHeader: 'authorization' } as const
  return { request: { ...request, url: `replay://${recordingId}` }, transport: 'replay', key: null }
}

/** A request as it is shown: that of a replay as it was once sent. */
export function asRecorded(source: RunSource, outgoing: OutgoingRequest): OutgoingRequest {
  if (source.kind !== 'replay') return outgoing
  const { url } = source.recording.request
  return { ...outgoing, request: { ...outgoing.request, url } }
}

function demoRequest(demoId: string): OutgoingRequest {
  return {
    request: {
      url: `demo://${demoId}/chat/completions`,
      method: 'POST',
      headers: {},
      body: null,
      keyHeader: 'authorization',
    },
    transport: 'demo',
    key: null,
  }
}
