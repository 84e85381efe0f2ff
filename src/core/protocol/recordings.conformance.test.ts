import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { chunkings } from '@/testing/chunkings.ts'
import { decodePieces, joinRun } from '@/testing/decode-run.ts'
import { createBodyText } from './body-text.ts'
import { decodeModelList } from './decode-model-list.ts'
import { parseJson } from './json-value.ts'
import type { Wire } from './stream-event.ts'

const RECORDINGS = join(process.cwd(), '../shared/corpora/recordings/llama.cpp')
const areHere = existsSync(RECORDINGS)

if (!areHere) {
  process.stdout.write('recordings: the folder is not here, conformance skipped\n')
}

const REASONING =
  'There are two bars. The red one is left at [[100,200,300,500]], the blue one right.\n'
const ANSWER = 'The blue bar is at <|begin_of_box|>[[600,400,900,900]]<|end_of_box|>.'
const TIMINGS = expect.objectContaining({ prompt_ms: expect.any(Number) })

type Expected = Readonly<Partial<Record<keyof ReturnType<typeof joinRun>, unknown>>>

function failure(kind: string, retry: string, code: string): Expected {
  return { status: 'error', text: '', reasoning: '', error: { kind, retry, code } }
}

/** What the recordings' own description promises. */
const RUNS: Readonly<Record<string, Expected>> = {
  'chat-image-box': {
    status: 'complete',
    reasoning: REASONING,
    text: ANSWER,
    finishReason: 'stop',
    usage: { promptTokens: 197, completionTokens: 166, totalTokens: 363, cachedTokens: 0 },
    metadata: expect.objectContaining({ timings: TIMINGS }),
    error: null,
  },
  'chat-image-json': {
    status: 'complete',
    text: expect.stringMatching(/^```json\n[\s\S]*red bar[\s\S]*blue bar[\s\S]*```$/),
    finishReason: 'stop',
    error: null,
  },
  'chat-thinking-off': {
    status: 'complete',
    reasoning: '',
    text: 'The blue bar is at [[600,400,900,900]].',
    error: null,
  },
  'chat-length-in-reasoning': {
    status: 'length',
    reasoning: expect.stringMatching(/^There are two bars\./),
    text: '',
    finishReason: 'length',
    error: null,
  },
  'chat-length-in-box': {
    status: 'length',
    reasoning: REASONING,
    text: expect.stringMatching(/\[\[600,400,900,900\]\]$/),
    finishReason: 'length',
    error: null,
  },
  'chat-no-stream': {
    status: 'complete',
    reasoning: REASONING,
    text: ANSWER,
    finishReason: 'stop',
    usage: expect.objectContaining({ promptTokens: 197 }),
    error: null,
  },
  'chat-error-in-stream': failure('server', 'auto', '500'),
  'chat-error-undecodable-image': failure('request', 'never', '400'),
  'chat-error-video-url': failure('request', 'never', '400'),
  'chat-error-context': failure('context-length', 'never', '400'),
  'chat-error-bad-json': failure('server', 'auto', '500'),
  'chat-error-wrong-key': failure('auth', 'never', '401'),
  'not-found': failure('request', 'never', '404'),
  'responses-image-box': {
    status: 'complete',
    reasoning: REASONING,
    text: ANSWER,
    finishReason: 'completed',
    usage: { promptTokens: 197, completionTokens: 131, totalTokens: 328, cachedTokens: 196 },
    metadata: expect.objectContaining({ model: 'glm-4.5v-tiny', timings: TIMINGS }),
    error: null,
  },
  'messages-image-box': {
    status: 'complete',
    reasoning: REASONING,
    text: ANSWER,
    finishReason: 'end_turn',
    usage: { promptTokens: 197, completionTokens: 131, totalTokens: 328, cachedTokens: 0 },
    metadata: expect.objectContaining({ model: 'glm-4.5v-tiny' }),
    error: null,
  },
  'messages-error-event': failure('server', 'auto', '500'),
}

/** Recordings that are no run of a model. */
const OTHERS = ['cors-preflight', 'models']

function wireOf(name: string): Wire {
  if (name.startsWith('responses-')) {
    return 'responses'
  }
  return name.startsWith('messages-') ? 'messages' : 'chat-completions'
}

function readRecording(name: string) {
  const bytes = readFileSync(join(RECORDINGS, `${name}.http`))
  const text = bytes.toString('latin1')
  const [separator] = /\r?\n\r?\n/.exec(text) ?? ['']
  const headEnd = text.indexOf(separator)
  const head = text.slice(0, headEnd)
  return {
    httpStatus: Number(head.split(' ')[1]),
    contentType: /^content-type: *(.*)$/im.exec(head)?.[1]?.trim() ?? '',
    head,
    body: new Uint8Array(bytes.subarray(headEnd + separator.length)),
  }
}

describe.runIf(areHere)('recordings of a real llama.cpp server', () => {
  let passed = 0

  it('covers every recording', () => {
    const files = readdirSync(RECORDINGS).map((file) => file.replace('.http', ''))
    expect(files.sort()).toEqual([...Object.keys(RUNS), ...OTHERS].sort())
  })

  it.each(Object.entries(RUNS))('decodes %s as it was spoken, in any pieces', (name, expected) => {
    const { httpStatus, contentType, body } = readRecording(name)
    const options = { wire: wireOf(name), httpStatus, contentType }
    const whole = joinRun(decodePieces([body], options))
    expect(whole).toMatchObject(expected)
    for (const pieces of chunkings(body)) {
      expect(joinRun(decodePieces(pieces, options))).toEqual(whole)
    }
    passed += 1
  })

  it('reads the list of models in any pieces', () => {
    const { body } = readRecording('models')
    for (const pieces of chunkings(body)) {
      const text = createBodyText(Number.POSITIVE_INFINITY)
      for (const piece of pieces) {
        text.push(piece)
      }
      const parsed = parseJson(text.end())
      expect(decodeModelList(parsed.ok ? parsed.value : null)).toEqual({
        ok: true,
        value: [{ id: 'glm-4.5v-tiny', takesImages: true }],
      })
    }
    passed += 1
  })

  it('takes the answer to a preflight for no answer of a model', () => {
    const { head, body, httpStatus, contentType } = readRecording('cors-preflight')
    expect(head).toMatch(/^access-control-allow-origin: http:\/\/localhost:4173\r?$/im)
    expect(body).toHaveLength(0)
    const events = decodePieces([body], { wire: 'chat-completions', httpStatus, contentType })
    expect(joinRun(events).error).toEqual({ kind: 'protocol', retry: 'user', code: null })
    passed += 1
  })

  it('passes all of them', () => {
    process.stdout.write(`recordings: ${passed}/18\n`)
    expect(passed).toBe(18)
  })
})
