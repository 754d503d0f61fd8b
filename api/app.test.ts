// What surrounds every route: headers, host, origin, input, errors, the one shape of refusals.
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { testApi } from '../test/api.ts'
import { freshDatabase } from '../test/database.ts'
import { openDatabase } from '../model/database.ts'
import { ownSeconds } from '../test/own-seconds.ts'
import type { Endpoint } from './contract/endpoint.ts'
import { endpoints } from './contract/endpoints.ts'
import { errors } from './errors/errors.ts'
import { handlers } from './routes/index.ts'
import { shared } from '../test/shared.ts'

const database = await freshDatabase()
const api = testApi(database)
const table: [string, Endpoint][] = Object.entries(endpoints)

describe('the contract table', () => {
  it('has a handler, roles and an answer for every row, and no handler too many', () => {
    expect(Object.keys(handlers).toSorted()).toEqual(Object.keys(endpoints).toSorted())
    for (const [name, row] of table) {
      expect(row.roles.length, name).toBeGreaterThan(0)
      expect(row.summary, name).not.toBe('')
      expect((row.path.match(/:\w+/g) ?? []).length > 0, name).toBe(row.pathParameters !== undefined)
    }
  })

  it('has each verb and path once', () => {
    const places = table.map(([, row]) => `${row.method} ${row.path}`)
    expect(new Set(places).size).toBe(places.length)
  })
})

describe('every response', () => {
  const asked: [string, string, number][] = [
    ['GET', '/api/home', 200],
    ['GET', '/api/nowhere', 404],
    ['GET', '/api/metrics/nothing', 404],
    ['POST', '/api/home', 405],
    ['GET', '/api/metrics/sales-cycle?period=never', 400],
    ['GET', '/nowhere.js', 404],
    ['DELETE', '/', 404],
  ]
  it.each(asked)('%s %s carries the security headers (%d)', async (method, address, status) => {
    const response = await api.send(method, address)
    expect(response.status).toBe(status)
    const policy = response.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('referrer-policy')).toBe('no-referrer')
    expect(response.headers.get('x-request-id')).toMatch(/^[\w-]{12}$/)
    if (address.startsWith('/api')) expect(response.headers.get('cache-control')).toBe('no-store')
  })

  it('is the same for a thing that is missing and one that is not ours', async () => {
    const bodies = await Promise.all(
      [
        '/api/imports/999999',
        '/api/metrics/nothing',
        '/api/nowhere',
        '/api/metrics/sales-cycle?scope=rep:99',
      ].map(async (address) => {
        const { requestId, ...rest } = await api.refusal(await api.send('GET', address))
        expect(requestId).not.toBe('')
        return rest
      }),
    )
    expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(1)
  })
})

