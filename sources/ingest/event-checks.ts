// What the events of a delivery say of its deals, for a person to compare with the CRM: where each stands, and through which stages it went.
import { type Client, select } from './sql.ts'
import { stagingTable } from './staging/columns.ts'
import type { TableWork } from './staging/table-work.ts'

/** Deals told of at most. */
const mostDeals = 50
const arrow = ' → '

export async function addEventChecks(
  client: Client,
  importId: number,
  work: TableWork | undefined,
): Promise<void> {
  if (work === undefined) return
  const staged = stagingTable(importId, 'deal-events')
  const rows = await select<{ deal: string; stage: string; stages: string[] }>(
    client,
    `with told as (
       select identity as event_id, opportunity as deal, stage, coalesce(round(version), 0)::bigint as version, occurred_at from ${staged}
       union select event_id, external_id, stage, version, occurred_at from deal_events
         where source = (select source from imports where import_id = $1) and external_id in (select opportunity from ${staged})
     ), compared as (
       select *, lag(stage) over (partition by deal order by occurred_at, version, event_id collate "C") as before from told
     )
     select deal, (array_agg(stage order by version desc, occurred_at desc, event_id collate "C" desc))[1] as stage,
       to_jsonb(array_agg(stage order by occurred_at, version, event_id collate "C") filter (where before is distinct from stage)) as stages
     from compared group by deal order by deal collate "C" limit $2`,
    [importId, mostDeals],
  )
  for (const { deal, stage } of rows)
    work.checks.push({
      code: `stage:${deal}`,
      name: { fr: `Étape de ${deal}`, en: `Stage of ${deal}` },
      value: stage,
    })
  for (const { deal, stages } of rows)
    work.checks.push({
      code: `history:${deal}`,
      name: { fr: `Étapes de ${deal}`, en: `Stages of ${deal}` },
      value: stages.join(arrow),
    })
}

/** Checks of this file in the plain form: `stage` by deal, `history_<deal>` as a list. */
export function plainEventChecks(
  checks: readonly { readonly code: string; readonly value: string }[],
): Record<string, unknown> {
  const of = (start: string) =>
    checks.flatMap(({ code, value }) =>
      code.startsWith(start) ? [[code.slice(start.length), value] as const] : [],
    )
  const stages = of('stage:')
  if (stages.length === 0) return {}
  return {
    stage: Object.fromEntries(stages),
    ...Object.fromEntries(of('history:').map(([deal, value]) => [`history_${deal}`, value.split(arrow)])),
  }
}
