// What every answer carries and every request must satisfy before a handler sees it: headers, host, origin.
import type { Context, MiddlewareHandler, Next } from 'hono'
import { Refusal } from './errors.ts'

const policy = [
  "default-src 'self'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** Headers of every response, errors included. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'x-permitted-cross-domain-policies': 'none',
}

/**
 * Refuses a Host that is not this machine's own name for itself: a page of a foreign site whose name was
 * re-pointed to 127.0.0.1 would otherwise read everything (DNS rebinding).
 */
export const onlyLocalHost: MiddlewareHandler = async (context: Context, next: Next) => {
  if (!isLocalHost(context.req.header('host') ?? '')) throw new Refusal('foreign-host')
  await next()
}

/** True for localhost, 127.0.0.1 and [::1], with or without a port. */
export function isLocalHost(host: string): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i.test(host)
}

/** Lets a write through only when the browser, or a client that says so, sends it from our own page. */
export const onlyOwnOrigin: MiddlewareHandler = async (context: Context, next: Next) => {
  const { method } = context.req
  if (method !== 'GET' && method !== 'HEAD' && !isOwn(context)) throw new Refusal('foreign-origin')
  await next()
}

function isOwn(context: Context): boolean {
  const site = context.req.header('sec-fetch-site')
  if (site !== undefined) return site === 'same-origin'
  const origin = context.req.header('origin')
  const host = context.req.header('host')
  return origin !== undefined && (origin === `http://${host}` || origin === `https://${host}`)
}
