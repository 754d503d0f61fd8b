// Adapters: onboarding of new reps.
import { z } from 'zod'
import { mean } from '../../statistics/quantiles.ts'
import { fitRamp, onboardingCost, rampCurve } from '../../statistics/ramp.ts'
import { countSpells, kaplanMeier, survivalAt } from '../../statistics/survival.ts'
import { adapt, confidence, numbers, type Adapter } from './cases.ts'

const n = z.number()

function complement(share: number | null | undefined): number | null {
  return share === null || share === undefined ? null : 1 - share
}

export const onboarding: Record<string, Adapter> = {
  time_to_first_deal: adapt(
    z.object({
      reps: z.array(z.object({ days: n, sold: z.boolean() })),
      at: numbers.default([]),
      level: confidence,
    }),
    ({ reps, at, level }) => {
      const curve = kaplanMeier(
        countSpells(
          reps.map((rep) => rep.days),
          reps.map((rep) => rep.sold),
        ),
        { level },
      )
      const sold = reps.filter((rep) => rep.sold)
      return {
        sold: sold.length,
        not_yet: reps.length - sold.length,
        naive_mean_of_sold: mean(sold.map((rep) => rep.days)),
        median: curve.median,
        median_lower: curve.medianLower,
        median_upper: curve.medianUpper,
        sold_by: at.map((t) => {
          const point = survivalAt(curve, t)
          return {
            t,
            p: complement(point?.survival),
            lower: complement(point?.upper),
            upper: complement(point?.lower),
          }
        }),
      }
    },
  ),
  ramp_curve_fit: adapt(z.object({ x: numbers, y: numbers }), ({ x, y }) => {
    const fit = fitRamp(x.map((month, i) => ({ x: month, y: y[i]! })))
    const fitted = fit.status === 'fitted' ? fit : null
    return {
      status: fit.status,
      plateau: fitted?.plateau,
      rate: fitted?.rate,
      plateau_se: fitted?.plateauError,
      rate_se: fitted?.rateError,
      rss: fitted?.rss,
      time_to_80_percent: fitted?.monthsTo80Percent,
    }
  }),
  ramp_curve: adapt(
    z.object({
      months: z.array(z.object({ month: n, attainment: numbers })),
      tenured_attainment: n,
      threshold: n.default(0.8),
    }),
    ({ months, tenured_attainment, threshold }) => {
      const { curve, target, rampMonth } = rampCurve(months, tenured_attainment, threshold)
      return { curve, target, ramp_month: rampMonth }
    },
  ),
  onboarding_cost: adapt(
    z.object({
      reps: z.array(
        z.object({ costs: z.record(z.string(), n), first_deal_acquisition: n.default(0), sold: z.boolean() }),
      ),
    }),
    ({ reps }) => {
      const people = reps.map((rep) => ({
        cost: Object.values(rep.costs).reduce((sum, cost) => sum + cost, 0),
        firstDealAcquisition: rep.first_deal_acquisition,
        sold: rep.sold,
      }))
      const result = onboardingCost(people)
      return {
        cost_per_rep: people.map((person) => person.cost),
        mean_cost_per_new_rep: result.meanCost,
        cost_of_first_sale: result.costOfFirstSale,
        cost_per_first_sale_fully_loaded: result.fullyLoaded,
      }
    },
  ),
}
