// What a person brings of her own time, written as rows of `activities`: what she sends again replaces what she sent before.
import { createHash } from 'node:crypto'
import type { Query } from '../../model/database.ts'
import { lockModelIn } from '../../model/data-version.ts'
import type { ActivityCategory } from '../../model/codes.ts'
import { forgetOwnHours, refreshRollups, touchRows, within } from '../../model/rollups/index.ts'
import type { OwnTimeWay } from '../../model/tables/own-time-choices.ts'

/** A piece of time of one day, as it will stand. */
export interface OwnRow {
  /** Known again by this and its day. */
  readonly id: string
  readonly day: string
  readonly category: ActivityCategory
  readonly seconds: number
  /** Instants in milliseconds; null for a total of the day. */
  readonly start: number | null
  readonly end: number | null
  /** The customer that it was spent with; left out where none is known. */
  readonly accountId?: number
  /** Where it happened; left out where the source says it of all. */
  readonly tool?: string
}

/** Which of a person's rows a sending speaks for: those of one source on some days. */
export interface OwnSource {
  readonly personId: number
  /** 'own tracker', 'own card', 'own calendar 1a2b3c4d', 'own mailbox 12'. */
  readonly source: string
  readonly basis: 'declared' | 'captured'
  readonly tool: string | null
  /** Days from `from` on and before `to`; or only those that the rows name. */
  readonly days: { readonly from: string; readonly to: string } | 'of the rows'
  /** Rows that stand and are not sent again stay. */
  readonly keepsOthers?: boolean
}

export interface Kept {
  readonly added: number
  readonly removed: number
  readonly unchanged: number
}

/** No delivery brought these rows: she did. */
const noImport = 0

/** Makes what stands of this source equal to the rows, in the caller's transaction. */
export async function replaceOwnTime(query: Query, about: OwnSource, rows: readonly OwnRow[]): Promise<Kept> {
  const { personId, source } = about
  await lockModelIn(query)
  const days = about.days === 'of the rows' ? [...new Set(rows.map(({ day }) => day))] : null
  const standing = await query
    .selectFrom('activities')
    .select(['activity_id', 'content_hash', 'day'])
    .where('rep_id', '=', personId)
    .where('source', '=', source)
    .$if(days !== null, (of) =>
      days!.length === 0 ? of.where('day', 'is', null) : of.where('day', 'in', days!),
    )
    .$if(about.days !== 'of the rows', (of) => {
      const { from, to } = about.days as { from: string; to: string }
      return of.where('day', '>=', from).where('day', '<', to)
    })
    .execute()
  const isSettled = await settledDays(query, about)
  const wanted = new Map(rows.filter(({ day }) => !isSettled(day)).map((row) => [hashOf(about, row), row]))
  const leaving: number[] = []
  for (const { activity_id, content_hash, day } of standing)
    if (!wanted.delete(content_hash) && !isSettled(day) && about.keepsOthers !== true)
      leaving.push(activity_id)
  const rollups = within(query)
  if (leaving.length > 0) {
    await touchRows(rollups, 'activities', 'row.rep_id = $1 and row.activity_id = any ($2::bigint[])', [
      personId,
      leaving,
    ])
    for (const some of batches(leaving))
      await query
        .deleteFrom('activities')
        .where('rep_id', '=', personId)
        .where('activity_id', 'in', some)
        .execute()
  }
  for (const some of batches([...wanted]))
    await query
      .insertInto('activities')
      .values(some.map(([hash, row]) => valuesOf(about, row, hash)) as never)
      .execute()
  if (wanted.size > 0)
    await touchRows(
      rollups,
      'activities',
      'row.rep_id = $1 and row.source = $2 and row.day = any ($3::date[])',
      [personId, source, [...new Set([...wanted.values()].map(({ day }) => day))]],
    )
  await refreshRollups(rollups)
  return { added: wanted.size, removed: leaving.length, unchanged: standing.length - leaving.length }
}

/**
 * The days on which nothing changes any more: nothing of them is kept, or their hours are not, so that what was captured of them
 * can no longer be told from what a source says again. What every other door brings is settled by refreshRollups.
 */
async function settledDays(query: Query, { personId, basis }: OwnSource): Promise<(day: string) => boolean> {
  const kept = await query
    .selectFrom('rollups')
    .select(['rows_from', 'hours_from'])
    .where('rollup', '=', 'activity_days')
    .executeTakeFirst()
  const past =
    basis === 'declared'
      ? []
      : await query.selectFrom('past_hours').select('day').where('rep_id', '=', personId).execute()
  const days = new Set(past.map(({ day }) => day))
  return (day) => day < (kept?.rows_from ?? '') || (day < (kept?.hours_from ?? '') && days.has(day))
}

/** Takes away rows of a person's own sources. @returns how many */
export async function removeOwnTime(
  query: Query,
  personId: number,
  { day, way }: { readonly day?: string; readonly way?: OwnTimeWay },
): Promise<number> {
  return removeLike(query, personId, way === undefined ? 'own %' : `own ${way}%`, day ?? null)
}

/** Takes away what one source of hers brought. @returns how many rows */
export async function removeSource(query: Query, personId: number, source: string): Promise<number> {
  return removeLike(query, personId, source, null)
}

async function removeLike(query: Query, personId: number, like: string, day: string | null): Promise<number> {
  await lockModelIn(query)
  const rollups = within(query)
  const condition = `row.rep_id = $1 and row.source like $2 and ($3::date is null or row.day = $3::date)`
  await touchRows(rollups, 'activities', condition, [personId, like, day])
  const gone = await query
    .deleteFrom('activities')
    .where('rep_id', '=', personId)
    .where('source', 'like', like)
    .$if(day !== null, (of) => of.where('day', '=', day!))
    .executeTakeFirst()
  // Of her own pieces only those of calendars had hours to lose.
  if (like !== 'own tracker%' && like !== 'own card%') await forgetOwnHours(rollups, personId, day)
  await refreshRollups(rollups)
  return Number(gone.numDeletedRows)
}

function valuesOf(about: OwnSource, row: OwnRow, hash: string) {
  return {
    rep_id: about.personId,
    day: row.day,
    category: row.category,
    basis: about.basis,
    seconds: row.seconds,
    started_at: row.start === null ? null : new Date(row.start),
    ended_at: row.end === null ? null : new Date(row.end),
    tool: row.tool ?? about.tool,
    account_id: row.accountId ?? null,
    opportunity_id: null,
    source: about.source,
    external_id: row.id,
    created_import_id: noImport,
    import_id: noImport,
    import_file_id: noImport,
    source_row: 0,
    content_hash: hash,
  }
}

/** The same piece of time of the same source has the same digest, written as a UUID is. */
function hashOf({ personId, source, basis }: OwnSource, row: OwnRow): string {
  const hex = createHash('md5')
    .update(
      JSON.stringify([
        personId,
        source,
        basis,
        row.id,
        row.day,
        row.category,
        row.seconds,
        row.start,
        row.end,
        ...(row.accountId === undefined ? [] : [row.accountId]),
      ]),
    )
    .digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

function* batches<Item>(items: readonly Item[]): Generator<Item[]> {
  for (let at = 0; at < items.length; at += 1000) yield items.slice(at, at + 1000)
}
