// Adapters: customer turnover.
import { z } from 'zod'
import {
  averageRetention,
  customerMovements,
  logoChurn,
  rescaleLossRate,
  revenueRetention,
} from '../../statistics/churn.ts'
import {
  fitSbg,
  sbgResidualLifetime,
  sbgRetention,
  sbgSurvival,
} from '../../statistics/shifted-beta-geometric.ts'
import { countSpells, kaplanMeier, survivalAt } from '../../statistics/survival.ts'
import { adapt, confidence, numbers, readData, type Adapter } from './cases.ts'

const n = z.number()

function percent(rate: number | null): number | null {
  return rate === null ? null : rate * 100
}

export const churn: Record<string, Adapter> = {
  period_churn: adapt(
    z.object({
      start_customers: n,
      lost_of_start: n,
      new: n.default(0),
      lost_of_new: n.default(0),
      level: confidence,
    }),
    (inputs) => {
      const result = logoChurn(inputs.start_customers, inputs.lost_of_start, { level: inputs.level })
      return {
        ...result,
        percent: percent(result.churn),
        end_customers: inputs.start_customers - inputs.lost_of_start + inputs.new - inputs.lost_of_new,
      }
    },
  ),
  churn_rescale: adapt(
    z.object({ rate: n, from_months: n, to_months: n }),
    ({ rate, from_months, to_months }) => ({ rate: rescaleLossRate(rate, from_months, to_months) }),
  ),
  revenue_retention: adapt(
    z.object({
      start_mrr: n,
      churned_mrr: n.default(0),
      contraction_mrr: n.default(0),
      expansion_mrr: n.default(0),
      new_mrr: n.default(0),
    }),
    (inputs) => {
      const result = revenueRetention({
        start: inputs.start_mrr,
        churned: inputs.churned_mrr,
        contraction: inputs.contraction_mrr,
        expansion: inputs.expansion_mrr,
        fresh: inputs.new_mrr,
      })
      return {
        grr: result.grr,
        nrr: result.nrr,
        gross_revenue_churn: result.grossChurn,
        net_revenue_churn: result.netChurn,
        end_mrr: result.end,
      }
    },
  ),
  revenue_retention_customers: adapt(
    z.object({ customers: z.array(z.object({ start: n, end: n })) }),
    ({ customers }) => {
      const movements = customerMovements(customers)
      const { grr, nrr } = revenueRetention(movements)
      return {
        start_mrr: movements.start,
        churned_mrr: movements.churned,
        contraction_mrr: movements.contraction,
        expansion_mrr: movements.expansion,
        new_mrr: movements.fresh,
        grr,
        nrr,
        logo_churn: logoChurn(movements.startCustomers, movements.lostCustomers).churn,
      }
    },
  ),
  sbg_fit: adapt(z.object({ cohorts: z.array(numbers) }), ({ cohorts }) => {
    const fit = fitSbg(cohorts)
    return {
      alpha: fit?.alpha,
      beta: fit?.beta,
      log_likelihood: fit?.logLikelihood,
      constant_rate: fit?.constantRate,
    }
  }),
  sbg_survival: adapt(z.object({ alpha: n, beta: n, periods: numbers }), ({ alpha, beta, periods }) => ({
    survival: periods.map((t) => sbgSurvival({ alpha, beta }, t)),
    retention: periods.filter((t) => t > 0).map((t) => sbgRetention({ alpha, beta }, t)),
  })),
  sbg_holdout: adapt(
    z.object({ cohorts: z.array(numbers), actual_percent_years_8_to_12: numbers }),
    ({ cohorts, actual_percent_years_8_to_12 }) => {
      const fit = fitSbg(cohorts)
      if (fit === null) return { max_abs_error_points: null }
      const errors = actual_percent_years_8_to_12.map((actual, i) =>
        Math.abs(actual - 100 * sbgSurvival(fit, 8 + i)),
      )
      return { max_abs_error_points: Math.max(...errors) }
    },
  ),
  sbg_derl: adapt(
    z.object({ alpha: n, beta: n, renewals_made: n, discount: n }),
    ({ alpha, beta, renewals_made, discount }) => {
      const model = { alpha, beta }
      const plain = Array.from(
        { length: 4000 },
        (_, k) =>
          sbgSurvival(model, renewals_made + 1 + k) / sbgSurvival(model, renewals_made) / (1 + discount) ** k,
      )
      return {
        derl: sbgResidualLifetime(model, renewals_made, discount),
        check_sum: plain.reduce((sum, term) => sum + term, 0),
      }
    },
  ),
  retention_cohort_average: adapt(
    z.object({ cohorts: z.array(z.object({ initial_mrr: n, percent: numbers })) }),
    ({ cohorts }) => ({
      weighted_average: averageRetention(
        cohorts.map(({ initial_mrr, percent: retention }) => ({ weight: initial_mrr, retention })),
      ).map((row) => row.average),
    }),
  ),
  kaplan_meier_points: adapt(
    z.object({
      file: z.string(),
      time_column: z.string(),
      event_column: z.string(),
      event_value: z.string(),
      at: numbers,
      level: confidence,
    }),
    (inputs) => {
      const [header, ...lines] = readData(inputs.file)
        .split(/\r?\n/)
        .filter((line) => line !== '')
        .map((line) => line.split(','))
      const column = (name: string) => header!.indexOf(name)
      const curve = kaplanMeier(
        countSpells(
          lines.map((line) => Number(line[column(inputs.time_column)])),
          lines.map((line) => line[column(inputs.event_column)] === inputs.event_value),
        ),
        { level: inputs.level },
      )
      return {
        n: curve.n,
        events: curve.events,
        at: inputs.at.map((t) => {
          const point = survivalAt(curve, t)
          return {
            t,
            survival: point?.survival,
            lower: point?.lower,
            upper: point?.upper,
            at_risk: point?.atRisk,
          }
        }),
        median: curve.median,
        median_lower: curve.medianLower,
        median_upper: curve.medianUpper,
      }
    },
  ),
}
