// The currency of the totals where nobody has chosen one: that of the data, when all amounts that name a currency name the same.
import { defaultSettings } from '../../model/settings.ts'
import type { StagedState } from './deliveries.ts'
import { type Client, run, select, selectOne } from './sql.ts'
import { stagingTable } from './staging/columns.ts'

/** Beside the setting, so that undoing the import that set it can take it back. */
const origin = 'currency-from-import'

/**
 * The one currency that the amounts of a staged delivery and of the model state; null when an administrator has chosen
 * the organisation's, when there are several, when most amounts name none, or when it is the usual one anyway.
 */
export async function currencyOfData(
  client: Client,
  importId: number,
  staged: StagedState,
): Promise<string | null> {
  const brings = staged.entities.some(
    ({ entity, files }) =>
      entity === 'opportunities' && files.some(({ fields }) => fields.includes('currency')),
  )
  if (!brings) return null
  const [chosen] = await select(client, "select 1 as one from settings where key = 'currency'")
  if (chosen !== undefined) return null
  const { currency, others, unnamed, named } = await selectOne<{
    currency: string | null
    others: boolean
    unnamed: number
    named: number
  }>(
    client,
    `select max(currency) as currency, coalesce(min(currency) <> max(currency), false) as others,
       count(*) filter (where currency is null) as unnamed, count(currency) as named
     from ${stagingTable(importId, 'opportunities')} where amount_minor is not null`,
  )
  if (currency === null || others || unnamed > named || currency === defaultSettings.currency) return null
  const [other] = await select(
    client,
    "select 1 as one from opportunities where currency is not null and (currency <> $1 or currency_basis = 'assumed') limit 1",
    [currency],
  )
  return other === undefined ? currency : null
}

/** Makes it the organisation's currency, until an administrator says otherwise or the import is undone. */
export async function takeCurrency(client: Client, importId: number, currency: string): Promise<void> {
  await run(
    client,
    `insert into settings (key, value, changed_at)
     select key, to_jsonb(value), (select started_at from imports where import_id = $1::bigint)
     from (values ('currency', $2::text), ('${origin}', $3::text)) as given (key, value)
     on conflict (key) do update set value = excluded.value, changed_at = excluded.changed_at`,
    [importId, currency, String(importId)],
  )
}

/** Takes the currency back that an import brought, unless somebody has chosen it since. */
export async function forgetCurrency(client: Client, importId: number): Promise<void> {
  const [brought] = await select<{ is_chosen: boolean }>(
    client,
    `select mine.changed_at <> origin.changed_at as is_chosen from settings as origin join settings as mine on mine.key = 'currency'
     where origin.key = '${origin}' and origin.value = to_jsonb($1::text)`,
    [String(importId)],
  )
  if (brought === undefined) return
  await run(
    client,
    `delete from settings where key = '${origin}' ${brought.is_chosen ? '' : "or key = 'currency'"}`,
  )
}
