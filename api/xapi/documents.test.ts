// Documents of courses: kept, listed, merged, and never overwritten unseen.
import { beforeAll, describe, expect, it } from 'vitest'
import { testApi } from '../../test/api.ts'
import { freshDatabase } from '../../test/database.ts'
import { type Program, programAt } from '../../test/xapi-door.ts'

const database = await freshDatabase()
let now = new Date('2026-06-01T12:00:00.000Z')
const api = testApi(database, { clock: () => now })
let lms: Program
let newer: Program
beforeAll(async () => {
  lms = await programAt(api, database)
  newer = await programAt(api, database, '2.0.0')
})

const agent = `agent=${encodeURIComponent('{"mbox":"mailto:lea@example.com"}')}`
const activity = 'activityId=https%3A%2F%2Fexample.com%2Fcourse%2F1'
const registration = 'registration=00000000-0000-4000-8000-000000000001'
const state = `activities/state?${activity}&${agent}`

const resources = [
  ['state', state, 'stateId'],
  ['activity profile', `activities/profile?${activity}`, 'profileId'],
  ['agent profile', `agents/profile?${agent}`, 'profileId'],
] as const

describe.each(resources)('%s', (_name, base, id) => {
  const at = (name: string): string => `${base}&${id}=${name}`
  const any = { 'if-none-match': '*' }

  it('comes back byte for byte, with its type and a tag', async () => {
    const bytes = Buffer.from([0, 1, 2, 255, 13, 10])
    const headers = { 'content-type': 'image/x-own; a=b', ...any }
    expect((await lms.send('PUT', at('blob'), { bytes, headers })).status).toBe(204)
    const found = await lms.send('GET', at('blob'))
    expect(Buffer.from(await found.arrayBuffer()).equals(bytes)).toBe(true)
    expect(found.headers.get('content-type')).toBe('image/x-own; a=b')
    expect(found.headers.get('etag')).toMatch(/^"[0-9a-f]{40}"$/)
    expect(found.headers.get('content-disposition')).toBe('attachment')
    expect(found.headers.get('last-modified')).toBe('Mon, 01 Jun 2026 12:00:00 GMT')
  })

  it('two writers: the second must have seen the first', async () => {
    await lms.send('PUT', at('page'), { body: { page: 1 }, headers: any })
    const tag = (await lms.send('GET', at('page'))).headers.get('etag') ?? ''
    const put = async (headers: Record<string, string>): Promise<number> =>
      (await lms.send('PUT', at('page'), { body: { page: 2 }, headers })).status
    expect(await put(any)).toBe(412)
    expect(await put({ 'if-match': '"other"' })).toBe(412)
    expect(await put({ 'if-match': tag })).toBe(204)
    expect(await put({ 'if-match': tag })).toBe(412)
    expect(await lms.json('GET', at('page'))).toEqual({ page: 2 })
    // Both at once with the same tag: one gets through.
    const latest = (await lms.send('GET', at('page'))).headers.get('etag') ?? ''
    const both = await Promise.all(
      [3, 4].map((page) => lms.send('PUT', at('page'), { body: { page }, headers: { 'if-match': latest } })),
    )
    expect(both.map(({ status }) => String(status)).toSorted()).toEqual(['204', '412'])
  })

  it('xAPI 2.0 asks for a tag where something stands', async () => {
    expect((await newer.send('PUT', at('new'), { body: { a: 1 } })).status).toBe(204)
    expect((await newer.send('PUT', at('new'), { body: { a: 2 } })).status).toBe(409)
    expect(await newer.json('GET', at('new'))).toEqual({ a: 1 })
  })

  it('POST merges JSON objects and refuses the rest', async () => {
    const post = async (body: unknown): Promise<number> =>
      (await lms.send('POST', at('merged'), { body })).status
    expect(await post({ a: 1, b: { x: 1 } })).toBe(204)
    expect(await post({ b: { y: 2 }, c: 1.5 })).toBe(204)
    expect(await lms.json('GET', at('merged'))).toEqual({ a: 1, b: { y: 2 }, c: 1.5 })
    expect(await post([1])).toBe(400)
    const text = { bytes: Buffer.from('x'), headers: { 'content-type': 'text/plain' } }
    expect((await lms.send('POST', at('merged'), text)).status).toBe(400)
    const broken = { bytes: Buffer.from('{"a":1,"a":2}'), headers: { 'content-type': 'application/json' } }
    expect((await lms.send('POST', at('merged'), broken)).status).toBe(400)
  })

  it('lists names, and those changed since', async () => {
    now = new Date('2026-06-02T12:00:00.000Z')
    await lms.send('PUT', at('later'), { body: {}, headers: any })
    now = new Date('2026-06-01T12:00:00.000Z')
    expect(await lms.json('GET', base)).toEqual(expect.arrayContaining(['blob', 'later', 'merged', 'page']))
    expect(await lms.json('GET', `${base}&since=2026-06-01T12:00:00Z`)).toEqual(['later'])
  })

  it('is seen by the program that keeps it, and goes when it says so', async () => {
    expect((await newer.send('GET', at('page'))).status).toBe(404)
    expect((await lms.send('DELETE', at('page'), { headers: { 'if-match': '"other"' } })).status).toBe(412)
    expect((await lms.send('DELETE', at('page'))).status).toBe(204)
    expect((await lms.send('GET', at('page'))).status).toBe(404)
  })

  it.each(['colour=red', 'since=x', `${id}=a&${id}=b`])('%s is refused', async (query) => {
    expect((await lms.send('GET', `${base}&${query}`)).status).toBe(400)
  })

  it('neither its address nor its name is half there', async () => {
    expect((await lms.send('PUT', base, { body: {} })).status).toBe(400)
    expect((await lms.send('GET', `${base.split('?')[0]}?${id}=x`)).status).toBe(400)
  })
})

it('states of one registration, and all of an activity at once', async () => {
  const put = (query: string): Promise<Response> =>
    lms.send('PUT', `${state}&${query}`, { body: { at: query } })
  await put('stateId=bookmark')
  await put(`stateId=bookmark&${registration}`)
  expect(await lms.json('GET', `${state}&stateId=bookmark`)).toEqual({ at: 'stateId=bookmark' })
  expect(await lms.json('GET', `${state}&${registration}`)).toEqual(['bookmark'])
  await lms.send('DELETE', `${state}&${registration}`)
  expect((await lms.send('GET', `${state}&stateId=bookmark&${registration}`)).status).toBe(404)
  expect((await lms.send('GET', `${state}&stateId=bookmark`)).status).toBe(200)
  await lms.send('DELETE', state)
  expect(await lms.json('GET', state)).toEqual([])
})

it('a document is of a size, and so is a request', async () => {
  const headers = { 'content-type': 'application/octet-stream', 'if-none-match': '*' }
  const put = async (bytes: number): Promise<number> =>
    (await lms.send('PUT', `${state}&stateId=big`, { bytes: Buffer.alloc(bytes), headers })).status
  expect(await put(5 * 1024 * 1024)).toBe(204)
  expect(await put(5 * 1024 * 1024 + 1)).toBe(413)
  expect(await put(11 * 1024 * 1024)).toBe(413)
})
