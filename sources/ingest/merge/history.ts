// Stage visits and stays with owners: from histories that the source recorded, and from comparing an opportunity with
// what the previous export said of it. What was recorded wins over what was compared.
import { run } from '../sql.ts'
import { recordedEvents } from './deal-events.ts'
import { brings, has, type Merge, saveBefore, table } from './context.ts'

/** The instant at which a local day begins. */
const startOfDay = (day: string, timeZone: string) => `(${day}::timestamp at time zone '${timeZone}')`

/** Adds moves that a history file recorded. Visits of an opportunity are made anew when the history brings anything new. */
export async function mergeHistory(merge: Merge): Promise<void> {
  const recorded = [
    has(merge, 'stage-history')
      ? `select file_id, opportunity, stage, entered_at, entered_on, left_at, left_on,
           ${brings(merge, 'stage-history', 'stageBefore') ? 'stage_before' : 'null::text as stage_before'}
         from ${table(merge, 'stage-history')}`
      : '',
    neverMoved(merge),
    recordedEvents(merge),
  ].filter((rows) => rows !== '')
  if (merge.isRehearsal || recorded.length === 0) return
  const { client, timeZone } = merge
  await client.query(
    `create temporary table recorded on commit drop as
     select i.account_id, i.record_id as opportunity_id, stage.stage_id, min(s.file_id) as file_id,
       coalesce(s.entered_at, ${startOfDay('s.entered_on', timeZone)}) as entered_at, s.entered_on,
       max(coalesce(s.left_at, ${startOfDay('s.left_on', timeZone)})) filter (where s.left_on < date '2050-01-01') as left_at,
       max(s.left_on) filter (where s.left_on < date '2050-01-01') as left_on, max(s.stage_before) as stage_before, false as is_first
     from (${recorded.join(' union all ')}) as s
     join source_identities as i on i.kind = 'opportunity' and i.source = $1 and i.external_id = s.opportunity
     join opportunities as o on o.account_id = i.account_id and o.opportunity_id = i.record_id
     left join (select distinct on (stage, pipeline_id) stage, pipeline_id, stage_id from stage_of
       order by stage, pipeline_id, stage_id) as here on here.stage = s.stage and here.pipeline_id = o.pipeline_id
     left join (select distinct on (stage) stage, stage_id from stage_of order by stage, stage_id) as anywhere
       on anywhere.stage = s.stage
     join stages as stage on stage.stage_id = coalesce(here.stage_id, anywhere.stage_id)
     where s.entered_on is not null
     group by i.account_id, i.record_id, stage.stage_id, s.entered_at, s.entered_on`.replace(
      '$1',
      `'${merge.source.replaceAll("'", "''")}'`,
    ),
  )
  await addFirstStages(merge)
  await client.query('analyze recorded')
  // Recorded moves, old and new, in order; a row that repeats the stage before it (an amount changed) is no move.
  await client.query(
    `create temporary table visits_now on commit drop as
     with touched as (select distinct account_id, opportunity_id from recorded),
     moves as (
       select account_id, opportunity_id, stage_id, entered_at, entered_on, left_at, left_on, 'history' as provenance from recorded
       union
       select v.account_id, v.opportunity_id, v.stage_id, v.entered_at, v.entered_on, null, null, v.provenance
       from stage_visits as v join touched using (account_id, opportunity_id)
       where (v.provenance = 'history' and not exists (select from recorded as r where r.account_id = v.account_id
           and r.opportunity_id = v.opportunity_id and (r.stage_id = v.stage_id or r.is_first) and r.entered_at = v.entered_at))
         or (v.provenance = 'snapshot' and v.entered_at > (select max(r.entered_at) from recorded as r
           where r.account_id = v.account_id and r.opportunity_id = v.opportunity_id))
     ), compared as (
       select *, lag(stage_id) over deal as stage_before from moves
       window deal as (partition by account_id, opportunity_id order by entered_at, left_at nulls last, stage_id)
     ), real as (
       select *, lead(entered_at) over deal as next_at, lead(entered_on) over deal as next_on,
         row_number() over deal as visit from compared where stage_before is distinct from stage_id
       window deal as (partition by account_id, opportunity_id order by entered_at, left_at nulls last, stage_id)
     )
     select account_id, opportunity_id, visit::integer as visit, stage_id, entered_at, entered_on, provenance,
       coalesce(next_at, left_at) as left_at, coalesce(next_on, left_on) as left_on
     from real`,
  )
  await replaceVisits(merge)
  if (brings(merge, 'stage-history', 'owner')) await mergeOwnerHistory(merge)
}

/** A deal whose source tells the last change of its stage, and of this one tells none, is where it was put when it was made. */
function neverMoved(merge: Merge): string {
  const files = merge.staged.get('opportunities')?.files ?? []
  const telling = files.filter(
    ({ fields }) => fields.includes('stageChangedAt') && fields.includes('openedAt'),
  )
  if (!has(merge, 'opportunities') || telling.length === 0) return ''
  return `select file_id, identity as opportunity, stage, opened_at as entered_at, opened_on as entered_on, null::timestamptz as left_at,
      null::date as left_on, null::text as stage_before
    from ${table(merge, 'opportunities')} where stage is not null and opened_on is not null and stage_changed_on is null
      and is_deleted is not true and file_id in (${telling.map(({ fileId }) => fileId).join(', ')})`
}

