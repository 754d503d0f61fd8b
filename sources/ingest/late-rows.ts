// What a delivery brings of days whose rows are no longer kept: said in the report, because it will not be found among the rows.
import { saidDay } from '../../model/said-day.ts'
import type { Finding } from './shapes.ts'
import { has, type Merge, table } from './merge/context.ts'
import { selectOne } from './sql.ts'

/** Rows of time and of uses of content that come too late to be kept as they are; run inside the merge. */
export async function findLate(merge: Merge): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const [entity, rollup, day, isTimed] of [
    ['activities', 'activity_days', 's.day', 's.started_at is not null'],
    ['content-events', 'content_days', 's.occurred_on', 'false'],
  ] as const) {
    if (!has(merge, entity)) continue
    // Days before `rows_from` are closed; of those before `hours_from`, time with hours is added up on arrival.
    const { closed, folded, rows_from, hours_from } = await selectOne<{
      closed: number
      folded: number
      rows_from: string | null
      hours_from: string | null
    }>(
      merge.client,
      `select count(*) filter (where ${day} < kept.rows_from) as closed,
         count(*) filter (where ${day} < kept.hours_from and ${day} >= coalesce(kept.rows_from, '-infinity') and ${isTimed}) as folded,
         max(kept.rows_from) as rows_from, max(kept.hours_from) as hours_from
       from ${table(merge, entity)} as s join rollups as kept on kept.rollup = $1`,
      [rollup],
    )
    const many = (count: number) => [count.toLocaleString('fr'), count.toLocaleString('en')] as const
    if (closed > 0 && rows_from !== null) {
      const [fr, en] = many(closed)
      findings.push({
        code: 'ROWS_TOO_OLD',
        sentence: {
          fr: `Lignes d’avant le ${saidDay(rows_from).fr} : ${fr}. Leur durée de conservation est passée et les chiffres de ces jours sont clos : elles ne sont pas prises.`,
          en: `Rows from before ${saidDay(rows_from).en}: ${en}. The time for which they are kept is over and the figures of those days are closed: they are not taken.`,
        },
      })
    }
    if (folded > 0 && hours_from !== null) {
      const [fr, en] = many(folded)
      findings.push({
        code: 'HOURS_TOO_OLD',
        sentence: {
          fr: `Lignes avec des heures d’avant le ${saidDay(hours_from).fr} : ${fr}. Ces heures ne sont plus conservées : un jour qui n’était pas encore connu devient un total, un jour déjà connu reste comme il est.`,
          en: `Rows with hours from before ${saidDay(hours_from).en}: ${en}. Such hours are no longer kept: a day that was not known yet becomes a total, a day that was stays as it is.`,
        },
      })
    }
  }
  return findings
}
