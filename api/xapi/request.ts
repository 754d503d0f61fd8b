// One request to the learning record store, however it was written: parameters, headers and body in one shape. Older clients
// send every request as a POST with a form (the alternate request syntax of xAPI 1.0).
import type { Context } from 'hono'
import { badParameter, type Parameters, XapiRefused } from '../../sources/xapi/index.ts'
import type { XapiMethod } from './resources.ts'

export interface XapiRequest {
  readonly method: XapiMethod
  /** Written as a form. */
  readonly isAlternate: boolean
  readonly parameters: Parameters
  readonly header: (name: string) => string | undefined
  readonly body: () => Promise<Buffer>
}

/** Bytes of one request at most. */
export const largestRequest = 10 * 1024 * 1024
/** A body that trickles in for longer than this is given up. */
const bodyTime = 60_000
const verbs: ReadonlySet<string> = new Set(['GET', 'PUT', 'POST', 'DELETE'])

/** @throws XapiRefused 'invalid' */
export async function readRequest(context: Context): Promise<XapiRequest> {
  const header = (name: string): string | undefined => context.req.header(name)
  const { method } = context.req
  const parameters = parametersOf(new URL(context.req.url).searchParams)
  const asked = parameters['method']
  const read = readOnce(context)
  if (asked !== undefined) return alternate(method, asked, parameters, header, await read())
  return {
    method: (method === 'HEAD' ? 'GET' : method) as XapiMethod,
    isAlternate: false,
    parameters,
    header,
    body: read,
  }
}

function parametersOf(given: URLSearchParams): Parameters {
  const parameters: Record<string, string> = {}
  for (const [name, value] of given) {
    if (Object.hasOwn(parameters, name)) throw badParameter(name.slice(0, 60), twice)
    if (name.includes('\0') || value.includes('\0')) throw badParameter(name.slice(0, 60), nul)
    parameters[name] = value
  }
  return parameters
}

const headersInForm = new Map(
  [
    'Authorization',
    'X-Experience-API-Version',
    'Content-Type',
    'Content-Length',
    'If-Match',
    'If-None-Match',
    'Accept-Language',
  ].map((name) => [name.toLowerCase(), name]),
)

function alternate(
  method: string,
  asked: string,
  parameters: Parameters,
  header: XapiRequest['header'],
  body: Buffer,
): XapiRequest {
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(header('content-type') ?? '')
  const isAlone = Object.keys(parameters).length === 1
  if (method !== 'POST' || !verbs.has(asked) || !isForm || !isAlone) throw notAlternate()
  const form = parametersOf(new URLSearchParams(body.toString('utf8')))
  const headers = new Map<string, string>()
  const rest: Record<string, string> = {}
  for (const [name, value] of Object.entries(form)) {
    if (headersInForm.has(name.toLowerCase())) headers.set(name.toLowerCase(), value)
    else if (name !== 'content') rest[name] = value
  }
  const { content } = form
  if (content === undefined && (asked === 'PUT' || asked === 'POST')) throw notAlternate()
  return {
    method: asked as XapiMethod,
    isAlternate: true,
    parameters: rest,
    header: (name) => {
      const inForm = headers.get(name.toLowerCase())
      if (inForm !== undefined) return inForm
      // What is sent within a form is JSON unless the form says otherwise.
      return name.toLowerCase() === 'content-type' ? 'application/json' : header(name)
    },
    body: async () => Buffer.from(content ?? ''),
  }
}

function readOnce(context: Context): () => Promise<Buffer> {
  return async () => {
    if ((context.req.header('content-encoding') ?? 'identity') !== 'identity')
      throw badParameter('Content-Encoding', encoded)
    if (Number(context.req.header('content-length') ?? 0) > largestRequest) throw tooLarge()
    const { body } = context.req.raw
    return body === null ? Buffer.alloc(0) : readAll(body)
  }
}

async function readAll(body: ReadableStream<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  let length = 0
  let isSlow = false
  const reader = body.getReader()
  const timer = setTimeout(() => {
    isSlow = true
    void reader.cancel('slow')
  }, bodyTime)
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      length += value.length
      if (length > largestRequest) {
        void reader.cancel('too large')
        throw tooLarge()
      }
      pieces.push(value)
    }
  } finally {
    clearTimeout(timer)
  }
  if (isSlow) throw badParameter('Content-Length', cut)
  return Buffer.concat(pieces)
}

function tooLarge(): XapiRefused {
  return new XapiRefused('too-large', {
    fr: 'Une demande xAPI fait au plus 10 Mio.',
    en: 'An xAPI request is at most 10 MiB.',
  })
}

export function notAlternate(): XapiRefused {
  return new XapiRefused('invalid', {
    fr: 'La syntaxe de remplacement demande un POST dont la seule adresse de paramètre est method, avec un formulaire et, pour écrire, son champ content.',
    en: 'The alternate request syntax needs a POST whose only parameter in the address is method, with a form and, to write, its field content.',
  })
}

const twice = { fr: 'ce paramètre figure deux fois', en: 'this parameter stands twice' }
const nul = { fr: 'un caractère NUL n’est pas admis', en: 'a NUL character is not allowed' }
const encoded = { fr: 'le corps doit être non compressé', en: 'the body must not be compressed' }
const cut = { fr: 'le corps n’est pas arrivé à temps', en: 'the body did not arrive in time' }
