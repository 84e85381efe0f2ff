import { toRegionsJson } from '@/core/grounding/export-json.ts'
import type { Result } from '@/core/result.ts'
import { DEMO_LIST_PATH, type DemoEntry, decodeDemoList } from '@/core/run/demo-list.ts'
import { decodeRecording } from '@/core/run/recording.ts'
import type { SavedEndpoint } from '@/core/session/saved-endpoint.ts'
import type { KeyPlace, Ports, PreparedImage, RelayFacts } from '@/io/ports.ts'
import { attachFiles, type GivenFile } from './attach-files.ts'
import { isReady, type ReadyAttachment } from './attachment.ts'
import { chooseParameters } from './chosen-parameters.ts'
import { useComposerStore } from './composer-store.ts'
import { type ConnectionResult, listModels, testConnection } from './connection.ts'
import { type Turn, useConversationStore } from './conversation-store.ts'
import { selectActiveEndpoint, useEndpointStore } from './endpoint-store.ts'
import { usePreferenceStore } from './preference-store.ts'
import {
  createRunController,
  type RunController,
  type RunSource,
  selectIsRunning,
} from './run-controller.ts'
import { endpointName, originOf, resolveTarget } from './run-target.ts'
import { selectShownRegions } from './shown-regions.ts'
import { mediaOfTurn } from './turn-media.ts'

/** Everything the screen can ask for. Views read from the stores and call these; they never see a port. */
export type AppActions = {
  readonly attach: (files: readonly GivenFile[]) => Promise<void>
  readonly removeAttachment: (id: string) => void
  /** Sends what the composer holds; what cannot be sent stays there with a sentence that says why. */
  readonly ask: () => Promise<void>
  readonly askDemo: (demo: DemoEntry) => Promise<void>
  readonly regenerate: (runId: string) => Promise<void>
  readonly stop: () => void
  /** Brings the last question back into the composer; sending replaces it. */
  readonly editLastQuestion: () => void
  readonly cancelEdit: () => void
  readonly newChat: () => void
  readonly readRaw: RunController['readRaw']
  readonly exportRegions: (runId: string) => void
  readonly loadDemos: () => Promise<readonly DemoEntry[]>
  readonly loadRelay: () => Promise<RelayFacts | null>
  readonly testConnection: (
    endpoint: SavedEndpoint,
    typedKey: string,
    signal: AbortSignal,
  ) => Promise<ConnectionResult>
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
    attach: (files) => attachFiles(ports, files),
    removeAttachment: (id) => removeAttachment(ports, id),
    ask: () => ask(ports, controller),
    askDemo: (demo) => askDemo(ports, controller, demo),
    regenerate: (runId) => regenerate(controller, runId),
    stop: controller.stop,
    editLastQuestion,
    cancelEdit,
    newChat: () => newChat(ports, controller),
    readRaw: controller.readRaw,
    exportRegions: (runId) => exportRegions(ports, runId),
    loadDemos: () => loadDemos(ports),
    loadRelay: ports.relay,
    testConnection: (...input) => testConnection(ports, ...input),
    listModels: (...input) => listModels(ports, ...input),
    saveEndpoint: (endpoint, typedKey, place) => saveEndpoint(ports, endpoint, typedKey, place),
    removeEndpoint: (id) => removeEndpoint(ports, id),
    keyPlace: (baseUrl) => {
      const origin = originOf(baseUrl)
      return origin === null ? null : (ports.secrets.read(origin)?.place ?? null)
    },
    forgetKey: (baseUrl) => {
      const origin = originOf(baseUrl)
      if (origin !== null) ports.secrets.forget(origin)
    },
    createId: ports.clock.createId,
    copy: ports.copy,
  }
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

/** The run that a question would start now, or the sentence that says why it cannot. */
function planRun(): Result<RunSource, { text: string; action: 'connect' | null }> {
  const endpoint = selectActiveEndpoint(useEndpointStore.getState())
  if (!endpoint)
    return {
      ok: false,
      error: {
        text: 'The demo only replays its own recordings. Connect a model to ask a question of your own; this one is kept.',
        action: 'connect',
      },
    }
  const { thinking, parameters: changes } = usePreferenceStore.getState()
  const target = resolveTarget(endpoint)
  const parameters = chooseParameters(target.provider, target.profile, changes)
  if (!parameters.ok) return { ok: false, error: { text: parameters.error, action: null } }
  return {
    ok: true,
    value: {
      kind: 'endpoint',
      target,
      settings: {
        parameters: parameters.value,
        thinking: target.profile.thinking === 'toggle' ? thinking : null,
      },
    },
  }
}

