// The resource of statements as programs use it: stored once, whole or not at all, found again, voided, signed.
import { createHash, createSign, generateKeyPairSync } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { testApi } from '../../test/api.ts'
import { freshDatabase } from '../../test/database.ts'
import { type Program, programAt, statementOf } from '../../test/xapi-door.ts'

const database = await freshDatabase()
let now = new Date('2026-06-01T12:00:00.000Z')
const api = testApi(database, { clock: () => now })
let lms: Program
beforeAll(async () => {
  lms = await programAt(api, database)
})

interface Statement {
  id: string
  stored: string
  timestamp: string
  version: string
  authority: object
  actor: object
  verb: { id: string; display?: object }
  object: { id: string; definition?: { name: object } }
}
interface List {
  statements: Statement[]
  more: string
}
interface Refused {
  error: {
    code: string
    message: { fr: string; en: string }
    statements?: { index: number; field: string; code: string; reason: { fr: string; en: string } }[]
  }
}

const post = (body: unknown, status = 200): Promise<string[]> =>
  lms.json('POST', 'statements', { body }, status)
const list = (query: string): Promise<List> => lms.json('GET', `statements?${query}`)
const idsOf = async (query: string): Promise<string[]> => (await list(query)).statements.map(({ id }) => id)
const voids = (id: unknown): Record<string, unknown> =>
  statementOf({
    verb: { id: 'http://adlnet.gov/expapi/verbs/voided' },
    object: { objectType: 'StatementRef', id },
  })

