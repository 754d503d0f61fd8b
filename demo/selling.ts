// Deals of the simulated company, one after the other, with the stages that each went through.
import type { Random } from '../statistics/random.ts'
import { dayText, instantText, lastDay, workdayFrom } from './calendar.ts'
import { type Account, drawProduct, type Product } from './customers.ts'
import { clamp, logistic, pickWeighted, someDays, someMoney } from './draw.ts'
import { ramp, type Rep, type Staff, successor, teamOn } from './people.ts'
import type { Rows } from './rows.ts'
import { helpfulContent, type Segment, slowTeam, workshop } from './truths.ts'

export interface Deal {
  readonly id: number
  readonly account: Account
  readonly rep: Rep
  readonly opened: number
  /** Null while open. */
  readonly closed: number | null
  readonly outcome: 'open' | 'won' | 'lost'
  readonly amount: bigint
  readonly product: Product
  readonly isNew: boolean
  /** Days on which it entered each open stage. */
  readonly entered: readonly number[]
  readonly usesHelpful: boolean
  readonly lossReason: string | null
}

export interface Market {
  readonly staff: Staff
  readonly products: readonly Product[]
  readonly stages: readonly number[]
  readonly outcomes: { readonly won: number; readonly lost: number }
  readonly pipeline: number
  readonly attended: ReadonlySet<number>
}

export const stageNames = ['Qualification', 'Découverte', 'Proposition', 'Négociation'] as const
const cycle: Readonly<Record<Segment, number>> = { TPE: 26, PME: 46, ETI: 78, 'Grand compte': 120 }
const median: Readonly<Record<Segment, number>> = {
  TPE: 2_400,
  PME: 8_500,
  ETI: 28_000,
  'Grand compte': 85_000,
}
/** Chance that a deal is won. Large companies come further, whatever the source. */
const wins: Readonly<Record<Segment, number>> = { TPE: 0.3, PME: 0.33, ETI: 0.38, 'Grand compte': 0.42 }
const lossReasons = { Prix: 0.34, Concurrent: 0.26, 'Pas de budget': 0.2, 'Sans suite': 0.2 }

/** The process of selling: one pipeline, four open stages, two that end it. */
export function makeStages(rows: Rows): Pick<Market, 'stages' | 'outcomes' | 'pipeline'> {
  const pipeline = rows.add('pipelines', {
    name: 'Ventes',
    name_key: 'ventes',
    is_counted: true,
    is_confirmed: true,
  })
  const stage = (name: string, position: number, outcome: string): number =>
    rows.add('stages', {
      pipeline_id: pipeline,
      name,
      name_key: name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase(),
      position,
      outcome,
      outcome_basis: 'stated',
      is_confirmed: true,
    })
  const stages = stageNames.map((name, position) => stage(name, position, 'open'))
  return { pipeline, stages, outcomes: { won: stage('Gagnée', 4, 'won'), lost: stage('Perdue', 5, 'lost') } }
}

export interface Sale {
  readonly account: Account
  readonly rep: Rep
  readonly opened: number
  readonly leadSource: string | null
  readonly isNew: boolean
  readonly type?: 'cross-sell' | 'upsell' | 'renewal'
  readonly promise?: number
  readonly product?: Product
}

