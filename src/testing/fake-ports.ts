// Parts that come with the first question: loaded here, so that no test waits for them.
import '@/core/protocol/build-request.ts'
import '@/core/run/run-accumulator.ts'
import type { StreamEvent } from '@/core/protocol/stream-event.ts'
import type { Ports, PreparedImage, StreamOptions } from '@/io/ports.ts'

/** One request that the code under test sent, and the means to answer it. */
export type SentRequest = {
  readonly options: StreamOptions
  readonly body: Readonly<Record<string, unknown>>
  readonly emit: (...events: readonly StreamEvent[]) => void
  readonly end: (...events: readonly StreamEvent[]) => void
}

export const COMPLETE: StreamEvent = { type: 'end', status: 'complete', finishReason: 'stop' }

export const answerDelta = (text: string): StreamEvent => ({ type: 'answer-delta', text })
export const reasoningDelta = (text: string): StreamEvent => ({ type: 'reasoning-delta', text })

/** Ports without effects: requests wait until the test answers them, frames until it runs them. */
export function createFakePorts() {
  const requests: SentRequest[] = []
  const frames = new Set<() => void>()
  const secrets = new Map<string, string>()
  const released: PreparedImage[] = []
  let time = 0
  let ids = 0
  const ports: Ports = {
    stream: (options) =>
      new Promise((resolve) => {
        const emit = (...events: readonly StreamEvent[]) => {
          time += 10
          options.onEvents(events, time)
        }
        options.signal.addEventListener('abort', () => {
          emit({ type: 'end', status: 'stopped', finishReason: null })
          resolve()
        })
        requests.push({
          options,
          body: options.request.body === null ? {} : JSON.parse(options.request.body),
          emit,
          end: (...events) => {
            emit(...events)
            resolve()
          },
        })
      }),
    json: async () => ({ ok: true, value: { data: [{ id: 'listed-model' }] } }),
    relay: async () => null,
    images: {
      prepare: async (blob, name) =>
        blob.type.startsWith('image/')
          ? { ok: true, value: createImage(name, blob) }
          : { ok: false, error: `${name} is not a picture. Attach a JPEG.` },
      encode: async (image) => ({ type: image.type, base64: image.url }),
      release: (image) => void released.push(image),
      standIn: async (width, height) => ({
        ...createImage('stand-in', new Blob([])),
        width,
        height,
      }),
    },
    secrets: {
      read: (origin) => {
        const key = secrets.get(origin)
        return key === undefined ? null : { key, place: 'tab' }
      },
      write: (origin, key) => void secrets.set(origin, key),
      forget: (origin) => void secrets.delete(origin),
    },
    localStore: { read: () => null, write: () => undefined },
    assets: () => Promise.reject(new Error('no files here')),
    clock: {
      now: () => time,
      wallClock: () => Date.UTC(2026, 0, 1) + time,
      onFrame: (callback) => {
        frames.add(callback)
        return () => frames.delete(callback)
      },
      wait: async (milliseconds) => {
        time += milliseconds
      },
      random: () => 0.5,
      createId: () => {
        ids += 1
        return `id-${ids}`
      },
    },
    download: () => undefined,
    copy: async () => true,
    recordings: { keep: () => undefined, forget: () => undefined },
    hash: async (blob) => blob.size.toString(16).padStart(64, '0'),
  }
  return {
    ports,
    requests,
    secrets,
    released,
    runFrames: () => {
      for (const callback of [...frames]) {
        frames.delete(callback)
        callback()
      }
    },
  }
}

function createImage(name: string, blob: Blob): PreparedImage {
  return {
    type: blob.type,
    blob,
    url: `blob:${name}`,
    width: 400,
    height: 300,
    bytes: blob.size,
    note: 'sent as it is',
  }
}
