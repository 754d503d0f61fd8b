// The journal under the hands of somebody who may write to the database: every change, removal and insertion is found
// and named; and writers that come at once make one chain.
import { beforeEach, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../test/database.ts'
import { housekeeper, type Reader } from '../../model/reader.ts'
import { hashOf } from './chain.ts'
import { lookedAt, verifyJournal, writeJournal } from './index.ts'

const database = await freshDatabase()
const leader: Reader = { personId: 900, roles: ['leader'] }
const at = new Date('2026-03-29T01:30:00.123Z')

async function sql(text: string): Promise<void> {
  const client = await database.connect(housekeeper)
  try {
    await client.query(text)
  } finally {
    client.release()
  }
}

const look = (personId: number, requestId = `r${personId}`) =>
  database.write(leader, (query) =>
    writeJournal(query, leader, [{ personId, dataKind: 'results', purpose: 'measurement' }], {
      at,
      requestId,
    }),
  )

beforeEach(() =>
  sql(`delete from access_journal; update journal_heads set entry = 0, hash = repeat('0', 64)`),
)

describe('a chain', () => {
  beforeEach(async () => {
    for (let person = 1; person <= 6; person++) await look(person)
  })

  test('that nobody touched has no fault, and its end can be kept', async () => {
    const { checked, faults, last } = await verifyJournal(database, housekeeper)
    expect({ checked, faults }).toEqual({ checked: 6, faults: [] })
    expect(last.entry).toBe(6)
    expect(last.hash).toMatch(/^[0-9a-f]{64}$/)
    expect((await verifyJournal(database, housekeeper, last)).faults).toEqual([])
    // The hash is the one of its own content: literally, so that the form cannot drift unseen.
    expect(
      hashOf('0'.repeat(64), {
        entry: 1,
        at,
        readerId: 900,
        readerRoles: 'leader',
        personId: 1,
        dataKind: 'results',
        purpose: 'measurement',
        requestId: 'r1',
      }),
    ).toBe((await journal())[0]?.hash)
  })

  test.each([
    ['reader_id', '7'],
    ['reader_roles', `'rep'`],
    ['person_id', '7'],
    ['at', `at + interval '1 millisecond'`],
    ['data_kind', `'time'`],
    ['purpose', `'other'`],
    ['request_id', `'x'`],
    ['reader_id', 'null'],
    ['previous_hash', `repeat('1', 64)`],
    ['hash', `repeat('1', 64)`],
  ])('a changed %s is found at its entry', async (column, value) => {
    await sql(`update access_journal set ${column} = ${value} where entry = 3`)
    const { faults } = await verifyJournal(database, housekeeper)
    expect(faults[0]).toMatchObject({ kind: 'changed', entry: 3 })
    expect(faults[0]?.sentence.fr).toContain('3')
  })

  test.each([1, 3, 6])('a removed entry %d is found', async (entry) => {
    await sql(`delete from access_journal where entry = ${entry}`)
    expect((await verifyJournal(database, housekeeper)).faults).toMatchObject([{ kind: 'removed', entry }])
  })

  test('several removed at the end are each named', async () => {
    await sql('delete from access_journal where entry > 4')
    expect(
      (await verifyJournal(database, housekeeper)).faults.map(({ kind, entry }) => [kind, entry]),
    ).toEqual([
      ['removed', 5],
      ['removed', 6],
    ])
  })

  test('an entry put in after the end, before the start, or in the place of another is found', async () => {
    const copy = `insert into access_journal select $n, at, reader_id, reader_roles, person_id, data_kind, purpose, request_id,
      previous_hash, hash from access_journal where entry = 6`
    await sql(copy.replace('$n', '7'))
    expect((await verifyJournal(database, housekeeper)).faults).toMatchObject([
      { kind: 'inserted', entry: 7 },
    ])
    await sql('delete from access_journal where entry = 7')
    await sql(copy.replace('$n', '0'))
    expect((await verifyJournal(database, housekeeper)).faults).toMatchObject([
      { kind: 'inserted', entry: 0 },
    ])
    await sql('delete from access_journal where entry = 0')
    // A forger who knows the form: entry 3 gives its own hash, and 4 no longer follows from it.
    const [, second] = await journal()
    const forged = {
      entry: 3,
      at,
      readerId: 1,
      readerRoles: 'rep',
      personId: 3,
      dataKind: 'results',
      purpose: 'measurement',
      requestId: 'r3',
    }
    await sql(
      `update access_journal set reader_id = 1, reader_roles = 'rep', hash = '${hashOf(second?.hash ?? '', forged)}' where entry = 3`,
    )
    expect((await verifyJournal(database, housekeeper)).faults).toMatchObject([
      { kind: 'inserted', entry: 4 },
    ])
  })

  test('a chain written anew from end to end is found by the hash that was kept', async () => {
    const { last } = await verifyJournal(database, housekeeper)
    await sql(`delete from access_journal; update journal_heads set entry = 0, hash = repeat('0', 64)`)
    for (let person = 1; person <= 7; person++) await look(person, 'forged')
    expect((await verifyJournal(database, housekeeper)).faults).toEqual([])
    expect((await verifyJournal(database, housekeeper, last)).faults).toMatchObject([
      { kind: 'anchor', entry: 6 },
    ])
  })
})

test('fifty writers at once make one chain without a gap', async () => {
  await Promise.all(Array.from({ length: 50 }, (_, person) => look(person + 1)))
  const { checked, faults } = await verifyJournal(database, housekeeper)
  expect({ checked, faults }).toEqual({ checked: 50, faults: [] })
})

test('a person reads who looked, newest first, and her own looks are no entries', async () => {
  await sql(
    `insert into people (person_id, display_name, name_key, is_provisional) values (900, 'Dana', 'dana', false)`,
  )
  await look(5)
  await look(4)
  await database.write(leader, (query) =>
    writeJournal(
      query,
      leader,
      [
        { personId: 5, dataKind: 'rows', purpose: 'rows' },
        { personId: 900, dataKind: 'rows', purpose: 'rows' },
      ],
      { at, requestId: 'both' },
    ),
  )
  const seen = await database.read(leader, (query) => lookedAt(query, 5))
  expect(
    seen.map(({ readerName, dataKind, requestId, at: when }) => [readerName, dataKind, requestId, when]),
  ).toEqual([
    ['Dana', 'rows', 'both', at],
    ['Dana', 'results', 'r5', at],
  ])
  expect(await database.read(leader, (query) => lookedAt(query, 900))).toEqual([])
  expect(
    await database.read(leader, (query) => lookedAt(query, 5, { before: seen[0]?.entry ?? 0 })),
  ).toHaveLength(1)
})

function journal() {
  return database.read(housekeeper, (query) =>
    query.selectFrom('access_journal').selectAll().orderBy('entry').execute(),
  )
}
