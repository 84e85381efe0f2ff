/** Random numbers from 0 to 1 that are the same for the same seed (mulberry32 over an FNV-1a hash). */
export function seededRandom(seed) {
  let state = 0x811c9dc5
  for (const character of seed) {
    state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0
  }
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/**
 * Pieces of about the size of a model's tokens: a special token, a word with its space (long words in parts), up to
 * three digits, a run of the same mark, a mark, a line break with its indent. Joined they are the text.
 */
function tokensOf(text) {
  return (
    text.match(
      /<\|[a-z_]+\|>|\n\s*| ?[\p{L}']{1,9}| ?\d{1,3}| ?([^\p{L}\d\s])\1{1,3}| ?[^\p{L}\d\s]{1,2}| +/gu,
    ) ?? []
  )
}

const FIRST_TOKEN_MS = 500
const CREATED = 1_767_225_600

/** A scripted answer as the chunks of a chat-completions stream, in the form in which a hosted GLM sends it. */
export function streamOf({ id, reasoning, answer, tokensPerSecond }) {
  const random = seededRandom(`${id} pace`)
  const pieces = [
    ...tokensOf(reasoning).map((content) => ({ reasoning_content: content })),
    ...tokensOf(answer).map((content) => ({ content })),
  ]
  const written = pieces.map((piece) => piece.reasoning_content ?? piece.content).join('')
  if (written !== reasoning + answer) throw new Error(`${id}: the tokens do not make up the text`)
  const chunk = (choice, rest = {}) =>
    `data: ${JSON.stringify({ id: `demo-${id}`, created: CREATED, object: 'chat.completion.chunk', model: 'scripted', choices: [{ index: 0, ...choice }], ...rest })}\n\n`
  let atMs = FIRST_TOKEN_MS
  const chunks = pieces.map((piece) => {
    const sent = [Math.round(atMs), chunk({ delta: { role: 'assistant', ...piece } })]
    atMs += (1000 / tokensPerSecond) * (0.75 + random() * 0.5)
    return sent
  })
  const reasoningTokens = pieces.filter((piece) => piece.reasoning_content !== undefined).length
  const usage = {
    prompt_tokens: 2043,
    completion_tokens: pieces.length,
    total_tokens: 2043 + pieces.length,
    completion_tokens_details: { reasoning_tokens: reasoningTokens },
  }
  const end = chunk({ finish_reason: 'stop', delta: { role: 'assistant', content: '' } }, { usage })
  return [...chunks, [Math.round(atMs), `${end}data: [DONE]\n\n`]]
}
