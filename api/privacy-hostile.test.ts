// Hostile values in every parameter and field of the privacy routes, and as the name of somebody to be erased: an answer
// or a refusal with a reason, never a fault of ours, never slow, and text stays text.
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { erasePerson } from '../access/privacy/index.ts'
import { parseKeys } from '../access/secrets.ts'
import { owner } from '../model/reader.ts'
import { foldName } from '../model/names.ts'
import { testApi } from '../test/api.ts'
import { freshDatabase } from '../test/database.ts'
import { placesOf } from '../test/canary/rows.ts'
import { ownSeconds } from '../test/own-seconds.ts'
import { shared } from '../test/shared.ts'

const file = shared('hostile/97-query-values.json')
const listed = existsSync(file)
  ? (JSON.parse(readFileSync(file, 'utf8')) as { values: unknown[] }).values.filter(
      (value) => typeof value === 'string',
    )
  : []
const values: readonly string[] = [
  ...listed,
  "'); drop table people; --",
  '<script>alert(1)</script>',
  '=cmd|x',
  '\u202eevil',
  '(a+)+$',
  '[[:alpha:]',
  '\\m\\M(?=',
  'Zoé "Zo" Quartz',
  "O'Brien \\ Søn",
  'x'.repeat(3_000),
  '👩‍🚀 Nova',
]
const database = await freshDatabase()
const api = testApi(database)

const parameters: readonly (readonly [string, string])[] = [
  ['GET', '/api/privacy/register?language=$'],
  ['GET', '/api/people/$/data'],
  ['GET', '/api/people/1/data?language=$'],
  ['GET', '/api/people/$/looks'],
  ['GET', '/api/people/1/looks?before=$'],
  ['GET', '/api/people/1/looks?limit=$'],
  ['GET', '/api/people/$/notes'],
  ['GET', '/api/people/$/corrections'],
  ['GET', '/api/notes?metric=$&scope=organisation&period=2026'],
  ['GET', '/api/notes?metric=conversion-rate&scope=$&period=2026'],
  ['GET', '/api/notes?metric=conversion-rate&scope=organisation&period=$'],
  ['GET', '/api/notes?metric=conversion-rate&scope=organisation&period=2026&answer=$'],
  ['GET', '/api/notes?recordKind=$&recordId=1'],
  ['GET', '/api/notes?recordKind=lead&recordId=$'],
  ['GET', '/api/notes/figures?period=$'],
  ['GET', '/api/people/$/held'],
  ['GET', '/api/people/$/notices'],
]
const figure = { kind: 'figure', metric: 'conversion-rate', scope: 'organisation', period: '2026' }
const bodies: readonly (readonly [string, string, (value: string) => unknown])[] = [
  ['POST', '/api/notes', (body) => ({ kind: 'annotation', subject: figure, body })],
  ['POST', '/api/notes', (kind) => ({ kind, subject: figure, body: 'x' })],
  ['POST', '/api/notes', (metric) => ({ kind: 'contest', subject: { ...figure, metric }, body: 'x' })],
  ['POST', '/api/notes', (answer) => ({ kind: 'contest', subject: { ...figure, answer }, body: 'x' })],
  ['POST', '/api/notes/1/reply', (reply) => ({ reply })],
  ['POST', '/api/people/1/corrections', (value) => ({ column: 'display_name', value, why: 'x' })],
  ['POST', '/api/people/1/corrections', (value) => ({ column: 'email', value, why: 'x' })],
  ['POST', '/api/people/1/corrections', (value) => ({ column: 'hired_on', value, why: 'x' })],
  ['POST', '/api/people/1/corrections', (why) => ({ column: 'job', value: 'rep', why })],
  ['POST', '/api/people/2/erasure', (name) => ({ name })],
  ['PUT', '/api/privacy/retention/leads', (reason) => ({ length: 12, unit: 'months', reason })],
  ['POST', '/api/privacy/notices', (name) => ({ name, text: { fr: name, en: name } })],
  ['POST', '/api/people/1/notices/x/receipt', (value) => ({ value })],
  ['POST', '/api/people/1/join', (into) => ({ into })],
  ['POST', '/api/teams', (name) => ({ name, region: name })],
  ['POST', '/api/people/1/stays', (startsOn) => ({ teamId: 1, startsOn, endsOn: null })],
  ['PUT', '/api/stays/1', (endsOn) => ({ startsOn: null, endsOn })],
  ['PUT', '/api/privacy/smallest-group', (people) => ({ people })],
  ['POST', '/api/privacy/notices/x/receipts', (way) => ({ personIds: [1], way })],
]

