// The HTTP application: every row of the contract table becomes a route that parses, checks the roles, calls one
// handler and encodes. What is around it (headers, host, origin, errors, pages) is the same for all.
import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { type Context, Hono } from 'hono'
import { RegExpRouter } from 'hono/router/reg-exp-router'
import { SmartRouter } from 'hono/router/smart-router'
import { TrieRouter } from 'hono/router/trie-router'
import { type Caller, callerOf, isSetUp, readerOn } from '../access/index.ts'
import { housekeeper } from '../model/reader.ts'
import type { Endpoint } from './contract/endpoint.ts'
import { type EndpointName, endpoints } from './contract/endpoints.ts'
import { bearerOf, cookieOf, setCookies } from './cookies.ts'
import { encode } from './encode.ts'
import { asRefusal, errorJson, errors, isReported, Refusal } from './errors/errors.ts'
import {
  AnswerWithCookies,
  type Call,
  FileAnswer,
  type Handler,
  type Handlers,
  type Place,
} from './handler.ts'
import { addressOf, isPublic } from './front.ts'
import { bodyOf, inputOf, pathOf, queryOf } from './input.ts'
import { journalReads } from './journal-reads.ts'
import { loggedRoute } from './log.ts'
import { openApi } from './openapi.ts'
import { onlyHttps, onlyOwnHost, onlyOwnOrigin, securityHeaders } from './security.ts'
import { type Pages, servePage } from './static-files.ts'
import { serveXapi, type XapiHandlers, xapiHandlers } from './xapi/serve.ts'

type Variables = { Variables: { requestId: string } }
type App = Hono<Variables>

export interface AppOptions {
  readonly place: Place
  readonly handlers: Handlers
  /** Of the learning record store; by default its own. */
  readonly xapi?: XapiHandlers
  /** The built page; null while there is none (API only). */
  readonly pages: Pages | null
  /** True once the process is leaving: nothing new is taken. */
  readonly isStopping: () => boolean
}

/** Builds the application. It opens no socket: the server and the tests both call `fetch` on it. */
export function makeApp({ place, handlers, xapi = xapiHandlers, pages, isStopping }: AppOptions): App {
  const { front } = place
  const app: App = new Hono({
    router: new SmartRouter({ routers: [new RegExpRouter(), new TrieRouter()] }),
  })
  app.onError((error, context) => refuse(context, error, place))
  app.use('*', async (context, next) => {
    context.set('requestId', randomBytes(9).toString('base64url'))
    for (const [name, value] of Object.entries(securityHeaders)) context.header(name, value)
    if (isPublic(front, context))
      for (const [name, value] of Object.entries(onlyHttps)) context.header(name, value)
    context.header('x-request-id', context.get('requestId'))
    if (isStopping()) throw new Refusal('stopping')
    await next()
  })
  app.use('*', onlyOwnHost(front))
  app.use('/api/*', onlyOwnOrigin(front))
  app.use('/api/*', async (context, next) => {
    context.header('cache-control', 'no-store')
    await next()
  })
  for (const name of Object.keys(endpoints) as EndpointName[]) addRoute(app, place, name, handlers[name])
  app.get('/api/openapi.json', (context) => context.json(openApi(place.version)))
  for (const path of new Set([...Object.values(endpoints).map((row) => row.path), '/api/openapi.json']))
    app.all(path, async (context) => {
      if (await isGone(path, place)) throw new Refusal('not-found')
      context.header('allow', methodsOf(path).join(', '))
      throw new Refusal('wrong-method')
    })
  app.all('/api/*', () => {
    throw new Refusal('not-found')
  })
  app.all('/xapi/*', (context) => serveXapi(place, context, xapi))
  app.get('*', (context) => servePage(pages, context))
  app.all('*', () => {
    throw new Refusal('not-found')
  })
  return app
}

