import type { ListedModel } from './decode-model-list.ts'
import type { DoctorContext } from './doctor-context.ts'
import { findFailure } from './doctor-failure.ts'
import { namedColours, namesColours } from './doctor-picture.ts'
import type { DoctorAction, DoctorFinding, DoctorStepId } from './doctor-step.ts'
import { duration } from './judge-list.ts'
import { type QuestionFacts, textOf } from './question-facts.ts'
import type { ErrorKind, RunError } from './stream-event.ts'

export type Examined = {
  /** Null where the server has no list. */
  readonly models: readonly ListedModel[] | null
  readonly question: QuestionFacts
  /** The same question with a picture, which the server refused; null where it was not asked twice. */
  readonly refusedPicture: QuestionFacts | null
}

const NO_ANSWER: RunError = {
  kind: 'protocol',
  retry: 'user',
  code: null,
  message: 'The server answered without a single token.',
}

/** Kinds of errors that servers report before they look at the key, or whatever the key is. */
const KEY_UNKNOWN: ReadonlySet<ErrorKind> = new Set([
  'server',
  'rate-limit',
  'overloaded',
  'not-an-api',
  'request',
])

function judgeKey({ key, provider }: DoctorContext): DoctorFinding {
  const isPassed = { id: 'key', verdict: 'pass' } as const
  if (key === 'none') {
    return { ...isPassed, title: 'No key is needed' }
  }
  if (key === 'relay') {
    return { ...isPassed, title: 'The key of the relay is accepted' }
  }
  return provider.needsKey || provider.id === 'custom' || key === 'stored'
    ? { ...isPassed, title: 'Key is accepted' }
    : {
        ...isPassed,
        title: 'Nothing was said against the key',
        words: `${provider.name} needs a key only where it was started with one.`,
        actions: [{ kind: 'drop-key' }],
      }
}

/** The server closed its answer as if all were well, but there is nothing of an answer in it. */
function lacksAnswer({ answer, endStatus }: QuestionFacts): boolean {
  return answer.trim() === '' && (endStatus === 'complete' || endStatus === 'unverified')
}

function judgeModel({ model }: DoctorContext, { models, question }: Examined): DoctorFinding {
  if (lacksAnswer(question)) {
    const hasReasoning = question.reasoning.trim() !== ''
    return {
      id: 'model',
      verdict: 'warn',
      title: hasReasoning ? 'Only reasoning came, no answer' : 'The answer was empty',
      words: hasReasoning
        ? 'The server ended as if all were said. It may take the answer for reasoning, or the model stops after its thoughts.'
        : 'The server ended as if all were said, without a single word.',
      fix: hasReasoning
        ? 'Check how the server separates the reasoning, or turn Thinking off when you ask.'
        : 'Test again, or choose another model.',
    }
  }
  const isPassed = { id: 'model', verdict: 'pass', title: 'Model exists' } as const
  if (models === null) {
    return { ...isPassed, title: 'Model answers' }
  }
  const isListed = models.some(({ id }) => id === model)
  return isListed
    ? { ...isPassed, figure: models.length === 1 ? 'the only one' : `one of ${models.length}` }
    : {
        ...isPassed,
        title: 'Model answers',
        words: `The server does not list "${model}", but answers. Some serve the one model they hold, whatever it is called.`,
      }
}

function judgePictures(context: DoctorContext, examined: Examined): DoctorFinding {
  const { question, refusedPicture, models } = examined
  if (refusedPicture !== null) {
    return describeRefusal(context, refusedPicture, models)
  }
  if (!question.hadPicture) {
    return {
      id: 'pictures',
      verdict: 'skipped',
      title: 'Pictures were not tried',
      words: 'The catalog, or a correction of it, says that this model takes none.',
    }
  }
  const text = textOf(question)
  if (namesColours(text)) {
    return { id: 'pictures', verdict: 'pass', title: 'Takes pictures', figure: 'named its colours' }
  }
  const isListed = models?.some(({ id, takesImages }) => id === context.model && takesImages)
  if (isListed || question.endStatus === 'length') {
    return { id: 'pictures', verdict: 'pass', title: 'Takes pictures', figure: 'accepted one' }
  }
  return doubtPicture(context, question)
}

/** A picture was accepted, but what came does not show that it was seen. */
function doubtPicture({ provider }: DoctorContext, question: QuestionFacts): DoctorFinding {
  const [named] = namedColours(textOf(question))
  const fix = provider.fixes.images ?? ''
  if (named !== undefined) {
    return {
      id: 'pictures',
      verdict: 'warn',
      title: 'The picture was seen in part',
      words: `The picture is red and blue, but only ${named} is named. A small model may see no more.`,
    }
  }
  if (question.answer.trim() === '') {
    return {
      id: 'pictures',
      verdict: 'warn',
      title: 'The picture was accepted, not described',
      words: 'No answer came, so nothing shows whether the picture reached the model.',
      fix,
    }
  }
  return {
    id: 'pictures',
    verdict: 'warn',
    title: 'The picture may not be seen',
    words:
      'The server took a picture that is red and blue, but the answer names neither. It may be a small model, or one that pictures do not reach.',
    fix,
  }
}

