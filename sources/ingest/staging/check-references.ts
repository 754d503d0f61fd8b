// Rows that name a record which they mean nothing without and which nobody knows: neither what is stored nor what this
// delivery brings.
import type { EntityName } from '../../entities.ts'
import { select } from '../sql.ts'
import { snake, stagingTable } from './columns.ts'
import type { BadRow } from './set-aside.ts'
import type { Staging } from './staging.ts'
import { withdrawnWhole } from './withdrawals.ts'

type FoundRow = Omit<BadRow, 'entity' | 'field' | 'code' | 'detail'>

/** Entity, field, the entity that it names, and the kind of its identities. */
const naming: readonly (readonly [EntityName, string, EntityName, string])[] = [
  ['opportunity-lines', 'opportunity', 'opportunities', 'opportunity'],
  ['stage-history', 'opportunity', 'opportunities', 'opportunity'],
  ['lead-scores', 'lead', 'leads', 'lead'],
]

/** Lines and moves of opportunities, scores of leads, that are neither known nor in the delivery. */
export async function refuseUnknownRecords(
  staging: Staging,
  present: readonly EntityName[],
  source: string,
): Promise<BadRow[]> {
  const bad: BadRow[][] = []
  for (const [entity, field, named, kind] of naming) {
    if (!present.includes(entity)) continue
    const isStaged = present.includes(named)
      ? `and not exists (select from ${stagingTable(staging.importId, named)} as o where o.identity = s.${snake(field)})`
      : ''
    const rows = await select<FoundRow>(
      staging.client,
      `delete from ${stagingTable(staging.importId, entity)} as s
       where ${withdrawnWhole.has(entity) ? 's.is_deleted is not true and ' : ''}not exists (
           select from source_identities as i where i.kind = '${kind}' and i.source = $1 and i.external_id = s.${snake(field)})
         ${isStaged}
       returning file_id, source_row, source_line, ${snake(field)} as value`,
      [source],
    )
    bad.push(rows.map((row) => refused(row, entity, field)))
  }
  return bad.flat()
}

/** People at a workshop that is neither known nor in the delivery, and of which no day is given to make it known. */
export async function refuseUnknownWorkshops(
  staging: Staging,
  present: readonly EntityName[],
  source: string,
): Promise<BadRow[]> {
  if (!present.includes('workshop-attendances')) return []
  const attendances = stagingTable(staging.importId, 'workshop-attendances')
  const [ids, days] = present.includes('workshops')
    ? [
        `union all select identity from ${stagingTable(staging.importId, 'workshops')}`,
        `union select name_key, held_on from ${stagingTable(staging.importId, 'workshops')}`,
      ]
    : ['', '']
  const rows = await select<FoundRow>(
    staging.client,
    `delete from ${attendances} as s
     where s.held_on is null
       and s.workshop not in (select external_id from workshops where source = $1 ${ids})
       and 1 <> (select count(distinct held_on) from (
         select name_key, held_on from workshops ${days}
         union select workshop_key, held_on from ${attendances} where held_on is not null
       ) as known where known.name_key = s.workshop_key)
     returning file_id, source_row, source_line, workshop as value`,
    [source],
  )
  return rows.map((row) => refused(row, 'workshop-attendances', 'workshop'))
}

function refused(row: FoundRow, entity: EntityName, field: string): BadRow {
  return { ...row, entity, field, code: 'REFERENCE_UNKNOWN', detail: {} }
}