describe('a request', () => {
  it.each([
    'evil.example',
    'evil.example:1212',
    '127.0.0.1.evil.example',
    '',
    'localhost.evil.example:1212',
    '10.0.0.1',
  ])('with the host %j is refused', async (host) => {
    const response = await api.send('GET', '/api/home', { headers: { host } })
    expect(response.status).toBe(421)
  })

  it.each(['localhost', '127.0.0.1:9999', '[::1]:1212', 'LOCALHOST:1'])(
    'with the host %s is answered',
    async (host) => {
      expect((await api.send('GET', '/api/home', { headers: { host } })).status).toBe(200)
    },
  )

  it('that writes must come from our own page', async () => {
    const write = async (headers: Record<string, string>): Promise<number> => {
      const response = await api.send('POST', '/api/imports', {
        body: 5,
        headers: { origin: '', ...headers },
      })
      return response.status
    }
    expect(await write({ origin: 'http://evil.example' })).toBe(403)
    expect(await write({ origin: 'null' })).toBe(403)
    expect(await write({})).toBe(403)
    expect(await write({ origin: 'http://localhost:1313' })).toBe(403)
    expect(await write({ 'sec-fetch-site': 'cross-site', origin: 'http://localhost:1212' })).toBe(403)
    expect(await write({ 'sec-fetch-site': 'same-site' })).toBe(403)
    // Through, and refused for what it says.
    expect(await write({ 'sec-fetch-site': 'same-origin' })).toBe(400)
    expect(await write({ origin: 'http://localhost:1212' })).toBe(400)
  })

  it('with an unknown verb says which there are', async () => {
    const response = await api.send('DELETE', '/api/imports')
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe('GET, POST')
  })

  it('is refused with the names of what is wrong, not the values', async () => {
    const response = await api.send('GET', '/api/metrics/sales-cycle/rows?limit=secret&colour=red')
    expect(response.status).toBe(400)
    const text = await response.text()
    expect(text).toContain('query.limit')
    expect(text).not.toContain('secret')
  })

  it.each([
    ['unknown key', '{"colour":"red"}', 400],
    ['wrong syntax', '{"source":', 400],
    ['__proto__', '{"__proto__":{"isAdmin":true}}', 400],
    ['NUL', '{"source":"a\\u0000b"}', 400],
    ['too deep', `{"source":${'['.repeat(200_000)}${']'.repeat(200_000)}}`, 400],
    ['too large', `{"source":"${'a'.repeat(1_100_000)}"}`, 413],
    ['not UTF-8', new Uint8Array([123, 34, 255, 254, 34, 125]), 400],
  ])('with a body that is %s is refused', async (_what, body, status) => {
    const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body
    const headers = { 'content-type': 'application/json' }
    expect((await api.send('POST', '/api/imports', { bytes, headers })).status).toBe(status)
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined()
  })

  it('with a body of another type, or compressed, is refused', async () => {
    const bytes = new TextEncoder().encode('{}')
    const status = async (headers: Record<string, string>): Promise<number> =>
      (await api.send('POST', '/api/imports', { bytes, headers })).status
    expect(await status({ 'content-type': 'text/plain' })).toBe(415)
    expect(await status({})).toBe(415)
    expect(await status({ 'content-type': 'application/json', 'content-encoding': 'gzip' })).toBe(415)
  })
})

describe('an error', () => {
  it('of ours says nothing private', async () => {
    const failing = testApi(database, {
      handlers: {
        home: async () => {
          throw new Error('password=hunter2 at /srv/secret.ts')
        },
      },
    })
    const response = await failing.send('GET', '/api/home')
    expect(response.status).toBe(500)
    const text = await response.text()
    expect(text).not.toMatch(/hunter2|secret|stack|\.ts/)
    expect(text).toContain('requestId')
  })

  it('of a handler that forgets the contract is not sent out', async () => {
    const wrong = testApi(database, { handlers: { home: async () => ({ organisation: 'x' }) } })
    expect((await wrong.send('GET', '/api/home')).status).toBe(500)
  })

  it('of a database that is gone is a 503 that says when to come back', async () => {
    const gone = openDatabase({ host: '127.0.0.1', port: 1, user: 'x', database: 'x' })
    const response = await testApi(gone).send('GET', '/api/home')
    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).toBe('2')
    await gone.close()
  })

  it('has its sentence in both languages', () => {
    for (const [id, { fr, en }] of Object.entries(errors)) {
      expect(fr.length, id).toBeGreaterThan(10)
      expect(en.length, id).toBeGreaterThan(10)
      expect(fr, id).not.toBe(en)
    }
  })
})

const hostile = shared('hostile/97-query-values.json')
describe.skipIf(!existsSync(hostile))('hostile values in every parameter', () => {
  const { values } = (existsSync(hostile) ? JSON.parse(readFileSync(hostile, 'utf8')) : { values: [] }) as {
    values: string[]
  }
  const gets = table.filter(([, row]) => row.method === 'GET')

  it.each(gets)('%s answers in time and never with a fault of ours', async (_name, row) => {
    const path = row.path.replace(':metric', 'conversion-rate').replace(':importId', '1')
    const names = row.query === undefined ? [] : Object.keys((row.query as { shape?: object }).shape ?? {})
    const addresses = values.flatMap((value) => [
      ...names.map((name) => `${path}?${name}=${encodeURIComponent(value)}`),
      row.path.replace(/:\w+/, encodeURIComponent(value)),
    ])
    for (const address of new Set(addresses)) {
      const seconds = ownSeconds()
      const response = await api.send('GET', address)
      await response.arrayBuffer().catch(() => {})
      expect([200, 400, 404, 409], address.slice(0, 200)).toContain(response.status)
      expect(seconds()).toBeLessThan(2)
    }
  })
})