/** One deal from its opening to its end, or to the last day. */
export function sell(rows: Rows, random: Random, market: Market, sale: Sale): Deal {
  const { account, rep, opened } = sale
  const product = sale.product ?? drawProduct(random, market.products, account.segment)
  const team = market.staff.teams[teamOn(rep, opened)]!.name
  const slow = team === slowTeam.name && opened >= slowTeam.from ? slowTeam.factor : 1
  const stays = stageNames.map((_, i) =>
    someDays(random, cycle[account.segment] * slow * [0.2, 0.3, 0.3, 0.2][i]! * (sale.isNew ? 1 : 0.6)),
  )
  const usesHelpful = random() < 0.3
  const closesOn = workdayFrom(opened + stays.reduce((sum, stay) => sum + stay, 0))
  const points =
    (market.attended.has(rep.id) && closesOn > workshop.heldOn ? workshop.points : 0) +
    (usesHelpful ? helpfulContent.points : 0) -
    0.12 * (1 - ramp(rep, opened)) +
    (sale.isNew ? 0 : 0.12)
  const chance = clamp(
    logistic(
      Math.log(wins[account.segment] / (1 - wins[account.segment])) + rep.skill + 0.2 * (sale.promise ?? 0),
    ) + points,
    0.03,
    0.95,
  )
  const isWon = random() < chance
  // What is lost is lost at any stage, most often after the proposal.
  const lastStage = isWon ? 3 : Number(pickWeighted(random, { '0': 0.2, '1': 0.25, '2': 0.35, '3': 0.2 }))
  const entered = [opened]
  for (let i = 0; i < lastStage; i++) entered.push(workdayFrom(entered[i]! + stays[i]!))
  const end = workdayFrom(entered[lastStage]! + stays[lastStage]!)
  const isClosed = end <= lastDay
  const outcome = isClosed ? (isWon ? 'won' : 'lost') : 'open'
  const reached = entered.filter((day) => day <= lastDay)
  const lossReason = outcome === 'lost' ? pickWeighted(random, lossReasons) : null
  const amount = someMoney(random, median[account.segment] * (sale.isNew ? 1 : 0.5))
  const owner = successor(market.staff, rep, isClosed ? end : lastDay)
  const id = rows.add('opportunities', {
    account_id: account.id,
    name: `${account.name} : ${product.family.toLowerCase()}`,
    owner_id: owner.id,
    pipeline_id: market.pipeline,
    stage_id:
      outcome === 'open'
        ? market.stages[reached.length - 1]!
        : outcome === 'won'
          ? market.outcomes.won
          : market.outcomes.lost,
    outcome,
    outcome_basis: 'stated',
    opened_on: dayText(opened),
    opened_at: instantText(opened, 8 + random() * 8),
    closed_on: isClosed ? dayText(end) : null,
    closed_at: isClosed ? instantText(end, 9 + random() * 7) : null,
    expected_close_on: dayText(workdayFrom(opened + cycle[account.segment])),
    amount_minor: amount,
    currency: 'EUR',
    currency_basis: 'stated',
    type: sale.type ?? (sale.isNew ? 'new-business' : 'existing-business'),
    type_as_written: null,
    lead_source: sale.leadSource,
    loss_reason: lossReason,
    is_deleted: false,
  })
  if (owner !== rep) handOver(rows, account.id, id, rep, owner)
  for (const [visit, day] of reached.entries()) {
    const left = reached[visit + 1] ?? (isClosed ? end : null)
    rows.add('stage_visits', {
      account_id: account.id,
      opportunity_id: id,
      visit,
      stage_id: market.stages[visit]!,
      entered_at: instantText(day, 9),
      left_at: left === null ? null : instantText(left, 9),
      entered_on: dayText(day),
      left_on: left === null ? null : dayText(left),
      provenance: 'history',
    })
  }
  rows.add('opportunity_lines', {
    account_id: account.id,
    opportunity_id: id,
    product_id: product.id,
    quantity: 1,
    amount_minor: amount,
    currency: 'EUR',
    type: sale.type ?? null,
  })
  return {
    id,
    account,
    rep,
    opened,
    closed: isClosed ? end : null,
    outcome,
    amount,
    product,
    isNew: sale.isNew,
    entered: reached,
    usesHelpful: usesHelpful && reached.length > 2,
    lossReason,
  }
}

/** Who leaves hands her open deals to a colleague of her team. */
function handOver(rows: Rows, account: number, deal: number, from: Rep, to: Rep): void {
  const both = { account_id: account, opportunity_id: deal, provenance: 'history' }
  rows.add('opportunity_owners', {
    ...both,
    stay: 0,
    owner_id: from.id,
    starts_on: null,
    ends_on: dayText(from.left),
  })
  rows.add('opportunity_owners', {
    ...both,
    stay: 1,
    owner_id: to.id,
    starts_on: dayText(from.left),
    ends_on: null,
  })
}
