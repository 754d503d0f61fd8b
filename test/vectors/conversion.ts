// Adapters: conversion rates, intervals, stages.
import { proportionDifference, wilsonInterval } from '../../statistics/intervals.ts'
import { quantiles } from '../../statistics/quantiles.ts'
import { z } from 'zod'
import { adapt, numbers, type Adapter } from './cases.ts'

const n = z.number()

export const conversion: Record<string, Adapter> = {
  wilson_interval: adapt(
    z.object({ successes: n, trials: n, level: n, continuity_correction: z.boolean() }),
    (inputs) =>
      wilsonInterval(inputs.successes, inputs.trials, {
        level: inputs.level,
        continuity: inputs.continuity_correction,
      }),
  ),
  proportion_difference: adapt(
    z.object({ successes1: n, trials1: n, successes2: n, trials2: n, level: n }),
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
}
