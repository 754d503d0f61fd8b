// To which address a name may lead: one of the public network, or a server that an administrator allowed by its name. What calls a
// server looks its name up here, once, and connects to the address that it gets.
import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { isPublicAddress } from './address.ts'
import { OutgoingRefused } from './refused.ts'

export interface Lookup {
  /** Names of internal servers that an administrator allowed, in lower case; of each, whatever address it has. */
  readonly allowedHosts: ReadonlySet<string>
  /** The addresses of a name; default: the system's resolver. */
  readonly resolve?: (host: string) => Promise<readonly string[]>
}

/** A host as it stands in an address: lower case, without the brackets of IPv6 and without a last dot. */
export function plainHost(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
}

/** Refuses a host that leads inside by what it is called, before anything is resolved. @throws OutgoingRefused */
export function requirePublicName(host: string, allowedHosts: ReadonlySet<string>): void {
  if (allowedHosts.has(host)) return
  if (isIP(host) !== 0 ? !isPublicAddress(host) : isLocalName(host)) throw new OutgoingRefused('not-public')
}

/** Names that lead nowhere but here, whatever a resolver says. */
function isLocalName(host: string): boolean {
  return (
    host === 'localhost' ||
    !host.includes('.') ||
    /\.(?:localhost|local|internal|localdomain|home\.arpa)$/.test(host)
  )
}

/**
 * The address to connect to for a host, as `plainHost` writes it. Every address of a name must be public: of two, a server that is
 * asked chooses.
 * @throws OutgoingRefused
 */
export async function checkedAddress(
  host: string,
  { allowedHosts, resolve = resolveName }: Lookup,
): Promise<string> {
  requirePublicName(host, allowedHosts)
  if (isIP(host) !== 0) return host
  let addresses: readonly string[]
  try {
    addresses = await resolve(host)
  } catch {
    throw new OutgoingRefused('unresolved')
  }
  if (!allowedHosts.has(host) && !addresses.every(isPublicAddress)) throw new OutgoingRefused('not-public')
  const [first] = addresses
  if (first === undefined) throw new OutgoingRefused('unresolved')
  return first
}

/** A host given by itself, without an address around it, read as in one: 2130706433 is 127.0.0.1. @throws OutgoingRefused */
export function readHost(text: string): string {
  const bare = text.trim()
  const inAddress = isIP(bare) === 6 ? `[${bare}]` : bare
  try {
    const url = new URL(`http://${inAddress}/`)
    if (
      url.port === '' &&
      url.pathname === '/' &&
      url.search === '' &&
      url.hash === '' &&
      url.username === ''
    )
      return plainHost(url.hostname)
  } catch {
    // It is no host.
  }
  throw new OutgoingRefused('unreadable')
}

async function resolveName(host: string): Promise<string[]> {
  return (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address)
}
