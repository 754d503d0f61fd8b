// Events that webhooks bring: checked, each once, in any order, mapped once by a person and from then on by themselves.
import { sql } from 'kysely'
import { Webhook } from 'standardwebhooks'
import { describe, expect, it } from 'vitest'
import { owner } from '../model/reader.ts'
import { testApi } from '../test/api.ts'
import fc from '../test/chance.ts'
import { freshDatabase } from '../test/database.ts'
import { runDue } from './jobs/connection-runs.ts'
import { loggedRoute } from './log.ts'

const database = await freshDatabase()
let now = new Date('2026-05-04T08:00:00Z')
const api = testApi(database, { clock: () => now })
const secret = `whsec_${Buffer.from('thirty-two bytes of a secret 1234').toString('base64')}`

interface Made {
  connectionId: number
  address: string
}
const connect = (name: string, sender: string, key?: string): Promise<Made> =>
  api.json('POST', '/api/connections', {
    kind: 'webhook',
    name,
    sender,
    ...(key === undefined ? {} : { secret: key }),
  })
const send = (address: string, event: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  api.send('POST', address, {
    bytes: new TextEncoder().encode(typeof event === 'string' ? event : JSON.stringify(event)),
    // As a sender does: no origin, no cookie, its own credentials.
    headers: { origin: '', cookie: '', 'content-type': 'application/json', ...headers },
  })
const receipt = async (response: Response): Promise<string> => {
  const answer = (await response.json()) as { receipt?: string; error?: { code: string } }
  return answer.receipt ?? `${response.status} ${answer.error?.code}`
}
const states = async (connectionId: number): Promise<Record<string, string>> => {
  const rows = await database.read(owner, (query) =>
    query
      .selectFrom('connection_items')
      .select(['item_id', 'state'])
      .where('connection_id', '=', connectionId)
      .execute(),
  )
  return Object.fromEntries(rows.map(({ item_id, state }) => [item_id, state]))
}
const run = async (connectionId: number): Promise<void> => {
  await api.json('POST', `/api/connections/${connectionId}/run`, {})
  await runDue(api.place)
}
const waiting = async (connectionId: number): Promise<number> => {
  const { sources } = await api.json<{
    sources: { connectionId: number; waitingImportId: number | null }[]
  }>('GET', '/api/connections')
  return sources.find((one) => one.connectionId === connectionId)!.waitingImportId!
}
const leads = async (): Promise<Record<string, string | null>> => {
  const { rows } = await database.read(owner, (query) =>
    sql<{ external_id: string; status: string | null }>`select external_id, status from leads`.execute(query),
  )
  return Object.fromEntries(rows.map(({ external_id, status }) => [external_id, status]))
}

const lead = (id: string, status: string, at: string, event = `${id} ${status}`) => ({
  event_id: event,
  record_id: id,
  occurred_at: at,
  lead_id: id,
  created_at: '2026-04-01',
  status,
})

describe('a webhook known by its address', () => {
  let made: Made
  it('keeps each event once, whatever is sent again', async () => {
    made = await connect('form', 'plain')
    expect(made.address).toMatch(/^\/hooks\/[\w-]{43}$/)
    const first = lead('L-1', 'new', '2026-04-01T10:00:00Z')
    expect(await receipt(await send(made.address, first))).toBe('taken')
    expect(await receipt(await send(made.address, first))).toBe('repeated')
    expect(await receipt(await send(made.address, { ...first, status: 'other' }))).toBe('409 event-conflict')
    expect(await states(made.connectionId)).toEqual({ 'L-1 new': 'waiting' })
  })

  it('waits for a person the first time, and remembers how she read it', async () => {
    await run(made.connectionId)
    const importId = await waiting(made.connectionId)
    expect(await leads()).toEqual({})
    await api.json('POST', `/api/imports/${importId}/confirm`, {})
    expect(await leads()).toEqual({ 'L-1': 'new' })
    expect(await states(made.connectionId)).toEqual({ 'L-1 new': 'taken' })
    // What it said is let go of.
    const { rows } = await database.read(owner, (query) =>
      sql<{ left: number }>`select count(payload) as left from connection_items`.execute(query),
    )
    expect(rows[0]!.left).toBe(0)
  })

  it('takes what follows by itself, the latest of each record, also when another column stands in it', async () => {
    await send(made.address, lead('L-2', 'won', '2026-04-03T10:00:00Z'))
    await send(made.address, lead('L-2', 'contacted', '2026-04-02T10:00:00Z'))
    await send(made.address, { ...lead('L-3', 'new', '2026-04-02T11:00:00Z'), utm: { campaign: 'spring' } })
    await run(made.connectionId)
    expect(await leads()).toEqual({ 'L-1': 'new', 'L-2': 'won', 'L-3': 'new' })
    // One that was late on its way changes nothing any more.
    await send(made.address, lead('L-2', 'new', '2026-04-01T10:00:00Z'))
    await run(made.connectionId)
    expect(await leads()).toMatchObject({ 'L-2': 'won' })
    expect(await states(made.connectionId)).toMatchObject({ 'L-2 new': 'overtaken' })
  })

  it('ends in the same state in any order, however often and however cut', { timeout: 300_000 }, async () => {
    const events = [
      lead('L-10', 'new', '2026-04-01T10:00:00Z'),
      lead('L-10', 'contacted', '2026-04-02T10:00:00Z'),
      lead('L-10', 'won', '2026-04-05T10:00:00Z'),
      lead('L-11', 'new', '2026-04-01T10:00:00Z'),
      lead('L-11', 'lost', '2026-04-09T10:00:00Z'),
    ]
    let round = 0
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 2, 4], { minLength: 12 }),
        fc.integer({ min: 1, max: 11 }),
        async (order, cut) => {
          round++
          const mark = (text: string): string => text.replace('L-1', `R${round}-1`)
          for (const [place, index] of order.entries()) {
            const event = events[index]!
            await send(made.address, {
              ...event,
              event_id: mark(event.event_id),
              record_id: mark(event.record_id),
              lead_id: mark(event.lead_id),
            })
            if (place === cut) await run(made.connectionId)
          }
          await run(made.connectionId)
          const found = await leads()
          expect([found[`R${round}-10`], found[`R${round}-11`]]).toEqual(['won', 'lost'])
        },
      ),
      { numRuns: 30, seed: 12 },
    )
  })

  it.each([
    ['{"a":', 400],
    ['[1,2]', 400],
    ['"text"', 400],
    ['{"__proto__":{"x":1}}', 400],
    [`{"a":${'['.repeat(70)}${']'.repeat(70)}}`, 400],
    [`{"a":"${'x'.repeat(1024 * 1024)}"}`, 413],
    ['\u0000', 400],
  ])('refuses body %#', async (body, status) => {
    const before = Object.keys(await states(made.connectionId)).length
    expect((await send(made.address, body)).status).toBe(status)
    expect(Object.keys(await states(made.connectionId)).length).toBe(before)
  })

  it('keeps texts that are meant to do harm as texts', async () => {
    for (const [n, value] of [
      "'; drop table leads; --",
      '<script>alert(1)</script>',
      '\u202Eabc',
      '=1+1',
    ].entries())
      expect(
        await receipt(await send(made.address, lead(`H-${n}`, value, '2026-04-01T10:00:00Z', `h${n}`))),
      ).toBe('taken')
    await run(made.connectionId)
    expect(await leads()).toMatchObject({
      'H-0': "'; drop table leads; --",
      'H-1': '<script>alert(1)</script>',
      'H-3': '=1+1',
    })
  })

  it('paused, it asks the sender to come again', async () => {
    await api.json('PUT', `/api/connections/${made.connectionId}`, { isPaused: true })
    const answer = await send(made.address, lead('L-9', 'new', '2026-04-01T10:00:00Z'))
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '2'])
    await api.json('PUT', `/api/connections/${made.connectionId}`, { isPaused: false })
  })

  it('answers nothing but its own verb, and tells nobody what it holds', async () => {
    expect((await api.send('GET', made.address)).status).toBe(405)
    const listed = await (await api.send('GET', '/api/connections')).text()
    expect(listed).not.toContain(made.address.split('/').at(-1))
  })
})

