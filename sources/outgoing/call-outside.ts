// The one door by which Douze calls an address that a person gave: a calendar, a webhook, a connector. Only http and https, no
// credentials in it, every address that its name resolves to public, the connection made to the very address that was checked,
// no redirection followed, short time-outs, a bounded answer. An administrator can allow internal servers by name.
import http from 'node:http'
import https from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { isPublicAddress } from './address.ts'
import { checkedAddress, type Lookup, plainHost, requirePublicName } from './checked-host.ts'
import { OutgoingRefused } from './refused.ts'

export interface Outgoing extends Lookup {
  readonly limits?: Partial<OutgoingLimits>
}

export interface OutgoingLimits {
  /** Milliseconds until the server begins to answer, and for all of the answer. */
  readonly firstByte: number
  readonly whole: number
  /** Bytes of the answer. */
  readonly bytes: number
}

export const outgoingLimits: OutgoingLimits = { firstByte: 10_000, whole: 30_000, bytes: 32 * 1024 ** 2 }

export interface OutgoingCall {
  readonly method?: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** Statuses that are an answer; default: 200 to 299. */
  readonly accepts?: (status: number) => boolean
  readonly signal?: AbortSignal
}

export interface OutgoingAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/** Checks an address as it was typed, before anything is resolved. @throws OutgoingRefused */
export function readAddress(text: string, allowedHosts: ReadonlySet<string> = new Set()): URL {
  let url: URL
  try {
    url = new URL(text.trim())
  } catch {
    throw new OutgoingRefused('unreadable')
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new OutgoingRefused('scheme')
  if (url.username !== '' || url.password !== '') throw new OutgoingRefused('credentials')
  const host = plainHost(url.hostname)
  if (host === '') throw new OutgoingRefused('unreadable')
  // 2130706433, 0x7f.1 and ①②⑦.⓪.⓪.① are 127.0.0.1 by now: the address was read as browsers do.
  requirePublicName(host, allowedHosts)
  return url
}

/**
 * Calls an address.
 * @throws OutgoingRefused; the signal's reason when the caller gives up
 */
export async function callOutside(
  address: string,
  call: OutgoingCall,
  { limits = {}, ...names }: Outgoing,
): Promise<OutgoingAnswer> {
  const url = readAddress(address, names.allowedHosts)
  const host = plainHost(url.hostname)
  const ip = await checkedAddress(host, names)
  call.signal?.throwIfAborted()
  return send(url, ip, call, { ...outgoingLimits, ...limits }, names.allowedHosts.has(host))
}

/** Sends the request to the address that was checked: the name is not resolved a second time. */
function send(
  url: URL,
  ip: string,
  call: OutgoingCall,
  limits: OutgoingLimits,
  isAllowed: boolean,
): Promise<OutgoingAnswer> {
  const toChecked: LookupFunction = (_host, options, callback) => {
    const family = isIP(ip)
    if (options.all === true) callback(null, [{ address: ip, family }])
    else callback(null, ip, family)
  }
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? https : http).request(url, {
      method: call.method ?? 'GET',
      // What is kept from one call to the next knows nothing of what was checked.
      agent: false,
      lookup: toChecked,
      headers: { 'user-agent': 'douze', ...call.headers, 'accept-encoding': 'identity', connection: 'close' },
      ...(call.signal === undefined ? {} : { signal: call.signal }),
    })
    const fail = (error: unknown): void => {
      clearTimeout(whole)
      clearTimeout(first)
      request.destroy()
      reject(error instanceof Error ? error : new Error(String(error)))
    }
    const first = setTimeout(() => fail(new OutgoingRefused('timed-out')), limits.firstByte)
    const whole = setTimeout(() => fail(new OutgoingRefused('timed-out')), limits.whole)
    request.on('socket', (socket) =>
      socket.once('connect', () => {
        if (!isAllowed && !isPublicAddress(socket.remoteAddress ?? ''))
          fail(new OutgoingRefused('not-public'))
      }),
    )
    request.on('error', () =>
      fail(call.signal?.aborted === true ? call.signal.reason : new OutgoingRefused('unreachable')),
    )
    request.on('response', (response) => {
      clearTimeout(first)
      readAnswer(response, call, limits.bytes).then((answer) => {
        clearTimeout(whole)
        resolve(answer)
      }, fail)
    })
    request.end(call.body)
  })
}

async function readAnswer(
  response: http.IncomingMessage,
  call: OutgoingCall,
  most: number,
): Promise<OutgoingAnswer> {
  const status = response.statusCode ?? 0
  const accepts = call.accepts ?? ((one: number) => one >= 200 && one < 300)
  if (!accepts(status)) {
    response.destroy()
    throw new OutgoingRefused(status >= 300 && status < 400 ? 'redirect' : 'status')
  }
  if (!/^(?:|identity)$/i.test(response.headers['content-encoding'] ?? '')) {
    response.destroy()
    throw new OutgoingRefused('encoding')
  }
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      bytes += chunk.length
      if (bytes > most) throw new OutgoingRefused('too-large')
      chunks.push(chunk)
    }
  } catch (error) {
    throw error instanceof OutgoingRefused ? error : new OutgoingRefused('unreachable')
  }
  const headers = Object.entries(response.headers).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as const] : [],
  )
  return { status, headers: Object.fromEntries(headers), body: Buffer.concat(chunks) }
}
