import { PROVIDERS } from '@/core/catalog/providers.ts'
import { createRelay, type RelayHandler } from './relay.ts'
import { readRelaySettings } from './relay-settings.ts'

/** The relay for the servers of the catalog, set up by the environment (see `readRelaySettings`). */
export function createConfiguredRelay(
  environment: Readonly<Record<string, string | undefined>>,
): RelayHandler {
  const warn = (line: string): void => {
    process.stderr.write(`${line}\n`)
  }
  return createRelay(readRelaySettings(environment, PROVIDERS, warn))
}