describe('storing', () => {
  it('completes what a store must add, and gives the rest back as it was', async () => {
    const sent = statementOf({ result: { score: { raw: 1.5, max: 20 } } })
    expect(await post(sent)).toEqual([sent['id']])
    const found = await lms.json<Statement>('GET', `statements?statementId=${String(sent['id'])}`)
    expect(found).toMatchObject(sent)
    expect(found.stored).toBe('2026-06-01T12:00:00.000Z')
    expect(found.version).toBe('1.0.0')
    expect(found.authority).toEqual({
      objectType: 'Agent',
      account: { homePage: 'http://localhost/xapi/', name: lms.login },
    })
  })

  it('gives an id and a time to a statement without', async () => {
    const [id] = await post(statementOf({ id: undefined, timestamp: undefined }))
    const found = await lms.json<Statement>('GET', `statements?statementId=${id}`)
    expect(found.timestamp).toBe(found.stored)
  })

  it('keeps every digit of a number', async () => {
    const text = JSON.stringify(statementOf({ result: { score: { raw: 7 } } })).replace(
      '"raw":7',
      '"raw":7.10,"max":12345678901234567890.5',
    )
    const response = await lms.send('POST', 'statements', {
      bytes: Buffer.from(text),
      headers: { 'content-type': 'application/json' },
    })
    const [id] = (await response.json()) as string[]
    const found = await (await lms.send('GET', `statements?statementId=${id}`)).text()
    expect(found).toMatch(/"raw": ?7\.10\b/)
    expect(found).toContain('12345678901234567890.5')
  })

  it('the same again changes nothing, other content is a conflict and the first stays', async () => {
    const sent = statementOf()
    await post(sent)
    await post(sent)
    // The same said otherwise: defaults, another offset, words about the verb.
    await post({
      ...sent,
      actor: { objectType: 'Agent', mbox: 'mailto:lea.martin@example.com' },
      verb: { id: 'http://adlnet.gov/expapi/verbs/completed', display: { fr: 'a terminé' } },
      timestamp: '2026-05-01T12:00:00.000+02:00',
    })
    const other = { ...sent, result: { score: { scaled: 0.1 } } }
    const refused = await lms.json<Refused>('POST', 'statements', { body: [statementOf(), other] }, 409)
    expect(refused.error.statements).toMatchObject([{ index: 2, field: 'id', code: 'ID_DUPLICATE_CONFLICT' }])
    const found = await lms.json<object>('GET', `statements?statementId=${String(sent['id'])}`)
    expect(found).not.toHaveProperty('result')
    expect(found).not.toHaveProperty('verb.display')
  })

  it('one bad statement refuses all, and every bad one is listed', async () => {
    const good = statementOf()
    const bad = [statementOf({ actor: undefined }), good, statementOf({ result: { score: { scaled: 2 } } })]
    const refused = await lms.json<Refused>('POST', 'statements', { body: bad }, 400)
    expect(refused.error.code).toBe('XAPI_INVALID')
    expect(refused.error.statements?.map(({ index, field }) => [index, field])).toEqual([
      [1, 'actor'],
      [3, 'result.score.scaled'],
    ])
    for (const { reason } of refused.error.statements ?? []) expect(reason.fr).not.toBe(reason.en)
    await lms.json('GET', `statements?statementId=${String(good['id'])}`, {}, 404)
  })

  it('an id twice in one delivery refuses it', async () => {
    const sent = statementOf()
    const refused = await lms.json<Refused>('POST', 'statements', { body: [sent, sent] }, 400)
    expect(refused.error.statements).toMatchObject([{ index: 2, code: 'ID_DUPLICATE_CONFLICT' }])
  })

  it('PUT needs the id of its statement', async () => {
    const sent = statementOf()
    const put = (query: string, status: number): Promise<unknown> =>
      lms.json('PUT', `statements${query}`, { body: sent }, status)
    await put('', 400)
    await put('?statementId=00000000-0000-4000-8000-ffffffffffff', 400)
    await put(`?statementId=${String(sent['id'])}`, 204)
    await put(`?statementId=${String(sent['id'])}`, 204)
    await put(`?statementId=${String(sent['id'])}&x=1`, 400)
  })

  it.each<[string, string, number, string]>([
    ['{"a":1,"a":2}', 'application/json', 400, 'JSON_INVALID'],
    ['['.repeat(1000), 'application/json', 400, 'JSON_TOO_DEEP'],
    ['[1,', 'application/json', 400, 'JSON_INVALID'],
    ['{}', 'text/plain', 400, 'XAPI_INVALID'],
    ['{}', 'multipart/mixed', 400, 'XAPI_INVALID'],
    ['--x\r\n\r\n{}', 'multipart/mixed; boundary=x', 400, 'XAPI_INVALID'],
  ])('%s as %s', async (text, type, status, code) => {
    const response = await lms.send('POST', 'statements', {
      bytes: Buffer.from(text),
      headers: { 'content-type': type },
    })
    expect(response.status).toBe(status)
    expect(((await response.json()) as Refused).error.code).toBe(code)
  })

  it('`stored` never goes back, whatever the clock does', async () => {
    const [first] = await post(statementOf({ id: undefined }))
    now = new Date('2026-06-01T11:00:00.000Z')
    const [second] = await post(statementOf({ id: undefined }))
    now = new Date('2026-06-01T12:00:00.000Z')
    const storedOf = async (id: string | undefined): Promise<string> =>
      (await lms.json<Statement>('GET', `statements?statementId=${id}`)).stored
    expect((await storedOf(second)) >= (await storedOf(first))).toBe(true)
  })
})

