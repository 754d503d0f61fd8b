// Hostile words in every field of every route: each parameter of the path and the query, each field of the body, found in the
// contract table, so that a new route is tried from its first day. An answer or a refusal with a reason, never a fault of ours,
// never slow, and what comes back is JSON or a file, never a page. Some of the words lie beside the repository; those written
// here run anyway.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { makePasswords } from '../../access/passwords.ts'
import type { Endpoint } from '../../api/contract/endpoint.ts'
import { endpoints } from '../../api/contract/endpoints.ts'
import { testApi } from '../api.ts'
import { freshDatabase } from '../database.ts'
import { setUpFirst, type SignedIn } from '../first-account.ts'
import { ownSeconds } from '../own-seconds.ts'
import { requestOf } from '../requests.ts'
import { shared } from '../shared.ts'

const folder = shared('hostile')
const read = (name: string): string =>
  existsSync(path.join(folder, name)) ? readFileSync(path.join(folder, name), 'utf8') : ''
const values: readonly string[] = [
  ...new Set([
    "'); drop table people; --",
    '<script>alert(1)</script>',
    '=1+2',
    '(a+)+$',
    '\ud800',
    '\u202egnp.exe',
    '../../etc/passwd',
    'a@b.c\r\nBcc: d@e.f',
    '__proto__',
    'é'.repeat(2_000),
    ...(JSON.parse(read('97-query-values.json') || '{"values":[]}') as { values: string[] }).values,
    ...(JSON.parse(read('95-file-names.json') || '{"names":[]}') as { names: string[] }).names,
    ...[...read('15-feedback-markup.csv').matchAll(/,"((?:[^"]|"")*)",20/g)].map(([, cell = '']) =>
      cell.replaceAll('""', '"'),
    ),
  ]),
]
/** What signs out the one who asks, or is only there before the first account. */
const leftOut = new Set(['signOut', 'signOutEverywhere', 'setUp', 'openAsOwner'])
const rows = Object.entries(endpoints as Readonly<Record<string, Endpoint>>).filter(
  ([name]) => !leftOut.has(name),
)

let now = Date.UTC(2026, 0, 15, 8)
const database = await freshDatabase()
const api = testApi(database, {
  clock: () => new Date(now),
  passwords: makePasswords({ hash: async (text) => `plain:${text}`, verify: async () => false }),
})
let ada: SignedIn

beforeAll(async () => {
  ada = await setUpFirst(api, new Date(now))
  const { importId } = await ada.browser.json<{ importId: number }>('POST', '/api/imports', {})
  expect(importId).toBe(1)
  const sent = await api.send('PUT', '/api/imports/1/files?name=deals.csv', {
    bytes: new TextEncoder().encode('deal_id,title,owner_email\nD-1,Stock,lea@example.com\n'),
    headers: cookie(),
  })
  expect(sent.status).toBe(200)
})

const cookie = (): Record<string, string> => ({
  cookie: [...ada.browser.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
})

/** Half a pair of code units is no text that an address can carry. */
const encoded = (value: string): string => encodeURIComponent(value.replace(/\p{Surrogate}/gu, '\ufffd'))

interface Trial {
  readonly field: string
  readonly address: string
  readonly body?: unknown
  readonly bytes?: Uint8Array<ArrayBuffer>
}

/** One value in each field of a route in turn. */
function trialsOf(name: string, row: Endpoint, value: string): Trial[] {
  const { path: place, query, body } = requestOf(name, row)
  const whole = (at: string, asked: string): string => (asked === '' ? at : `${at}?${asked}`)
  const sent =
    row.upload === true ? { bytes: new TextEncoder().encode(value) } : body === undefined ? {} : { body }
  const inPath = [...row.path.matchAll(/:(\w+)/g)].map(([, parameter = '']): Trial => ({
    field: `path.${parameter}`,
    address: whole(requestOf(name, row, { [parameter]: encoded(value) }).path, query),
    ...sent,
  }))
  const asked = Object.keys((row.query as { shape?: object } | undefined)?.shape ?? {})
  const inQuery = [...asked, 'unknown'].flatMap((key): Trial[] => {
    const others = query.split('&').filter((pair) => pair !== '' && !pair.startsWith(`${key}=`))
    // Twice, as a list and as an object: once for each field is enough.
    const forms =
      value === values[0] ? [`${key}=1&${key}=${encoded(value)}`, `${key}[]=1`, `${key}[a]=1`] : []
    return [`${key}=${encoded(value)}`, ...forms].map((pair) => ({
      field: `query.${key}`,
      address: whole(place, [...others, pair].join('&')),
      ...sent,
    }))
  })
  const inBody =
    row.body === undefined
      ? []
      : [
          ...fieldsOf(z.toJSONSchema(row.body, { io: 'input', unrepresentable: 'any' }) as Schema).map(
            (field): Trial => ({
              field: `body.${field.join('.')}`,
              address: whole(place, query),
              body: withValue(body, field, value),
            }),
          ),
          { field: 'body', address: whole(place, query), body: value },
          {
            field: 'body.unknown',
            address: whole(place, query),
            body: { ...(body as object), [value]: value },
          },
        ]
  return [...inPath, ...inQuery, ...inBody]
}

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly additionalProperties?: Schema | boolean
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
}

/** A key of a free map: the value itself is the name. */
const anyKey = '*'