describe('a webhook that is signed', () => {
  const event = (id: string, score: number) => ({
    event: 'responseFinished',
    data: {
      id,
      surveyId: 's1',
      createdAt: now.toISOString(),
      updatedAt: now.toISOString(),
      data: { nps: score },
    },
  })
  const signed = (body: string, id: string, at = now): Record<string, string> => ({
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, at, body),
  })

  it('takes what is signed and finished, and nothing else', async () => {
    const made = await connect('survey', 'formbricks', secret)
    const body = JSON.stringify(event('r1', 9))
    expect(await receipt(await send(made.address, body))).toBe('401 wrong-signature')
    expect(await receipt(await send(made.address, body, signed(body, 'm1')))).toBe('taken')
    expect(await receipt(await send(made.address, body, signed(body, 'm1')))).toBe('repeated')
    const old = new Date(now.getTime() - 600_000)
    expect(await receipt(await send(made.address, body, signed(body, 'm2', old)))).toBe('401 wrong-signature')
    const changed = body.replace('9', '0')
    expect(await receipt(await send(made.address, changed, signed(body, 'm3')))).toBe('401 wrong-signature')
    const begun = JSON.stringify({ ...event('r2', 3), event: 'responseCreated' })
    expect(await receipt(await send(made.address, begun, signed(begun, 'm4')))).toBe('left-out')
    expect(Object.keys(await states(made.connectionId))).toEqual(['m1'])
    const { rows } = await database.read(owner, (query) =>
      sql<{ payload: string }>`select payload from connection_items where item_id = 'm1'`.execute(query),
    )
    expect(JSON.parse(rows[0]!.payload)).toMatchObject({ response_id: 'r1', survey_id: 's1', nps: 9 })
  })

  it('its secret is sealed, and replaced without a gap in what came before', async () => {
    const { rows } = await database.read(owner, (query) =>
      sql<{ secret: string }>`select secret from connections where name = 'survey'`.execute(query),
    )
    expect(rows[0]!.secret).toMatch(/^1\./)
    expect(rows[0]!.secret).not.toContain(secret.slice(6))
  })
})

it('no log holds an address', () => {
  expect(loggedRoute(`/hooks/${'x'.repeat(43)}`)).toBe('/hooks/:reference')
  expect(loggedRoute('/hooks/a\nb')).toBe('/hooks/:reference')
  expect(loggedRoute('/api/imports/7')).toBe('/api/imports/7')
})

it('an address that opens nothing is counted, and shut after so many', async () => {
  const codes = new Set<number>()
  for (let n = 0; n < 25; n++) codes.add((await send(`/hooks/${'x'.repeat(43)}`, {})).status)
  expect([...codes]).toEqual([404, 429])
  now = new Date(now.getTime() + 60_000)
})
