// From a request to checked input: path, query and body, parsed by the contract's schemas, unknown names refused.
import type { Context } from 'hono'
import { z } from 'zod'
import { jsonDepth } from '../sources/json-depth.ts'
import { Refusal } from './errors/errors.ts'

/** Bytes of a JSON body at most. */
const bodyLimit = 1024 * 1024
/** A body that trickles in for longer than this is given up. */
const bodyTime = 15_000
const deepest = 20

/** Parses one part of a request. @throws Refusal naming the fields at fault, never their values */
export function inputOf(schema: z.ZodType | undefined, given: unknown, where: string): unknown {
  if (schema === undefined) {
    if (where === 'query') inputOf(z.object({}), given, where)
    return undefined
  }
  const result = (schema instanceof z.ZodObject ? schema.strict() : schema).safeParse(given)
  if (result.success) return result.data
  throw new Refusal('bad-request', {
    fields: result.error.issues.slice(0, 20).map((issue) => nameOf(issue, where)),
  })
}

function nameOf(issue: z.core.$ZodIssue, where: string): string {
  return [where, ...issue.path.map(String)].join('.').slice(0, 100)
}

export function pathOf(context: Context): Record<string, string> {
  return withoutNul(context.req.param(), 'path')
}

/** @throws Refusal when a name is given twice: which of the two was meant is not ours to guess */
export function queryOf(context: Context): Record<string, string> {
  const given: Record<string, string> = {}
  for (const [name, values] of Object.entries(context.req.queries())) {
    if (values.length !== 1) throw new Refusal('bad-request', { fields: [`query.${name.slice(0, 60)}`] })
    given[name] = values[0] ?? ''
  }
  return withoutNul(given, 'query')
}

/** Reads a JSON body. @throws Refusal for another media type, too many bytes, bad syntax or deep nesting */
export async function bodyOf(context: Context): Promise<unknown> {
  const type = (context.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase()
  const encoding = context.req.header('content-encoding') ?? 'identity'
  if (type !== 'application/json' || encoding !== 'identity') throw new Refusal('wrong-type')
  if (Number(context.req.header('content-length') ?? 0) > bodyLimit) throw new Refusal('too-large')
  const text = await readText(context.req.raw.body)
  if (hasNul(text) || jsonDepth(text) > deepest) throw new Refusal('bad-request', { fields: ['body'] })
  try {
    return JSON.parse(text, refuseWhatNobodyWrites)
  } catch {
    throw new Refusal('bad-request', { fields: ['body'] })
  }
}

async function readText(body: ReadableStream<Uint8Array> | null): Promise<string> {
  if (body === null) return ''
  const pieces: Uint8Array[] = []
  let length = 0
  const reader = body.getReader()
  const timer = setTimeout(() => void reader.cancel('slow'), bodyTime)
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      length += value.length
      if (length > bodyLimit) throw new Refusal('too-large')
      pieces.push(value)
    }
  } finally {
    clearTimeout(timer)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(pieces))
  } catch {
    throw new Refusal('bad-request', { fields: ['body'] })
  }
}

/** A name that reaches into every object, and half a pair of code units, which no text of PostgreSQL holds. */
function refuseWhatNobodyWrites(key: string, value: unknown): unknown {
  if (key === '__proto__') throw new SyntaxError('__proto__')
  if (!isWhole(key) || (typeof value === 'string' && !isWhole(value))) throw new SyntaxError('surrogate')
  return value
}

const isWhole = (text: string): boolean => !/\p{Surrogate}/u.test(text)

/** PostgreSQL's text holds every sign but NUL: said here, not by a failing query. */
function withoutNul(given: Record<string, string>, where: string): Record<string, string> {
  for (const [name, value] of Object.entries(given))
    if (value.includes('\0') || name.includes('\0')) throw new Refusal('bad-request', { fields: [where] })
  return given
}

function hasNul(text: string): boolean {
  return text.includes('\0') || /(^|[^\\])(\\\\)*\\u0000/.test(text)
}
