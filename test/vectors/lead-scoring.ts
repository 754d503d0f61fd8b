// Adapters: lead scoring.
import { z } from 'zod'
import { auc, countScores } from '../../statistics/auc.ts'
import {
  checkJudgementWeights,
  fitWithJudgement,
  linearPool,
  logPool,
  pairwiseWeights,
} from '../../statistics/judgement.ts'
import { fitLogistic, logOdds, predictLogistic } from '../../statistics/logistic.ts'
import {
  calibration,
  leakageSuspects,
  liftTable,
  pointScale,
  pointsOfOdds,
} from '../../statistics/score-quality.ts'
import { adapt, confidence, numbers, type Adapter, type Context } from './cases.ts'

const n = z.number()
const table = z.object({
  features: z.array(z.string()),
  x: z.array(numbers).optional(),
  y: numbers.optional(),
  same_rows_as: z.string().optional(),
})
const predictionsAsked = z.object({ predictions: z.array(z.object({ x: numbers })).optional() })
const regression = table.extend({ l2: n.default(0), standardise: z.boolean().default(false) })

// Rows of the case itself, or the named columns of the case it refers to.
function leads(inputs: z.infer<typeof table>, context: Context): { x: number[]; y: number }[] {
  const { x = [], y = [], same_rows_as } = inputs
  if (same_rows_as === undefined) return x.map((row, i) => ({ x: row, y: y[i]! }))
  const other = table.parse(context.inputsOf(same_rows_as))
  const columns = inputs.features.map((name) => other.features.indexOf(name))
  if (columns.includes(-1))
    throw new Error(`${same_rows_as} lacks a feature of ${inputs.features.join(', ')}`)
  return leads(other, context).map((row) => ({ ...row, x: columns.map((column) => row.x[column]!) }))
}

function fit(inputs: z.infer<typeof regression>, context: Context) {
  const rows = leads(inputs, context)
  return { rows, model: fitLogistic(rows, { l2: inputs.l2, standardise: inputs.standardise }) }
}

function calibrated(p: readonly number[], y: readonly number[], groups?: number) {
  const outcomes = y.map((value) => value === 1)
  const result = calibration(p, outcomes, groups)
  return {
    ...result,
    log_loss: result.logLoss,
    mean_predicted: result.meanPredicted,
    observed_rate: result.observedRate,
    bins: result.bins.map((bin) => ({ ...bin, mean_predicted: bin.meanPredicted })),
    auc: auc(countScores(p, outcomes))?.auc,
  }
}

export const leadScoring: Record<string, Adapter> = {
  logistic_regression: adapt(regression, (inputs, context) => {
    const { rows, model } = fit(inputs, context)
    const fitted = model.status === 'fitted' ? model : null
    return {
      status: model.status,
      coefficients: fitted?.coefficients,
      std_errors: fitted?.standardErrors,
      log_likelihood: fitted?.logLikelihood,
      auc:
        fitted === null
          ? null
          : auc(
              countScores(
                rows.map(({ x }) => logOdds(fitted, x)),
                rows.map(({ y }) => y === 1),
              ),
            )?.auc,
    }
  }),
  auc: adapt(
    z.object({
      counts_by_rating: z.array(z.object({ rating: n, negatives: n, positives: n })),
      level: confidence,
    }),
    ({ counts_by_rating, level }) => {
      const result = auc(
        counts_by_rating.map(({ rating, ...counts }) => ({ score: rating, ...counts })),
        { level },
      )
      return {
        auc: result?.auc,
        positives: result?.positives,
        negatives: result?.negatives,
        lower: result?.lower,
        upper: result?.upper,
        std_err_hanley_mcneil: result?.standardErrorHanleyMcNeil,
        std_err_delong: result?.standardError,
      }
    },
  ),
  calibration: adapt(
    z.object({ model: z.string(), groups: n.optional() }),
    ({ model: id, groups }, context) => {
      const { rows, model } = fit(regression.parse(context.inputsOf(id)), context)
      if (model.status !== 'fitted') throw new Error(`No model ${id}: ${model.status}`)
      return calibrated(
        rows.map(({ x }) => predictLogistic(model, x)),
        rows.map(({ y }) => y),
        groups,
      )
    },
  ),
  calibration_from_predictions: adapt(
    z.object({ p: numbers, y: numbers, groups: n.optional() }),
    ({ p, y, groups }) => calibrated(p, y, groups),
  ),
  lift: adapt(z.object({ outcomes_sorted: numbers, shares: numbers }), ({ outcomes_sorted, shares }) => {
    const result = liftTable(
      outcomes_sorted.map((value) => value === 1),
      shares,
    )
    return { overall_rate: result.overallRate, at: result.at }
  }),
  score_points: adapt(
    z.object({ points_to_double_odds: n, reference_points: n, reference_odds: n, odds: numbers }),
    (inputs) => {
      const scale = pointScale({
        pointsToDoubleOdds: inputs.points_to_double_odds,
        referencePoints: inputs.reference_points,
        referenceOdds: inputs.reference_odds,
      })
      return { ...scale, points: inputs.odds.map((odds) => pointsOfOdds(scale, odds)) }
    },
  ),
  leakage_screen: adapt(
    z.object({
      features: z.array(z.object({ name: z.string(), single_auc: n, updated_after_close: z.boolean() })),
    }),
    ({ features }) => ({
      suspect: leakageSuspects(
        features.map(({ name, single_auc, updated_after_close }) => ({
          name,
          singleAuc: single_auc,
          updatedAfterClose: updated_after_close,
        })),
      ),
    }),
  ),
  expert_prior_logistic: adapt(
    regression.extend({
      experts: z.array(
        z.object({
          group: z.string(),
          weight: n,
          judgements: z.array(z.object({ x: numbers, probability: n, share: n })),
        }),
      ),
    }),
    (inputs, context) => {
      const asked = predictionsAsked.parse(context.expected)
      const { l2, standardise } = inputs
      const { model, evidence } = fitWithJudgement(leads(inputs, context), inputs.experts, {
        l2,
        standardise,
      })
      const fitted = model.status === 'fitted' ? model : null
      return {
        status: model.status,
        coefficients: fitted?.coefficients,
        std_errors: fitted?.standardErrors,
        log_likelihood: fitted?.logLikelihood,
        evidence_share: evidence === null ? null : { outcomes: evidence.outcomes, ...evidence.groups },
        predictions:
          fitted === null ? null : asked.predictions?.map(({ x }) => ({ x, p: predictLogistic(fitted, x) })),
      }
    },
  ),
  expert_weight_check: adapt(
    z.object({ sales_weight: n, marketing_weight: n }),
    ({ sales_weight, marketing_weight }) => checkJudgementWeights(sales_weight, marketing_weight),
  ),
  opinion_pool: adapt(
    z.object({ opinions: z.array(z.object({ probability: n, weight: n })) }),
    ({ opinions }) => ({ log_pool: logPool(opinions), linear_pool: linearPool(opinions) }),
  ),
  ahp: adapt(
    z.object({ matrix: z.array(numbers), random_index: n.optional() }),
    ({ matrix, random_index }) => {
      const result = pairwiseWeights(matrix, random_index)
      return {
        weights: result.weights,
        lambda_max: result.lambdaMax,
        consistency_index: result.consistencyIndex,
        consistency_ratio: result.consistencyRatio,
        acceptable: result.acceptable,
      }
    },
  ),
}
