import { findModelProfile } from '@/core/catalog/find-model-profile.ts'
import { hasThinkingSwitch } from '@/core/catalog/has-thinking-switch.ts'
import { parametersFor } from '@/core/catalog/parameters-for.ts'
import type { ParameterId } from '@/core/catalog/types.ts'
import type { ChatMessage, SentImage } from '@/core/protocol/chat-request.ts'
import type { ErrorKind } from '@/core/protocol/stream-event.ts'
import { makePng } from '../../make-picture.ts'
import { type Ask, askDialect, type MatrixTarget, type Reply } from './ask-dialect.ts'
import { lastWord } from './compose-answer.ts'
import { parametersAtEnd } from './parameter-ends.ts'
import type { StrictDialect } from './strict-dialect.ts'

/** `absent`: the provider cannot have it. */
export type Cell =
  | { readonly verdict: 'passed' }
  | { readonly verdict: 'absent'; readonly reason: string }
  | { readonly verdict: 'failed'; readonly reason: string }

type Column = {
  readonly title: string
  readonly check: (target: MatrixTarget, strict: StrictDialect) => Promise<Cell>
}

/** No more than the beginning and the frame header: 5 by 4 pixels. */
const jpegHead = [0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, 0, 4, 0, 5, 1, 1, 0x11, 0, 0xff, 0xd9]

const pictures: readonly SentImage[] = [
  { type: 'image/png', base64: makePng('a.png', 8, 6, [255, 0, 0]).buffer.toString('base64') },
  { type: 'image/jpeg', base64: Buffer.from(jpegHead).toString('base64') },
]

const heard = 'Heard: ping.'

/** The marks of the box must come through, except where a server strips them whatever is asked. */
const seen = ({ marks }: StrictDialect): string =>
  marks === 'stripped'
    ? 'Seen: 8x6, 5x4 at [[0,0,999,999]].'
    : 'Seen: 8x6, 5x4 at <|begin_of_box|>[[0,0,999,999]]<|end_of_box|>.'
const thought = 'The user says "ping".'

const passed: Cell = { verdict: 'passed' }
const absent = (reason: string): Cell => ({ verdict: 'absent', reason })

/** Whether thinking can be switched here, by model and by dialect. */
function canSwitch({ profile, dialect }: MatrixTarget): boolean {
  return hasThinkingSwitch(profile) && dialect.thinking !== 'none'
}

/** Asks, and compares what must come out; the reasons are for the one who reads the red test. */
async function expectReply(
  target: MatrixTarget,
  ask: Ask,
  expected: { readonly text: string; readonly reasoning?: string },
): Promise<Cell> {
  const reply = await askDialect(target, ask)
  const { status, end } = reply
  const isComplete = status === 200 && end.status === 'complete'
  if (!isComplete) return fail(ask, `${status} ${end.status}: ${end.error?.message ?? ''}`)
  // OpenRouter puts a line break before everything; it is text of the model and stays.
  if (reply.text.trimStart() !== expected.text) {
    return fail(ask, `answer ${JSON.stringify(reply.text)}`)
  }
  if (expected.reasoning !== undefined && reply.reasoning !== expected.reasoning) {
    return fail(ask, `reasoning ${JSON.stringify(reply.reasoning)}`)
  }
  const wantsStream = ask.stream ?? true
  return wantsStream === !reply.contentType.startsWith('application/json')
    ? passed
    : fail(ask, `answered as ${reply.contentType}`)
}

function fail({ thinking, changes }: Ask, reason: string): Cell {
  const asked = JSON.stringify({ thinking, changes })
  return { verdict: 'failed', reason: `${reason} (asked with ${asked})` }
}

async function expectError(target: MatrixTarget, ask: Ask, kind: ErrorKind): Promise<Cell> {
  const { status, end }: Reply = await askDialect(target, ask)
  const isRight = status >= 400 && end.error?.kind === kind && end.error.retry === 'never'
  return isRight ? passed : fail(ask, `${status} ${JSON.stringify(end.error ?? null)}`)
}

async function firstFailure(checks: readonly (() => Promise<Cell>)[]): Promise<Cell> {
  for (const check of checks) {
    const cell = await check()
    if (cell.verdict !== 'passed') return cell
  }
  return passed
}

/** As the app asks by default: thinking, where there is a switch. */
const byDefault = (target: MatrixTarget): boolean | null => (canSwitch(target) ? true : null)

const checkText: Column['check'] = (target) =>
  expectReply(target, { thinking: byDefault(target) }, { text: `${heard} ${lastWord}` })

const checkImage: Column['check'] = (target, strict) =>
  expectReply(
    target,
    { images: pictures, thinking: byDefault(target) },
    { text: `${heard} ${seen(strict)} ${lastWord}` },
  )

const checkThinkingOn: Column['check'] = (target) =>
  expectReply(
    target,
    { thinking: byDefault(target) },
    { text: `${heard} ${lastWord}`, reasoning: thought },
  )

const checkThinkingOff: Column['check'] = async (target) => {
  const { profile, provider } = target
  if (!hasThinkingSwitch(profile)) return absent(`${profile.name} has no switch for thinking.`)
  if (!canSwitch(target)) return absent(`${provider.name} documents no switch for thinking here.`)
  const expected = { text: `${heard} ${lastWord}`, reasoning: '' }
  return expectReply(target, { thinking: false }, expected)
}

/** Why a parameter is not offered here, in the app's own words; null where it is. */
function whyNot({ provider, dialect, profile }: MatrixTarget, id: ParameterId): string | null {
  const row = parametersFor(provider, dialect, profile).find(({ parameter }) => parameter.id === id)
  return row?.isAvailable === true ? null : (row?.reason ?? 'not in the table')
}

