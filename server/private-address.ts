import { BlockList, isIP, isIPv4 } from 'node:net'

/**
 * Addresses that lead to this computer, its network or nowhere (IANA special-purpose registries, RFC 6890). The
 * metadata service of the clouds, 169.254.169.254, is link-local. 198.18.0.0/15 stays out on purpose: proxy programs
 * answer with it for every public name ("fake IP"), and nobody's network uses it.
 */
const privateBlocks = createBlockList([
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  // Unspecified, loopback, and the retired "compatible" way to write an IPv4 address.
  ['::', 96],
  // A network's own translation to IPv4 (RFC 8215); where the IPv4 address stands in it is that network's affair.
  ['64:ff9b:1::', 48],
  ['100::', 64],
  // Teredo: the address of some computer behind a home router.
  ['2001::', 32],
  ['2001:db8::', 32],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
])

/** Prefixes behind which an IPv4 address stands, in groups of 16 bits: mapped, translated, NAT64 and 6to4. */
const carriers: readonly (readonly number[])[] = [
  [0, 0, 0, 0, 0, 0xffff],
  [0, 0, 0, 0, 0xffff, 0],
  [0x64, 0xff9b, 0, 0, 0, 0],
  [0x2002],
]

/**
 * Whether an address is not one of the public internet: loopback, private, link-local, carrier-grade NAT, unique local,
 * multicast, unspecified, documentation or reserved, also where IPv6 carries it.
 *
 * @param address an IPv4 or IPv6 address without brackets; anything else counts as private
 */
export function isPrivateAddress(address: string): boolean {
  const [plain = ''] = address.split('%', 1)
  if (isIPv4(plain)) return privateBlocks.check(plain, 'ipv4')
  if (isIP(plain) !== 6) return true
  const groups = toGroups(plain)
  const carrier = carriers.find((prefix) => prefix.every((group, at) => groups[at] === group))
  if (carrier === undefined) return privateBlocks.check(plain, 'ipv6')
  const [high = 0, low = 0] = groups.slice(carrier.length)
  return privateBlocks.check(`${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`, 'ipv4')
}

/** The eight groups of an IPv6 address. The URL parser writes a dotted tail in groups, too. */
function toGroups(address: string): readonly number[] {
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::')
  const before = readGroups(head)
  if (tail === undefined) return before
  const after = readGroups(tail)
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => 0)
  return [...before, ...zeros, ...after]
}

function readGroups(text: string): readonly number[] {
  return text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16))
}

function createBlockList(subnets: readonly (readonly [address: string, bits: number])[]) {
  const blocks = new BlockList()
  for (const [address, bits] of subnets) {
    blocks.addSubnet(address, bits, isIPv4(address) ? 'ipv4' : 'ipv6')
  }
  return blocks
}
