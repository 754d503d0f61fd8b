// Adapters: growth targeting.
import { z } from 'zod'
import { growthAction, growthOrder } from '../../statistics/growth.ts'
import { proportionDifference, wilsonInterval } from '../../statistics/intervals.ts'
import { adapt, confidence, type Adapter } from './cases.ts'

const n = z.number()
const segments = z.array(z.object({ segment: z.string(), sales: n, opportunities: n }))
const matrix = z.object({
  accounts: z.array(
    z.object({
      id: z.string(),
      score: n.nullish(),
      answered_days_ago: n.nullish(),
      opportunity_value: n,
    }),
  ),
  high_threshold: n,
  max_age_days: n.default(365),
})

function accounts(inputs: z.infer<typeof matrix>) {
  return inputs.accounts.map((account) => ({
    id: account.id,
    score: account.score ?? null,
    answeredDaysAgo: account.answered_days_ago ?? null,
    opportunityValue: account.opportunity_value,
  }))
}

function settings(inputs: z.infer<typeof matrix>) {
  return { highThreshold: inputs.high_threshold, maxAgeDays: inputs.max_age_days }
}

function success(sales: number, opportunities: number, level: number) {
  const interval = wilsonInterval(sales, opportunities, { level })
  const rate = interval?.estimate ?? null
  return {
    rate,
    percent: rate === null ? null : rate * 100,
    lower: interval?.lower ?? null,
    upper: interval?.upper ?? null,
  }
}

export const growth: Record<string, Adapter> = {
  success_rate: adapt(
    z.object({ sales: n, opportunities: n, level: confidence }),
    ({ sales, opportunities, level }) => success(sales, opportunities, level),
  ),
  success_by_segment: adapt(z.object({ segments, level: confidence }), (inputs) => {
    const counts = (name: string) => {
      const row = inputs.segments.find(({ segment }) => segment === name)
      return { successes: row?.sales ?? 0, trials: row?.opportunities ?? 0 }
    }
    const difference = proportionDifference(counts('promoter'), counts('detractor'), { level: inputs.level })
    return {
      segments: inputs.segments.map(({ segment, sales, opportunities }) => ({
        segment,
        ...success(sales, opportunities, inputs.level),
      })),
      promoter_minus_detractor: difference?.estimate ?? null,
      lower: difference?.lower ?? null,
      upper: difference?.upper ?? null,
    }
  }),
  growth_matrix: adapt(matrix, (inputs) => ({
    cells: Object.fromEntries(
      accounts(inputs).map((account) => [account.id, growthAction(account, settings(inputs))]),
    ),
  })),
  growth_order: adapt(matrix.extend({ rates: z.record(z.string(), n) }), (inputs) => {
    const order = growthOrder(accounts(inputs), inputs.rates, settings(inputs))
    return {
      order: order.map(({ id }) => id),
      expected_value: Object.fromEntries(order.map(({ id, expectedValue }) => [id, expectedValue])),
    }
  }),
}
