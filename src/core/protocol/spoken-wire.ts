import { WIRE_NAMES } from './detect-wire.ts'
import type { RunError, Wire } from './stream-event.ts'

/** Chat Completions first, as in every list of wires. */
const WIRES: readonly Wire[] = ['chat-completions', 'responses', 'messages', 'ollama']

/** The wire that a server turned out to speak, with its name; null for any other error. */
export function spokenWire(error: RunError): { readonly wire: Wire; readonly name: string } | null {
  const wire = WIRES.find((name) => error.code === `wire:${name}`)
  return wire === undefined ? null : { wire, name: WIRE_NAMES[wire] }
}
