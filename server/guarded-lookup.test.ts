import type { LookupAddress } from 'node:dns'
import { connect, type LookupFunction } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createGuardedLookup, PrivateAddressError, type ResolveName } from './guarded-lookup.ts'
import { startTcpServer } from './testing/loopback-server.ts'

/** In this file the address of the test servers counts as public, for a connection that succeeds. */
vi.mock('./private-address.ts', () => ({
  isPrivateAddress: (address: string) => address !== '127.0.0.1' && address !== '127.0.0.2',
}))

const toAddresses = (...addresses: readonly string[]): LookupAddress[] =>
  addresses.map((address) => ({ address, family: 4 }))

const resolveTo = (...addresses: readonly string[]): ResolveName => {
  return (_hostname, _options, callback) => callback(null, toAddresses(...addresses))
}

function ask(lookup: LookupFunction, all: boolean) {
  return new Promise((resolve) => {
    lookup('model.example', { all }, (error, address, family) =>
      resolve(error === null ? { address, family } : error),
    )
  })
}

test('gives all addresses or the first, as it is asked', async () => {
  const lookup = createGuardedLookup(resolveTo('127.0.0.1', '127.0.0.2'))
  expect(await ask(lookup, true)).toEqual({
    address: toAddresses('127.0.0.1', '127.0.0.2'),
    family: undefined,
  })
  expect(await ask(lookup, false)).toEqual({ address: '127.0.0.1', family: 4 })
})

test.each([
  ['first', '10.0.0.1', '127.0.0.1'],
  ['last', '127.0.0.1', '10.0.0.1'],
])('refuses all addresses where the %s is private', async (_name, ...addresses) => {
  const lookup = createGuardedLookup(resolveTo(...addresses))
  expect(await ask(lookup, true)).toBeInstanceOf(PrivateAddressError)
  expect(await ask(lookup, false)).toBeInstanceOf(PrivateAddressError)
})

test('passes the failure of a look-up on, and makes one of a name without addresses', async () => {
  const failure = new Error('ENOTFOUND')
  const fails: ResolveName = (_hostname, _options, callback) => callback(failure, [])
  expect(await ask(createGuardedLookup(fails), true)).toBe(failure)
  expect(await ask(createGuardedLookup(resolveTo()), true)).toMatchObject({
    message: 'model.example has no address',
  })
})

test('connects to the address that was checked, and looks it up once', async () => {
  const origin = await startTcpServer((socket) => socket.end('reached'))
  const answers = [toAddresses('127.0.0.1'), toAddresses('10.0.0.1')]
  let lookUps = 0
  const rebinding: ResolveName = (_hostname, _options, callback) => {
    callback(null, answers[lookUps] ?? [])
    lookUps += 1
  }
  const lookup = createGuardedLookup(rebinding)
  const socket = connect({ host: 'model.example', port: Number(new URL(origin).port), lookup })
  onTestFinished(() => {
    socket.destroy()
  })
  const text = await new Promise((resolve, reject) => {
    socket.on('data', (bytes) => resolve(`${bytes}`))
    socket.on('error', reject)
  })
  expect([text, lookUps]).toEqual(['reached', 1])
})
