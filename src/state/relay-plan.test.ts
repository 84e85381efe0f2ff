import { describe, expect, test } from 'vitest'
import { PROVIDERS } from '@/core/catalog/providers.ts'
import { planRelay } from './relay-plan.ts'

const RELAY = { origins: ['https://api.z.ai', 'http://localhost:8000'], keys: [] }
const ZAI = { providerId: 'zai', baseUrl: 'https://api.z.ai/api/paas/v4', usesRelay: null }

describe('planRelay', () => {
  test('is on by itself where the provider refuses browsers', () => {
    expect(planRelay(ZAI, RELAY)).toMatchObject({ isAvailable: true, isOn: true, refusal: null })
    const local = { providerId: 'vllm', baseUrl: 'http://localhost:8000/v1', usesRelay: null }
    expect(planRelay(local, RELAY)).toMatchObject({ isAvailable: true, isOn: false })
  })

  test('a person’s choice wins', () => {
    expect(planRelay({ ...ZAI, usesRelay: false }, RELAY).isOn).toBe(false)
  })

  test('does not ask to turn on the relay while it is on', () => {
    for (const { id, baseUrl } of PROVIDERS.filter((provider) => provider.baseUrl !== '')) {
      const wish = { providerId: id, baseUrl, usesRelay: true }
      const plan = planRelay(wish, { origins: [new URL(baseUrl).origin], keys: [] })
      expect(plan.isOn).toBe(true)
      expect(plan.reason).toMatch(/through the relay/)
      expect(plan.reason).not.toMatch(/turn on/i)
    }
    expect(planRelay({ ...ZAI, usesRelay: false }, RELAY).reason).toContain('Turn on the relay')
  })

  test('names the origin that it does not forward to, and how to change that', () => {
    const draft = { providerId: 'custom', baseUrl: 'https://b.example/v1', usesRelay: true }
    const plan = planRelay(draft, RELAY)
    expect(plan).toMatchObject({ isAvailable: true, isOn: false })
    expect(plan.refusal).toContain('https://b.example')
    expect(plan.refusal).toContain('SIGHTLINE_RELAY_ORIGINS')
  })

  test('is not offered where none runs', () => {
    expect(planRelay(ZAI, null)).toMatchObject({ isAvailable: false, isOn: false })
  })
})
