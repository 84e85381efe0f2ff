import {
  anything,
  byField,
  either,
  flag,
  integer,
  list,
  number,
  object,
  oneOf,
  type Rule,
  type Rules,
  record,
  text,
} from './field-rules.ts'
import type { PictureRules } from './read-picture.ts'

/** Pictures of the messages wire, whose block spells a data URL out. */
export const messagesPictures: PictureRules = {
  form: 'data-url',
  types: ['image/jpeg', 'image/png', 'image/gif', 'image/webp'],
}

/** A part that holds an address and nothing else. */
export const addressPart = (name: string): Rule =>
  object({ type: anything, [name]: object({ url: text() }, ['url']) }, [name])

/** A function as the chat completions wire describes it. */
export const functionTool: Rule = object(
  {
    type: oneOf('function'),
    function: object(
      { name: text({ minimum: 1 }), description: text(), parameters: record, strict: flag },
      ['name'],
    ),
  },
  ['type', 'function'],
)

const toolChoice: Rule = either(
  object({ type: oneOf('function'), function: object({ name: text() }, ['name']) }, ['type']),
  oneOf('none', 'auto', 'required'),
)

export const responseFormat: Rule = byField('type', {
  text: object({ type: anything }),
  json_object: object({ type: anything, schema: record }),
  json_schema: object({ type: anything, json_schema: record }, ['json_schema']),
})

export const plainResponseFormat: Rule = object({ type: oneOf('text', 'json_object') }, ['type'])

export const stops = (maximum: number): Rule => either(list(text(), { maximum }), text())

export const includeUsage: Rule = object({
  include_usage: flag,
  continuous_usage_stats: flag,
})

const penalty = number({ minimum: -2, maximum: 2 })

/** What OpenAI's own chat completions have, as far as servers of open models follow them. */
export const openAiFields: Rules = {
  max_tokens: integer({ minimum: 1 }),
  temperature: number({ minimum: 0, maximum: 2 }),
  top_p: number({ minimum: 0, maximum: 1 }),
  presence_penalty: penalty,
  frequency_penalty: penalty,
  seed: integer(),
  stop: stops(4),
  stream_options: includeUsage,
  response_format: responseFormat,
  tools: list(functionTool),
  tool_choice: toolChoice,
}

/** openai 6.49, resources/responses/responses.d.ts: no stop, no seed, no penalties. */
export const responsesFields: Rules = {
  instructions: text(),
  max_output_tokens: integer({ minimum: 1 }),
  temperature: number({ minimum: 0, maximum: 2 }),
  top_p: number({ minimum: 0, maximum: 1 }),
  store: flag,
  include: list(text()),
  metadata: record,
  parallel_tool_calls: flag,
  text: object({ format: responseFormatOfResponses(), verbosity: text() }),
  tools: list(
    object(
      {
        type: oneOf('function'),
        name: text(),
        description: text(),
        parameters: record,
        strict: anything,
      },
      ['type', 'name'],
    ),
  ),
  tool_choice: either(
    object({ type: oneOf('function'), name: text() }, ['type', 'name']),
    oneOf('none', 'auto', 'required'),
  ),
  truncation: oneOf('auto', 'disabled'),
  user: text(),
}

/** Flat here: the schema stands beside the type. */
function responseFormatOfResponses(): Rule {
  return byField('type', {
    text: object({ type: anything }),
    json_object: object({ type: anything }),
    json_schema: object({ type: anything, name: text(), schema: record, strict: flag }, [
      'name',
      'schema',
    ]),
  })
}

/** @anthropic-ai/sdk 1.10: no seed, no penalties, no response format. */
export const messagesFields: Rules = {
  system: either(list(object({ type: oneOf('text'), text: text() }, ['type', 'text'])), text()),
  temperature: number({ minimum: 0, maximum: 1 }),
  top_p: number({ minimum: 0, maximum: 1 }),
  top_k: integer({ minimum: 0 }),
  stop_sequences: list(text({ minimum: 1 })),
  metadata: object({ user_id: text() }),
  tools: list(
    object({ name: text(), description: text(), input_schema: record, type: oneOf('custom') }, [
      'name',
      'input_schema',
    ]),
  ),
  tool_choice: object(
    {
      type: oneOf('auto', 'any', 'tool', 'none'),
      name: text(),
      disable_parallel_tool_use: flag,
    },
    ['type'],
  ),
}
