// Currency rates of a delivery: one per currency and first day of validity.
import { run, select } from '../sql.ts'
import { count, has, type Merge, saveBefore, table } from './context.ts'

/** Merges rates; a rate of the same currency and day replaces the earlier one. */
export async function mergeRates(merge: Merge): Promise<void> {
  if (!has(merge, 'currency-rates')) return
  const { client, importId } = merge
  await client.query(
    `create temporary table rates_now on commit drop as
     select distinct on (s.currency, s.valid_from) s.file_id, s.currency, s.valid_from, s.rate, k.rate as old_rate
     from ${table(merge, 'currency-rates')} as s
     left join currency_rates as k on k.currency = s.currency and k.valid_from = s.valid_from
     order by s.currency, s.valid_from, s.n desc`,
  )
  for (const { file_id, is_new, rows } of await select<{ file_id: number; is_new: boolean; rows: number }>(
    client,
    'select file_id, old_rate is null as is_new, count(*) as rows from rates_now where old_rate is distinct from rate group by 1, 2',
  ))
    count(is_new ? merge.added : merge.changed, file_id, rows)
  const isOld = `(t.currency, t.valid_from) in (select currency, valid_from from rates_now where old_rate <> rate)`
  await saveBefore(merge, 'currency_rates', isOld)
  await run(
    client,
    `insert into currency_rates (currency, valid_from, rate, origin, created_import_id)
     select currency, valid_from, rate, 'file', ${importId} from rates_now where old_rate is distinct from rate
     on conflict (currency, valid_from) do update set rate = excluded.rate, origin = excluded.origin`,
  )
}
