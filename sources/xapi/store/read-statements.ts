// Finds statements again: one by its id, or a page of those that match. A program sees what it sent itself, and no more.
import { type RawBuilder, sql } from 'kysely'
import type { Query } from '../../../model/database.ts'
import type { StatementFilter } from '../statement-query.ts'

type Sql = RawBuilder<unknown>

export interface Found {
  readonly position: number
  readonly storedAt: Date
  /** JSON as it is stored. */
  readonly text: string
  readonly personId: number | null
}

export interface Page {
  readonly statements: readonly Found[]
  /** Where the next page starts; null when this is the last. */
  readonly next: number | null
}

/** Bytes of one page at most, its first statement aside. */
const mostBytes = 8_000_000
/** How far a statement about a statement about a statement is followed. */
const deepestReference = 16

export async function readStatement(
  query: Query,
  credentialId: number,
  { id, isVoided }: { readonly id: string; readonly isVoided: boolean },
): Promise<Found | null> {
  const { rows } = await sql<Row>`
    select s.position, s.stored_at, s.statement::text as text, s.person_id from xapi_statements as s
    where s.credential_id = ${credentialId} and s.statement_uuid = ${id}::uuid and s.is_voided = ${isVoided}`.execute(
    query,
  )
  return rows[0] === undefined ? null : foundOf(rows[0])
}

interface Row {
  position: number
  stored_at: Date
  text: string
  person_id: number | null
}

function foundOf(row: Row): Found {
  return { position: row.position, storedAt: row.stored_at, text: row.text, personId: row.person_id }
}

/** A page of statements that are not voided, newest first unless asked otherwise. */
export async function readPage(query: Query, credentialId: number, filter: StatementFilter): Promise<Page> {
  const order = filter.isAscending ? sql`asc` : sql`desc`
  const { rows } = await sql<Row & { bytes: number }>`
    with page as (
      select s.position, s.stored_at, s.person_id, s.statement::text as text from xapi_statements as s
      where s.credential_id = ${credentialId} and s.position in (${positions(credentialId, filter, filter.limit + 1)})
      order by s.position ${order} limit ${filter.limit + 1}
    ), weighed as (
      select page.*, sum(octet_length(text)) over (order by position ${order}) as bytes,
        row_number() over (order by position ${order}) as place
      from page
    )
    select position, stored_at, person_id, bytes, text from weighed
    where place = 1 or bytes <= ${mostBytes} order by place`.execute(query)
  const shown = rows.slice(0, filter.limit)
  const last = shown.at(-1)
  const isMore =
    last !== undefined &&
    (rows.length > filter.limit || (await hasMore(query, credentialId, filter, last.position)))
  return { statements: shown.map(foundOf), next: isMore ? last.position : null }
}

/** Whether any follows; asked only when a page was cut by its bytes. */
async function hasMore(
  query: Query,
  credentialId: number,
  filter: StatementFilter,
  position: number,
): Promise<boolean> {
  const { rows } = await sql`${positions(credentialId, { ...filter, cursor: position }, 1)}`.execute(query)
  return rows.length > 0
}

/** Positions of the statements that match by themselves, and of those that are about one that does. */
function positions(credentialId: number, filter: StatementFilter, limit: number): Sql {
  const order = filter.isAscending ? sql`asc` : sql`desc`
  const itself = conditionOn(sql`s`, credentialId, filter)
  const those = (condition: Sql): Sql => sql`(select s.position from xapi_statements as s
    where s.credential_id = ${credentialId} and not s.is_voided and ${timeOf(filter)} and ${cursorOf(filter)}
      and ${condition}
    order by s.position ${order} limit ${limit})`
  if (itself === null) return those(sql`true`)
  return sql`${those(itself)} union ${those(isAboutMatch(credentialId, filter))}`
}

function timeOf({ since, until }: StatementFilter): Sql {
  return sql`${since === null ? sql`true` : sql`s.stored_at > ${since}`}
    and ${until === null ? sql`true` : sql`s.stored_at <= ${until}`}`
}

function cursorOf({ cursor, isAscending }: StatementFilter): Sql {
  if (cursor === null) return sql`true`
  return isAscending ? sql`s.position > ${cursor}` : sql`s.position < ${cursor}`
}

/** A statement is about one that matches, however many references lie between. */
function isAboutMatch(credentialId: number, filter: StatementFilter): Sql {
  return sql`s.refers_to is not null and exists (
    with recursive chain (target, steps) as (
      select s.refers_to, 1
      union all
      select n.refers_to, c.steps + 1 from chain as c join xapi_statements as n
        on n.credential_id = ${credentialId} and n.statement_uuid = c.target
      where n.refers_to is not null and c.steps < ${deepestReference}
    )
    select from chain as c join xapi_statements as t
      on t.credential_id = ${credentialId} and t.statement_uuid = c.target
    where ${conditionOn(sql`t`, credentialId, filter) ?? sql`true`})`
}

function conditionOn(
  row: Sql,
  credentialId: number,
  { agent, activity, verb, registration }: StatementFilter,
): Sql | null {
  const has = (kind: string, key: string): Sql => sql`exists (select from xapi_terms as m
    where m.credential_id = ${credentialId} and m.kind = ${kind} and m.term = ${key}::uuid and m.position = ${row}.position)`
  const parts: Sql[] = []
  if (verb !== null) parts.push(sql`md5(${row}.verb) = md5(${verb}) and ${row}.verb = ${verb}`)
  if (registration !== null) parts.push(sql`${row}.registration = ${registration}::uuid`)
  if (agent !== null) parts.push(has(agent.isRelated ? 'related-agent' : 'agent', agent.key))
  if (activity !== null)
    parts.push(
      activity.isRelated
        ? has('related-activity', activity.key)
        : sql`${row}.activity_key = ${activity.key}::uuid`,
    )
  if (parts.length === 0) return null
  return sql`(${sql.join(parts, sql` and `)})`
}
