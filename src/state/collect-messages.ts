import { stripMarkup } from '@/core/grounding/strip-markup.ts'
import type { ChatMessage } from '@/core/protocol/chat-request.ts'
import type { Ports } from '@/io/ports.ts'
import type { Turn } from './conversation-store.ts'
import type { RunController } from './run-controller.ts'

/**
 * The conversation up to the turn: earlier questions with their pictures and the latest answer of each, without
 * reasoning or box markup. A turn that never got an answer is left out, since many servers want the roles to alternate.
 */
export async function collectMessages(
  ports: Ports,
  imageTypes: readonly string[],
  turns: readonly Turn[],
  turnId: string,
  readRaw: RunController['readRaw'],
): Promise<readonly ChatMessage[]> {
  const index = turns.findIndex((turn) => turn.id === turnId)
  const messages: ChatMessage[] = []
  for (const turn of turns.slice(0, index + 1)) {
    const isAsked = turn.id === turnId
    const answer = isAsked ? '' : latestAnswer(turn, readRaw)
    if (!isAsked && answer === '') continue
    const images = await Promise.all(
      turn.attachments.map(({ image }) => ports.images.encode(image, imageTypes)),
    )
    messages.push({ role: 'user', text: turn.question, images })
    if (!isAsked) messages.push({ role: 'assistant', text: answer })
  }
  return messages
}

function latestAnswer(turn: Turn, readRaw: RunController['readRaw']): string {
  for (const runId of [...turn.runIds].reverse()) {
    const answer = stripMarkup(readRaw(runId).answer).trim()
    if (answer !== '') return answer
  }
  return ''
}
