// Export and erasure over the whole schema: words planted in every text column of a person's rows and of another's.
// All of hers are in her export, none of the other's; after her erasure no trace of her is anywhere, and all totals stand.
import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import type pg from 'pg'
import { placesOf, plantRows } from '../../test/canary/rows.ts'
import { freshDatabase } from '../../test/database.ts'
import { owner } from '../../model/reader.ts'
import { type TableName, tables } from '../../model/schema.ts'
import { parseKeys } from '../secrets.ts'
import { heldAbout } from './held-about.ts'
import { erasePerson, erasureLedger, replayErasures } from './erase.ts'
import { allTables, isWithheld, otherLinks, ownRows, personColumns, userColumns } from './links.ts'
import { PrivacyRefused } from './refused.ts'

const keys = parseKeys(randomBytes(32).toString('hex'))
const options = { now: new Date('2026-02-01T08:00:00Z'), random: randomBytes, keys }

async function withClient<Result>(
  database: Awaited<ReturnType<typeof freshDatabase>>,
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await database.connect(owner)
  try {
    return await work(client)
  } finally {
    client.release()
  }
}

/** Tables with rows of one person; the account first, because others are found through it. */
const personal = allTables.filter((table) => ownRows(table) !== null).map((table) => table.name)

/** Each table's own number, wherever it stands: rows of two people differ in it. */
const ownNumbers = allTables.flatMap((table) => table.key.filter((column) => column.endsWith('_id')))

const rowsOf = (person: number, account: number) => ({
  ...Object.fromEntries(ownNumbers.map((column) => [column, account])),
  person_id: person,
  owner_id: person,
  manager_id: person,
  reader_id: person,
  author_id: person,
  rep_id: person,
  coach_id: person,
  replied_by: person,
  changed_by: person,
  user_id: person + 1_000,
  created_by: person + 1_000,
  account_id: account,
  opportunity_id: account + 100,
  lead_id: account + 200,
  record_id: account + 100,
  'source_identities.kind': 'opportunity',
  team_id: account,
  entry: account,
  visit: 1,
  stay: 1,
})

test('every column that holds the number of something is classified: a link to a person cannot be forgotten', () => {
  for (const table of allTables)
    for (const [column, { type }] of Object.entries(table.columns)) {
      if (type !== 'bigint' || !/_(id|by)$/.test(column)) continue
      const known = [personColumns, userColumns, otherLinks].filter((set) => set.has(column))
      expect(known.length, `${table.name}.${column}`).toBe(1)
    }
})

test('a person gets every word of hers and none of anybody else', async () => {
  const database = await freshDatabase()
  const [hers, others] = await withClient(database, async (client) => [
    await plantRows(client, personal, { word: 'Hers', values: rowsOf(7, 11) }),
    await plantRows(client, personal, { word: 'Other', values: rowsOf(8, 12) }),
  ])
  await withClient(database, async (client) => {
    await client.query(
      `update people set display_name = 'Zoé Quartz', email = 'zoe.quartz@example.com' where person_id = 7`,
    )
    // Deliveries name her and somebody else.
    await plantRows(client, ['imports', 'import_files'], {
      word: 'Report',
      values: {
        import_id: 1,
        import_file_id: 1,
        report: {
          findings: [
            { sentence: { fr: 'Zoé Quartz : Hers-finding' } },
            { sentence: { fr: 'Other-finding' } },
          ],
        },
      },
    })
    await client.query(
      `insert into refused_rows (import_id, import_file_id, row, code, detail, cells) values
         (1, 1, 2, 'X', '{}', '["QUARTZ, zoe", "Hers-refused"]'), (1, 1, 3, 'X', '{}', '["Somebody", "Other-refused"]')`,
    )
    await client.query(
      `insert into import_changes (import_id, table_name, before) values
         (1, 'leads', '{"owner_id": 7, "status": "Hers-image"}'), (1, 'leads', '{"owner_id": 8, "status": "Other-image"}')`,
    )
  })
  let all = ''
  let cells = ''
  const counts: Record<string, number> = {}
  for await (const table of heldAbout(database, owner, 7)) {
    counts[table.name] = table.count
    for await (const row of table.json()) all += `${row}\n`
    for await (const row of table.rows()) cells += `${row.join('\t')}\n`
  }
  const withheld = new Set(
    allTables.flatMap((table) =>
      Object.entries(table.columns).flatMap(([column, care]) =>
        isWithheld(care) ? [`Hers-${table.name}-${column}`] : [],
      ),
    ),
  )
  const expected = [
    ...hers.filter((word) => !withheld.has(word) && !/people-(display_name|email)$/.test(word)),
    'Hers-finding',
    'Hers-refused',
    'Hers-image',
    'zoe.quartz@example.com',
  ]
  expect(expected.length).toBeGreaterThan(60)
  for (const text of [all, cells]) {
    expect(expected.filter((word) => !text.includes(word))).toEqual([])
    expect(
      [...others, 'Other-finding', 'Other-refused', 'Other-image'].filter((word) => text.includes(word)),
    ).toEqual([])
    expect([...withheld].filter((word) => text.includes(word))).toEqual([])
  }
  for (const table of personal) expect(counts[table], table).toBe(1)
})

