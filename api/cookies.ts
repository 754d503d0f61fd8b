// The two cookies: the session's reference, and the one by which a browser is known again. Nothing else is stored in
// a browser, and scripts read neither.
import type { Context } from 'hono'
import { atMost, deviceFor } from '../access/index.ts'
import { type Front, isPublic } from './front.ts'

export interface Cookies {
  /** The session's new reference; null takes the cookie away. */
  readonly session: string | null
  /** The browser's reference; null leaves it as it is. */
  readonly device: string | null
}

/**
 * By the public address, which is https, the name begins with `__Host-`, which a browser takes only with Secure, for this host and the whole
 * site. Plain http is only ever this machine's own loopback, where Secure would lose the cookie in some browsers;
 * there the name carries the port, because a browser keeps one jar for all ports of a host and two Douzes side by
 * side would sign each other out.
 */
function nameOf(front: Front, context: Context, kind: 'session' | 'device'): string {
  const { port } = new URL(context.req.url)
  return isPublic(front, context) ? `__Host-douze-${kind}` : `douze-${kind}-${port === '' ? '80' : port}`
}

/** A reference from the request; null when there is none, or two, or it is not one of ours. */
export function cookieOf(front: Front, context: Context, kind: 'session' | 'device'): string | null {
  const name = nameOf(front, context, kind)
  const found = (context.req.header('cookie') ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
  const value = found.length === 1 ? found[0]?.slice(name.length + 1) : undefined
  return value !== undefined && /^[\w-]{43}$/.test(value) ? value : null
}

export function setCookies(front: Front, context: Context, { session, device }: Cookies): void {
  setCookie(front, context, 'session', session, atMost)
  // What the browser kept of answers goes with the session; its choice of language and theme is nobody's data.
  if (session === null) context.header('clear-site-data', '"cache"')
  if (device !== null) setCookie(front, context, 'device', device, deviceFor)
}

function setCookie(
  front: Front,
  context: Context,
  kind: 'session' | 'device',
  value: string | null,
  lifetime: number,
): void {
  const name = nameOf(front, context, kind)
  const secure = name.startsWith('__Host-') ? '; Secure' : ''
  const seconds = value === null ? 0 : Math.floor(lifetime / 1000)
  context.header(
    'set-cookie',
    `${name}=${value ?? ''}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Strict${secure}`,
    { append: true },
  )
}

/** The secret behind `Authorization: Bearer`; null without such a header, '' for another scheme. */
export function bearerOf(context: Context): string | null {
  const header = context.req.header('authorization')
  if (header === undefined) return null
  return /^bearer ([\w-]{1,200})$/i.exec(header.trim())?.[1] ?? ''
}
