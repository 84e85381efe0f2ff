import { useEffect, useSyncExternalStore } from 'react'

/** A module that is loaded when something first needs it. */
export type LazyModule<Module> = {
  readonly current: () => Module | null
  readonly subscribe: (listener: () => void) => () => void
  readonly load: () => void
}

/** A failed load (offline, say) is tried again by the next one who needs the module. */
export function createLazyModule<Module>(importModule: () => Promise<Module>): LazyModule<Module> {
  const listeners = new Set<() => void>()
  let loaded: Module | null = null
  let isLoading = false
  return {
    current: () => loaded,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    load: () => {
      if (isLoading || loaded !== null) return
      isLoading = true
      importModule()
        .then(
          (module) => {
            loaded = module
            for (const listener of listeners) listener()
          },
          // Without the module the text stays as plain as it is.
          () => {},
        )
        .finally(() => {
          isLoading = false
        })
    },
  }
}

/** The module once it is there, null before; loads it where it is needed. */
export function useLazyModule<Module>(lazy: LazyModule<Module>, isNeeded: boolean): Module | null {
  const module = useSyncExternalStore(lazy.subscribe, lazy.current, lazy.current)
  useEffect(() => {
    if (isNeeded) lazy.load()
  }, [lazy, isNeeded])
  return isNeeded ? module : null
}