const checkStop: Column['check'] = async (target) => {
  const reason = whyNot(target, 'stop')
  if (reason !== null) return absent(reason)
  const ask = { thinking: byDefault(target), changes: { stop: [lastWord] } }
  return expectReply(target, ask, { text: `${heard} ` })
}

const checkUsage: Column['check'] = async (target) => {
  const ask = { thinking: byDefault(target) }
  const { usage } = await askDialect(target, ask)
  const completion = `${heard} ${lastWord}`.length + thought.length
  const isRight = usage?.promptTokens === 104 && usage.completionTokens === completion
  return isRight ? passed : fail(ask, `usage ${JSON.stringify(usage)}`)
}

const checkParameters: Column['check'] = async (target) => {
  const offered = parametersFor(target.provider, target.dialect, target.profile)
  const told = offered.some(
    ({ isAvailable, parameter }) => isAvailable && parameter.id === 'system_prompt',
  )
  const askAt = (side: 'low' | 'high') => {
    const changes = parametersAtEnd(offered, side)
    const system = told ? ` Told: ${String(changes.system_prompt)}.` : ''
    const thinking = canSwitch(target) ? side === 'high' : null
    return expectReply(target, { thinking, changes }, { text: `${heard}${system} ${lastWord}` })
  }
  return firstFailure([() => askAt('low'), () => askAt('high')])
}

/** One model of the catalog, with a picture. */
async function checkOneModel(
  target: MatrixTarget,
  strict: StrictDialect,
  thinking: boolean | null,
): Promise<Cell> {
  const hasEyes = target.profile.takesImages
  const text = hasEyes ? `${heard} ${seen(strict)} ${lastWord}` : `${heard} ${lastWord}`
  const ask = { images: hasEyes ? pictures : [], thinking }
  const reasoning = thinking === null ? {} : { reasoning: thinking ? thought : '' }
  const cell = await expectReply(target, ask, { text, ...reasoning })
  return cell.verdict === 'failed' ? { ...cell, reason: `${target.model}: ${cell.reason}` } : cell
}

const checkModels: Column['check'] = async (target, strict) => {
  const { models } = target.provider
  if (models.length === 0) return absent('The catalog names no models; they are those of the user.')
  return firstFailure(
    models.flatMap((model) => {
      const own = { ...target, model, profile: findModelProfile(model) }
      return (canSwitch(own) ? [true, false] : [null]).map(
        (thinking) => () => checkOneModel(own, strict, thinking),
      )
    }),
  )
}

const checkKey: Column['check'] = async (target, strict) =>
  strict.key === 'none'
    ? absent(`${target.provider.name} looks at no key.`)
    : expectError(target, { thinking: byDefault(target), key: 'wrong-key' }, 'auth')

const checkModel: Column['check'] = (target) =>
  expectError({ ...target, model: 'no-such-model' }, { thinking: null }, 'model')

const checkWhole: Column['check'] = (target, strict) =>
  expectReply(
    target,
    { images: pictures, thinking: byDefault(target), stream: false },
    { text: `${heard} ${seen(strict)} ${lastWord}`, reasoning: thought },
  )

/** The picture and the first answer stand in an earlier turn; the server must have read both. */
const checkSecondTurn: Column['check'] = (target, strict) => {
  const messages: readonly ChatMessage[] = [
    { role: 'user', text: 'What is it?', images: pictures },
    { role: 'assistant', text: 'a cat' },
    { role: 'user', text: 'ping', images: [] },
  ]
  const ask = { messages, thinking: byDefault(target) }
  const text = `${heard} ${seen(strict)} Said: a cat. ${lastWord}`
  return expectReply(target, ask, { text })
}

const measure = {
  type: 'function',
  function: { name: 'measure', parameters: { type: 'object', properties: {} } },
}

/** A call of the model and what it gave back: with nothing said before it, and behind an earlier turn. */
const checkToolResult: Column['check'] = async (target) => {
  const reason = whyNot(target, 'tools')
  if (reason !== null) return absent(reason)
  const call = { id: 'call_1', name: 'measure', arguments: '{"side":"left"}' }
  const round = (text: string): readonly ChatMessage[] => [
    { role: 'user', text: 'ping', images: [] },
    { role: 'assistant', text, toolCalls: [call] },
    { role: 'tool', callId: call.id, name: call.name, text: 'seven' },
  ]
  const earlier: readonly ChatMessage[] = [
    { role: 'user', text: 'What is it?', images: [] },
    { role: 'assistant', text: 'a cat' },
  ]
  const ask = { thinking: byDefault(target), changes: { tools: JSON.stringify([measure]) } }
  const expectSaid = (messages: readonly ChatMessage[], said: string) =>
    expectReply(
      target,
      { ...ask, messages },
      { text: `${heard}${said} Result: seven. ${lastWord}` },
    )
  return firstFailure([
    () => expectSaid(round(''), ''),
    () => expectSaid([...earlier, ...round('let me see')], ' Said: a cat. Said: let me see.'),
  ])
}

/** What is tried with every provider on every wire, in the order of the table. */
export const matrixColumns: readonly Column[] = [
  { title: 'Text', check: checkText },
  { title: 'Image', check: checkImage },
  { title: 'Thinking on', check: checkThinkingOn },
  { title: 'Thinking off', check: checkThinkingOff },
  { title: 'Stop', check: checkStop },
  { title: 'Usage', check: checkUsage },
  { title: 'Parameters', check: checkParameters },
  { title: 'Models', check: checkModels },
  { title: 'Second turn', check: checkSecondTurn },
  { title: 'Tool result', check: checkToolResult },
  { title: 'Wrong key', check: checkKey },
  { title: 'Unknown model', check: checkModel },
  { title: 'Whole', check: checkWhole },
]
