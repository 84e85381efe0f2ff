import type { LocalStorePort } from './ports.ts'

const PREFIX = 'sightline.'

/** Small JSON values in the device's storage. Where storage is forbidden the app works without memory. */
export function createLocalStore(storage: Storage | null): LocalStorePort {
  return {
    read: (name) => {
      try {
        const text = storage?.getItem(PREFIX + name)
        return text ? JSON.parse(text) : null
      } catch {
        return null
      }
    },
    write: (name, value) => {
      try {
        storage?.setItem(PREFIX + name, JSON.stringify(value))
      } catch {
        // Full or forbidden: the choice holds for this page.
      }
    },
  }
}
