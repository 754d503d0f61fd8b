// Where requests come in: this machine's own names, and, when the organisation gives Douze an address, that one. Douze listens
// on loopback only; a web server on the same machine holds the certificate and passes requests on.
import type { Context } from 'hono'

export interface Front {
  /** 'https://douze.example.fr'; null when only this machine is served. */
  readonly publicOrigin: string | null
}

export const thisMachineOnly: Front = { publicOrigin: null }

/** Reads an address such as 'https://douze.example.fr'. @returns null when it is not https, or more than an origin */
export function frontAt(address: string): Front | null {
  try {
    const url = new URL(address)
    const isOrigin = url.pathname === '/' && url.search === '' && url.hash === '' && url.username === ''
    return url.protocol === 'https:' && isOrigin && !isLocalHost(url.host)
      ? { publicOrigin: url.origin }
      : null
  } catch {
    return null
  }
}

/** True for localhost, 127.0.0.1 and [::1], with or without a port. */
export function isLocalHost(host: string): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i.test(host)
}

/** Whether a request came by the public address. */
export function isPublic(front: Front, context: Context): boolean {
  return front.publicOrigin !== null && hostOf(context) === new URL(front.publicOrigin).host
}

/** Whether a request names this house as its host. Any other name is a foreign site's, re-pointed to us (DNS rebinding). */
export function isOurHost(front: Front, context: Context): boolean {
  return isLocalHost(hostOf(context)) || isPublic(front, context)
}

/** Whether a page of ours may be at an origin: where a sign-in provider may send the browser back to. */
export function isOurOrigin(front: Front, origin: string): boolean {
  return origin === front.publicOrigin || isLocalHost(new URL(origin).host)
}

/** The origin of our page, as this request sees it. */
export function originsOf(front: Front, context: Context): readonly string[] {
  if (isPublic(front, context)) return [front.publicOrigin ?? '']
  const host = hostOf(context)
  return [`http://${host}`, `https://${host}`]
}

/**
 * The address of whoever asks: the other end of the socket, or, behind the web server of the public address, the last one
 * that it wrote down. Null when the request came through no socket (tests); 'gone' when it cannot be told. A request that
 * was passed on is never taken for one of this machine.
 */
export function addressOf(front: Front, context: Context): string | null {
  const forwarded = context.req.header('x-forwarded-for')
  if (forwarded !== undefined || isPublic(front, context)) {
    const last = isPublic(front, context) ? (forwarded?.split(',').at(-1)?.trim() ?? '') : ''
    return /^[0-9a-f:.]{2,45}$/i.test(last) && !/^(127\.|::1$|::ffff:127\.)/i.test(last) ? last : 'gone'
  }
  const { incoming } = (context.env ?? {}) as { incoming?: { socket?: { remoteAddress?: string } } }
  return incoming === undefined ? null : (incoming.socket?.remoteAddress ?? 'gone')
}

function hostOf(context: Context): string {
  return (context.req.header('host') ?? '').toLowerCase()
}