function replaceEditedTurn(controller: RunController): void {
  const { editedTurnId, turns } = useConversationStore.getState()
  const edited = turns.find((turn) => turn.id === editedTurnId)
  if (!edited) return
  controller.forget(edited.runIds)
  useConversationStore.setState((state) => ({
    turns: state.turns.filter((turn) => turn.id !== edited.id),
    runs: Object.fromEntries(
      Object.entries(state.runs).filter(([, run]) => run.turnId !== edited.id),
    ),
    focusedRunId: null,
    editedTurnId: null,
  }))
}

async function askDemo(ports: Ports, controller: RunController, demo: DemoEntry): Promise<void> {
  if (selectIsRunning(useConversationStore.getState())) controller.stop()
  const loaded = await loadDemo(ports, demo)
  if (!loaded.ok) {
    useComposerStore.getState().setNotice({ text: loaded.error, action: null })
    return
  }
  const turn: Turn = { id: ports.clock.createId(), ...loaded.value, runIds: [] }
  useConversationStore.setState((state) => ({ turns: [...state.turns, turn] }))
  await controller.start(turn.id, { kind: 'demo', demoId: demo.id })
}

async function loadDemo(
  ports: Ports,
  demo: DemoEntry,
): Promise<Result<{ question: string; attachments: readonly ReadyAttachment[] }, string>> {
  try {
    const recording = decodeRecording(JSON.parse(await (await ports.assets(demo.recording)).text()))
    if (!recording.ok) return recording
    const { question, media } = recording.value
    const attachments: ReadyAttachment[] = []
    for (const { file, name } of media) {
      const blob = await ports.assets(file ?? demo.picture)
      const image = await ports.images.prepare(blob, name)
      if (!image.ok) return image
      attachments.push({
        id: ports.clock.createId(),
        name,
        kind: 'image',
        state: 'ready',
        image: image.value,
        originalBytes: blob.size,
      })
    }
    return { ok: true, value: { question, attachments } }
  } catch {
    return { ok: false, error: 'This demo could not be loaded. Reload the page and try again.' }
  }
}

async function loadDemos(ports: Ports): Promise<readonly DemoEntry[]> {
  const text = await (await ports.assets(DEMO_LIST_PATH)).text()
  const demos = decodeDemoList(JSON.parse(text))
  if (!demos.ok) throw new Error(demos.error)
  return demos.value
}

/** Asks the same question once more: of the active endpoint, or of the same recording. */
async function regenerate(controller: RunController, runId: string): Promise<void> {
  const { runs } = useConversationStore.getState()
  const run = runs[runId]
  const before = controller.sourceOf(runId)
  if (!run || !before || selectIsRunning({ runs })) return
  if (before.kind === 'demo') return controller.start(run.turnId, before)
  const source = planRun()
  if (source.ok) return controller.start(run.turnId, source.value)
  useComposerStore.getState().setNotice(source.error)
}

function editLastQuestion(): void {
  const { turns, runs } = useConversationStore.getState()
  const turn = turns.at(-1)
  if (!turn || selectIsRunning({ runs })) return
  useConversationStore.setState({ editedTurnId: turn.id })
  useComposerStore.setState({ text: turn.question, attachments: turn.attachments, notice: null })
}

function cancelEdit(): void {
  useConversationStore.setState({ editedTurnId: null })
  useComposerStore.setState({ text: '', attachments: [], notice: null })
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

function saveEndpoint(
  ports: Ports,
  endpoint: SavedEndpoint,
  typedKey: string,
  place: KeyPlace,
): void {
  const origin = originOf(endpoint.baseUrl)
  const stored = origin === null ? null : ports.secrets.read(origin)
  const key = typedKey === '' ? stored?.key : typedKey
  if (origin !== null && key) ports.secrets.write(origin, key, place)
  useEndpointStore.getState().save(endpoint)
  useComposerStore.getState().setNotice(null)
}

function removeEndpoint(ports: Ports, id: string): void {
  const { endpoints, remove } = useEndpointStore.getState()
  const removed = endpoints.find((endpoint) => endpoint.id === id)
  remove(id)
  const origin = removed ? originOf(removed.baseUrl) : null
  const isShared = endpoints.some((other) => other.id !== id && originOf(other.baseUrl) === origin)
  if (origin !== null && !isShared) ports.secrets.forget(origin)
}

/** A name for an endpoint in lists: the provider's, and the model. */
export function describeEndpoint(endpoint: SavedEndpoint): { provider: string; model: string } {
  return { provider: endpointName(resolveTarget(endpoint)), model: endpoint.model }
}
