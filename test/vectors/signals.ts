// Adapters: control charts, several comparisons, small numbers.
import { xmrChart, xmrLimits, type XmrLimits } from '../../statistics/control-charts.ts'
import { benjaminiHochberg, bonferroni, holm } from '../../statistics/multiple-comparisons.ts'
import { suppressSmall } from '../../statistics/suppression.ts'
import { z } from 'zod'
import { adapt, numbers, type Adapter } from './cases.ts'

const series = z.object({
  values: numbers,
  screen_outliers: z.boolean().default(true),
  baseline_points: z.number().optional(),
})

const rejections = (marks: boolean[]) => marks.filter(Boolean).length

function limitsOf(limits: XmrLimits | null) {
  return {
    mean: limits?.mean,
    mean_moving_range: limits?.meanMovingRange,
    mean_moving_range_unscreened: limits?.meanMovingRangeUnscreened,
    upper: limits?.upper,
    lower: limits?.lower,
    mr_upper: limits?.movingRangeUpper,
  }
}

export const signals: Record<string, Adapter> = {
  xmr: adapt(series, ({ values, screen_outliers, baseline_points }) => {
    const limits = xmrLimits(values.slice(0, baseline_points), { screen: screen_outliers })
    return limitsOf(limits)
  }),
  xmr_rules: adapt(series, ({ values, screen_outliers, baseline_points }) => {
    const baseline = baseline_points === undefined ? {} : { baselinePoints: baseline_points }
    const chart = xmrChart(values, { screen: screen_outliers, ...baseline })
    const { outside, shift, trend, twoOfThree } = chart.flags
    return { ...chart, ...limitsOf(chart.limits), flags: { outside, shift, trend, two_of_three: twoOfThree } }
  }),
  false_discovery_rate: adapt(z.object({ p: numbers, q: z.number().default(0.05) }), ({ p, q }) => {
    const rate = benjaminiHochberg(p, q)
    const stepDown = holm(p, q)
    return {
      adjusted: rate.adjusted,
      rejected: rejections(rate.rejected),
      bonferroni_rejected: rejections(bonferroni(p, q).rejected),
      holm_adjusted: stepDown.adjusted,
      holm_rejected: rejections(stepDown.rejected),
    }
  }),
  suppress_small: adapt(
    z.object({
      k: z.number().default(5),
      groups: z.array(z.object({ name: z.string(), people: z.number() })),
      total_shown: z.boolean().default(false),
    }),
    (inputs) => suppressSmall(inputs.groups, { k: inputs.k, totalShown: inputs.total_shown }),
  ),
}
