// A company in which every cell of text that no code must stand in holds a word of its own, and who is behind each word: what a
// crawl of all doors finds is looked up here.
import type pg from 'pg'
import { allTables, type AnyTable, personColumns } from '../../access/privacy/links.ts'
import { owner } from '../../model/reader.ts'
import type { Audience } from '../../model/table.ts'
import { plantRows } from './rows.ts'
import type { TestDatabase } from '../database.ts'
import { fillMany } from '../rows-of-many.ts'
import { tell } from '../story.ts'
import { storyOfMany } from '../story-of-many.ts'

export interface Planted {
  /** 'leads.status' */
  readonly column: string
  readonly readers: readonly Audience[]
  /** Whose row it stands in; of a company's row, everybody who has dealings with it. */
  readonly people: ReadonlySet<number>
}

/** Words by which codes, settings, reports and digests would no longer be what they are. Any other text is planted. */
const left = [
  /^(settings|imports|import_files|import_changes|remembered_mappings|rollups|currency_rates|targets|retention_rules)\./,
  /^(users|user_identities|first_starts|sessions|known_devices|recovery_codes|invitations|resets|api_tokens|sign_in_attempts)\./,
  /^(access_journal|journal_heads|purge_runs|erasures|connections|connection_items)\./,
  /\.(kind|outcome|outcome_basis|currency|currency_basis|provenance|category|basis|end_reason|sentiment|channel|record_kind)$/,
  /^(people\.job|costs\.department|quotas\.counts|opportunities\.type|opportunity_lines\.type|notes\.(metric|answer|scope|period))$/,
  /^(corrections\.column_name|feedback_actions\.feedback_ref|feedback\.theme|notice_receipts\.way)$/,
]

/** Tables that get a row for each person where no story fills them. */
const bare = [
  'courses',
  'training_results',
  'workshops',
  'workshop_attendances',
  'coaching_sessions',
  'onboarding_milestones',
  'quotas',
  'work_schedules',
  'absences',
  'holidays',
  'notes',
  'corrections',
  'notice_versions',
  'notice_receipts',
  'person_identities',
  'source_identities',
] as const

/** Tells the company and plants its words. @returns what each word is, by the word in small letters */
export async function plantedWorld(database: TestDatabase): Promise<ReadonlyMap<string, Planted>> {
  await tell(database, storyOfMany(3, 60, 40))
  await fillMany(database, 3)
  const client = await database.connect(owner)
  try {
    const { rows: people } = await client.query<{ person_id: string }>(
      `select person_id::text from people order by display_name`,
    )
    const empty: (typeof bare)[number][] = []
    for (const table of bare) {
      const { rows } = await client.query(`select from ${table} limit 1`)
      if (rows.length === 0) empty.push(table)
    }
    for (const [at, { person_id }] of people.entries())
      await plantRows(client, empty, { word: `Bare${at}`, values: valuesOf(Number(person_id), at + 1) })
    for (const table of allTables) await countOn(client, table)
    const words = new Map<string, Planted>()
    const known = { accounts: await peopleOfAccounts(client), deals: await peopleOfDeals(client) }
    for (const [at, table] of allTables.entries()) await plant(client, table, at, known, words)
    return words
  } finally {
    client.release()
  }
}

/** Rows told with numbers of their own leave the database's count behind: it goes on after the highest. */
async function countOn(client: pg.ClientBase, { name, key, columns }: AnyTable): Promise<void> {
  for (const column of key.filter((one) => columns[one]!.type === 'bigint'))
    await client.query(
      `select setval(sequence, greatest(1, coalesce((select max(${column}::bigint) from ${name}), 1)))
       from pg_get_serial_sequence($1, $2) as sequence where sequence is not null`,
      [name, column],
    )
}

/** The words in a text: 'qz4x2x17zq'. */
export function wordsIn(text: string): readonly string[] {
  return [...new Set(text.toLowerCase().match(/qz\d+x\d+x\d+zq/g) ?? [])]
}

