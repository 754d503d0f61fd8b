// Serves the learning record store under /xapi/: finds the resource, the standard spoken and the program that asks, calls
// one function and answers.
import type { Context } from 'hono'
import {
  type JsonObject,
  answeredVersion,
  consistentThrough,
  badParameter,
  versionOf,
  type XapiVersion,
} from '../../sources/xapi/index.ts'
import { Refusal } from '../errors/errors.ts'
import { addressOf } from '../front.ts'
import type { Place } from '../handler.ts'
import { crossOrigin, preflight, refusalOf, type XapiAnswer } from './answer.ts'
import type { XapiCall } from './call.ts'
import { activityProfileNaming, agentProfileNaming, documents, stateNaming } from './documents.ts'
import { about, activities, agents } from './knowledge.ts'
import { programOf } from './program.ts'
import { notAlternate, readRequest } from './request.ts'
import { type XapiResourceName, xapiResources } from './resources.ts'
import { fetchOnce } from './fetch.ts'
import { statements } from './statements.ts'

export type XapiHandlers = Readonly<Record<XapiResourceName, (call: XapiCall) => Promise<XapiAnswer>>>

export const xapiHandlers: XapiHandlers = {
  about: async (call) => about(call),
  statements,
  activities,
  agents,
  state: (call) => documents(call, stateNaming),
  fetch: fetchOnce,
  activityProfile: (call) => documents(call, activityProfileNaming),
  agentProfile: (call) => documents(call, agentProfileNaming),
}

/** Answers every request below /xapi/. */
export async function serveXapi(place: Place, context: Context, handlers: XapiHandlers): Promise<Response> {
  for (const [name, value] of Object.entries(crossOrigin)) context.header(name, value)
  context.header('cache-control', 'no-store')
  context.header('x-experience-api-version', answeredVersion[doorAt(context).versions[0]])
  try {
    if (context.req.method === 'OPTIONS') return answerPreflight(context)
    return send(context, await answer(place, context, handlers))
  } catch (error) {
    const refused = refusalOf(context, error, requestIdOf(context))
    if (refused === null) throw error
    return refused
  }
}

async function answer(place: Place, context: Context, handlers: XapiHandlers): Promise<XapiAnswer> {
  const door = doorAt(context)
  const name = resourceAt(door.base, context.req.path)
  if (name === null) throw new Refusal('not-found')
  const { methods, open } = xapiResources[name]
  const allowed: readonly string[] = methods
  const verb = context.req.method === 'HEAD' ? 'GET' : context.req.method
  // A form may ask for any verb by POST.
  const isForm = verb === 'POST' && new URL(context.req.url).searchParams.has('method')
  if (!allowed.includes(verb) && !isForm) throw wrongMethod(context, allowed)
  const request = await readRequest(context)
  if (!allowed.includes(request.method)) throw wrongMethod(context, allowed)
  const named = versionOf(request.header('x-experience-api-version'))
  const version = named !== null && door.versions.includes(named) ? named : null
  if (version !== null) context.header('x-experience-api-version', answeredVersion[version])
  // A launched course has nothing yet but the token in its address.
  if (open === 'launch')
    return handlers[name]({ ...request, place, address: addressOf(place.front, context) } as XapiCall)
  if (open === 'anybody')
    return handlers[name]({ ...request, place, base: door.base, version: door.versions[0] } as XapiCall)
  const program = await programOf(place, context, request.header('authorization'), request.method !== 'GET')
  if (name === 'statements' && request.method === 'GET') {
    // Asked before anything is read: the snapshot that is taken afterwards holds at least as much.
    const through = await consistentThrough(place.database, program.credentialId, place.clock())
    context.header('x-experience-api-consistent-through', through.toISOString())
  }
  // xAPI 2.0 has no forms any more.
  if (request.isAlternate && version !== '1.0') throw notAlternate()
  const call: XapiCall = {
    ...request,
    place,
    base: door.base,
    program,
    version: neededVersion(version),
    authority: authorityOf(place, program.login),
    requestId: requestIdOf(context),
  }
  return handlers[name](call)
}

interface Door {
  readonly base: string
  /** Spoken there; the first is that of an answer to a request that names none. */
  readonly versions: readonly [XapiVersion, ...XapiVersion[]]
}

/** The address for both standards, and the one for programs that know the older one alone. */
const bothDoor: Door = { base: '/xapi', versions: ['2.0', '1.0'] }
const olderDoor: Door = { base: '/xapi/1.0', versions: ['1.0'] }

function doorAt(context: Context): Door {
  return context.req.path.startsWith(`${olderDoor.base}/`) ? olderDoor : bothDoor
}

function resourceAt(base: string, path: string): XapiResourceName | null {
  const found = Object.entries(xapiResources).find(
    ([, resource]) => resource.path === `${bothDoor.base}${path.slice(base.length)}`,
  )
  return found === undefined ? null : (found[0] as XapiResourceName)
}

function wrongMethod(context: Context, allowed: readonly string[]): Refusal {
  context.header('allow', allowed.join(', '))
  return new Refusal('wrong-method')
}

function neededVersion(version: XapiVersion | null): XapiVersion {
  if (version === null)
    throw badParameter('X-Experience-API-Version', {
      fr: '1.0, 1.0.x, 2.0 ou 2.0.x est attendu',
      en: '1.0, 1.0.x, 2.0 or 2.0.x is expected',
    })
  return version
}

function authorityOf({ front }: Place, login: string): JsonObject {
  return {
    objectType: 'Agent',
    account: { homePage: `${front.publicOrigin ?? 'http://localhost'}/xapi/`, name: login },
  }
}

function requestIdOf(context: Context): string {
  return String(context.get('requestId'))
}

function answerPreflight(context: Context): Response {
  for (const [name, value] of Object.entries(preflight)) context.header(name, value)
  return context.body(null, 204)
}

function send(context: Context, { status, headers, body }: XapiAnswer): Response {
  for (const [name, value] of Object.entries(headers ?? {})) context.header(name, value)
  if (status === 204 || body === undefined) return context.body(null, 204)
  return context.body(Buffer.isBuffer(body) ? new Uint8Array(body) : body, 200)
}