describe('finding', () => {
  let other: Program
  const tom = { account: { homePage: 'https://lms.example.com', name: 'tom' } }
  const uuid = 'aaaaaaaa-0000-4000-8000-000000000001'
  const course = 'https://example.com/course/found'
  const sent = {
    plain: statementOf({ actor: tom, object: { id: course } }),
    registered: statementOf({ actor: tom, context: { registration: uuid } }),
    taught: statementOf({ context: { instructor: tom, contextActivities: { parent: [{ id: course }] } } }),
    group: statementOf({ actor: { objectType: 'Group', member: [tom] } }),
  }
  const confirms = statementOf({ object: { objectType: 'StatementRef', id: sent.plain['id'] } })
  const again = statementOf({ object: { objectType: 'StatementRef', id: confirms['id'] } })
  const agent = encodeURIComponent(JSON.stringify(tom))

  beforeAll(async () => {
    other = await programAt(api, database)
    await lms.json('POST', 'statements', { body: [...Object.values(sent), confirms, again] })
  })

  it.each<[string, (keyof typeof sent | 'confirms' | 'again')[]]>([
    [`agent=${agent}`, ['again', 'confirms', 'group', 'registered', 'plain']],
    [`agent=${agent}&related_agents=true`, ['again', 'confirms', 'group', 'taught', 'registered', 'plain']],
    [`activity=${course}`, ['again', 'confirms', 'plain']],
    [`activity=${course}&related_activities=true`, ['again', 'confirms', 'taught', 'plain']],
    [`registration=${uuid}`, ['registered']],
    [`agent=${agent}&registration=${uuid}`, ['registered']],
    [`agent=${agent}&verb=https%3A%2F%2Fexample.com%2Fother`, []],
    [`agent=${agent}&ascending=true&limit=2`, ['plain', 'registered']],
    [`agent=${agent}&until=2026-05-01T00:00:00Z`, []],
    [`agent=${agent}&since=2026-06-01T12:00:00Z`, []],
  ])('%s', async (query, names) => {
    const all: Record<string, Record<string, unknown>> = { ...sent, confirms, again }
    expect(await idsOf(query)).toEqual(names.map((name) => all[name]?.['id']))
  })

  it('pages follow each other without gap or repetition', async () => {
    const whole = await idsOf(`agent=${agent}&related_agents=true`)
    const seen: string[] = []
    let next = `/xapi/statements?agent=${agent}&related_agents=true&limit=2`
    while (next !== '') {
      const page = await lms.json<List>('GET', next.replace('/xapi/', ''))
      expect(page.statements.length).toBeLessThanOrEqual(2)
      seen.push(...page.statements.map(({ id }) => id))
      next = page.more
    }
    expect(seen).toEqual(whole)
  })

  it('a program sees what it sent itself, and no more', async () => {
    expect((await other.json<List>('GET', `statements?agent=${agent}`)).statements).toEqual([])
    await other.json('GET', `statements?statementId=${String(sent.plain['id'])}`, {}, 404)
    await other.json('POST', 'statements', { body: statementOf({ id: sent.plain['id'], actor: tom }) })
    expect((await other.json<List>('GET', 'statements')).statements.length).toBe(1)
  })

  it.each([
    'agent=x',
    'agent=%7B%22name%22:%22x%22%7D',
    'verb=completed',
    'registration=1',
    'since=yesterday',
    'limit=-1',
    'limit=1e9',
    'ascending=yes',
    'format=short',
    'colour=red',
    'limit=1&limit=2',
    'statementId=00000000-0000-4000-8000-000000000001&limit=1',
    'cursor=x',
  ])('%s is refused', async (query) => {
    const refused = await lms.json<Refused>('GET', `statements?${query}`, {}, 400)
    expect(refused.error.code).toBe('XAPI_INVALID')
  })

  it('says through when it has seen everything, and when the newest was stored', async () => {
    const response = await lms.send('GET', 'statements?limit=1')
    expect(response.headers.get('x-experience-api-consistent-through')).toBe(now.toISOString())
    expect(response.headers.get('x-experience-api-version')).toBe('1.0.3')
    expect(Date.parse(response.headers.get('last-modified') ?? '')).toBeGreaterThan(0)
  })
})

