import './index.css'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { speedFactor } from './core/run/replay-speed.ts'
import { fetchAsset } from './io/assets.ts'
import { clock } from './io/clock.ts'
import { copyText } from './io/copy-text.ts'
import { createDemoFetch } from './io/demo-fetch.ts'
import { download } from './io/download.ts'
import { createJsonPort } from './io/fetch-json.ts'
import { hashBlob } from './io/hash-blob.ts'
import { imageCodec } from './io/image-codec.ts'
import { createLocalStore } from './io/local-store.ts'
import { openStorage } from './io/open-storage.ts'
import type { Ports } from './io/ports.ts'
import { fetchRelayFacts } from './io/relay-facts.ts'
import { createRecordingShelf } from './io/replay-fetch.ts'
import { createSecrets } from './io/secrets.ts'
import { fetchDirect, fetchThroughRelay } from './io/send-request.ts'
import { createStreamPort } from './io/stream-run.ts'
import { createAppActions } from './state/app-actions.ts'
import { keepPreferences } from './state/keep-preferences.ts'
import { loadForAsking } from './state/load-for-asking.ts'
import { usePreferenceStore } from './state/preference-store.ts'
import { App } from './ui/app.tsx'
import { AppContext } from './ui/app-context.ts'
import { AppFailure } from './ui/app-failure.tsx'
import { FailureBoundary } from './ui/failure-boundary.tsx'

const recordings = createRecordingShelf(() =>
  speedFactor(usePreferenceStore.getState().replaySpeed),
)

const fetchers = {
  direct: fetchDirect,
  relay: fetchThroughRelay,
  replay: recordings.fetch,
  demo: createDemoFetch({ load: (path) => fetchDirect(`/${path}`, {}) }),
}

const ports: Ports = {
  stream: createStreamPort(fetchers, clock.now),
  json: createJsonPort(fetchers),
  relay: fetchRelayFacts,
  images: imageCodec,
  secrets: createSecrets(
    openStorage(() => sessionStorage),
    openStorage(() => localStorage),
  ),
  localStore: createLocalStore(openStorage(() => localStorage)),
  assets: fetchAsset,
  clock,
  download,
  copy: copyText,
  recordings: recordings.port,
  hash: hashBlob,
}

keepPreferences(ports.localStore)

const queries = new QueryClient({
  defaultOptions: { queries: { retry: 1, refetchOnWindowFocus: false } },
})

window.addEventListener('load', loadForAsking, { once: true })

const root = document.getElementById('root')
if (root)
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <AppContext value={createAppActions(ports)}>
          <FailureBoundary subject="" fallback={(tryAgain) => <AppFailure onTryAgain={tryAgain} />}>
            <App />
          </FailureBoundary>
        </AppContext>
      </QueryClientProvider>
    </StrictMode>,
  )
