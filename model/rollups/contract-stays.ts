// Customers under contract: their contracts as stays, and how many stays ended at which age, or began and ended in which months. A
// stay is told by all contracts of an account: as of a day after which one of them begins, the contracts are read. Late renewals and
// the day on which a customer is lost depend on the day of asking: only the end of the last contract is here.
import { contractStays as table } from '../tables/contract-stays.ts'
import { stayAges as agesTable } from '../tables/stay-ages.ts'
import { stayMonths as monthsTable } from '../tables/stay-months.ts'
import { counting, type Rollup } from './rollup.ts'

/** Days after the end of a contract during which a renewal is late and not lost, and a gap between two contracts is none. */
export const grace = 30

/** A month of age counts as many days, so that whole months stay whole numbers and a day of any month has its place between two. */
export const monthOfAge = 31

/** Whole months from one day to another; the same day of a shorter month is its last. Expressions of days, the second not before the first. */
export function monthsBetween(first: string, last: string): string {
  const apart = (part: string) => `extract(${part} from ${last}) - extract(${part} from ${first})`
  return `((${apart('year')}) * 12 + ${apart('month')} - (${apart('day')} < 0)::integer)::integer`
}

/** Age on a day: whole months times `monthOfAge`, and the days beyond. */
export function ageBetween(first: string, last: string): string {
  const months = monthsBetween(first, last)
  const beyond = `(${last} - make_interval(months => ${months}))::date - ${first}`
  return `(${months} * ${monthOfAge} + least(${monthOfAge - 1}, ${beyond}))`
}

/** Columns of a stay, in the order of `staysByContracts`. */
export const stayColumns = [
  'account_id',
  'started_on',
  'ended_on',
  'reason',
  'described_on',
  'steady_from',
  'contracts',
  'monthly_minor',
  'currency',
  'is_mixed',
] as const

/**
 * Stays by the contracts that satisfy a condition on the alias `row`, which takes all of an account up to some day: `stayColumns`.
 * What a customer pays at the end of a stay it has paid since the last day on which one of its contracts began, or one that does not
 * run to the end ended.
 */
export function staysByContracts(condition: string): string {
  const currency = "coalesce(currency, '')"
  return `
    select account_id, min(starts_on), min(until),
      (array_agg(end_reason order by ends_on desc nulls first, subscription_id desc))[1], max(described_on),
      greatest(max(starts_on), max(ends_on) filter (where not is_last)), count(*) filter (where is_last),
      (sum(monthly_minor) filter (where is_last))::bigint,
      case when min(${currency}) filter (where is_last) = max(${currency}) filter (where is_last)
        then nullif(min(${currency}) filter (where is_last), '') end,
      coalesce(min(${currency}) filter (where is_last) <> max(${currency}) filter (where is_last), false)
    from (
      select told.*, coalesce(ends_on, 'infinity'::date) = until and starts_on < until as is_last
      from (
        select numbered.*, max(coalesce(ends_on, 'infinity'::date)) over (partition by account_id, stay) as until
        from (
          select stretch.*, count(*) filter (where is_first) over (partition by account_id order by starts_on, subscription_id) as stay
          from (
            select row.*, coalesce(row.starts_on > ${grace} + max(coalesce(row.ends_on, 'infinity'::date)) over
              (partition by row.account_id order by row.starts_on, row.subscription_id
                rows between unbounded preceding and 1 preceding), true) as is_first
            from subscriptions as row where ${condition}
          ) as stretch
        ) as numbered
      ) as told
    ) as known
    group by account_id, stay`
}

const itself = (rows: string) => `select row.account_id from ${rows} as row`

export const contractStays: Rollup = {
  table: 'contract_stays',
  behind: { accounts: itself, subscriptions: itself },
  part: { account_id: 'bigint' },
  version: 2,
  isOfDays: false,
  columns: Object.keys(table.columns),
  order: ['ended_on', 'account_id', 'started_on'],
  rows: ({ on }) => `
    select ${Object.keys(table.columns)
      .map((name) => (name === 'is_identified' ? 'account' : 'stay') + `.${name}`)
      .join(', ')}
    from (${staysByContracts(on('row'))}) as stay (${stayColumns.join(', ')})
    join accounts as account on account.account_id = stay.account_id`,
}

/** Which stays `stay_months` counts, of `contract_stays` under an alias: of known customers, with days of their own. */
export function isDated(alias: string): string {
  return `${alias}.is_identified and ${alias}.described_on is null`
}

/** Which stays `stay_ages` counts: of those, the ones with an end. */
export function isAged(alias: string): string {
  return `${isDated(alias)} and ${alias}.ended_on < 'infinity'`
}

export const stayAges = counting({
  table: 'stay_ages',
  version: 1,
  columns: Object.keys(agesTable.columns),
  counts: {
    of: 'contract_stays',
    cells: (facts) => `
      select ${ageBetween('stay.started_on', 'greatest(stay.started_on, stay.ended_on)')} from ${facts} as stay where ${isAged('stay')}`,
  },
})

/** The first day of the month of an expression of a day; infinity stays what it is. */
export const monthOf = (day: string) => `date_trunc('month', ${day}::timestamp)::date`

export const stayMonths = counting({
  table: 'stay_months',
  version: 1,
  columns: Object.keys(monthsTable.columns),
  counts: {
    of: 'contract_stays',
    cells: (facts) => `
      select ${monthOf('stay.ended_on')}, ${monthOf('stay.started_on')} from ${facts} as stay where ${isDated('stay')}`,
  },
})
