// Addresses that lead inside are refused as they are typed and again when they are called; a listener on the loopback sees no
// connection. The list of hostile addresses lies beside the repository; without it that part is skipped.
import { existsSync, readFileSync } from 'node:fs'
import http, { type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { callOutside, isPublicAddress, type Outgoing, OutgoingRefused, readAddress } from './index.ts'
import { shared } from '../../test/shared.ts'

const hostile = shared('hostile/96-outgoing-urls.json')
const isThere = existsSync(hostile)
const refused: string[] = isThere
  ? (JSON.parse(readFileSync(hostile, 'utf8')) as { refuse: string[] }).refuse
  : []

let connections = 0
let answer: RequestListener = (_request, response) => response.end('ok')
const server = http.createServer((request, response) => answer(request, response))
server.on('connection', () => connections++)
let port = 0

beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  port = (server.address() as AddressInfo).port
})
afterAll(() => void server.close())

const strict: Outgoing = { allowedHosts: new Set() }
/** The listener under a name that an administrator allowed. */
const allowed: Outgoing = {
  allowedHosts: new Set(['calendar.internal']),
  resolve: async () => ['127.0.0.1'],
  limits: { firstByte: 300, whole: 600, bytes: 1000 },
}
const inside = (path = '/') => `http://calendar.internal:${port}${path}`

async function reasonOf(work: () => unknown): Promise<string> {
  try {
    await work()
    return 'taken'
  } catch (error) {
    return error instanceof OutgoingRefused ? error.reason : String(error)
  }
}

describe.skipIf(!isThere)('the hostile addresses', () => {
  for (const address of refused)
    test(JSON.stringify(address), async () => {
      expect(await reasonOf(() => readAddress(address))).not.toBe('taken')
      const before = connections
      expect(await reasonOf(() => callOutside(address, {}, strict))).toMatch(/^[a-z-]+$/)
      expect(connections).toBe(before)
    })
})

test('the ways of writing 127.0.0.1, and of pointing at the machine’s keeper', async () => {
  for (const [address, reason] of [
    ['http://127.0.0.1/', 'not-public'],
    ['http://2130706433/', 'not-public'],
    ['http://0x7f.1/', 'not-public'],
    ['http://[::ffff:127.0.0.1]/', 'not-public'],
    ['http://[64:ff9b::7f00:1]/', 'not-public'],
    ['http://169.254.169.254/latest/', 'not-public'],
    ['http://localhost./', 'not-public'],
    ['http://intranet/', 'not-public'],
    ['https://user:word@example.com/', 'credentials'],
    ['ftp://example.com/', 'scheme'],
    ['calendar', 'unreadable'],
  ] as const)
    expect(await reasonOf(() => readAddress(address)), address).toBe(reason)
  expect(readAddress('https://example.com/feed.ics').hostname).toBe('example.com')
})

test('public and not, at the edges of the networks', () => {
  for (const address of ['8.8.8.8', '172.15.255.255', '172.32.0.1', '100.63.255.255', '2606:4700::1111'])
    expect(isPublicAddress(address), address).toBe(true)
  for (const address of [
    '172.16.0.1',
    '172.31.255.255',
    '100.64.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1%eth0',
    'fd00::1',
    '2002:7f00:1::',
    'nowhere',
  ])
    expect(isPublicAddress(address), address).toBe(false)
})

test('a public name that resolves inside is refused, also when only one of its addresses does', async () => {
  const before = connections
  for (const addresses of [['127.0.0.1'], ['8.8.8.8', '10.0.0.1'], ['::ffff:7f00:1']])
    expect(
      await reasonOf(() =>
        callOutside(
          `http://calendar.example.com:${port}/`,
          {},
          { ...strict, resolve: async () => addresses },
        ),
      ),
    ).toBe('not-public')
  expect(connections).toBe(before)
})

test('a name is resolved once, and the connection goes to the address that was checked', async () => {
  let asked = 0
  const turning: Outgoing = {
    ...strict,
    // Public at first, the loopback ever after. 203.0.113.0/24 is nobody's, so a checked public one must not answer either.
    resolve: async () => (asked++ === 0 ? ['192.0.3.1'] : ['127.0.0.1']),
    limits: { firstByte: 200, whole: 300, bytes: 10 },
  }
  const before = connections
  expect(await reasonOf(() => callOutside(`http://calendar.example.com:${port}/`, {}, turning))).toMatch(
    /^(?:timed-out|unreachable)$/,
  )
  expect(asked).toBe(1)
  expect(await reasonOf(() => callOutside(`http://calendar.example.com:${port}/`, {}, turning))).toBe(
    'not-public',
  )
  expect(connections).toBe(before)
})

test('an allowed internal server answers; its redirections are not followed', async () => {
  answer = (request, response) => {
    if (request.url === '/feed')
      response
        .writeHead(200, { etag: '"1"', 'content-type': 'text/calendar' })
        .end(`for ${request.headers['host']}`)
    else
      response.writeHead(Number(request.url!.slice(1)), { location: `http://127.0.0.1:${port}/feed` }).end()
  }
  const found = await callOutside(inside('/feed'), { headers: { 'if-none-match': '"0"' } }, allowed)
  expect({ ...found, body: found.body.toString() }).toMatchObject({
    status: 200,
    headers: { etag: '"1"' },
    body: `for calendar.internal:${port}`,
  })
  for (const status of [301, 302, 303, 307, 308]) {
    const before = connections
    expect(await reasonOf(() => callOutside(inside(`/${status}`), {}, allowed)), String(status)).toBe(
      'redirect',
    )
    expect(connections).toBe(before + 1)
  }
  expect(await reasonOf(() => callOutside(inside('/404'), {}, allowed))).toBe('status')
})

test('answers are bounded in size and time, and taken only as they are', async () => {
  answer = (request, response) => {
    if (request.url === '/long') response.end('x'.repeat(5000))
    else if (request.url === '/packed') response.writeHead(200, { 'content-encoding': 'gzip' }).end('x')
    else if (request.url === '/cut') {
      response.writeHead(200, { 'content-length': '100' })
      response.write('half')
      setTimeout(() => response.destroy(), 20)
    } else if (request.url === '/dripping') {
      response.writeHead(200)
      const drip = setInterval(() => response.write('.'), 50)
      response.on('close', () => clearInterval(drip))
    }
  }
  for (const [path, reason] of [
    ['/long', 'too-large'],
    ['/packed', 'encoding'],
    ['/silent', 'timed-out'],
    ['/dripping', 'timed-out'],
    ['/cut', 'unreachable'],
  ] as const)
    expect(await reasonOf(() => callOutside(inside(path), {}, allowed)), path).toBe(reason)
})