/**
 * A source that tells moves from one stage to another says nothing when a deal is made: the stage out of which a deal moved first is
 * where it stood from its first day. Not where another move is known to lie between: then this one is not the first.
 */
async function addFirstStages(merge: Merge): Promise<void> {
  if (!has(merge, 'stage-history') || !brings(merge, 'stage-history', 'stageBefore')) return
  const begun = `coalesce(o.opened_at, ${startOfDay('o.opened_on', merge.timeZone)})`
  await run(
    merge.client,
    `insert into recorded
     select m.account_id, m.opportunity_id, coalesce(here.stage_id, anywhere.stage_id), m.file_id, ${begun}, o.opened_on,
       null, null, null, true
     from (select distinct on (account_id, opportunity_id) account_id, opportunity_id, file_id, entered_at, stage_before from recorded
       order by account_id, opportunity_id, entered_at, left_at nulls last, stage_id) as m
     join opportunities as o on o.account_id = m.account_id and o.opportunity_id = m.opportunity_id
     left join (select stage, pipeline_id, min(stage_id) as stage_id from stage_of group by 1, 2) as here
       on here.stage = m.stage_before and here.pipeline_id = o.pipeline_id
     left join (select stage, min(stage_id) as stage_id from stage_of group by 1) as anywhere on anywhere.stage = m.stage_before
     where coalesce(here.stage_id, anywhere.stage_id) is not null and ${begun} < m.entered_at
       and not exists (select from stage_visits as v where v.account_id = m.account_id and v.opportunity_id = m.opportunity_id
         and v.provenance = 'history' and v.entered_at > ${begun} and v.entered_at < m.entered_at)`,
  )
}

/** Replaces the visits of those opportunities whose visits differ from `visits_now`. */
async function replaceVisits(merge: Merge): Promise<void> {
  const { client, importId } = merge
  const same = `n.account_id = v.account_id and n.opportunity_id = v.opportunity_id and n.visit = v.visit and n.stage_id = v.stage_id
    and n.entered_at = v.entered_at and n.left_at is not distinct from v.left_at`
  await client.query(
    `create temporary table revisited on commit drop as
     select distinct n.account_id, n.opportunity_id from visits_now as n
     where not exists (select from stage_visits as v where ${same})
     union
     select distinct v.account_id, v.opportunity_id from stage_visits as v
     where (v.account_id, v.opportunity_id) in (select account_id, opportunity_id from visits_now)
       and not exists (select from visits_now as n where ${same})`,
  )
  const isOld = '(t.account_id, t.opportunity_id) in (select account_id, opportunity_id from revisited)'
  await saveBefore(merge, 'stage_visits', isOld)
  await run(client, `delete from stage_visits as t where ${isOld}`)
  await run(
    client,
    `insert into stage_visits (account_id, opportunity_id, visit, stage_id, entered_at, left_at, entered_on, left_on, provenance, created_import_id)
     select account_id, opportunity_id, visit, stage_id, entered_at, left_at, entered_on, left_on, provenance, ${importId}
     from visits_now join revisited using (account_id, opportunity_id)
     order by account_id, opportunity_id, visit`,
  )
}

/** Owners in order of the history's rows; kept only for opportunities that changed hands. */
async function mergeOwnerHistory(merge: Merge): Promise<void> {
  const { client, importId } = merge
  await client.query(
    `create temporary table stays_now on commit drop as
     with held as (
       select i.account_id, i.record_id as opportunity_id, p.person_id as owner_id, s.entered_on, s.entered_at, s.n
       from ${table(merge, 'stage-history')} as s
       join source_identities as i on i.kind = 'opportunity' and i.source = '${merge.source.replaceAll("'", "''")}' and i.external_id = s.opportunity
       join person_of as p on p.written = s.owner where s.entered_on is not null
     ), compared as (
       select *, lag(owner_id) over deal as owner_before from held
       window deal as (partition by account_id, opportunity_id order by entered_on, entered_at nulls first, n)
     ), taken as (
       select *, row_number() over deal as stay, lead(entered_on) over deal as next_on, count(*) over (partition by account_id, opportunity_id) as stays
       from compared where owner_before is distinct from owner_id
       window deal as (partition by account_id, opportunity_id order by entered_on, entered_at nulls first, n)
     )
     select account_id, opportunity_id, stay, owner_id, case when stay > 1 then entered_on end as starts_on, next_on as ends_on
     from taken where stays > 1`,
  )
  const isOld = `(t.account_id, t.opportunity_id) in (
    select n.account_id, n.opportunity_id from stays_now as n
    left join opportunity_owners as o on o.account_id = n.account_id and o.opportunity_id = n.opportunity_id and o.stay = n.stay
      and o.owner_id = n.owner_id and o.starts_on is not distinct from n.starts_on and o.ends_on is not distinct from n.ends_on
    where o.stay is null)`
  await client.query(
    `create temporary table rehanded on commit drop as
     select distinct t.account_id, t.opportunity_id from stays_now as t where ${isOld}`,
  )
  const isRehanded = '(t.account_id, t.opportunity_id) in (select account_id, opportunity_id from rehanded)'
  await saveBefore(merge, 'opportunity_owners', isRehanded)
  await run(client, `delete from opportunity_owners as t where ${isRehanded}`)
  await run(
    client,
    `insert into opportunity_owners (account_id, opportunity_id, stay, owner_id, starts_on, ends_on, provenance, created_import_id)
     select account_id, opportunity_id, stay, owner_id, starts_on, ends_on, 'history', ${importId}
     from stays_now join rehanded using (account_id, opportunity_id) order by account_id, opportunity_id, stay`,
  )
}

