import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { findProvider } from '@/core/catalog/find-provider.ts'
import { useComposerStore } from '@/state/composer-store.ts'
import type { Examination } from '@/state/connection-doctor.ts'
import type { ConnectPrefill } from '@/state/dialog-store.ts'
import { useEndpointStore } from '@/state/endpoint-store.ts'
import { relayQuery } from '@/state/queries.ts'
import { planRelay } from '@/state/relay-plan.ts'
import { originOf } from '@/state/run-target.ts'
import { useApp } from '@/ui/app-context.ts'
import { checkDraft, type DraftErrors, NO_ERRORS } from './check-draft.ts'
import { type ConnectDraft, createDraft, draftEndpoint } from './connect-draft.ts'
import { findKeptDraft, forgetDraft, keepDraft } from './kept-draft.ts'

/** The fields of the dialog, what is wrong with them, and what they come to. */
export function useConnectDraft(prefill: ConnectPrefill | null) {
  const app = useApp()
  const endpoints = useEndpointStore((state) => state.endpoints)
  const [draft, setDraft] = useState(
    () => findKeptDraft(prefill, endpoints) ?? createDraft(prefill, endpoints),
  )
  const unsaved = useRef<ConnectDraft | null>(null)
  // Escape and Cancel close the dialog, but lose nothing.
  useEffect(
    () => () => {
      if (unsaved.current !== null) keepDraft(unsaved.current)
    },
    [],
  )
  const [errors, setErrors] = useState<DraftErrors>(NO_ERRORS)
  const relay = useQuery(relayQuery(app)).data ?? null
  const plan = planRelay(draft, relay)
  const relayHoldsKey = plan.isOn && (relay?.keys.includes(originOf(draft.baseUrl) ?? '') ?? false)
  const hasKey = draft.key.trim() !== '' || relayHoldsKey || app.keyPlace(draft.baseUrl) !== null
  const keyLack = hasKey ? null : describeKeyLack(draft)

  const change = (next: ConnectDraft) => {
    setDraft(next)
    unsaved.current = next
    setErrors(NO_ERRORS)
  }
  /** What a draft describes, ready to be examined; null with the errors shown where it is not sound. */
  const readDraft = (given: ConnectDraft): Examination | null => {
    const plan = planRelay(given, relay)
    const canUseRelay = plan.isAvailable && plan.refusal === null
    const { errors: found, address } = checkDraft(given, {
      usesRelay: plan.isOn,
      canUseRelay,
      pageOrigin: location.origin,
    })
    setErrors(found)
    if (address === null) return null
    return {
      endpoint: draftEndpoint(given, address.baseUrl, plan.isOn, app.createId),
      typedBaseUrl: address.typed,
      typedKey: given.key.trim(),
      relay: {
        isAvailable: canUseRelay,
        holdsKey: relay?.keys.includes(originOf(address.baseUrl) ?? '') ?? false,
      },
    }
  }
  /** False where the fields are not sound. */
  const save = (): boolean => {
    const read = readDraft(draft)
    if (read === null) return false
    const { endpoint, typedKey } = read
    const isRemembered = draft.remembersKey ?? app.keyPlace(endpoint.baseUrl) === 'device'
    unsaved.current = null
    forgetDraft()
    app.saveEndpoint(endpoint, typedKey, isRemembered ? 'device' : 'tab')
    if (keyLack !== null)
      useComposerStore.getState().setNotice({ text: `Saved. ${keyLack}`, action: 'edit-key' })
    return true
  }
  return { draft, errors, relay: plan, relayHoldsKey, keyLack, change, readDraft, save }
}

/** Saving without a key stays possible, but nobody should learn of it from the first question. */
function describeKeyLack({ providerId }: ConnectDraft): string | null {
  const { name, needsKey } = findProvider(providerId)
  return needsKey ? `${name} needs a key; without one it refuses every question.` : null
}
