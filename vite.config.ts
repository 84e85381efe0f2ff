import { join } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { type Connect, type Plugin, runnerImport } from 'vite'
import { defineConfig } from 'vitest/config'
import { metaContentSecurityPolicy } from './server/security-headers.ts'

const root = import.meta.dirname
const sourceAlias = { '@': join(root, 'src') }

type ConfiguredRelay = typeof import('./server/configured-relay.ts')

/** Mounts the relay in dev and preview. It is loaded by Vite's runner because this file knows no aliases. */
function relayPlugin(): Plugin {
  const mount = async (middlewares: Connect.Server): Promise<void> => {
    const { module } = await runnerImport<ConfiguredRelay>('./server/configured-relay.ts', {
      configFile: false,
      root,
      resolve: { alias: sourceAlias },
    })
    middlewares.use(module.createConfiguredRelay(process.env))
  }
  return {
    name: 'sightline-relay',
    apply: (_config, { mode }) => mode !== 'test',
    configureServer: (server) => mount(server.middlewares),
    configurePreviewServer: (server) => mount(server.middlewares),
  }
}

/** Static hosts send no headers of ours, so the built page brings its policy along. In dev Vite needs inline scripts. */
function metaPolicyPlugin(): Plugin {
  return {
    name: 'sightline-meta-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: metaContentSecurityPolicy },
        injectTo: 'head-prepend',
      },
    ],
  }
}

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [react(), tailwindcss(), relayPlugin(), metaPolicyPlugin()],
  resolve: {
    alias: {
      ...sourceAlias,
      // The browser builds of both packages write innerHTML, which Trusted Types refuse; these parse without the DOM.
      'hast-util-from-html-isomorphic': join(root, 'src/ui/answer/from-html-isomorphic.ts'),
      'decode-named-character-reference': join(
        root,
        'node_modules/decode-named-character-reference/index.js',
      ),
    },
  },
  build: {
    target: 'es2023',
    // The polyfill is an inline script and data: fonts are refused: the policy allows neither.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    copyPublicDir: !isSsrBuild,
  },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'server/**/*.test.ts', 'e2e/model-server/**/*.test.ts'],
    environment: 'node',
    setupFiles: ['src/testing/setup.ts'],
  },
}))