describe('voiding', () => {
  it('a voided statement is found by voidedStatementId only; what voids it, and what speaks of it, stay', async () => {
    const sent = statementOf()
    await post(sent)
    await post(voids(sent['id']))
    await lms.json('GET', `statements?statementId=${String(sent['id'])}`, {}, 404)
    await lms.json('GET', `statements?voidedStatementId=${String(sent['id'])}`)
    expect(await idsOf('limit=1')).not.toContain(sent['id'])
  })

  it('works before its target arrives, and never on a statement that voids', async () => {
    const sent = statementOf()
    const first = voids(sent['id'])
    await post(first)
    await post(sent)
    await lms.json('GET', `statements?voidedStatementId=${String(sent['id'])}`)
    await post(voids(first['id']))
    await lms.json('GET', `statements?statementId=${String(first['id'])}`)
  })
})

describe('formats', () => {
  const definition = { name: { 'en-US': 'Talking', 'fr-FR': 'Parler' }, description: { de: 'x' } }
  const sent = statementOf({
    actor: { objectType: 'Agent', name: 'Léa', mbox: 'mailto:lea.martin@example.com' },
    verb: { id: 'https://e.com/did', display: { en: 'did', fr: 'a fait' } },
    object: { objectType: 'Agent', name: 'Tom', mbox: 'mailto:tom@example.com' },
    context: { contextActivities: { parent: [{ id: 'https://e.com/talk', definition }] } },
  })
  beforeAll(() => post(sent))
  const shown = (format: string, language = 'fr'): Promise<object> =>
    lms.json('GET', `statements?statementId=${String(sent['id'])}&format=${format}`, {
      headers: { 'accept-language': language },
    })

  it('ids keeps what identifies', async () => {
    expect(await shown('ids')).toMatchObject({
      actor: { objectType: 'Agent', mbox: 'mailto:lea.martin@example.com' },
      verb: { id: 'https://e.com/did' },
      context: { contextActivities: { parent: [{ id: 'https://e.com/talk' }] } },
    })
    expect(JSON.stringify(await shown('ids'))).not.toMatch(/Léa|Tom|Parler|a fait/)
  })

  it('canonical keeps one language, the one asked for', async () => {
    const parent = (name: object): object => ({
      contextActivities: { parent: [{ definition: { name, description: { de: 'x' } } }] },
    })
    expect(await shown('canonical')).toMatchObject({
      verb: { display: { fr: 'a fait' } },
      context: parent({ 'fr-FR': 'Parler' }),
    })
    const english = await shown('canonical', 'de-CH, en;q=0.8, fr;q=0.1')
    expect(english).toMatchObject({
      verb: { display: { en: 'did' } },
      context: parent({ 'en-US': 'Talking' }),
    })
    expect(english).not.toHaveProperty('verb.display.fr')
  })
})

