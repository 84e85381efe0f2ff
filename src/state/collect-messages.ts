import { stripMarkup } from '@/core/grounding/strip-markup.ts'
import type { ChatMessage } from '@/core/protocol/chat-request.ts'
import type { Ports } from '@/io/ports.ts'
import { type Run, type RunFollow, type Turn, useConversationStore } from './conversation-store.ts'
import type { RunController } from './run-controller.ts'

type Runs = Readonly<Record<string, Run>>
type ReadRaw = RunController['readRaw']

/** What is asked beside the question itself. */
export type AskedFor = {
  /** What the run goes on with. */
  readonly follow: RunFollow | null
  /** Whether functions are offered: some servers refuse earlier calls without them. */
  readonly offersTools: boolean
}

const ASKED_ANEW: AskedFor = { follow: null, offersTools: false }

/**
 * The conversation up to the turn: earlier questions with their pictures and the latest answer of each, without
 * reasoning or box markup, and the calls that led to it with their results. A turn that never got an answer is left
 * out, since many servers want the roles to alternate; so is a call that never got a result.
 */
export async function collectMessages(
  ports: Ports,
  imageTypes: readonly string[],
  turns: readonly Turn[],
  turnId: string,
  readRaw: ReadRaw,
  { follow, offersTools }: AskedFor = ASKED_ANEW,
): Promise<readonly ChatMessage[]> {
  const { runs } = useConversationStore.getState()
  const index = turns.findIndex((turn) => turn.id === turnId)
  const messages: ChatMessage[] = []
  for (const turn of turns.slice(0, index + 1)) {
    const isAsked = turn.id === turnId
    const replies = isAsked
      ? toolRounds(follow, runs, readRaw)
      : latestAnswer(turn, runs, readRaw, offersTools)
    if (!isAsked && replies.length === 0) continue
    const images = await Promise.all(
      turn.attachments
        .filter(({ isStandIn }) => isStandIn !== true)
        .map(({ image }) => ports.images.encode(image, imageTypes)),
    )
    messages.push({ role: 'user', text: turn.question, images }, ...replies)
  }
  return messages
}

function latestAnswer(
  turn: Turn,
  runs: Runs,
  readRaw: ReadRaw,
  offersTools: boolean,
): readonly ChatMessage[] {
  for (const runId of [...turn.runIds].reverse()) {
    const text = answerOf(runId, readRaw)
    if (text === '') continue
    const rounds = offersTools ? toolRounds(runs[runId]?.follow ?? null, runs, readRaw) : []
    return [...rounds, { role: 'assistant', text }]
  }
  return []
}

/** Every round of calls and results that a run goes on with, oldest first. */
function toolRounds(
  follow: RunFollow | null,
  runs: Runs,
  readRaw: ReadRaw,
): readonly ChatMessage[] {
  const rounds: (readonly ChatMessage[])[] = []
  for (let link = follow; link !== null; link = runs[link.runId]?.follow ?? null) {
    // The text of a continued run is part of the run that continued it.
    if (link.kind === 'tool-results') rounds.push(toolRound(link, runs, readRaw))
  }
  return rounds.reverse().flat()
}

function toolRound(
  { runId, results }: Extract<RunFollow, { kind: 'tool-results' }>,
  runs: Runs,
  readRaw: ReadRaw,
): readonly ChatMessage[] {
  const calls = runs[runId]?.snapshot.toolCalls ?? []
  const toolCalls = calls.filter(({ id }) => Object.hasOwn(results, id))
  if (toolCalls.length === 0) return []
  return [
    { role: 'assistant', text: answerOf(runId, readRaw), toolCalls },
    ...toolCalls.map(
      ({ id, name }): ChatMessage => ({
        role: 'tool',
        callId: id,
        name,
        text: results[id] ?? '',
      }),
    ),
  ]
}

function answerOf(runId: string, readRaw: ReadRaw): string {
  return stripMarkup(readRaw(runId).answer).trim()
}
