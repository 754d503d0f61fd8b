// Adapters: conversion rates, intervals, stages.
import { cohortConversion, conversionSpells, periodConversion } from '../../statistics/conversion.ts'
import { proportionDifference, wilsonInterval } from '../../statistics/intervals.ts'
import { quantiles } from '../../statistics/quantiles.ts'
import { stageConversion, timeInStage } from '../../statistics/stages.ts'
import { kaplanMeier, survivalAt } from '../../statistics/survival.ts'
import { z } from 'zod'
import { adapt, confidence, numbers, type Adapter } from './cases.ts'

const n = z.number()
const leads = z.array(z.object({ created: z.string(), won: z.string().nullable() }))
const staged = z.object({
  stages: z.array(z.string()),
  deals: z.array(z.object({ history: z.array(z.tuple([z.string(), z.string()])) })),
  as_of: z.string(),
  level: confidence,
})

export const conversion: Record<string, Adapter> = {
  wilson_interval: adapt(
    z.object({
      successes: n,
      trials: n,
      level: confidence,
      continuity_correction: z.boolean().default(false),
    }),
    (inputs) => {
      const interval = wilsonInterval(inputs.successes, inputs.trials, {
        level: inputs.level,
        continuity: inputs.continuity_correction,
      })
      return { estimate: interval?.estimate, lower: interval?.lower, upper: interval?.upper }
    },
  ),
  proportion_difference: adapt(
    z.object({ successes1: n, trials1: n, successes2: n, trials2: n, level: confidence }),
    (inputs) => {
      const result = proportionDifference(
        { successes: inputs.successes1, trials: inputs.trials1 },
        { successes: inputs.successes2, trials: inputs.trials2 },
        { level: inputs.level },
      )
      return {
        difference: result?.estimate ?? null,
        lower: result?.lower ?? null,
        upper: result?.upper ?? null,
      }
    },
  ),
  quantile: adapt(z.object({ values: numbers, p: numbers }), ({ values, p }) => ({
    q: quantiles(values, p),
  })),
  period_conversion: adapt(
    z.object({ deals_closed: n, leads_created: n }),
    ({ deals_closed, leads_created }) => {
      const { rate, isProbability } = periodConversion(deals_closed, leads_created)
      return { rate, percent: rate === null ? null : rate * 100, is_probability: isProbability }
    },
  ),
  cohort_conversion: adapt(
    z.object({ leads, as_of: z.string(), window_days: n, level: confidence }),
    ({ leads: all, as_of, window_days, level }) => ({
      cohorts: cohortConversion(all, as_of, window_days, { level }).map((row) => ({
        ...row,
        won_within_window: row.won,
      })),
    }),
  ),
  conversion_by_day: adapt(
    z.object({ leads, as_of: z.string(), at: numbers }),
    ({ leads: all, as_of, at }) => {
      const curve = kaplanMeier(conversionSpells(all, as_of))
      return {
        at: at.map((t) => {
          const point = survivalAt(curve, t)
          return { t, p: point === null ? null : 1 - point.survival }
        }),
      }
    },
  ),
  stage_conversion: adapt(staged, ({ stages, deals, as_of, level }) => {
    // The vectors list the final stage among the stages.
    const open = stages.filter((stage) => stage !== 'won' && stage !== 'lost')
    const result = stageConversion(
      deals.map((deal) => deal.history),
      open,
      { asOf: as_of, level },
    )
    return { stages: result.stages.map((row) => ({ ...row, rate_of_decided: row.rate })) }
  }),
  time_in_stage: adapt(staged, ({ stages, deals, as_of }) => {
    const rows = timeInStage(
      deals.map((deal) => deal.history),
      stages.filter((stage) => stage !== 'won' && stage !== 'lost'),
      as_of,
    )
    return { stages: rows.map((row) => ({ ...row, km_median: row.kaplanMeierMedian })) }
  }),
}
