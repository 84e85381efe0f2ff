import type { Fault, ModelScript } from '../model-server/model-script.ts'
import type { Course, FaultRow } from './fault-row.ts'

/** Where in the stream it happens, and the text that has come by then. */
type Phase = {
  readonly name: string
  readonly script: ModelScript
  readonly reasoning: string
  readonly answer: string
}

const REASONING = 'I look at the table.'
const ANSWER = 'The cup is at [[100,200,300,500]].'
/** The whole answer, with the place where the server waits and then fails. */
const at = (text: string, index: number) =>
  `${text.slice(0, index)}<hold:here><fault>${text.slice(index)}`

const IN_REASONING = 'I look at'
const IN_ANSWER = 'The cup is'
const IN_BOX = 'The cup is at [[100,200,30'

const phases: readonly Phase[] = [
  {
    name: 'before the first chunk',
    script: {
      reasoning: REASONING,
      answer: ANSWER,
      hold: 'here',
      holdAt: 0,
      faultAfterBytes: 0,
    },
    reasoning: '',
    answer: '',
  },
  {
    name: 'in the reasoning',
    script: { reasoning: at(REASONING, IN_REASONING.length), answer: ANSWER },
    reasoning: IN_REASONING,
    answer: '',
  },
  {
    name: 'in the answer',
    script: { reasoning: REASONING, answer: at(ANSWER, IN_ANSWER.length) },
    reasoning: REASONING,
    answer: IN_ANSWER,
  },
  {
    name: 'inside a box',
    script: { reasoning: REASONING, answer: at(ANSWER, IN_BOX.length) },
    reasoning: REASONING,
    answer: IN_BOX,
  },
]

type Ending = Pick<FaultRow, 'status' | 'kind' | 'offered' | 'said'> &
  Partial<Pick<FaultRow, 'reasoning' | 'answer' | 'requests'>>

type StreamFault = {
  readonly name: string
  readonly fault: Fault | null
  readonly course: Course
  readonly ends: (phase: Phase) => Ending
  /** Where nothing has come yet and that makes a difference. */
  readonly endsEarly?: Partial<Ending> & { readonly course?: Course }
}

/** Going on takes an answer to go on with; reasoning alone is none. */
const goOn = ({ answer }: Phase) => (answer === '' ? [] : ['Continue'])

const cut = (phase: Phase): Ending => ({
  status: 'truncated',
  kind: 'stream-cut',
  offered: [...goOn(phase), 'Retry'],
  said: 'The answer was cut off.',
})

const failed = (kind: string, ...others: readonly string[]) => {
  return (phase: Phase): Ending => ({
    status: 'error',
    kind,
    offered: [...goOn(phase), 'Retry', ...others],
    said: 'The answer failed.',
  })
}

const stopped = (phase: Phase): Ending => ({
  status: 'stopped',
  kind: null,
  offered: goOn(phase),
  said: 'Stopped.',
})

const completed = (): Ending => ({
  status: 'complete',
  kind: null,
  reasoning: REASONING,
  answer: ANSWER,
  offered: [],
  said: 'The answer is complete, 1 region.',
})

const faults: readonly StreamFault[] = [
  {
    name: 'end of file',
    fault: 'eof',
    course: 'held',
    ends: cut,
    endsEarly: failed('protocol', 'Edit connection')({ ...noPhase() }),
  },
  { name: 'reset', fault: 'reset', course: 'held', ends: cut },
  { name: 'byte stall', fault: 'stall', course: 'byte-stall', ends: stopped },
  {
    name: 'stall masked by comments',
    fault: 'comment-stall',
    course: 'comment-stall',
    ends: stopped,
  },
  {
    name: 'error event',
    fault: 'error-event',
    course: 'held',
    ends: failed('server', 'Choose another model'),
    endsEarly: { course: 'held-retries', requests: 3 },
  },
  {
    name: 'event that is no JSON',
    fault: 'bad-json',
    course: 'held',
    ends: failed('protocol', 'Edit connection'),
  },
  { name: 'stop by the user', fault: null, course: 'abort', ends: stopped },
  { name: 'sleep of ten minutes', fault: null, course: 'sleep', ends: completed },
]

function noPhase(): Phase {
  return { name: '', script: {}, reasoning: '', answer: '' }
}

export const streamRows: readonly FaultRow[] = faults.flatMap(
  ({ name, fault, course, ends, endsEarly }) =>
    phases.map((phase, index): FaultRow => {
      return {
        group: 'Stream',
        fault: `${name}, ${phase.name}`,
        script: { ...phase.script, ...(fault === null ? {} : { fault }) },
        course,
        reasoning: phase.reasoning,
        answer: phase.answer,
        requests: 1,
        ...ends(phase),
        ...(index === 0 ? endsEarly : {}),
      }
    }),
)