test('after an erasure no way of writing her is left anywhere, and every total stands', async () => {
  const database = await freshDatabase()
  const everywhere = Object.keys(tables).filter((name) => !untouched.has(name)) as TableName[]
  const spellings = [
    'Zoé Quartz',
    'ZOE QUARTZ',
    'Quartz, Zoé',
    'zoe.quartz@example.com',
    'Zoe.Quartz@Example.COM',
    'zoe_quartz',
    'Zoe\u0301 Quartz',
    'QUARTZ-ZOÉ',
  ]
  await withClient(database, async (client) => {
    for (const [at, spelling] of spellings.entries()) {
      const values = { ...rowsOf(100 + at, 100 + at), 'accounts.is_identified': true }
      await plantRows(client, everywhere, {
        // About this and that person, and naming her in every word.
        word: `deal of ${spelling}, seen`,
        values: {
          ...values,
          ...Object.fromEntries(keysOfTables.map((key) => [key, 5_000 + at])),
          // Counted by day or by days, without a number of its own.
          'lead_counts.day': `2026-01-${String(at + 1).padStart(2, '0')}`,
          'first_days.day': `2026-01-${String(at + 1).padStart(2, '0')}`,
          'nps_days.day': `2026-01-${String(at + 1).padStart(2, '0')}`,
          'lead_delays.month': `2026-${String(at + 1).padStart(2, '0')}-01`,
          'won_cycles.days': at + 1,
          'delay_totals.days': at + 1,
          'stay_ages.age': at + 1,
          'stay_months.ended_in': `2026-${String(at + 1).padStart(2, '0')}-01`,
          'imports.state': 'visible',
          'opportunities.outcome': 'won',
          'opportunities.currency': 'EUR',
          'opportunity_lines.currency': 'EUR',
          'source_identities.kind': 'opportunity',
        },
      })
    }
    await client.query(
      `insert into people (person_id, display_name, name_key, email, is_provisional) values
         (7, 'Zoé Quartz', 'zoe quartz', 'zoe.quartz@example.com', false), (8, 'Ana Quartz', 'ana quartz', 'ana@example.com', false)`,
    )
    await client.query(
      `insert into person_identities (kind, source, value_key, value, person_id) values
         ('email', '', 'zoe.quartz@example.com', 'zoe.quartz@example.com', 7), ('external-id', 'crm', '0055500000AbCdE', '0055500000AbCdE', 7),
         ('external-id', 'crm', '42', '42', 7), ('name', '', 'zoe quartz', 'Zoé Quartz', 7), ('email', '', 'ana@example.com', 'ana@example.com', 8)`,
    )
    await client.query(
      `insert into users (user_id, person_id, email, email_key, display_name, roles, state, second_factor, created_at)
       values (70, 7, 'zoe.quartz@example.com', 'zoe.quartz@example.com', 'Zoé Quartz', '["rep"]', 'active', 'none', now())`,
    )
    await client.query(
      `insert into users (user_id, person_id, email, email_key, display_name, roles, state, second_factor, created_at)
       values (71, null, 'it@example.com', 'it@example.com', 'IT', '["administrator"]', 'active', 'none', now())`,
    )
    await client.query(`insert into sessions values ('x', 70, 'full', now(), now())`)
    await client.query(
      `insert into opportunities (account_id, opportunity_id, source, external_id, name, owner_id, outcome, outcome_basis, amount_minor,
         currency, is_deleted, created_import_id, import_id, import_file_id, source_row, content_hash)
       select 900, n, 'crm', 'o-' || n, case when n = 1 then 'Renewal (Zoe Quartz)' else 'Zoo visit ' || n end, 7, 'won', 'stated', n * 100,
         'EUR', false, 1, 1, 1, n, '00000000-0000-4000-8000-000000000000' from generate_series(1, 50) as n`,
    )
    await client.query(
      `insert into import_changes (import_id, table_name, before) values (1, 'people', '{"person_id": 7, "display_name": "Zoé Durand", "name_key": "zoe durand", "email": null}')`,
    )
    await client.query(`insert into opportunities (account_id, opportunity_id, source, external_id, name, outcome, outcome_basis, is_deleted,
      created_import_id, import_id, import_file_id, source_row, content_hash) values (901, 99, 'crm', 'z', 'Met Zoé Durand in May', 'open', 'stated', false, 1, 1, 1, 1, '00000000-0000-4000-8000-000000000000')`)
    await client.query('analyze')
    expect((await placesOf(client, 'quartz')).length).toBeGreaterThan(60)
  })
  const figures = (client: pg.PoolClient) =>
    client.query(`select owner_id, count(*), sum(amount_minor) from opportunities group by 1 order by 1`)
  const before = await withClient(database, figures)
  const erased = await erasePerson(database, owner, 7, options)
  const after = await withClient(database, figures)
  expect(after.rows).toEqual(before.rows)
  await withClient(database, async (client) => {
    for (const trace of [
      'zoé quartz',
      'zoe quartz',
      'zoe.quartz',
      'zoe_quartz',
      'quartz-zo',
      'quartz, zo',
      'durand',
      '0055500000AbCdE',
      'Zoe\u0301 Quartz',
    ])
      expect(await placesOf(client, trace), trace).toEqual([])
    // Nobody else was touched, nor words that only look like hers.
    expect(await placesOf(client, 'ana quartz')).toEqual(
      expect.arrayContaining(['people.display_name', 'people.name_key']),
    )
    const { rows: kept } = await client.query<{ names: number }>(
      `select count(*)::int as names from opportunities where name like 'Zoo visit %'`,
    )
    expect(kept[0]?.names).toBe(49)
    const { rows: titles } = await client.query<{ name: string }>(
      'select name from opportunities where opportunity_id in (1, 99) order by 1',
    )
    expect(titles.map(({ name }) => name)).toEqual([
      `Met ${erased.pseudonym} in May`,
      `Renewal (${erased.pseudonym})`,
    ])
    const { rows: gone } = await client.query(
      'select 1 from sessions where user_id = 70 union all select 1 from users where user_id = 70',
    )
    expect(gone).toEqual([])
  })
  expect(erased.pseudonym).toMatch(/^Anonyme [A-Z2-9]{8}$/)
  expect(JSON.stringify(await erasureLedger(database, owner))).not.toMatch(/quartz|example/i)
})

