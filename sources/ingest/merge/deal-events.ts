// Events that a CRM sends about deals: known by their id, whatever the order in which they arrive. All events of a deal together say which
// stages it went through; the one with the highest version, then the latest, says where it stands.
import { run, select } from '../sql.ts'
import { count, has, type Merge, reserveIds, saveBefore, table } from './context.ts'

/** Events of the delivery that are new, and the deals that they are about: `new_events`, `deals_of_events`. */
export async function mergeDealEvents(merge: Merge): Promise<void> {
  if (!has(merge, 'deal-events')) return
  const { client, importId, source } = merge
  await run(
    client,
    `create temporary table new_events on commit drop as
     select s.n, s.file_id, s.source_row, s.identity as event_id, s.opportunity as external_id, s.stage,
       coalesce(round(s.version), 0)::bigint as version, s.occurred_at, s.content_hash
     from ${table(merge, 'deal-events')} as s
     where not exists (select from deal_events as e where e.source = ${literal(source)} and e.event_id = s.identity)`,
  )
  await client.query('analyze new_events')
  if (!merge.isCounted)
    for (const row of await select<{ file_id: number; rows: number }>(
      client,
      'select file_id, count(*) as rows from new_events group by 1',
    ))
      count(merge.added, row.file_id, row.rows)
  if (merge.isRehearsal) return
  await addMissingDeals(merge)
  await run(
    client,
    `insert into deal_events (source, event_id, external_id, stage, version, occurred_at, content_hash, created_import_id)
     select $1, event_id, external_id, stage, version, occurred_at, content_hash, ${importId} from new_events order by n`,
    [source],
  )
  await moveDeals(merge)
}

/** A deal that only its events name: nothing is known of it but its stages. */
async function addMissingDeals(merge: Merge): Promise<void> {
  const { client, importId, source } = merge
  await run(
    client,
    `create temporary table unknown_deals on commit drop as
     select distinct on (e.external_id) e.external_id, e.file_id, e.source_row, e.content_hash,
       row_number() over (order by e.external_id collate "C") as place
     from new_events as e
     where not exists (select from source_identities as i
       where i.kind = 'opportunity' and i.source = ${literal(source)} and i.external_id = e.external_id)
     order by e.external_id, e.n`,
  )
  const [{ last } = { last: 0 }] = await select<{ last: number }>(
    client,
    'select coalesce(max(place), 0) as last from unknown_deals',
  )
  if (last === 0) return
  const accounts = String(await reserveIds(client, 'accounts_account_id_seq', last + 1))
  const deals = String(await reserveIds(client, 'opportunities_opportunity_id_seq', last + 1))
  await run(
    client,
    `insert into accounts (account_id, is_identified, created_import_id)
     select $1::bigint + place, false, ${importId} from unknown_deals`,
    [accounts],
  )
  await run(
    client,
    `insert into source_identities (kind, source, external_id, account_id, record_id, created_import_id)
     select 'opportunity', $1, external_id, $2::bigint + place, $3::bigint + place, ${importId} from unknown_deals`,
    [source, accounts, deals],
  )
  await run(
    client,
    `insert into opportunities (account_id, opportunity_id, source, external_id, outcome, outcome_basis, is_deleted,
       created_import_id, import_id, import_file_id, source_row, content_hash)
     select $2::bigint + place, $3::bigint + place, $1, external_id, 'open', 'stage', false,
       ${importId}, ${importId}, file_id, source_row, content_hash from unknown_deals`,
    [source, accounts, deals],
  )
}

/**
 * Deals go where their last event says. An export that describes a later day than that event knows better: then only the history is told.
 */
async function moveDeals({ client, importId, isRehearsal, source, timeZone }: Merge): Promise<void> {
  await run(
    client,
    `create temporary table moved_by_events on commit drop as
     with latest as (
       select distinct on (e.external_id) e.external_id, e.stage, e.occurred_at,
         (e.occurred_at at time zone ${literal(timeZone)})::date as occurred_on,
         min((e.occurred_at at time zone ${literal(timeZone)})::date) over deal as first_on, min(e.occurred_at) over deal as first_at
       from deal_events as e
       where e.source = ${literal(source)} and e.external_id in (select external_id from new_events)
       window deal as (partition by e.external_id)
       order by e.external_id, e.version desc, e.occurred_at desc, e.event_id collate "C" desc
     ), tellers as (
       select distinct f.import_id from import_files as f where f.entity = 'deal-events' and not exists (
         select from import_files as g where g.import_id = f.import_id and g.entity = 'opportunities')
     )
     select o.account_id, o.opportunity_id, here.stage_id, here.pipeline_id, here.outcome,
       case when maker.import_id is not null or o.opened_on is null then l.first_on else o.opened_on end as opened_on,
       case when maker.import_id is not null or o.opened_on is null then l.first_at else o.opened_at end as opened_at,
       case when here.outcome <> 'open' then l.occurred_on end as closed_on, case when here.outcome <> 'open' then l.occurred_at end as closed_at
     from latest as l
     join source_identities as i on i.kind = 'opportunity' and i.source = ${literal(source)} and i.external_id = l.external_id
     join opportunities as o on o.account_id = i.account_id and o.opportunity_id = i.record_id
     join lateral (select k.stage_id, k.pipeline_id, k.outcome from stage_of as k where k.stage = l.stage
       order by k.pipeline_id is distinct from o.pipeline_id, k.stage_id limit 1) as here on true
     left join tellers as maker on maker.import_id = o.created_import_id
     left join tellers as writer on writer.import_id = o.import_id
     left join imports as teller on teller.import_id = o.import_id
     where writer.import_id is not null or l.occurred_on >= coalesce(teller.as_of, l.occurred_on)`,
  )
  const differs = `t.account_id = m.account_id and t.opportunity_id = m.opportunity_id
    and (t.stage_id is distinct from m.stage_id or t.closed_on is distinct from m.closed_on or t.outcome <> m.outcome
      or t.closed_at is distinct from m.closed_at or t.opened_on is distinct from m.opened_on or t.opened_at is distinct from m.opened_at)`
  await saveBefore(
    { client, importId, isRehearsal },
    'opportunities',
    `exists (select from moved_by_events as m where ${differs})`,
  )
  await run(
    client,
    `update opportunities as t set stage_id = m.stage_id, pipeline_id = m.pipeline_id, outcome = m.outcome, outcome_basis = 'stage',
       closed_on = m.closed_on, closed_at = m.closed_at, opened_on = m.opened_on,
       opened_at = m.opened_at, import_id = ${importId}
     from moved_by_events as m where ${differs}`,
  )
}

/** Moves that the events of touched deals tell, in the form of a staged history; '' when there are none. */
export function recordedEvents(merge: Merge): string {
  if (!has(merge, 'deal-events')) return ''
  const { source, timeZone } = merge
  return `select null::bigint as file_id, e.external_id as opportunity, e.stage, e.occurred_at as entered_at,
      (e.occurred_at at time zone ${literal(timeZone)})::date as entered_on, null::timestamptz as left_at, null::date as left_on,
      null::text as stage_before
    from deal_events as e where e.source = ${literal(source)} and e.external_id in (select external_id from new_events)`
}

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`
