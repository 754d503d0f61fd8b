// What says of each deal whether it is a sale to an existing customer, and of which kind; and how many there were of each kind by
// day. Since when an account has been a customer is told by all its deals and their lines, so its deals are made anew together. Days
// and not kinds are kept of each deal, so that it can be told as of any day. Whether a pipeline counts is looked up when a figure
// is read.
import { customerMonths as monthsTable } from '../tables/customer-months.ts'
import { dealKindDays as daysTable } from '../tables/deal-kind-days.ts'
import { dealKinds as table } from '../tables/deal-kinds.ts'
import { wonCycles as cyclesTable } from '../tables/won-cycles.ts'
import { counting, type Rollup } from './rollup.ts'

const itself = (rows: string) => `select row.account_id from ${rows} as row`
const isWon = (alias: string) => `${alias}.outcome = 'won' and not ${alias}.is_deleted`

export const dealKinds: Rollup = {
  table: 'deal_kinds',
  behind: {
    accounts: itself,
    opportunities: itself,
    opportunity_lines: itself,
    products: (rows) => `
      select line.account_id from ${rows} as row join opportunity_lines as line on line.product_id = row.product_id`,
  },
  part: { account_id: 'bigint' },
  version: 2,
  isOfDays: false,
  columns: Object.keys(table.columns),
  order: ['closed_on', 'account_id', 'opportunity_id'],
  rows: ({ on }) => `
    select row.account_id, row.opportunity_id, row.opened_on, row.closed_on, row.outcome, row.pipeline_id, row.type, row.is_deleted,
      account.is_identified, coalesce(content.has_cross_sell_line, false), coalesce(content.has_upsell_line, false),
      min(row.closed_on) filter (where ${isWon('row')}) over (partition by row.account_id), content.families_since,
      coalesce(account.segment, ''), content.main_product_id, row.amount_minor, row.currency
    from opportunities as row
    join accounts as account on account.account_id = row.account_id
    left join (
      select account_id, opportunity_id, bool_or(type = 'cross-sell') as has_cross_sell_line,
        bool_or(type = 'upsell') as has_upsell_line, max(since) as families_since,
        (array_agg(product_id order by amount_minor desc nulls last, line_id))[1] as main_product_id
      from (
        select line.account_id, line.opportunity_id, line.type, line.product_id, line.amount_minor, line.line_id, case when product.product_id is not null then
          coalesce(min(deal.closed_on) filter (where ${isWon('deal')}) over (
            partition by line.account_id, coalesce(product.family, 'product ' || product.product_id)), 'infinity') end as since
        from opportunity_lines as line
        join opportunities as deal on deal.account_id = line.account_id and deal.opportunity_id = line.opportunity_id
        left join products as product on product.product_id = line.product_id
        where ${on('line')}
      ) as line group by 1, 2
    ) as content on content.account_id = row.account_id and content.opportunity_id = row.opportunity_id
    where ${on('row')}`,
}

/**
 * The kind of a deal as an expression over the columns of deal_kinds and `started_on`, the day on which it was opened or, where that
 * is not known, decided: 'cross-sell', 'upsell' or 'kind-unknown' for a sale to an existing customer; else why it is none:
 * 'first-deal', 'renewal', 'account-unknown', 'deleted'. What the source says wins. Else an account that had won a deal before
 * this one was opened is a customer; a product of a family that it had not bought then makes a cross-sell, products of families
 * bought before make an upsell. A product without a family is its own.
 */
export function kindOf(alias: string): string {
  const of = (column: string) => `${alias}.${column}`
  return `case
      when ${of('is_deleted')} then 'deleted'
      when ${of('type')} = 'cross-sell' or (${of('type')} is null and ${of('has_cross_sell_line')}) then 'cross-sell'
      when ${of('type')} = 'upsell' or (${of('type')} is null and ${of('has_upsell_line')}) then 'upsell'
      when ${of('type')} = 'renewal' then 'renewal'
      when ${of('type')} = 'new-business' then 'first-deal'
      when not ${of('is_identified')} and ${of('type')} is null then 'account-unknown'
      when ${of('customer_since')} < ${of('started_on')} then
        case
          when ${of('families_since')} is null then 'kind-unknown'
          when ${of('families_since')} >= ${of('started_on')} then 'cross-sell'
          else 'upsell'
        end
      when ${of('type')} = 'existing-business' then 'kind-unknown'
      else 'first-deal'
    end`
}

/** The source says its kind, on the deal or on one of its lines; over the columns of deal_kinds. */
export function isKindStated(alias: string): string {
  const isTyped = `coalesce(${alias}.type in ('cross-sell', 'upsell'), false)`
  return `(${isTyped} or ${alias}.has_cross_sell_line or ${alias}.has_upsell_line)`
}

/** The source says that the account is a customer, and not more. */
export function isSaidExisting(alias: string): string {
  return `coalesce(${alias}.type = 'existing-business', false)`
}

// Of an open deal whose day of opening is not known the kind would depend on the day of asking: nobody reads days while there is one.
export const dealKindDays = counting({
  table: 'deal_kind_days',
  version: 1,
  columns: Object.keys(daysTable.columns),
  counts: {
    of: 'deal_kinds',
    cells: (facts) => `
      select case when deal.outcome = 'open' then 'infinity' else deal.closed_on end, coalesce(deal.pipeline_id, 0), deal.outcome,
        ${kindOf('deal')}, ${isKindStated('deal')}, ${isSaidExisting('deal')}
      from (select fact.*, coalesce(fact.opened_on, fact.closed_on, 'infinity') as started_on from ${facts} as fact) as deal
      where deal.outcome = 'open' or deal.closed_on is not null`,
  },
})

// By the first deal won in any pipeline: where one does not count, accounts are read. All deals of an account are there whenever one
// is counted, since its account is what a part of deal_kinds is.
export const customerMonths = counting({
  table: 'customer_months',
  version: 1,
  columns: Object.keys(monthsTable.columns),
  counts: {
    of: 'deal_kinds',
    cells: (facts) => `
      select date_trunc('month', account.customer_since)::date, account.segment
      from (
        select distinct fact.account_id, fact.customer_since, fact.segment from ${facts} as fact
        where fact.is_identified and fact.customer_since is not null
      ) as account`,
  },
})

export const wonCycles = counting({
  table: 'won_cycles',
  version: 1,
  columns: Object.keys(cyclesTable.columns),
  counts: {
    of: 'deal_kinds',
    cells: (facts) => `
      select deal.closed_on - deal.opened_on from ${facts} as deal
      where ${isWon('deal')} and deal.opened_on <= deal.closed_on`,
  },
})