test('a restore replays the ledger: she is erased again by her address, a namesake is not', async () => {
  const database = await freshDatabase()
  const arrive = (number: number, email: string | null) =>
    withClient(database, async (client) => {
      await client.query(
        `insert into people (person_id, display_name, name_key, email, is_provisional) values ($1, 'Zoé Quartz', 'zoe quartz', $2, false)`,
        [number, email],
      )
      if (email !== null)
        await client.query(
          `insert into person_identities (kind, source, value_key, value, person_id) values ('email', '', $2, $2, $1)`,
          [number, email],
        )
    })
  await arrive(7, 'zoe@example.com')
  await erasePerson(database, owner, 7, options)
  const ledger = JSON.parse(JSON.stringify(await erasureLedger(database, owner))) as Awaited<
    ReturnType<typeof erasureLedger>
  >
  expect(await replayErasures(database, owner, ledger, options)).toEqual([])
  // The restored place: the ledger is not in it, she is, under another number; and a colleague of the same name.
  await withClient(database, (client) => client.query('delete from erasures; delete from people'))
  await arrive(20, 'zoe@example.com')
  await arrive(21, 'zoe.other@example.com')
  await arrive(7, null)
  const again = await replayErasures(database, owner, ledger, options)
  expect(again.map(({ personId }) => personId)).toEqual([7, 20])
  const names = await database.read(owner, (query) =>
    query.selectFrom('people').select(['person_id', 'display_name']).orderBy('person_id').execute(),
  )
  expect(names.map(({ display_name }) => display_name.startsWith('Anonyme'))).toEqual([true, true, false])
  // Another key knows nobody.
  await withClient(database, (client) => client.query('delete from people; delete from person_identities'))
  await arrive(20, 'zoe@example.com')
  expect(
    await replayErasures(database, owner, ledger, {
      ...options,
      keys: parseKeys(randomBytes(32).toString('hex')),
    }),
  ).toEqual([])
})

