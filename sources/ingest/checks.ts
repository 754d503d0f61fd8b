// Sums and counts that a person can check against the source.
import type { EntityName } from '../entities.ts'
import { addEventChecks } from './event-checks.ts'
import { minorDigits } from '../files/values/index.ts'
import { type Client, select } from './sql.ts'
import { stagingTable } from './staging/columns.ts'
import { plansOf, type TableWork } from './staging/table-work.ts'
import { addTimeChecks } from './time-checks.ts'

/** Adds the sum of the amounts of the rows taken, one for each currency written. */
export async function addChecks(
  client: Client,
  importId: number,
  entity: EntityName,
  works: readonly TableWork[],
  timeZone: string,
): Promise<void> {
  const ofEntity = works.find((work) => plansOf(work)[0]?.entity === entity)
  if (entity === 'deal-events') return addEventChecks(client, importId, ofEntity)
  if (entity === 'activities') return addTimeChecks(client, importId, ofEntity, timeZone)
  if (entity !== 'opportunities' && entity !== 'opportunity-lines') return
  const sums = await select<{ file_id: number; currency: string; amount: string }>(
    client,
    `select file_id, coalesce(currency, '') as currency, sum(amount_minor)::text as amount
     from ${stagingTable(importId, entity)} where amount_minor is not null group by 1, 2 order by 1, 2`,
  )
  for (const { file_id, currency, amount } of sums) {
    const work = works.find((one) => one.fileId === file_id)
    if (work === undefined || plansOf(work)[0]?.entity !== entity) continue
    work.checks.push({
      code: 'sum_amount',
      name: {
        fr: currency === '' ? 'Somme des montants' : `Somme des montants (${currency})`,
        en: currency === '' ? 'Sum of amounts' : `Sum of amounts (${currency})`,
      },
      value: decimal(BigInt(amount), currency === '' ? 2 : (minorDigits(currency) ?? 2)),
    })
  }
}

/** Minor units as a decimal: 101648525 with two digits is '1016485.25'. */
export function decimal(minor: bigint, digits: number): string {
  const sign = minor < 0n ? '-' : ''
  const text = String(minor < 0n ? -minor : minor).padStart(digits + 1, '0')
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`
}