function describeRefusal(
  { model, provider }: DoctorContext,
  { error, request, status }: QuestionFacts,
  models: Examined['models'],
): DoctorFinding {
  const others = models?.filter(({ id, takesImages }) => takesImages && id !== model) ?? []
  return {
    id: 'pictures',
    verdict: 'warn',
    title: 'Pictures are refused',
    figure: status === null ? '' : String(status),
    words: 'The same question without a picture was answered.',
    seen: `${request} ${status ?? ''}\n${error?.message ?? ''}`.trim(),
    fix: provider.fixes.images ?? 'Choose a model that takes pictures.',
    actions: others.slice(0, 3).map(({ id }): DoctorAction => ({ kind: 'use-model', model: id })),
  }
}

function judgeStream({ question }: Examined): DoctorFinding {
  const figure = question.firstTextMs === null ? '' : `first text ${duration(question.firstTextMs)}`
  if (question.endStatus === 'truncated') {
    return {
      id: 'streams',
      verdict: 'warn',
      title: 'The stream broke off',
      figure,
      words: 'The connection ended before the answer did. Test again to see whether it stays so.',
    }
  }
  return question.isStreamed === false
    ? {
        id: 'streams',
        verdict: 'warn',
        title: 'Answers in one piece',
        figure,
        words:
          'A stream was asked for, but the answer came whole. It works; text and regions show when it is complete.',
      }
    : { id: 'streams', verdict: 'pass', title: 'Streams', figure }
}

function judgeReasoning({ provider, profile }: DoctorContext, facts: QuestionFacts): DoctorFinding {
  const fix = provider.fixes.reasoning ?? ''
  const { place } = facts
  if (place.kind === 'field') {
    return {
      id: 'reasoning',
      verdict: 'pass',
      title: 'Reasoning arrives apart',
      figure: place.name,
    }
  }
  if (place.kind === 'inline') {
    return {
      id: 'reasoning',
      verdict: 'warn',
      title: 'Reasoning arrives inside the answer',
      figure: '<think>',
      words: 'Sightline takes it out at its tags; a server that sends it apart is surer.',
      fix,
    }
  }
  const isExpected = profile.thinking !== 'none' && profile.id !== 'generic'
  return {
    id: 'reasoning',
    verdict: isExpected ? 'warn' : 'skipped',
    title: 'No reasoning arrived',
    words: isExpected
      ? `${profile.name} can think, but nothing of it came.`
      : 'There is nothing to tell apart.',
    fix: isExpected ? fix : '',
  }
}

/** Everything that a question that was answered says of key, model, pictures, stream and reasoning. */
function judgeAnswer(context: DoctorContext, examined: Examined): readonly DoctorFinding[] {
  return [
    judgeKey(context),
    judgeModel(context, examined),
    judgePictures(context, examined),
    judgeStream(examined),
    judgeReasoning(context, examined.question),
  ]
}

/** An error, also where the server reported none but sent nothing. */
function errorOf({ error, answer, reasoning, endStatus }: QuestionFacts): RunError | null {
  const isSilent = answer === '' && reasoning === ''
  const isFine = endStatus === null || endStatus === 'complete' || endStatus === 'length'
  return error ?? (isSilent && !isFine ? NO_ANSWER : null)
}

/**
 * What a question says of the steps behind the transport. An answer settles all of them; an error settles its own
 * step and what must have gone well before it.
 */
export function judgeQuestion(
  context: DoctorContext,
  examined: Examined,
): readonly DoctorFinding[] {
  const { question, models } = examined
  const error = errorOf(question)
  if (error === null) {
    return judgeAnswer(context, examined)
  }
  const listed = models?.map(({ id }) => id) ?? null
  const failure = findFailure(context, error, question, listed)
  return [...impliedBy(context, error, failure.id), failure]
}

/** What an error says of the steps before its own. */
function impliedBy(
  context: DoctorContext,
  { kind }: RunError,
  step: DoctorStepId,
): readonly DoctorFinding[] {
  const key: DoctorFinding = KEY_UNKNOWN.has(kind)
    ? { id: 'key', verdict: 'skipped', title: 'The key was not judged' }
    : judgeKey(context)
  switch (step) {
    case 'cors':
      return [{ id: 'reachable', verdict: 'pass', title: 'Server is reachable' }]
    case 'model':
      return [key]
    case 'streams':
      return [
        key,
        { id: 'model', verdict: 'skipped', title: 'The model was not judged' },
        { id: 'pictures', verdict: 'skipped', title: 'Pictures were not judged' },
      ]
    default:
      return []
  }
}
