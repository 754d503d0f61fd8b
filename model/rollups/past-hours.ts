// Pieces of time lose their hours after a while: what those of a day come to is added up once, and the pieces go. Figures go on
// reading the same totals.
import { activityDays, noted, secondsColumns } from './activity-days.ts'
import { noteTouched, type Sending, touched } from './touched.ts'

const totals = ['activities', 'selling_micros', 'tracked_micros']
const hasHours = '(row.started_at is not null or row.ended_at is not null)'

/**
 * Removes the pieces of time with hours that satisfy a condition on the alias `row`, which takes whole days of a person. What
 * they come to is kept by day, once: where a day has been added up before, what came since is in no total and goes as well.
 * Days before the first one of which totals are kept leave none. Totals without hours stay as rows. What a person's own calendars
 * add (no delivery brought it) is kept apart, so that she can take it back.
 * @returns how many pieces went
 */
export async function foldHours(
  client: Sending,
  condition: string,
  values: readonly unknown[] = [],
): Promise<number> {
  await client.query(
    `create temporary table folded_days on commit drop as
     select distinct row.rep_id, row.day from activities as row
     where ${hasHours} and ${condition}
       and row.day >= coalesce((select rows_from from rollups where rollup = 'activity_days'), '-infinity')
       and not exists (select from past_hours as past where past.rep_id = row.rep_id and past.day = row.day)`,
    [...values],
  )
  await client.query('analyze folded_days')
  const of = (whose: string) =>
    `(${noted(`${hasHours}${whose} and (row.rep_id, row.day) in (select rep_id, day from folded_days)`)})`
  const [company, own] = [of(' and row.created_import_id <> 0'), of(' and row.created_import_id = 0')]
  const sums = [...secondsColumns.values()]
  await client.query(
    `insert into past_hours (rep_id, day, basis, is_own, ${totals.join(', ')}, ${sums.join(', ')})
     select rep_id, day, basis, false, ${totals.join(', ')}, ${sums.join(', ')} from ${company} as theirs
     union all
     select own.rep_id, own.day, own.basis, true, own.activities,
       every.selling_micros - coalesce(theirs.selling_micros, 0), every.tracked_micros - coalesce(theirs.tracked_micros, 0),
       ${sums.map((column) => `own.${column}`).join(', ')}
     from ${own} as own
     join ${of('')} as every on every.rep_id = own.rep_id and every.day = own.day and every.basis = own.basis
     left join ${company} as theirs on theirs.rep_id = own.rep_id and theirs.day = own.day and theirs.basis = own.basis`,
  )
  await client.query('drop table folded_days')
  const { rows } = await client.query(
    `with gone as (delete from activities as row where ${hasHours} and ${condition} returning 1)
     select count(*)::integer as removed from gone`,
    [...values],
  )
  return (rows[0] as { removed: number }).removed
}

/** Says that pieces of time before a day have lost their hours: what comes later of those days loses them on arrival. */
export async function keepHoursFrom(client: Sending, day: string): Promise<void> {
  await client.query(
    `insert into rollups (rollup, version, hours_from) values ('activity_days', ${activityDays.version}, $1::date)
     on conflict (rollup) do update set hours_from = greatest(rollups.hours_from, excluded.hours_from)`,
    [day],
  )
}

/**
 * Takes back what a person's own calendars added to days whose hours are no longer kept; `day` null: to all of them. Which of her
 * calendars it was is no longer known. For `refreshRollups` the days are noted.
 */
export async function forgetOwnHours(client: Sending, personId: number, day: string | null): Promise<void> {
  const condition = `past.rep_id = $1 and past.is_own and ($2::date is null or past.day = $2::date)`
  await noteTouched(client, activityDays)
  await client.query(
    `insert into ${touched(activityDays)} select distinct past.rep_id, past.day from past_hours as past where ${condition}`,
    [personId, day],
  )
  await client.query(`delete from past_hours as past where ${condition}`, [personId, day])
}

/** Gives what one person's days came to to another, in the same transaction as her rows; days of both are added. */
export async function movePastHours(client: Sending, from: number, to: number): Promise<void> {
  const sums = [...totals, ...secondsColumns.values()]
  await noteTouched(client, activityDays)
  await client.query(
    `insert into ${touched(activityDays)} select distinct person.rep_id, past.day
     from past_hours as past cross join (values ($1::bigint), ($2::bigint)) as person (rep_id) where past.rep_id = $1`,
    [from, to],
  )
  await client.query(
    `insert into past_hours (rep_id, day, basis, is_own, ${sums.join(', ')})
     select $2, day, basis, is_own, ${sums.join(', ')} from past_hours where rep_id = $1
     on conflict (rep_id, day, basis, is_own) do update set ${sums
       .map(
         (column) =>
           `${column} = coalesce(past_hours.${column} + excluded.${column}, past_hours.${column}, excluded.${column})`,
       )
       .join(', ')}`,
    [from, to],
  )
  await client.query('delete from past_hours where rep_id = $1', [from])
}
