// Adapters: content effectiveness.
import { z } from 'zod'
import { fitBetaBinomial, jamesStein, shrunkRate } from '../../statistics/shrinkage.ts'
import {
  collapse,
  oddsRatio,
  riskRatio,
  stratifiedComparison,
  type StratifiedComparison,
  type TwoByTwo,
} from '../../statistics/two-by-two.ts'
import { adapt, confidence, numbers, type Adapter } from './cases.ts'

const n = z.number()
const strata = z.array(
  z.object({ exposed_success: n, exposed_failure: n, unexposed_success: n, unexposed_failure: n }),
)

function tables(rows: z.infer<typeof strata>): TwoByTwo[] {
  return rows.map((row) => ({
    exposedSuccess: row.exposed_success,
    exposedFailure: row.exposed_failure,
    unexposedSuccess: row.unexposed_success,
    unexposedFailure: row.unexposed_failure,
  }))
}

function tests(result: StratifiedComparison) {
  return {
    chi2: result.association?.chiSquare,
    p: result.association?.p,
    chi2_cc: result.associationCorrected?.chiSquare,
    p_cc: result.associationCorrected?.p,
    breslow_day_tarone: result.heterogeneity?.chiSquare,
    breslow_day_df: result.heterogeneity?.df,
    breslow_day_tarone_p: result.heterogeneity?.p,
    mh_risk_difference: result.riskDifference,
  }
}

export const content: Record<string, Adapter> = {
  stratified_2x2: adapt(z.object({ strata, level: confidence }), (inputs) => {
    const rows = tables(inputs.strata)
    const result = stratifiedComparison(rows, { level: inputs.level })
    return {
      crude_odds_ratio: oddsRatio(collapse(rows))?.estimate,
      odds_ratio: result.oddsRatio?.estimate,
      lower: result.oddsRatio?.lower,
      upper: result.oddsRatio?.upper,
      ...tests(result),
    }
  }),
  content_lift: adapt(z.object({ strata, level: confidence }), (inputs) => {
    const rows = tables(inputs.strata)
    const crude = collapse(rows)
    const used = crude.exposedSuccess + crude.exposedFailure
    const notUsed = crude.unexposedSuccess + crude.unexposedFailure
    const lift = riskRatio(crude, { level: inputs.level })
    const result = stratifiedComparison(rows, { level: inputs.level })
    return {
      used,
      not_used: notUsed,
      win_rate_used: used === 0 ? null : crude.exposedSuccess / used,
      win_rate_not_used: notUsed === 0 ? null : crude.unexposedSuccess / notUsed,
      crude_lift: lift?.estimate,
      crude_lift_lower: lift?.lower,
      crude_lift_upper: lift?.upper,
      crude_odds_ratio: oddsRatio(crude)?.estimate,
      odds_ratio: result.oddsRatio?.estimate,
      lower: result.oddsRatio?.lower,
      upper: result.oddsRatio?.upper,
      ...tests(result),
    }
  }),
  james_stein: adapt(z.object({ values: numbers, trials: n, later_values: numbers.optional() }), (inputs) => {
    const shrunk = jamesStein(inputs.values, inputs.trials)
    const later = inputs.later_values
    const squares = (estimates: readonly number[] | undefined) =>
      later === undefined
        ? undefined
        : estimates?.reduce((sum, value, i) => sum + (value - later[i]!) ** 2, 0)
    return {
      grand_mean: shrunk?.grandMean,
      shrinkage: shrunk?.shrinkage,
      estimates: shrunk?.estimates,
      squared_error_raw: squares(inputs.values),
      squared_error_shrunk: squares(shrunk?.estimates),
    }
  }),
  beta_binomial_ranking: adapt(
    z.object({ items: z.array(z.object({ id: z.string(), used: n, won: n })), level: confidence }),
    ({ items, level }) => {
      const fit = fitBetaBinomial(items.map(({ used, won }) => ({ trials: used, successes: won })))
      const rows =
        fit === null
          ? null
          : items.map(({ id, used, won }) => ({
              id,
              ...shrunkRate({ trials: used, successes: won }, fit, { level }),
            }))
      return {
        alpha: fit?.alpha,
        beta: fit?.beta,
        log_likelihood: fit?.logLikelihood,
        no_spread: fit?.noSpread,
        items: rows,
        order_by_mean: rows?.toSorted((a, b) => b.mean - a.mean).map((row) => row.id),
      }
    },
  ),
}
