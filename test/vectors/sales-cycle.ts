// Adapters: sales cycle, survival curves, competing outcomes.
import {
  aalenJohansen,
  dealIncidence,
  incidenceAt,
  LOST,
  timeAmongThose,
  WON,
} from '../../statistics/competing-risks.ts'
import { logRank } from '../../statistics/log-rank.ts'
import { mean, median } from '../../statistics/quantiles.ts'
import { restrictedMean } from '../../statistics/restricted-mean.ts'
import { countSpells, kaplanMeier, survivalAt } from '../../statistics/survival.ts'
import { z } from 'zod'
import { adapt, confidence, numbers, type Adapter } from './cases.ts'

const spells = z.object({ time: numbers, event: numbers })
const dealOutcome = z.enum(['won', 'lost', 'open'])

function counts({ time, event }: z.infer<typeof spells>) {
  return countSpells(
    time,
    event.map((mark) => mark === 1),
  )
}

export const salesCycle: Record<string, Adapter> = {
  kaplan_meier: adapt(
    spells.extend({ conf_type: z.enum(['log-log', 'log', 'plain']).default('log-log'), level: confidence }),
    (inputs) => {
      const curve = kaplanMeier(counts(inputs), { scale: inputs.conf_type, level: inputs.level })
      return {
        table: curve.steps.map((step) => ({ ...step, at_risk: step.atRisk, std_err: step.standardError })),
        median: curve.median,
        median_lower: curve.medianLower,
        median_upper: curve.medianUpper,
      }
    },
  ),
  logrank: adapt(z.object({ groups: z.array(spells) }), ({ groups }) => {
    const test = logRank(groups.map(counts))
    return {
      observed: test?.observed,
      expected: test?.expected,
      observed_first: test?.observed[0],
      expected_first: test?.expected[0],
      chi2: test?.chiSquare,
      df: test?.df,
      p: test?.p,
    }
  }),
  restricted_mean: adapt(spells.extend({ tau: z.number(), level: confidence }), (inputs) => {
    const result = restrictedMean(kaplanMeier(counts(inputs)), inputs.tau, { level: inputs.level })
    return {
      rmst: result?.estimate,
      std_err: result?.standardError,
      lower: result?.lower,
      upper: result?.upper,
    }
  }),
  cumulative_incidence: adapt(
    z.object({ time: numbers, cause: numbers, causes: numbers, at: numbers }),
    (inputs) => {
      const rows = inputs.time.map((time, i) => ({
        time,
        events: inputs.causes.map((cause) => (inputs.cause[i] === cause ? 1 : 0)),
        censored: inputs.cause[i] === 0 ? 1 : 0,
      }))
      const curves = aalenJohansen(rows, inputs.causes.length)
      return {
        at: inputs.at.map((t) => {
          const point = incidenceAt(curves, t)
          return {
            t,
            cif: Object.fromEntries(
              inputs.causes.map((cause, k) => [cause, point?.incidence[k]?.probability ?? null]),
            ),
          }
        }),
      }
    },
  ),
  sales_cycle_summary: adapt(
    z.object({ deals: z.array(z.object({ days: z.number(), outcome: dealOutcome })), at: numbers }),
    ({ deals, at }) => {
      const count = (outcome: string) => deals.filter((deal) => deal.outcome === outcome).length
      const wonDays = deals.filter((deal) => deal.outcome === 'won').map((deal) => deal.days)
      const days = deals.map((deal) => deal.days)
      const curves = dealIncidence(
        deals.map(({ days: time, outcome }) => ({
          time,
          won: outcome === 'won' ? 1 : 0,
          lost: outcome === 'lost' ? 1 : 0,
          censored: outcome === 'open' ? 1 : 0,
        })),
      )
      const probability = (t: number, cause: number) =>
        incidenceAt(curves, t)?.incidence[cause]?.probability ?? null
      const naive = kaplanMeier(
        countSpells(
          days,
          deals.map((deal) => deal.outcome === 'won'),
        ),
      )
      return {
        won_count: count('won'),
        lost_count: count('lost'),
        open_count: count('open'),
        won_mean_days: mean(wonDays),
        won_median_days: median(wonDays),
        win_probability: at.map((t) => ({ t, p: probability(t, WON) })),
        loss_probability: at.map((t) => ({ t, p: probability(t, LOST) })),
        ...Object.fromEntries(
          at.map((t) => {
            const point = survivalAt(naive, t)
            return [`naive_one_minus_km_win_by_${t}`, point === null ? null : 1 - point.survival]
          }),
        ),
        time_to_close_median: kaplanMeier(
          countSpells(
            days,
            deals.map((deal) => deal.outcome !== 'open'),
          ),
        ).median,
        days_to_win_median_given_won: timeAmongThose(curves, WON).time,
      }
    },
  ),
}