describe('files', () => {
  const file = Buffer.from('%PDF 1.4 \r\n--not a boundary\r\n')
  const sha2 = createHash('sha256').update(file).digest('hex')
  const attachment = {
    usageType: 'https://example.com/certificate',
    display: { fr: 'Diplôme' },
    contentType: 'application/pdf',
    length: file.length,
    sha2,
  }
  const multipart = (statement: object, files: { sha2: string; content: Buffer }[]) => ({
    headers: { 'content-type': 'multipart/mixed; boundary=abc' },
    bytes: Buffer.concat([
      Buffer.from(`--abc\r\nContent-Type: application/json\r\n\r\n${JSON.stringify(statement)}`),
      ...files.flatMap((one) => [
        Buffer.from(
          `\r\n--abc\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: binary\r\nX-Experience-API-Hash: ${one.sha2}\r\n\r\n`,
        ),
        one.content,
      ]),
      Buffer.from('\r\n--abc--\r\n'),
    ]),
  })

  it('come back with their statement, byte for byte', async () => {
    const sent = statementOf({ attachments: [attachment] })
    await lms.json('POST', 'statements', multipart(sent, [{ sha2, content: file }]))
    const response = await lms.send('GET', `statements?statementId=${String(sent['id'])}&attachments=true`)
    expect(response.headers.get('content-type')).toMatch(/^multipart\/mixed; boundary=/)
    const body = Buffer.from(await response.arrayBuffer())
    expect(body.includes(file)).toBe(true)
    expect(body.toString('latin1')).toContain(`X-Experience-API-Hash: ${sha2}`)
  })

  it.each<[string, () => ReturnType<typeof multipart>]>([
    ['not sent along', () => multipart(statementOf({ attachments: [attachment] }), [])],
    ['named by nobody', () => multipart(statementOf(), [{ sha2, content: file }])],
    [
      'of another digest',
      () => multipart(statementOf({ attachments: [attachment] }), [{ sha2, content: Buffer.from('x') }]),
    ],
  ])('%s is refused', async (_name, body) => {
    await lms.json('POST', 'statements', body(), 400)
  })

  it('a signature must be of its statement; with a certificate it must be right', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const sign = (payload: object, header: object = { alg: 'RS256' }): Buffer => {
      const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
      const text = `${part(header)}.${part(payload)}`
      return Buffer.from(
        `${text}.${createSign('RSA-SHA256').update(text).sign(privateKey).toString('base64url')}`,
      )
    }
    const signed = (statement: object, signature: Buffer) => {
      const digest = createHash('sha256').update(signature).digest('hex')
      const described = {
        usageType: 'http://adlnet.gov/expapi/attachments/signature',
        display: { en: 'Signature' },
        contentType: 'application/octet-stream',
        length: signature.length,
        sha2: digest,
      }
      return multipart({ ...statement, attachments: [described] }, [{ sha2: digest, content: signature }])
    }
    const sent = statementOf()
    await lms.json('POST', 'statements', signed(sent, sign(sent)))
    await lms.json('POST', 'statements', signed(statementOf(), sign(sent)), 400)
    const next = statementOf()
    await lms.json('POST', 'statements', signed(next, sign(next, { alg: 'HS256' })), 400)
    await lms.json('POST', 'statements', signed(next, sign(next, { alg: 'RS256', x5c: ['AAAA'] })), 400)
    await lms.json('POST', 'statements', signed(next, Buffer.from('no jws')), 400)
  })
})

describe('as older programs and browsers ask', () => {
  it('a form by POST is any verb, in xAPI 1.0 alone', async () => {
    const sent = statementOf()
    const form = (fields: Record<string, string>) => ({
      bytes: Buffer.from(new URLSearchParams(fields).toString()),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    const put = form({ statementId: String(sent['id']), content: JSON.stringify(sent) })
    await lms.json('POST', 'statements?method=PUT', put, 204)
    const found = await lms.json<Statement>(
      'POST',
      'statements?method=GET',
      form({ statementId: String(sent['id']) }),
    )
    expect(found.id).toBe(sent['id'])
    await lms.json('POST', 'statements?method=PUT&statementId=x', put, 400)
    await lms.json('PUT', 'statements?method=PUT', put, 400)
    const newer = { ...put, headers: { ...put.headers, 'x-experience-api-version': '2.0.0' } }
    await lms.json('POST', 'statements?method=PUT', newer, 400)
  })

  it('a page of another origin may ask, with a credential and never with a cookie', async () => {
    const preflight = await api.send('OPTIONS', '/xapi/statements', {
      headers: { origin: 'https://content.example.com', 'access-control-request-method': 'POST' },
    })
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*')
    expect(preflight.headers.get('access-control-allow-credentials')).toBeNull()
  })

  it('HEAD is GET without its body; without a version nothing is answered but about', async () => {
    const head = await lms.send('HEAD', 'statements?limit=1')
    expect([head.status, await head.text()]).toEqual([200, ''])
    expect(
      (await lms.send('GET', 'statements', { headers: { 'x-experience-api-version': '' } })).status,
    ).toBe(400)
    const about = await api.send('GET', '/xapi/about')
    expect(((await about.json()) as { version: string[] }).version).toContain('2.0.0')
    const older = await api.send('GET', '/xapi/1.0/about')
    expect(((await older.json()) as { version: string[] }).version).not.toContain('2.0.0')
  })
})
