import { toRegionsJson } from '@/core/grounding/export-json.ts'
import type { ErrorAction } from '@/core/protocol/describe-error.ts'
import type { DoctorReport } from '@/core/protocol/doctor-step.ts'
import type { Result } from '@/core/result.ts'
import type { DemoEntry } from '@/core/run/demo-list.ts'
import type { SavedEndpoint } from '@/core/session/saved-endpoint.ts'
import type { KeyPlace, Ports, PreparedImage, RelayFacts } from '@/io/ports.ts'
import { askDemo, loadDemos } from './ask-demo.ts'
import type { GivenFile } from './attach-files.ts'
import { isReady } from './attachment.ts'
import { useComposerStore } from './composer-store.ts'
import { listModels } from './connection.ts'
import type { Examination } from './connection-doctor.ts'
import { type Turn, useConversationStore } from './conversation-store.ts'
import { cancelEdit, editLastQuestion, replaceEditedTurn } from './edit-question.ts'
import type { LocalServer } from './find-local-servers.ts'
import { keyPlace, removeEndpoint, saveEndpoint } from './keep-endpoint.ts'
import { mendRun } from './mend-run.ts'
import { planRun } from './plan-run.ts'
import { createRunController, type RunController, selectIsRunning } from './run-controller.ts'
import { originOf } from './run-target.ts'
import { offeredTools, sendToolResults } from './send-tool-results.ts'
import { selectShownRegions } from './shown-regions.ts'
import { takeFiles } from './take-files.ts'
import { mediaOfTurn } from './turn-media.ts'

/** Everything the screen can ask for. Views read from the stores and call these; they never see a port. */
export type AppActions = {
  /** Pictures join the question; a recording is opened and replayed. */
  readonly attach: (files: readonly GivenFile[]) => Promise<void>
  readonly removeAttachment: (id: string) => void
  /** Sends what the composer holds; what cannot be sent stays there with a sentence that says why. */
  readonly ask: () => Promise<void>
  readonly askDemo: (demo: DemoEntry) => Promise<void>
  readonly regenerate: (runId: string) => Promise<void>
  /** Sends the results of all calls of a run, by the id of the call; the answer is a new run of the same turn. */
  readonly sendToolResults: (
    runId: string,
    results: Readonly<Record<string, string>>,
  ) => Promise<void>
  /** The functions that a run was offered, as JSON text; empty where there were none. */
  readonly offeredTools: (runId: string) => string
  readonly stop: () => void
  /** Does what a button below a run offers, for the endpoint that the run was asked of. */
  readonly mendRun: (runId: string, action: ErrorAction) => Promise<void>
  /** Ends the pause before an automatic retry. */
  readonly tryNow: (runId: string) => void
  /** Brings the last question back into the composer; sending replaces it. */
  readonly editLastQuestion: () => void
  readonly cancelEdit: () => void
  readonly newChat: () => void
  readonly readRaw: RunController['readRaw']
  readonly readNow: RunController['readNow']
  readonly readExchanges: RunController['readExchanges']
  /** Offers one exchange of a run as a file, by its number; the value is the name of the file. */
  readonly saveRecording: (
    runId: string,
    exchangeIndex: number,
    withPictures: boolean,
  ) => Promise<Result<string, string>>
  /** Offers a text as a file. */
  readonly saveText: (name: string, text: string) => void
  readonly exportRegions: (runId: string) => void
  readonly loadDemos: () => Promise<readonly DemoEntry[]>
  readonly loadRelay: () => Promise<RelayFacts | null>
  /** Examines a connection step by step; `onReport` hears of every step until the signal fires. */
  readonly testConnection: (
    examination: Examination,
    signal: AbortSignal,
    onReport: (report: DoctorReport) => void,
  ) => Promise<void>
  /** Who listens at the usual local addresses. Only ever called on a click. */
  readonly findLocalServers: (signal: AbortSignal) => Promise<readonly LocalServer[]>
  readonly listModels: (
    endpoint: SavedEndpoint,
    typedKey: string,
    signal: AbortSignal,
  ) => Promise<Result<readonly string[], string>>
  readonly saveEndpoint: (endpoint: SavedEndpoint, typedKey: string, place: KeyPlace) => void
  /** Removes a saved endpoint, and with the last one of its origin the key. */
  readonly removeEndpoint: (id: string) => void
  /** Where a key for this base URL is stored; never the key itself. */
  readonly keyPlace: (baseUrl: string) => KeyPlace | null
  readonly forgetKey: (baseUrl: string) => void
  readonly createId: () => string
  /** False where the browser forbids it. */
  readonly copy: (text: string) => Promise<boolean>
}

