import type { WireRequest } from '@/core/protocol/chat-request.ts'
import { decodeModelList } from '@/core/protocol/decode-model-list.ts'
import type { DoctorContext } from '@/core/protocol/doctor-context.ts'
import {
  addFindings,
  createDoctorReport,
  type DoctorFinding,
  type DoctorReport,
} from '@/core/protocol/doctor-step.ts'
import {
  isFinal,
  judgeAddress,
  judgeList,
  judgeOtherAddress,
  judgeTransport,
  type ListFacts,
} from '@/core/protocol/judge-list.ts'
import { judgeQuestion } from '@/core/protocol/judge-question.ts'
import { likelyBaseUrls, modelListRequest, modelListUrl } from '@/core/protocol/model-list-url.ts'
import { mayRefusePicture } from '@/core/protocol/question-facts.ts'
import type { SavedEndpoint } from '@/core/session/saved-endpoint.ts'
import type { OutgoingRequest, Ports } from '@/io/ports.ts'
import { askDoctorQuestion, doctorQuestion, nameRequest } from './ask-doctor-question.ts'
import { requestJson } from './request-json.ts'
import { hostOf, originOf, resolveTarget } from './run-target.ts'

export type Examination = {
  readonly endpoint: SavedEndpoint
  /** The address as it was typed, where that is not the endpoint's. */
  readonly typedBaseUrl: string
  /** Empty: the key that is stored for the origin of the endpoint, if there is one. */
  readonly typedKey: string
  /** Whether a relay runs that may forward to this server, and whether it has a key for it. */
  readonly relay: { readonly isAvailable: boolean; readonly holdsKey: boolean }
}

/** A server that has no list of models may leave the request open. */
const LIST_TIMEOUT_MS = 15_000

/**
 * Examines a connection step by step with two requests, three where pictures are refused: the list of models, then a
 * question with a small picture, asked exactly the way questions are. `onReport` hears of every step; after an abort
 * it hears nothing more.
 */
export async function examineConnection(
  ports: Ports,
  examination: Examination,
  signal: AbortSignal,
  onReport: (report: DoctorReport) => void,
): Promise<void> {
  const doctor = createDoctor(ports, examination, signal)
  let report = createDoctorReport()
  const tell = (findings: readonly DoctorFinding[]): boolean => {
    report = addFindings(report, findings)
    if (!signal.aborted) onReport(report)
    return report.isOver || signal.aborted
  }
  const { typedBaseUrl, endpoint } = examination
  if (tell(judgeAddress(typedBaseUrl, endpoint.baseUrl, doctor.context))) return
  const list = await doctor.askForList()
  if (list !== null) {
    const other = await doctor.findOtherAddress(list)
    if (other !== null) return void tell(judgeOtherAddress(doctor.context, list, other))
    if (tell(judgeList(doctor.context, list)) || isFinal(list, doctor.context)) return
  }
  const first = await doctor.ask(doctor.target.profile.takesImages)
  const second = mayRefusePicture(first) && !signal.aborted ? await doctor.ask(false) : null
  const question = second ?? first
  const isKnown = list !== null && list.status !== null
  const hasAnswer = question.status !== null && !isKnown
  tell([
    ...(hasAnswer ? judgeTransport(doctor.context, question.answeredMs) : []),
    ...judgeQuestion(doctor.context, {
      models: list?.models ?? null,
      question,
      refusedPicture: second === null ? null : first,
    }),
  ])
}

function createDoctor(ports: Ports, examination: Examination, signal: AbortSignal) {
  const target = resolveTarget(examination.endpoint)
  const { endpoint, provider, profile } = target
  const { key, place } = findKey(ports, examination)
  const context: DoctorContext = {
    provider,
    profile,
    baseUrl: endpoint.baseUrl,
    host: hostOf(endpoint.baseUrl),
    wire: endpoint.wire,
    model: endpoint.model,
    usesRelay: endpoint.usesRelay,
    relayAvailable: examination.relay.isAvailable,
    key: place,
  }
  const send = (request: WireRequest): OutgoingRequest => ({
    request,
    transport: endpoint.usesRelay ? 'relay' : 'direct',
    key,
  })
  const list = (baseUrl: string) => {
    const url = modelListUrl(provider, endpoint.wire, baseUrl)
    return url === null
      ? null
      : fetchList(ports, send(modelListRequest(url, target.dialect.keyHeader)), signal)
  }
  return {
    target,
    context,
    askForList: () => list(endpoint.baseUrl),
    /** Another base URL of the same server at which a list is found, where this one has nothing. */
    findOtherAddress: async (facts: ListFacts): Promise<string | null> => {
      const isMissing = facts.status === 404 || (facts.status === 200 && facts.models === null)
      const others = isMissing ? likelyBaseUrls(provider, endpoint.wire, endpoint.baseUrl) : []
      for (const other of others) {
        const found = await list(other)
        if (found?.models && !signal.aborted) return other
      }
      return null
    },
    ask: (withPicture: boolean) =>
      askDoctorQuestion(ports, target, send(doctorQuestion(target, withPicture)), {
        withPicture,
        signal,
      }),
  }
}

/** The typed key counts; without one, the key that is stored for exactly this origin. */
function findKey(
  ports: Ports,
  { endpoint, typedKey, relay }: Examination,
): { readonly key: string | null; readonly place: DoctorContext['key'] } {
  if (typedKey !== '') return { key: typedKey, place: 'typed' }
  const origin = originOf(endpoint.baseUrl)
  const stored = origin === null ? null : ports.secrets.read(origin)
  if (stored) return { key: stored.key, place: 'stored' }
  return { key: null, place: endpoint.usesRelay && relay.holdsKey ? 'relay' : 'none' }
}

async function fetchList(
  ports: Ports,
  outgoing: OutgoingRequest,
  signal: AbortSignal,
): Promise<ListFacts> {
  const timeout = AbortSignal.timeout(LIST_TIMEOUT_MS)
  const answer = await requestJson(ports, outgoing, AbortSignal.any([signal, timeout]))
  const models = answer.value === undefined ? null : decodeModelList(answer.value)
  return {
    request: nameRequest(outgoing.request),
    status: answer.status,
    afterMs: answer.afterMs,
    error: answer.error,
    models: models?.ok ? models.value : null,
  }
}
