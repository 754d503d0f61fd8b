// A person's calendar by its address, over the API: hers alone, read in memory, asked for again when it is due, gone when she ends it.
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { housekeeper } from '../model/reader.ts'
import { dueConnections, runConnection } from '../sources/connections/run-connection.ts'
import { browserOf } from '../test/browser-of.ts'
import { placesOf } from '../test/canary/rows.ts'
import { calendarOf, meeting, ownTimeHouse } from '../test/own-time-house.ts'
import type { Answer } from './contract/types.ts'

const house = await ownTimeHouse()
const { database, api, administrator, logged, pathOf } = house

describe('a calendar by its address', () => {
  let text = calendarOf(meeting('s', '20260504'))
  let asked: string[] = []
  const server = http.createServer((request, response) => {
    asked.push(`${request.url} ${request.headers['if-none-match'] ?? ''}`.trim())
    if (request.headers['if-none-match'] === '"1"') response.writeHead(304).end()
    else response.writeHead(200, { etag: '"1"' }).end(text)
  })
  let address = ''
  beforeAll(async () => {
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    address = `http://calendars.internal:${(server.address() as AddressInfo).port}/secretcanary.ics`
  })
  afterAll(() => void server.close())

  const run = async () => {
    const client = await database.connect(housekeeper)
    try {
      const [due] = await dueConnections(client, house.now)
      const means = {
        database,
        reader: housekeeper,
        clock: () => house.now,
        keys: api.place.access.keys,
        timeZone: 'Europe/Paris',
        folders: '',
        onFault: (error: unknown) => logged.push(String(error)),
      }
      return due === undefined ? 'none due' : await runConnection(means as never, due)
    } finally {
      client.release()
    }
  }

  test('leads nowhere inside, unless an administrator allowed that server by name', async () => {
    for (const inside of [
      address,
      'http://127.0.0.1/x.ics',
      'webcal://localhost/x.ics',
      'file:///etc/passwd',
    ])
      expect((await house.ana.send('POST', pathOf('Ana', '/calendars'), { address: inside })).status).toBe(
        422,
      )
    expect(asked).toEqual([])
    expect((await house.ana.json<Answer<'ownTime'>>('GET', pathOf('Ana'))).calendars).toEqual([])
  })

  test('is read in memory, asked for again only when it changed or another day began, and its address is sealed', async () => {
    await database.write(housekeeper, (query) =>
      query
        .insertInto('settings')
        .values({
          key: 'internal-hosts',
          value: JSON.stringify(['localhost']),
          changed_at: house.now,
        } as never)
        .execute(),
    )
    address = address.replace('calendars.internal', 'localhost')
    const made = await house.ana.json<{ connectionId: number; kept: object }>(
      'POST',
      pathOf('Ana', '/calendars'),
      {
        address,
      },
    )
    expect(made.kept).toEqual({ added: 2, removed: 0, unchanged: 0 })
    const { calendars } = await house.ana.json<Answer<'ownTime'>>('GET', pathOf('Ana'))
    expect(calendars).toMatchObject([
      { host: new URL(address).host, lastFault: null, lastOkAt: house.now.toISOString() },
    ])
    // It is hers: no administrator sees, runs, pauses or removes it.
    const place = `/api/connections/${made.connectionId}`
    const seen = await administrator.json<Answer<'connections'>>('GET', '/api/connections')
    expect(seen.connections).toEqual([])
    expect((await administrator.send('POST', `${place}/run`, {})).status).toBe(404)
    expect((await administrator.send('PUT', place, { isPaused: true })).status).toBe(404)
    expect((await administrator.send('DELETE', place)).status).toBe(404)
    expect(await run()).toBe('none due')
    const soon = (at: Date) =>
      database.writeApart(housekeeper, (query) =>
        query.updateTable('connections').set({ next_run_at: at }).execute(),
      )
    await soon(house.now)
    expect(await run()).toBe('nothing-new')
    expect(asked).toEqual(['/secretcanary.ics', '/secretcanary.ics "1"'])
    house.now = new Date(house.now.getTime() + 86_400_000)
    // Her session ended with the night.
    house.ana = browserOf(api)
    await house.ana.json('POST', '/api/session', {
      email: 'ana@acme.fr',
      password: 'un banc sous le tilleul',
    })
    text = calendarOf(meeting('s', '20260503'))
    await soon(house.now)
    expect(await run()).toBe('nothing-new')
    const held = await house.ana.json<Answer<'ownTime'>>('GET', pathOf('Ana'))
    expect(held.days.filter(({ origin }) => origin === 'calendar').map(({ day }) => day)).toContain(
      '2026-05-03',
    )
    const client = await database.connect(housekeeper)
    try {
      for (const word of ['secretcanary', 'canarytitle', 'canaryname'])
        expect(await placesOf(client, word), word).toEqual([])
    } finally {
      client.release()
    }
    expect(logged.join('\n')).not.toContain('secretcanary')
  })

  test('ends with what it brought', async () => {
    const { calendars } = await house.ana.json<Answer<'ownTime'>>('GET', pathOf('Ana'))
    const rest = `/calendars/${calendars[0]!.connectionId}`
    house.eve = browserOf(api)
    await house.eve.json('POST', '/api/session', {
      email: 'eve@acme.fr',
      password: 'un banc sous le tilleul',
    })
    expect((await house.eve.send('DELETE', pathOf('Eve', rest))).status).toBe(404)
    expect(await house.ana.json('DELETE', pathOf('Ana', rest))).toEqual({ removed: 2 })
    expect((await house.ana.json<Answer<'ownTime'>>('GET', pathOf('Ana'))).calendars).toEqual([])
  })
})
