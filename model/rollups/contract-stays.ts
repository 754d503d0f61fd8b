// Customers under contract: their contracts as stays, and how many stays ended at which age. A stay is told by all contracts of an
// account: as of a day after which one of them begins, the contracts are read. Late renewals and the day on which a customer is lost
// depend on the day of asking: only the end of the last contract is here.
import { contractStays as table } from '../tables/contract-stays.ts'
import { stayAges as agesTable } from '../tables/stay-ages.ts'
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

/**
 * Stays by the contracts that satisfy a condition on the alias `row`, which takes all of an account up to some day. In the order of
 * the columns but the last.
 */
export function staysByContracts(condition: string): string {
  return `
    select account_id, min(starts_on), max(coalesce(ends_on, 'infinity'::date)),
      (array_agg(end_reason order by ends_on desc nulls first, subscription_id desc))[1], max(described_on)
    from (
      select stretch.*, count(*) filter (where is_first) over (partition by account_id order by starts_on, subscription_id) as stay
      from (
        select row.*, coalesce(row.starts_on > ${grace} + max(coalesce(row.ends_on, 'infinity'::date)) over
          (partition by row.account_id order by row.starts_on, row.subscription_id
            rows between unbounded preceding and 1 preceding), true) as is_first
        from subscriptions as row where ${condition}
      ) as stretch
    ) as numbered
    group by account_id, stay`
}

const itself = (rows: string) => `select row.account_id from ${rows} as row`

export const contractStays: Rollup = {
  table: 'contract_stays',
  behind: { accounts: itself, subscriptions: itself },
  part: { account_id: 'bigint' },
  version: 1,
  isOfDays: false,
  columns: Object.keys(table.columns),
  order: ['ended_on', 'account_id', 'started_on'],
  rows: ({ on }) => `
    select stay.account_id, stay.started_on, stay.ended_on, stay.reason, stay.described_on, account.is_identified
    from (${staysByContracts(on('row'))}) as stay (account_id, started_on, ended_on, reason, described_on)
    join accounts as account on account.account_id = stay.account_id`,
}

/** Which stays `stay_ages` counts, of `contract_stays` under an alias: of known customers, with days of their own, and an end. */
export function isAged(alias: string): string {
  return `${alias}.is_identified and ${alias}.described_on is null and ${alias}.ended_on < 'infinity'`
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
