// What each source delivered so far: how often, how fresh, how many rows were taken and refused. A source is a connection, or
// the files that people send under one name.
import { sql } from 'kysely'
import type { Query } from '../../model/database.ts'

export interface DeliveredBySource {
  readonly source: string
  readonly connectionId: number | null
  readonly deliveries: number
  readonly lastVisibleAt: Date | null
  readonly asOf: string | null
  readonly accepted: number
  readonly refused: number
  readonly lastAccepted: number
  readonly lastRefused: number
  readonly lastImportId: number | null
  readonly waitingImportId: number | null
  /** What its visible deliveries brought. */
  readonly entities: readonly string[]
}

/** The freshest first. Deliveries that were taken back or discarded count for nothing. */
export async function deliveredBySource(query: Query): Promise<DeliveredBySource[]> {
  const { rows } = await sql<{
    source: string
    connection_id: number | null
    deliveries: number
    last_visible_at: Date | null
    as_of: string | null
    accepted: number
    refused: number
    last_accepted: number
    last_refused: number
    last_import_id: number | null
    waiting_import_id: number | null
    entities: string[] | null
  }>`
    with files as (
      select import_id, sum((report ->> 'accepted')::bigint) as accepted, sum((report ->> 'rejected')::bigint) as refused,
        array_agg(distinct entity) filter (where entity is not null) as entities
      from import_files where report is not null group by import_id
    ), delivered as (
      select i.source, i.connection_id, i.import_id, i.state, i.visible_at, i.as_of, coalesce(f.accepted, 0) as accepted,
        coalesce(f.refused, 0) as refused, f.entities,
        row_number() over (partition by i.source, i.connection_id order by (i.state = 'visible') desc, i.visible_at desc nulls last, i.import_id desc) as place
      from imports as i left join files as f using (import_id) where i.state in ('visible', 'staged')
    ), kinds as (
      select d.source, d.connection_id, array_agg(distinct e.entity order by e.entity) as entities
      from delivered as d cross join unnest(d.entities) as e (entity) where d.state = 'visible' group by 1, 2
    )
    select d.source, d.connection_id, count(*) filter (where d.state = 'visible') as deliveries,
      max(d.visible_at) as last_visible_at, max(d.as_of) filter (where d.place = 1 and d.state = 'visible') as as_of,
      coalesce(sum(d.accepted) filter (where d.state = 'visible'), 0)::bigint as accepted,
      coalesce(sum(d.refused) filter (where d.state = 'visible'), 0)::bigint as refused,
      coalesce(max(d.accepted) filter (where d.place = 1 and d.state = 'visible'), 0)::bigint as last_accepted,
      coalesce(max(d.refused) filter (where d.place = 1 and d.state = 'visible'), 0)::bigint as last_refused,
      max(d.import_id) filter (where d.place = 1 and d.state = 'visible') as last_import_id,
      max(d.import_id) filter (where d.state = 'staged') as waiting_import_id,
      (select k.entities from kinds as k where k.source = d.source and k.connection_id is not distinct from d.connection_id) as entities
    from delivered as d group by d.source, d.connection_id
    order by max(d.visible_at) desc nulls last, d.source`.execute(query)
  return rows.map((row) => ({
    source: row.source,
    connectionId: row.connection_id,
    deliveries: row.deliveries,
    lastVisibleAt: row.last_visible_at,
    asOf: row.as_of,
    accepted: row.accepted,
    refused: row.refused,
    lastAccepted: row.last_accepted,
    lastRefused: row.last_refused,
    lastImportId: row.last_import_id,
    waitingImportId: row.waiting_import_id,
    entities: row.entities ?? [],
  }))
}
