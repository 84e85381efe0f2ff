import { beforeEach, expect, test } from 'vitest'
import { createDraft } from './connect-draft.ts'
import { findKeptDraft, forgetDraft, keepDraft } from './kept-draft.ts'

const TYPED = { ...createDraft(null, []), model: 'typed', key: 'sk-typed' }

beforeEach(forgetDraft)

test('what was typed before Escape is there again, but for the key', () => {
  expect(findKeptDraft(null, [])).toBeNull()
  keepDraft(TYPED)
  expect(findKeptDraft(null, [])).toEqual({ ...TYPED, key: '' })
})

test('a link, and an endpoint that is saved, do not get what was typed for a new one', () => {
  keepDraft(TYPED)
  expect(findKeptDraft({ kind: 'link', fields: { ok: true, value: {} } }, [])).toBeNull()
  const saved = {
    id: 'saved',
    providerId: 'custom',
    name: '',
    wire: 'chat-completions',
    baseUrl: 'http://localhost:8000/v1',
    model: 'm',
    usesRelay: false,
    corrections: {},
  } as const
  const prefill = { kind: 'endpoint', id: 'saved' } as const
  expect(findKeptDraft(prefill, [saved])).toBeNull()
  keepDraft({ ...TYPED, id: 'saved' })
  expect(findKeptDraft(prefill, [saved])?.model).toBe('typed')
  expect(findKeptDraft(null, [saved])).toBeNull()
})