/** Adds the moves that appear only by comparison: stage or owner are not what the previous export said. */
export async function mergeSnapshots(merge: Merge): Promise<void> {
  if (merge.isRehearsal || !has(merge, 'opportunities')) return
  await compareStages(merge)
  await compareOwners(merge)
}

async function compareStages(merge: Merge): Promise<void> {
  const { client, importId, asOf, timeZone } = merge
  await client.query(
    `create temporary table stage_moves on commit drop as
     select o.account_id, o.opportunity_id, old.stage_id as old_stage_id, o.stage_id,
       greatest(case when o.outcome <> 'open' then coalesce(o.closed_on, date '${asOf}') else date '${asOf}' end, seen.day) as moved_on,
       seen.day as seen_on, last.visit as last_visit, last.entered_on as last_entered_on
     from old_opportunities as old
     join opportunities as o on o.opportunity_id = old.opportunity_id
     join imports as first on first.import_id = old.created_import_id
     cross join lateral (select greatest(coalesce(first.as_of, date '${asOf}'), old.opened_on) as day) as seen
     left join lateral (select v.visit, v.entered_on, v.stage_id, v.left_at from stage_visits as v
       where v.account_id = o.account_id and v.opportunity_id = o.opportunity_id order by v.visit desc limit 1) as last on true
     where o.stage_id <> old.stage_id and (last.visit is null or (last.stage_id <> o.stage_id and last.left_at is null))`,
  )
  const isOpen = `(t.account_id, t.opportunity_id, t.visit) in (select account_id, opportunity_id, last_visit from stage_moves)`
  await saveBefore(merge, 'stage_visits', isOpen)
  await run(
    client,
    `update stage_visits as t set left_on = greatest(m.moved_on, t.entered_on), left_at = greatest(${startOfDay('m.moved_on', timeZone)}, t.entered_at)
     from stage_moves as m where t.account_id = m.account_id and t.opportunity_id = m.opportunity_id and t.visit = m.last_visit`,
  )
  await run(
    client,
    `insert into stage_visits (account_id, opportunity_id, visit, stage_id, entered_at, left_at, entered_on, left_on, provenance, created_import_id)
     select account_id, opportunity_id, 1, old_stage_id, ${startOfDay('seen_on', timeZone)}, ${startOfDay('moved_on', timeZone)},
       seen_on, moved_on, 'snapshot', ${importId}
     from stage_moves where last_visit is null
     union all
     select account_id, opportunity_id, coalesce(last_visit, 1) + 1, stage_id,
       greatest(${startOfDay('moved_on', timeZone)}, ${startOfDay('last_entered_on', timeZone)}), null,
       greatest(moved_on, last_entered_on), null, 'snapshot', ${importId}
     from stage_moves`,
  )
}

async function compareOwners(merge: Merge): Promise<void> {
  const { client, importId, asOf } = merge
  await client.query(
    `create temporary table owner_moves on commit drop as
     select o.account_id, o.opportunity_id, old.owner_id as old_owner_id, o.owner_id, last.stay as last_stay
     from old_opportunities as old
     join opportunities as o on o.opportunity_id = old.opportunity_id
     left join lateral (select w.stay, w.owner_id from opportunity_owners as w
       where w.account_id = o.account_id and w.opportunity_id = o.opportunity_id order by w.stay desc limit 1) as last on true
     where o.owner_id <> old.owner_id and last.owner_id is distinct from o.owner_id`,
  )
  const isLast =
    '(t.account_id, t.opportunity_id, t.stay) in (select account_id, opportunity_id, last_stay from owner_moves)'
  await saveBefore(merge, 'opportunity_owners', isLast)
  await run(
    client,
    `update opportunity_owners as t set ends_on = date '${asOf}' from owner_moves as m
     where t.account_id = m.account_id and t.opportunity_id = m.opportunity_id and t.stay = m.last_stay`,
  )
  await run(
    client,
    `insert into opportunity_owners (account_id, opportunity_id, stay, owner_id, starts_on, ends_on, provenance, created_import_id)
     select account_id, opportunity_id, 1, old_owner_id, null, date '${asOf}', 'snapshot', ${importId} from owner_moves where last_stay is null
     union all
     select account_id, opportunity_id, coalesce(last_stay, 1) + 1, owner_id, date '${asOf}', null, 'snapshot', ${importId} from owner_moves`,
  )
}
