// Conversion of leads: the ratio of a period, which is no probability, and the cohorts that are one.
import { dateOfDay, dayNumber } from './days.ts'
import { wilsonInterval, type IntervalOptions } from './intervals.ts'
import type { SpellCount } from './survival.ts'

/** Deals won in a period over leads created in it: two different sets, so no probability and no interval. */
export type PeriodConversion = {
  /** Null without leads. */
  rate: number | null
  /** False when the rate is above 1, which no probability can be; null without leads. */
  isProbability: boolean | null
}

/**
 * The ratio of the period, deals closed / leads created. Can exceed 1 and falls by itself when lead volume rises: show the cohort rate
 * beside it. RangeError on a count that is negative or not finite.
 */
export function periodConversion(dealsClosed: number, leadsCreated: number): PeriodConversion {
  if (!(dealsClosed >= 0 && leadsCreated >= 0 && dealsClosed < Infinity && leadsCreated < Infinity)) {
    throw new RangeError(`Not counts: ${dealsClosed} and ${leadsCreated}`)
  }
  if (leadsCreated === 0) return { rate: null, isProbability: null }
  const rate = dealsClosed / leadsCreated
  return { rate, isProbability: rate <= 1 }
}

/** A lead by its dates ('YYYY-MM-DD'); `won` null while it is not. */
export type LeadDates = { created: string; won: string | null }

/** Conversion of the leads created in one month. */
export type CohortConversion = {
  /** 'YYYY-MM' of creation. */
  cohort: string
  leads: number
  /** Leads observed for the whole window by the day of reading. */
  mature: number
  /** Mature leads won within the window. */
  won: number
  /** won / mature with Wilson's interval; all null while no lead is mature: not known yet, never 0. */
  rate: number | null
  lower: number | null
  upper: number | null
}

/**
 * Cohort conversion within `windowDays` of creation, leads observed that long only, months in order. RangeError on a window that
 * is negative or not finite, a date that is none, a lead created after `asOf`, or one won before it was created. Wins after `asOf`
 * are not known.
 */
export function cohortConversion(
  leads: readonly LeadDates[],
  asOf: string,
  windowDays: number,
  options: IntervalOptions = {},
): CohortConversion[] {
  if (!(windowDays >= 0 && windowDays < Infinity)) throw new RangeError(`Not a window: ${windowDays}`)
  const end = dayNumber(asOf)
  const cohorts = new Map<string, { leads: number; mature: number; won: number }>()
  for (const lead of leads) {
    const { created, days } = readLead(lead, end)
    const name = dateOfDay(created).slice(0, 7)
    const cohort = cohorts.get(name) ?? { leads: 0, mature: 0, won: 0 }
    cohort.leads += 1
    if (end - created >= windowDays) {
      cohort.mature += 1
      if (days !== null && days <= windowDays) cohort.won += 1
    }
    cohorts.set(name, cohort)
  }
  return [...cohorts]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([cohort, counts]) => {
      const interval = wilsonInterval(counts.won, counts.mature, options)
      return {
        cohort,
        ...counts,
        rate: interval?.estimate ?? null,
        lower: interval?.lower ?? null,
        upper: interval?.upper ?? null,
      }
    })
}

/**
 * Histogram of days to conversion for Kaplan-Meier, leads not won by `asOf` censored there: 1 - S(t) is the conversion by day t.
 * Where leads can also be lost, use the incidence with that outcome as competing. RangeError on dates as {@link cohortConversion}.
 */
export function conversionSpells(leads: readonly LeadDates[], asOf: string): SpellCount[] {
  const end = dayNumber(asOf)
  return leads.map((lead) => {
    const { created, days } = readLead(lead, end)
    return { time: days ?? end - created, events: days === null ? 0 : 1, censored: days === null ? 1 : 0 }
  })
}

function readLead({ created, won }: LeadDates, end: number): { created: number; days: number | null } {
  const start = dayNumber(created)
  if (start > end) throw new RangeError(`A lead created on ${created} is not known yet`)
  const day = won === null ? null : dayNumber(won)
  if (day !== null && day < start)
    throw new RangeError(`A lead was won on ${won} before it was created on ${created}`)
  return { created: start, days: day === null || day > end ? null : day - start }
}
