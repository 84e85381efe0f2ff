import type { KeyPlace, SecretPort } from './ports.ts'

const PREFIX = 'sightline.key.'

/** Keys in this tab's storage by default, in this device's storage only when a person asked for it. */
export function createSecrets(tab: Storage | null, device: Storage | null): SecretPort {
  // Where storage is full or forbidden a key lives as long as the page.
  const memory = new Map<string, string>()
  const places: readonly (readonly [KeyPlace, Storage | null])[] = [
    ['tab', tab],
    ['device', device],
  ]
  const forget = (origin: string) => {
    memory.delete(origin)
    for (const [, storage] of places) attempt(() => storage?.removeItem(PREFIX + origin))
  }
  return {
    forget,
    read: (origin) => {
      const remembered = memory.get(origin)
      if (remembered !== undefined) return { key: remembered, place: 'tab' }
      for (const [place, storage] of places) {
        const key = attempt(() => storage?.getItem(PREFIX + origin))
        if (key) return { key, place }
      }
      return null
    },
    write: (origin, key, place) => {
      forget(origin)
      const storage = place === 'tab' ? tab : device
      const isStored = attempt(() => {
        storage?.setItem(PREFIX + origin, key)
        return storage !== null
      })
      if (!isStored) memory.set(origin, key)
    },
  }
}

/** Storage throws where it is forbidden (private windows, blocked cookies) or full. */
function attempt<Value>(action: () => Value): Value | null {
  try {
    return action()
  } catch {
    return null
  }
}
