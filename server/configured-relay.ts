import { PROVIDERS } from '@/core/catalog/providers.ts'
import { createRelay, type RelayHandler } from './relay.ts'
import { readRelaySettings } from './relay-settings.ts'

/**
 * The relay for the servers of the catalog, set up by the environment (see `readRelaySettings`). It logs each request
 * on standard output, unless `SIGHTLINE_LOG` is `off`.
 */
export function createConfiguredRelay(
  environment: Readonly<Record<string, string | undefined>>,
): RelayHandler {
  const warn = (line: string): void => {
    process.stderr.write(`${line}\n`)
  }
  const log = (line: string): void => {
    process.stdout.write(`${line}\n`)
  }
  const isQuiet = environment['SIGHTLINE_LOG']?.trim().toLowerCase() === 'off'
  const settings = readRelaySettings(environment, PROVIDERS, warn)
  return createRelay(settings, { log: isQuiet ? undefined : log })
}
