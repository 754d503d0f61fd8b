// Leads of the simulated company, and the deals that some of them become: one lead or several of each company.
import { type Random, randomIndex, randomNormal } from '../statistics/random.ts'
import { dayText, firstDay, instantText, lastDay, months, workdayFrom } from './calendar.ts'
import { type Account, drawSegment, makeAccount } from './customers.ts'
import { clamp, logistic, pick, pickWeighted, someDays, someTimes } from './draw.ts'
import { isAtWork, isThere, type Rep } from './people.ts'
import type { Rows } from './rows.ts'
import { type Deal, type Market, sell } from './selling.ts'
import { colleagues, intake, type Segment } from './truths.ts'

const sourceWeights = {
  'Site web': 0.34,
  Publicité: 0.24,
  Salon: 0.16,
  Recommandation: 0.12,
  Prospection: 0.14,
}
/** Chance that a lead becomes a deal. Large companies come further, whatever the source. */
const opens: Readonly<Record<Segment, number>> = { TPE: 0.26, PME: 0.34, ETI: 0.48, 'Grand compte': 0.55 }

/** The first person of a company who asked. */
interface Asked {
  readonly account: Account
  readonly rep: Rep
  readonly day: number
  readonly leadSource: string
  readonly promise: number
  readonly deal: Deal | null
}

/** Leads of every working day, each the first of its company, and the deals that some of them become. */
export function sellToLeads(
  rows: Rows,
  random: Random,
  market: Market,
): { readonly asked: readonly Asked[]; readonly deals: readonly Deal[] } {
  const asked: Asked[] = []
  for (let day = firstDay; day <= lastDay; day++) {
    const present = market.staff.reps.filter((rep) => isAtWork(rep, day))
    if (present.length === 0) continue
    // A little more each year, less in August by itself: fewer people are there. An intake brings hands, not leads.
    const usual = present.filter((rep) => rep.hired !== intake.on).length
    const many = someTimes(random, 11 * (1 + day / 3_000) * (usual / 45))
    for (let i = 0; i < many; i++) {
      const leadSource = pickWeighted(random, sourceWeights)
      const segment = drawSegment(random, leadSource)
      const account = makeAccount(rows, random, segment, day)
      const rep = pick(random, present)
      const promise = randomNormal(random)
      const chance = clamp(
        opens[segment] * (leadSource === 'Recommandation' ? 1.35 : 1) * (1 + 0.35 * promise),
        0,
        0.95,
      )
      const becomes = random() < chance
      const isQualified = becomes || random() < 0.25
      const opened = becomes ? workdayFrom(day + someDays(random, 6)) : null
      const deal =
        opened !== null && opened <= lastDay
          ? sell(rows, random, market, { account, rep, opened, leadSource, isNew: true, promise })
          : null
      const one = { account, rep, day, leadSource, promise, deal }
      asked.push(one)
      addLead(rows, random, { ...one, isQualified, convertedOn: deal?.opened ?? null })
    }
  }
  return { asked, deals: asked.flatMap(({ deal }) => deal ?? []) }
}

/**
 * Colleagues of the first who asked, by the same way and in the weeks after: they open no deal of their own, and most of those whose
 * company has one join it.
 */
export function addColleagues(rows: Rows, random: Random, asked: readonly Asked[]): void {
  for (const first of asked)
    for (let left = Number(pickWeighted(random, colleagues)); left > 0; left--) {
      const day = workdayFrom(first.day + 1 + randomIndex(random, 40))
      const joins = random() < 0.8
      const isOfInterest = random() < 0.25
      const promise = 0.6 * first.promise + 0.8 * randomNormal(random)
      if (day > lastDay || !isThere(first.rep, day)) continue
      const on = first.deal === null ? null : Math.max(day, first.deal.opened)
      const convertedOn = joins && on !== null && on < (first.deal?.closed ?? Infinity) ? on : null
      const isQualified = convertedOn !== null || isOfInterest
      addLead(rows, random, { ...first, day, promise, isQualified, convertedOn })
    }
}

interface Lead extends Asked {
  readonly isQualified: boolean
  /** The day on which it became part of the deal; null while it is not. */
  readonly convertedOn: number | null
}

function addLead(rows: Rows, random: Random, lead: Lead): void {
  const { account, rep, day, leadSource, isQualified, convertedOn } = lead
  const isConverted = convertedOn !== null
  const id = rows.add('leads', {
    account_id: account.id,
    owner_id: rep.id,
    lead_source: leadSource,
    status: isConverted ? 'Converti' : isQualified ? 'Qualifié' : day > lastDay - 20 ? 'Nouveau' : 'Écarté',
    score: null,
    created_on: dayText(day),
    created_at: instantText(day, 7 + random() * 9),
    is_qualified: isQualified,
    is_converted: isConverted,
    converted_on: isConverted ? dayText(convertedOn) : null,
    opportunity_id: isConverted ? lead.deal!.id : null,
    is_deleted: false,
  })
  scoreLead(rows, random, lead, id)
}

/** The second version of the score sees more of what makes a lead good than the first. */
function scoreLead(
  rows: Rows,
  random: Random,
  { account, day, promise, leadSource }: Lead,
  id: number,
): void {
  const isSecond = day >= months[18]!
  const seen = Math.log(opens[account.segment] / 0.3) + (leadSource === 'Recommandation' ? 0.3 : 0)
  const value = logistic(1.2 * seen + (isSecond ? 0.8 : 0.25) * promise + randomNormal(random) * 0.7)
  const score = Math.round(value * 100)
  rows.add('lead_scores', {
    account_id: account.id,
    lead_id: id,
    scored_on: dayText(day),
    score,
    method: isSecond ? 'v2' : 'v1',
    is_good: score >= 60,
  })
}