const valuesOf = (person: number, number: number) => ({
  ...Object.fromEntries(
    allTables
      .flatMap((table) => table.key.filter((column) => column.endsWith('_id')))
      .map((key) => [key, number]),
  ),
  ...Object.fromEntries([...personColumns].map((column) => [column, person])),
  account_id: 1,
  record_id: 1,
  starts_on: `2026-01-${String(number).padStart(2, '0')}`,
  ends_on: `2026-02-${String(number).padStart(2, '0')}`,
  day: `2026-03-${String(number).padStart(2, '0')}`,
  share: 1,
  'courses.kind': 'course',
  'notes.kind': 'annotation',
  'notes.record_kind': 'opportunity',
  'notes.metric': null,
  'notes.answer': null,
  'notes.scope': null,
  'notes.period': null,
  'corrections.column_name': 'job',
  'notice_receipts.way': 'on-paper',
  'source_identities.kind': 'opportunity',
  'person_identities.kind': 'name',
  'person_identities.value_key': `bare ${number}`,
})

/** Who owned each deal, now or before. */
async function peopleOfDeals(client: pg.ClientBase): Promise<ReadonlyMap<number, Set<number>>> {
  const { rows } = await client.query<{ deal: string; person: string }>(
    `select opportunity_id::text as deal, owner_id::text as person from opportunities where owner_id is not null
     union select opportunity_id::text, owner_id::text from opportunity_owners`,
  )
  const found = new Map<number, Set<number>>()
  for (const { deal, person } of rows)
    found.set(Number(deal), (found.get(Number(deal)) ?? new Set()).add(Number(person)))
  return found
}

/** Who has dealings with each company: its own owner, and whoever stands in a row of it. */
async function peopleOfAccounts(client: pg.ClientBase): Promise<ReadonlyMap<number, Set<number>>> {
  const found = new Map<number, Set<number>>()
  for (const { name, columns } of allTables) {
    if (!('account_id' in columns)) continue
    for (const column of Object.keys(columns).filter((one) => personColumns.has(one))) {
      const { rows } = await client.query<{ account: string; person: string }>(
        `select distinct account_id::text as account, ${column}::text as person from ${name} where ${column} is not null`,
      )
      for (const { account, person } of rows)
        found.set(Number(account), (found.get(Number(account)) ?? new Set()).add(Number(person)))
    }
  }
  return found
}

async function plant(
  client: pg.ClientBase,
  table: AnyTable,
  at: number,
  known: Readonly<Record<'accounts' | 'deals', ReadonlyMap<number, Set<number>>>>,
  words: Map<string, Planted>,
): Promise<void> {
  const texts = Object.entries(table.columns).filter(
    ([column, { type }]) => type === 'text' && !left.some((one) => one.test(`${table.name}.${column}`)),
  )
  if (texts.length === 0) return
  const columns = Object.keys(table.columns)
  const links = columns.filter((column) => personColumns.has(column))
  const others = ['account_id', 'opportunity_id', 'record_id'].filter((column) => columns.includes(column))
  const { rows } = await client.query<Record<string, string | null>>(
    `update ${table.name} as t
     set ${texts.map(([column], i) => `"${column}" = coalesce("${column}" || ' ', '') || 'qz${at}x${i}x' || numbered.n || 'zq'`).join(', ')}
     from (select ctid as place, row_number() over () as n from ${table.name}) as numbered
     where t.ctid = numbered.place returning ${['numbered.n::text', ...[...links, ...others].map((column) => `t.${column}::text`)].join(', ')}`,
  )
  for (const row of rows) {
    const named = links.flatMap((column) => (row[column] === null ? [] : [Number(row[column])]))
    const deal =
      known.deals.get(Number(table.name === 'notes' ? row['record_id'] : row['opportunity_id'])) ?? []
    const isCompanys = links.length === 0 || table.name === 'accounts'
    const company = isCompanys ? (known.accounts.get(Number(row['account_id'])) ?? []) : []
    const people = new Set([...named, ...deal, ...company])
    for (const [i, [column, { readers }]] of texts.entries())
      words.set(`qz${at}x${i}x${row.n}zq`, { column: `${table.name}.${column}`, readers, people })
  }
}
