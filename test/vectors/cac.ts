// Adapters: customer acquisition cost.
import { z } from 'zod'
import {
  acquisitionCost,
  acquisitionCostInterval,
  blendedAcquisitionCost,
  laggedAcquisitionCost,
  laggedSpend,
  payback,
  plainLag,
} from '../../statistics/acquisition-cost.ts'
import { simpleLifetimeValue } from '../../statistics/lifetime-value.ts'
import { adapt, confidence, numbers, type Adapter } from './cases.ts'

const n = z.number()

export const cac: Record<string, Adapter> = {
  cac: adapt(
    z.object({
      costs: z.record(z.string(), n),
      new_customers: n,
      arpa_month: n.default(0),
      gross_margin: n.default(0),
      churn_month: n.default(0),
    }),
    (inputs) => {
      const total = Object.values(inputs.costs).reduce((sum, cost) => sum + cost, 0)
      const cost = acquisitionCost(total, inputs.new_customers)
      const { value } = simpleLifetimeValue(inputs.arpa_month, inputs.gross_margin, inputs.churn_month)
      return {
        total_cost: total,
        cac: cost,
        ltv: value,
        ltv_to_cac: cost === null || cost === 0 || value === null ? null : value / cost,
        payback_months: payback(cost, inputs.arpa_month, inputs.gross_margin, inputs.churn_month).simple,
      }
    },
  ),
  cac_segments: adapt(
    z.object({ segments: z.array(z.object({ segment: z.string(), cost: n, new_customers: n })) }),
    ({ segments }) => ({
      segments: segments.map(({ segment, cost, new_customers }) => ({
        segment,
        cac: acquisitionCost(cost, new_customers),
      })),
      blended: blendedAcquisitionCost(
        segments.map(({ cost, new_customers }) => ({ spend: cost, customers: new_customers })),
      ),
    }),
  ),
  cac_lagged: adapt(
    z.object({ spend: numbers, new_customers: numbers, lag_months: n }),
    ({ spend, new_customers, lag_months }) => ({
      same_month: laggedAcquisitionCost(spend, new_customers, plainLag(0)),
      lagged: laggedAcquisitionCost(spend, new_customers, plainLag(lag_months)),
    }),
  ),
  cac_distributed_lag: adapt(
    z.object({ spend: numbers, new_customers: numbers, lag_weights: numbers }),
    ({ spend, new_customers, lag_weights }) => ({
      effective_spend: laggedSpend(spend, lag_weights),
      cac: laggedAcquisitionCost(spend, new_customers, lag_weights),
    }),
  ),
  cac_interval: adapt(
    z.object({ total_cost: n, new_customers: n, level: confidence }),
    ({ total_cost, new_customers, level }) => {
      const interval = acquisitionCostInterval(total_cost, new_customers, { level })
      return {
        count_lower: interval.countLower,
        count_upper: interval.countUpper,
        cac: interval.cac,
        cac_lower: interval.lower,
        cac_upper: interval.upper,
      }
    },
  ),
  payback: adapt(
    z.object({ cac: n.nullable(), arpa_month: n, gross_margin: n, churn_month: n.default(0) }),
    (inputs) => {
      const result = payback(inputs.cac, inputs.arpa_month, inputs.gross_margin, inputs.churn_month)
      return { simple_months: result.simple, months_with_churn: result.withChurn }
    },
  ),
}
