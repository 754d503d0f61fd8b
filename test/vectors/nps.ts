// Adapters: Net Promoter Score.
import { z } from 'zod'
import { countNps, npsChange, npsEstimate, npsInterval } from '../../statistics/nps.ts'
import { adapt, confidence, type Adapter } from './cases.ts'

const n = z.number()
const counts = z.object({ detractors: n, passives: n, promoters: n })
const methods = { wald: 'wald', adjusted_wald: 'adjusted-wald', score: 'score' } as const

export const nps: Record<string, Adapter> = {
  nps_from_scores: adapt(z.object({ scores: z.array(n.nullable()) }), ({ scores }) => {
    const tally = countNps(scores)
    const score = npsEstimate(tally)?.nps ?? null
    return { ...tally, nps: score, nps_points: score === null ? null : score * 100 }
  }),
  nps: adapt(counts, (inputs) => {
    const estimate = npsEstimate(inputs)
    return {
      n: estimate?.n,
      nps: estimate?.nps,
      variance: estimate?.variance,
      std_err: estimate?.standardError,
    }
  }),
  nps_interval: adapt(
    counts.extend({
      interval: z.enum(['wald', 'adjusted_wald', 'score']).default('adjusted_wald'),
      level: confidence,
    }),
    ({ interval, level, ...answers }) => {
      const result = npsInterval(answers, { method: methods[interval], level })
      return { nps: result?.estimate, lower: result?.lower, upper: result?.upper }
    },
  ),
  nps_change: adapt(
    z.object({
      before: counts,
      after: counts,
      interval: z.enum(['wald', 'adjusted_wald']).default('adjusted_wald'),
      level: confidence,
    }),
    ({ before, after, interval, level }) => {
      const change = npsChange(before, after, { method: methods[interval], level })
      return {
        difference: change?.difference,
        std_err: change?.standardError,
        lower: change?.lower,
        upper: change?.upper,
        z: change?.z,
        p: change?.p,
      }
    },
  ),
}
