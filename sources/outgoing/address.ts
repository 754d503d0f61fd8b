// Which addresses of the network are anybody's: everything that leads to this machine, to the company's own network or to the
// machine's keeper (169.254.169.254) is not.
import { BlockList, isIP } from 'node:net'

const notPublic = new BlockList()
for (const [network, length] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  notPublic.addSubnet(network, length, 'ipv4')

/** Of IPv6 only what is handed out to the world: 2000::/3, and of that not what stands for something else. */
const world = new BlockList()
world.addSubnet('2000::', 3, 'ipv6')
const notWorld = new BlockList()
for (const [network, length] of [
  ['2001::', 23], // Teredo, ORCHID, benchmarks
  ['2001:db8::', 32], // documents
  ['2002::', 16], // 6to4: any IPv4 address in disguise
  ['3fff::', 20], // documents
  ['5f00::', 16], // segment routing
] as const)
  notWorld.addSubnet(network, length, 'ipv6')

/** Whether an IP address is one of the public network. IPv4 written as IPv6 is judged as the IPv4 address that it is. */
export function isPublicAddress(address: string): boolean {
  const plain = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '')
  const kind = isIP(plain)
  if (kind === 4) return !notPublic.check(plain, 'ipv4')
  // An address that carries an IPv4 one (::ffff:0:0/96, 64:ff9b::/96) is outside of 2000::/3, and so refused.
  return kind === 6 && world.check(plain, 'ipv6') && !notWorld.check(plain, 'ipv6')
}
