// The lists behind the figures: one row per hire, with what the answer counts of her.
import { sql } from 'kysely'
import type { MetricContext, RowPage, RowRequest } from '../../metric/definition.ts'
import { hourlyRate } from '../../metric/rows/hourly-rate.ts'
import { type Listing, listRows } from '../../metric/rows/listing.ts'
import { byHash } from '../../metric/runner/join-by-hash.ts'
import { everyHire, type Hires, hires, programmes, ramping, takenOver, unseenHires } from './hires.ts'
import { quotaAnswers } from './quota-answers.ts'
import { countedQuotas, leftOutQuotas } from './quotas.ts'
import { spending } from './spending.ts'

export async function rows(listed: MetricContext, request: RowRequest): Promise<RowPage> {
  // What each of them sold is put together however short the page.
  const context = await byHash(listed)
  const listing =
    request.excluded === undefined
      ? await listingOf(context, request.answer)
      : await leftOut(context, request.excluded)
  return listRows(context, listing, request)
}

const people = ['rep', 'team'] as const
const latest = { column: 'hired', descending: true } as const

async function listingOf(context: MetricContext, answer: string): Promise<Listing> {
  const periods = [context.period]
  const common = { with: people, usual: latest, tie: sql`row.rep_id` }
  if (quotaAnswers.includes(answer)) return besideQuotas(context, answer)
  const everybody = await everyHire(context, periods)
  switch (answer) {
    case 'ramp':
    case 'ramp-curve':
      return {
        ...common,
        counted: ramping(context, periods, everybody),
        cells: {
          hired: sql`row.hired_on`,
          months: sql`row.months`,
          won: sql`row.won`,
          per_month: sql`round((row.won::numeric / row.months), 2)::double precision`,
        },
      }
    case 'training-days':
      return {
        ...common,
        counted: sql`(select * from ${programmes(context, everybody)} as one where is_told)`,
        cells: { hired: sql`row.hired_on`, finished: sql`row.ended_on`, days: sql`row.days` },
      }
    case 'cost-per-rep':
    case 'onboarding-cost':
    case 'first-sale-cost':
    case 'first-sale-cost-loaded':
      return {
        ...common,
        counted: await spent(context, everybody, answer),
        cells: {
          hired: sql`row.hired_on`,
          first_sale: sql`row.first_sale`,
          left: sql`row.left_on`,
          currency: sql`${context.settings.currency}::text`,
        },
        money: { cost: answer.startsWith('first-sale') ? sql`row.to_sale_minor` : sql`row.cost_minor` },
      }
    default:
      return {
        ...common,
        counted: hires(everybody),
        with: ['account', ...people],
        cells: {
          hired: sql`row.hired_on`,
          first_sale: sql`row.first_sale`,
          left: sql`row.left_on`,
          state: sql`row.ended`,
          days: sql`row.days`,
        },
      }
  }
}

function besideQuotas(context: MetricContext, answer: string): Listing {
  const all = countedQuotas(context, [context.period])
  const counts = answer === 'quota-attainment' ? 'amount' : 'deals'
  return {
    counted: answer === 'reps-at-quota' ? all : sql`(select * from ${all} as one where counts = ${counts})`,
    with: people,
    cells: {
      ...daysOfQuota,
      deals_quota: sql`row.deals`,
      deals_sold: sql`row.sold_deals`,
      attained: sql`round(100.0 * coalesce(row.sold_minor, row.sold_deals) / coalesce(row.quota_minor, row.deals), 1)::double precision`,
      currency: sql`${context.settings.currency}::text`,
    },
    money: { quota: sql`row.quota_minor`, sold: sql`row.sold_minor` },
    usual: { column: 'from', descending: true },
    tie: sql`row.rep_id, row.quota_id`,
  }
}

const daysOfQuota = { from: sql`row.starts_on`, to: sql`row.day` }

async function spent(context: MetricContext, everybody: Hires, answer: string) {
  const all = spending(context, everybody, await hourlyRate(context))
  if (answer === 'first-sale-cost') return sql`(select * from ${all} as one where ended = 'won')`
  if (answer === 'first-sale-cost-loaded') return sql`(select * from ${all} as one where ended <> 'open')`
  return all
}

async function leftOut(context: MetricContext, code: string): Promise<Listing> {
  const periods = [context.period]
  const common = { usual: latest, tie: sql`row.rep_id` }
  if (code.startsWith('quota-'))
    return {
      counted: sql`(select * from ${leftOutQuotas(context)} as one where code = ${code})`,
      with: people,
      cells: {
        ...daysOfQuota,
        deals_quota: sql`row.deals`,
        currency: sql`coalesce(row.currency, ${context.settings.currency}::text)`,
      },
      money: { quota: sql`row.amount_minor` },
      usual: { column: 'from', descending: true },
      tie: sql`row.rep_id, row.quota_id`,
    }
  const everybody = await everyHire(context, periods)
  if (code === 'welcome-before-notice')
    return {
      ...common,
      counted: sql`(select * from ${programmes(context, everybody)} as one where not is_told)`,
      with: people,
      cells: { hired: sql`row.hired_on`, finished: sql`row.ended_on`, days: sql`row.days` },
    }
  if (code === 'taken-over')
    return {
      ...common,
      counted: takenOver(context, periods, everybody),
      with: ['account', ...people],
      cells: { hired: sql`row.hired_on`, first_sale: sql`row.first_sale`, days: sql`row.days` },
      tie: sql`row.rep_id, row.opportunity_id`,
    }
  return {
    ...common,
    counted: unseenHires(everybody),
    with: people,
    cells: { hired: sql`row.hired_on` },
  }
}
