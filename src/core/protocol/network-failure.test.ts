import { describe, expect, it } from 'vitest'
import { networkFailure } from './network-failure.ts'

const REMOTE = 'https://api.z.ai/api/paas/v4/chat/completions'
const LAN = 'http://192.168.1.5:8000/v1/chat/completions'
const LOCAL = 'http://localhost:8000/v1/chat/completions'

describe('networkFailure', () => {
  it.each([
    [
      'no network',
      { online: false, pageIsSecure: true, url: REMOTE, reachable: null },
      'offline',
      'user',
    ],
    [
      'no network, but this computer',
      { online: false, pageIsSecure: true, url: LOCAL, reachable: true },
      'cors',
      'never',
    ],
    [
      'http from https',
      { online: true, pageIsSecure: true, url: LAN, reachable: false },
      'mixed-content',
      'never',
    ],
    [
      'http from http',
      { online: true, pageIsSecure: false, url: LAN, reachable: false },
      'unreachable',
      'auto',
    ],
    [
      'this computer from https',
      { online: true, pageIsSecure: true, url: LOCAL, reachable: false },
      'unreachable',
      'auto',
    ],
    [
      'a server that is there',
      { online: true, pageIsSecure: true, url: REMOTE, reachable: true },
      'cors',
      'never',
    ],
    [
      'a server that was not asked',
      { online: true, pageIsSecure: true, url: REMOTE, reachable: null },
      'unreachable',
      'auto',
    ],
  ])('tells %s', (_title, facts, code, retry) => {
    expect(networkFailure(facts)).toMatchObject({ kind: 'network', code, retry })
  })
})
