import { type LookupAddress, type LookupAllOptions, lookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { isPrivateAddress } from './private-address.ts'

/** Finds all addresses of a name, as `dns.lookup` does. */
export type ResolveName = (
  hostname: string,
  options: LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void

/** A name of the public internet that leads into a private network, by mistake or by malice (DNS rebinding). */
export class PrivateAddressError extends Error {
  override readonly name = 'PrivateAddressError'
}

/** The system's own resolver. */
export const resolveName: ResolveName = (hostname, options, callback) =>
  lookup(hostname, options, callback)

/**
 * A `lookup` for sockets: they connect to the very addresses that were checked, because no other look-up follows. One
 * private address among many refuses them all.
 */
export function createGuardedLookup(resolve: ResolveName): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? []
      if (error !== null) callback(error, '')
      else if (first === undefined) callback(new Error(`${hostname} has no address`), '')
      else if (addresses.some(({ address }) => isPrivateAddress(address))) {
        callback(new PrivateAddressError(`${hostname} leads to a private address`), '')
      } else if (options.all === true) callback(null, addresses)
      else callback(null, first.address, first.family)
    })
  }
}