export function createAppActions(ports: Ports): AppActions {
  const controller = createRunController(ports)
  return {
    attach: (files) => takeFiles(ports, controller, files),
    removeAttachment: (id) => removeAttachment(ports, id),
    ask: () => ask(ports, controller),
    askDemo: (demo) => askDemo(ports, controller, demo),
    regenerate: (runId) => regenerate(controller, runId),
    sendToolResults: (runId, results) => sendToolResults(controller, runId, results),
    offeredTools: (runId) => offeredTools(controller, runId),
    stop: controller.stop,
    mendRun: (runId, action) =>
      mendRun(controller, runId, action, () => newChat(ports, controller)),
    tryNow: controller.tryNow,
    editLastQuestion,
    cancelEdit,
    newChat: () => newChat(ports, controller),
    readRaw: controller.readRaw,
    readNow: controller.readNow,
    readExchanges: controller.readExchanges,
    saveRecording: (...input) => saveRecording(ports, controller, input),
    saveText: (name, text) => ports.download(name, 'text/plain', text),
    exportRegions: (runId) => exportRegions(ports, runId),
    loadDemos: () => loadDemos(ports),
    loadRelay: ports.relay,
    // What only the dialog needs is loaded with it, not with the page.
    testConnection: async (...input) => {
      const { examineConnection } = await import('./connection-doctor.ts')
      await examineConnection(ports, ...input)
    },
    findLocalServers: async (signal) => {
      const { findLocalServers } = await import('./find-local-servers.ts')
      return findLocalServers(ports, signal)
    },
    listModels: (...input) => listModels(ports, ...input),
    saveEndpoint: (endpoint, typedKey, place) => saveEndpoint(ports, endpoint, typedKey, place),
    removeEndpoint: (id) => removeEndpoint(ports, id),
    keyPlace: (baseUrl) => keyPlace(ports, baseUrl),
    forgetKey: (baseUrl) => {
      const origin = originOf(baseUrl)
      if (origin !== null) ports.secrets.forget(origin)
    },
    createId: ports.clock.createId,
    copy: ports.copy,
  }
}

const NOT_LOADED = {
  ok: false,
  error: 'A part of Sightline could not be loaded. Check the connection and try again.',
} as const

/** Loaded when it is wanted: most questions are never saved. */
async function saveRecording(
  ports: Ports,
  controller: RunController,
  input: Parameters<AppActions['saveRecording']>,
): Promise<Result<string, string>> {
  const loaded = await import('./save-recording.ts').catch(() => null)
  return loaded === null ? NOT_LOADED : loaded.saveRecording(ports, controller, ...input)
}

function removeAttachment(ports: Ports, id: string): void {
  const { attachments, setAttachments } = useComposerStore.getState()
  const removed = attachments.find((item) => item.id === id)
  setAttachments((before) => before.filter((item) => item.id !== id))
  // While a question is edited its pictures still belong to the turn.
  if (removed && isReady(removed) && !isInConversation(removed.image))
    ports.images.release(removed.image)
}

function isInConversation(image: PreparedImage): boolean {
  return useConversationStore
    .getState()
    .turns.some((turn) => turn.attachments.some((attachment) => attachment.image === image))
}

async function ask(ports: Ports, controller: RunController): Promise<void> {
  const { text, attachments, setNotice } = useComposerStore.getState()
  const conversation = useConversationStore.getState()
  const question = text.trim()
  if (question === '' || selectIsRunning(conversation)) return
  if (attachments.some((item) => item.state === 'preparing')) {
    setNotice({ text: 'A picture is still being prepared. Send again in a moment.', action: null })
    return
  }
  const source = planRun()
  if (!source.ok) {
    setNotice(source.error)
    return
  }
  const turn: Turn = {
    id: ports.clock.createId(),
    question,
    attachments: attachments.filter(isReady),
    runIds: [],
  }
  replaceEditedTurn(controller)
  useConversationStore.setState((state) => ({ turns: [...state.turns, turn] }))
  useComposerStore.setState({ text: '', attachments: [], notice: null })
  await controller.start(turn.id, source.value)
}

/** Asks the same question once more: of the active endpoint, or of the same recording. */
async function regenerate(controller: RunController, runId: string): Promise<void> {
  const { runs } = useConversationStore.getState()
  const run = runs[runId]
  const before = controller.sourceOf(runId)
  if (!run || !before || selectIsRunning({ runs })) return
  if (before.kind !== 'endpoint') return controller.start(run.turnId, before)
  const source = planRun()
  if (!source.ok) {
    useComposerStore.getState().setNotice(source.error)
    return
  }
  // The results of calls belong to the question; the endpoint may be another one by now.
  const follow = before.follow?.kind === 'tool-results' ? before.follow : null
  await controller.start(
    run.turnId,
    source.value.kind === 'endpoint' ? { ...source.value, follow } : source.value,
  )
}

function newChat(ports: Ports, controller: RunController): void {
  controller.stop()
  const { turns } = useConversationStore.getState()
  const { attachments } = useComposerStore.getState()
  const kept = new Set(attachments.filter(isReady).map(({ image }) => image))
  useConversationStore.setState({ turns: [], runs: {}, focusedRunId: null, editedTurnId: null })
  for (const turn of turns) {
    controller.forget(turn.runIds)
    for (const { image } of turn.attachments) if (!kept.has(image)) ports.images.release(image)
  }
}

function exportRegions(ports: Ports, runId: string): void {
  const { runs, turns } = useConversationStore.getState()
  const run = runs[runId]
  if (!run) return
  const media = mediaOfTurn(turns, run.turnId).map(({ name, image }) => ({
    name,
    width: image.width,
    height: image.height,
  }))
  const regions = selectShownRegions(run.snapshot).map(({ region }) => region)
  const json = JSON.stringify(toRegionsJson(media, regions), null, 2)
  ports.download('regions.json', 'application/json', json)
}