/** Every place of a body that holds a value, as a path of names. */
function fieldsOf(schema: Schema): string[][] {
  const { properties = {}, items, additionalProperties: free } = schema
  const below = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])].flatMap(fieldsOf)
  const own = Object.entries(properties).flatMap(([name, inner]) => prefixed(name, fieldsOf(inner)))
  const inList = items === undefined ? [] : prefixed('0', fieldsOf(items))
  const inMap =
    typeof free === 'object' ? [...prefixed(anyKey, fieldsOf(free)), ...prefixed('x', fieldsOf(free))] : []
  const all = [...below, ...own, ...inList, ...inMap]
  return all.length === 0 ? [[]] : all
}

const prefixed = (name: string, paths: string[][]): string[][] => paths.map((rest) => [name, ...rest])

function withValue(body: unknown, [first, ...rest]: readonly string[], value: string): unknown {
  if (first === undefined) return value
  if (first === '0') return [withValue(Array.isArray(body) ? body[0] : undefined, rest, value)]
  const within = typeof body === 'object' && body !== null ? body : {}
  const key = first === anyKey ? value : first
  return { ...within, [key]: withValue((within as Record<string, unknown>)[key], rest, value) }
}

async function faultOf(method: string, { address, body, bytes }: Trial): Promise<string | null> {
  const seconds = ownSeconds()
  const response = await api
    .send(method, address, {
      ...(bytes === undefined ? {} : { bytes }),
      ...(body === undefined ? {} : { body }),
      headers: cookie(),
    })
    .catch(() => null)
  // What cannot be written into a request never leaves the client.
  if (response === null) return null
  const text = await response.text()
  const taken = seconds()
  const type = response.headers.get('content-type') ?? ''
  if (response.status >= 500) return String(response.status)
  if (taken > 2) return `${taken.toFixed(1)} s`
  if (text !== '' && !/^(application\/(json|vnd|zip)|text\/(csv|markdown|plain))/.test(type)) return type
  if (
    response.headers.has('x-injected') ||
    response.headers.getSetCookie().some((one) => one.startsWith('a='))
  )
    return 'a header of its own'
  if (response.status >= 400 && !/^\{"error":\{"code":"[a-z-]+"/.test(text)) return text.slice(0, 80)
  return null
}

describe('hostile words', () => {
  const fields = new Set<string>()

  it.each(rows)(
    'in every field of %s are answered or refused, in time',
    { timeout: 300_000 },
    async (name, row) => {
      const faults: string[] = []
      for (const value of values) {
        // Far enough for the allowances to be whole again; what is signed in lasts.
        now += 1_000
        const waiting = trialsOf(name, row, value)
        const walk = async (): Promise<void> => {
          for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
            fields.add(`${name} ${next.field}`)
            const fault = await faultOf(row.method, next)
            // On a busy machine anything may once be slow; what is slow for its content is slow again.
            const isOurs =
              fault !== null && (!fault.endsWith(' s') || (await faultOf(row.method, next)) !== null)
            if (isOurs) faults.push(`${next.field} ${JSON.stringify(value.slice(0, 40))}: ${fault}`)
          }
        }
        await Promise.all([walk(), walk(), walk(), walk()])
      }
      expect(faults.slice(0, 20)).toEqual([])
    },
  )

  it('were in every parameter and field that the contract names', () => {
    for (const [name, row] of rows) {
      for (const [, parameter] of row.path.matchAll(/:(\w+)/g))
        expect(fields).toContain(`${name} path.${parameter}`)
      for (const key of Object.keys((row.query as { shape?: object } | undefined)?.shape ?? {}))
        expect(fields).toContain(`${name} query.${key}`)
      const shape = Object.keys((row.body as { shape?: object } | undefined)?.shape ?? {})
      for (const key of shape)
        expect(
          [...fields].some((field) => field.startsWith(`${name} body.${key}`)),
          `${name} ${key}`,
        ).toBe(true)
    }
    expect(fields.size).toBeGreaterThan(250)
  })

  it(
    'that were kept as text are read back by every route, and end no header',
    { timeout: 300_000 },
    async () => {
      for (const [name, row] of rows.filter(([, { method }]) => method === 'GET')) {
        const { path: place, query } = requestOf(name, row)
        expect(
          await faultOf('GET', { field: '', address: query === '' ? place : `${place}?${query}` }),
          name,
        ).toBeNull()
      }
      const kept = JSON.stringify(await ada.browser.json('GET', '/api/people'))
      expect(kept).toContain('<script>alert(1)</script>')
    },
  )

  it.each([
    'authorization',
    'cookie',
    'x-forwarded-for',
    'host',
    'origin',
    'sec-fetch-site',
    'if-none-match',
    'accept-encoding',
    'content-type',
    'content-encoding',
    'content-length',
  ])('in the header %s are answered or refused', async (header) => {
    for (const value of values)
      for (const [method, address, body] of [
        ['GET', '/api/home', undefined],
        ['POST', '/api/tokens', {}],
        ['GET', '/', undefined],
      ] as const) {
        const response = await api
          .send(method, address, {
            ...(body === undefined ? {} : { body }),
            headers: { ...cookie(), [header]: value },
          })
          .catch(() => null)
        if (response === null) continue
        expect(response.status, `${method} ${address} ${value}`).toBeLessThan(500)
        await response.arrayBuffer()
      }
  })
})