test('every value in every parameter and field is answered or refused, in time', async () => {
  await database.write(owner, (query) =>
    query
      .insertInto('people')
      .values([
        { person_id: 1, display_name: 'Somebody', name_key: 'somebody', is_provisional: false },
        { person_id: 2, display_name: 'Somebody Else', name_key: 'somebody else', is_provisional: false },
      ] as never)
      .execute(),
  )
  const faults: string[] = []
  for (const value of values) {
    const check = async (what: string, response: Response, seconds: () => number): Promise<void> => {
      await response.arrayBuffer().catch(() => null)
      const taken = seconds()
      if (![200, 400, 404, 422].includes(response.status) || taken > 2)
        faults.push(`${what} ${value.slice(0, 40)}: ${response.status} in ${taken.toFixed(1)} s`)
    }
    for (const [method, address] of parameters) {
      const seconds = ownSeconds()
      await check(
        address,
        await api.send(
          method,
          address.replace('$', () => encodeURIComponent(value)),
        ),
        seconds,
      )
    }
    for (const [method, address, body] of bodies) {
      const seconds = ownSeconds()
      await check(`${method} ${address}`, await api.send(method, address, { body: body(value) }), seconds)
    }
  }
  expect(faults).toEqual([])
  // What was taken as a note is there as it was written.
  const notes = await database.read(owner, (query) => query.selectFrom('notes').select('body').execute())
  const bodiesKept = new Set(notes.map(({ body }) => body))
  for (const value of ['<script>alert(1)</script>', '(a+)+$', "'); drop table people; --"])
    expect(bodiesKept).toContain(value)
}, 120_000)

test('whatever somebody is called, she can be erased, in time and without a trace', async () => {
  const keys = parseKeys(randomBytes(32).toString('hex'))
  const names = values.filter(
    (value) =>
      value.trim() !== '' &&
      !value.includes('\0') &&
      value.length <= 3_000 &&
      !/[\ud800-\udfff](?![\udc00-\udfff])/.test(value.replace(/[\ud800-\udbff][\udc00-\udfff]/g, '')),
  )
  const client = await database.connect(owner)
  try {
    let number = 1_000
    for (const name of names) {
      number++
      await client.query(
        'insert into people (person_id, display_name, name_key, is_provisional) values ($1, $2, $3, false)',
        [number, name, foldName(name)],
      )
      await client.query(`insert into import_files (import_id, name, bytes, report) values (1, 'x', 1, $1)`, [
        JSON.stringify({ errors: [{ value: name }] }),
      ])
      const seconds = ownSeconds()
      const { pseudonym } = await erasePerson(database, owner, number, {
        now: new Date('2026-01-15T12:00:00Z'),
        random: randomBytes,
        keys,
      })
      expect(seconds(), name.slice(0, 40)).toBeLessThan(5)
      const { rows } = await client.query<{ report: unknown }>('select report from import_files')
      expect(JSON.stringify(rows[0]?.report), name.slice(0, 40)).toContain(pseudonym)
      await client.query('delete from import_files')
    }
    expect(await placesOf(client, 'Zo" Quartz')).toEqual([])
  } finally {
    client.release()
  }
}, 120_000)