test('a single first name, or a name that a colleague has too, is only replaced in rows of hers', async () => {
  const database = await freshDatabase()
  await withClient(database, async (client) => {
    await client.query(
      `insert into people (person_id, display_name, name_key, is_provisional) values (7, 'Rose', 'rose', false)`,
    )
    await client.query(
      `insert into accounts (account_id, name, name_key, owner_id, is_identified) values (1, 'Rose & fils', 'rose & fils', 8, true), (2, 'Chez Rose', 'chez rose', 7, true)`,
    )
  })
  await withClient(database, (client) =>
    client.query(`insert into person_identities (kind, source, value_key, value, person_id) values ('name', '', 'accept', 'accept', 7);
      insert into import_files (import_id, name, bytes, report) values (1, 'x', 1, '{"verdict": "accept", "samples": ["Rose", "Primrose", "accept"]}')`),
  )
  const { pseudonym } = await erasePerson(database, owner, 7, options)
  const files = await database.read(owner, (query) =>
    query.selectFrom('import_files').select('report').execute(),
  )
  expect(files[0]?.report).toEqual({ verdict: 'accept', samples: [pseudonym, 'Primrose', pseudonym] })
  const rows = await database.read(owner, (query) =>
    query.selectFrom('accounts').select('name').orderBy('account_id').execute(),
  )
  expect(rows.map(({ name }) => name)).toEqual(['Rose & fils', `Chez ${pseudonym}`])
})

test('the last administrator is not erased: the house would be open to whoever comes', async () => {
  const database = await freshDatabase()
  await withClient(database, (client) =>
    client.query(`insert into people (person_id, display_name, name_key, is_provisional) values (7, 'Zoé Quartz', 'zoe quartz', false);
      insert into users (user_id, person_id, email, email_key, display_name, roles, state, second_factor, created_at)
        values (70, 7, 'z@example.com', 'z@example.com', 'Zoé', '["administrator"]', 'active', 'none', now()),
          (71, null, 'it@example.com', 'it@example.com', 'IT', '["administrator"]', 'deactivated', 'none', now())`),
  )
  await expect(erasePerson(database, owner, 7, options)).rejects.toMatchObject({ code: 'last-administrator' })
  await withClient(database, (client) => client.query(`update users set state = 'active' where user_id = 71`))
  expect((await erasePerson(database, owner, 7, options)).counts['users']).toBe(1)
})

test('nothing is erased while a delivery waits, nor for a number that nobody has', async () => {
  const database = await freshDatabase()
  const refusal = (personId: number) =>
    erasePerson(database, owner, personId, options).then(
      () => null,
      (error: unknown) => (error instanceof PrivacyRefused ? error.code : error),
    )
  expect(await refusal(7)).toBe('person-unknown')
  await withClient(database, (client) =>
    client.query(`insert into people (person_id, display_name, name_key, is_provisional) values (7, 'Zoé Quartz', 'zoe quartz', false);
      insert into imports (state, source, options, started_at) values ('staged', 'crm', '{}', now())`),
  )
  expect(await refusal(7)).toBe('delivery-waits')
  await withClient(database, (client) => client.query(`update imports set state = 'discarded'`))
  expect(await refusal(7)).toBeNull()
})

/** The journal is append-only and holds numbers; its ends and the ledger itself hold nothing that a person wrote. */
const untouched = new Set(['access_journal', 'journal_heads', 'erasures', 'person_identities'])
const keysOfTables = [
  'product_id',
  'pipeline_id',
  'stage_id',
  'import_id',
  'import_file_id',
  'import_change_id',
  'refused_row_id',
  'target_id',
  'purge_run_id',
  'change_id',
]
