// What every answer carries and every request must satisfy before a handler sees it: headers, host, origin.
import type { Context, MiddlewareHandler, Next } from 'hono'
import { Refusal } from './errors/errors.ts'
import { type Front, isOurHost, originsOf } from './front.ts'

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

/** What a browser is told over https only: a year without plain http, for this name and those below it. */
export const onlyHttps = { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }

/**
 * Refuses a Host that is not a name of this house: a page of a foreign site whose name was re-pointed to 127.0.0.1 would
 * otherwise read everything (DNS rebinding).
 */
export const onlyOwnHost =
  (front: Front): MiddlewareHandler =>
  async (context: Context, next: Next) => {
    if (!isOurHost(front, context)) throw new Refusal('foreign-host')
    await next()
  }

/** Lets a write through only when the browser, or a client that says so, sends it from our own page. */
export const onlyOwnOrigin =
  (front: Front): MiddlewareHandler =>
  async (context: Context, next: Next) => {
    const { method } = context.req
    if (method !== 'GET' && method !== 'HEAD' && !isOwn(front, context)) throw new Refusal('foreign-origin')
    await next()
  }

function isOwn(front: Front, context: Context): boolean {
  const site = context.req.header('sec-fetch-site')
  if (site !== undefined) return site === 'same-origin'
  const origin = context.req.header('origin')
  return origin !== undefined && originsOf(front, context).includes(origin)
}