function addRoute(app: App, place: Place, name: EndpointName, handler: Handler<EndpointName>): void {
  const row: Endpoint = endpoints[name]
  app.on(row.method, row.path, async (context) => {
    const browser = {
      address: addressOf(place.front, context),
      device: cookieOf(place.front, context, 'device'),
      session: cookieOf(place.front, context, 'session'),
    }
    const caller: Caller =
      row.hasOwnCredentials === true
        ? { kind: 'nobody' }
        : await callerOf(place.database, place.access, { ...browser, token: bearerOf(context) })
    const reader = readerOn(caller, row, row.method !== 'GET')
    const call = {
      reader,
      caller,
      browser,
      path: inputOf(row.pathParameters, pathOf(context), 'path'),
      query: inputOf(row.query, queryOf(context), 'query'),
      body: row.body === undefined ? undefined : inputOf(row.body, await bodyOf(context), 'body'),
      headers: (header: string) => context.req.header(header),
      bytes: row.upload === true ? bytesOf(context) : Readable.from([]),
      requestId: context.get('requestId'),
      signal: context.req.raw.signal,
    } as unknown as Call<EndpointName>
    const handled = await handler(place, call)
    await journalReads(place, name, call, handled)
    if (handled instanceof AnswerWithCookies) setCookies(place.front, context, handled.cookies)
    const answer = handled instanceof AnswerWithCookies ? handled.answer : handled
    if (answer instanceof FileAnswer) return sendFile(context, answer)
    if ('file' in row.answer) throw new TypeError(`${row.path} must answer with a file`)
    // Parsing the answer keeps to the fields that the contract names.
    return context.json(row.answer.parse(encode(answer)) as object)
  })
}

function bytesOf(context: Context): Readable {
  const body = context.req.raw.body
  return body === null ? Readable.from([]) : Readable.fromWeb(body)
}

function sendFile(context: Context, file: FileAnswer): Response {
  context.header('content-type', file.mediaType)
  context.header('content-disposition', disposition(file.name))
  if (context.req.method === 'HEAD') file.content.destroy()
  return context.body(Readable.toWeb(file.content) as ReadableStream)
}

/** `attachment` with the name in plain ASCII for old clients and in full for the others (RFC 6266). */
export function disposition(name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const full = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
  return `attachment; filename="${ascii}"; filename*=UTF-8''${full}`
}

/** Refusals for lack of rights, of a wrong sign-in, and of foreign pages. */
const tried: ReadonlySet<string> = new Set([
  'not-allowed',
  'wrong-credentials',
  'wrong-code',
  'start-code-not-valid',
  'too-many-tries',
  'foreign-origin',
  'foreign-host',
])

function refuse(context: Context<Variables>, thrown: unknown, place: Place): Response {
  const refusal = asRefusal(thrown)
  const requestId = context.get('requestId')
  if (isReported(refusal.id))
    place.log.error(
      { requestId, method: context.req.method, route: loggedRoute(context.req.path), error: thrown },
      refusal.id,
    )
  // That a door was tried, never by whom nor with what.
  if (tried.has(refusal.id)) place.log.warn({ requestId, method: context.req.method }, refusal.id)
  const { status } = errors[refusal.id]
  if (refusal.retryAfter !== null || status === 503)
    context.header('retry-after', String(refusal.retryAfter ?? 2))
  // The scheme that opens no window of the browser's own.
  if (status === 401) context.header('www-authenticate', 'Bearer')
  context.header('cache-control', 'no-store')
  return context.json(errorJson(refusal, requestId), status)
}

/** The setup is not even there with another verb once somebody has an account. */
async function isGone(path: string, { database }: Place): Promise<boolean> {
  const rows: Endpoint[] = Object.values(endpoints)
  if (!rows.some((row) => row.path === path && row.isSetup === true)) return false
  return database.read(housekeeper, isSetUp)
}

function methodsOf(path: string): string[] {
  const rows: Endpoint[] = Object.values(endpoints)
  const methods = rows.filter((row) => row.path === path).map((row) => row.method)
  return path === '/api/openapi.json' ? ['GET'] : methods
}
