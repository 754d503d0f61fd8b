// Adapters: did the workshop help.
import { z } from 'zod'
import {
  differenceInDifferences,
  differenceOfMeans,
  matchedDifference,
} from '../../statistics/difference-in-differences.ts'
import { effectSize } from '../../statistics/effect-size.ts'
import { ancova } from '../../statistics/least-squares.ts'
import { pairedChange, regressionToMean } from '../../statistics/paired-change.ts'
import { signFlipTest } from '../../statistics/permutation.ts'
import { seededRandom } from '../../statistics/random.ts'
import { adapt, confidence, numbers, type Adapter, type Context } from './cases.ts'

const n = z.number()
const cell = z.object({ pre: n, post: n })
const units = z.object({ units: z.array(cell.extend({ treated: n })) })
const unitsOrCase = units.partial().extend({ same_units_as: z.string().optional() })
const matchUnits = z.array(cell.extend({ id: z.string() }))

// The people of the case itself, or of the case it refers to.
function unitsOf(inputs: z.infer<typeof unitsOrCase>, context: Context): z.infer<typeof units> {
  if (inputs.units !== undefined) return { units: inputs.units }
  if (inputs.same_units_as === undefined) throw new Error('A case needs units or same_units_as')
  return unitsOf(unitsOrCase.parse(context.inputsOf(inputs.same_units_as)), context)
}

function arms({ units: all }: z.infer<typeof units>) {
  return {
    treated: all.filter((unit) => unit.treated === 1),
    control: all.filter((unit) => unit.treated === 0),
  }
}

export const trainingEffect: Record<string, Adapter> = {
  paired_t: adapt(
    z.object({ before: numbers, after: numbers, level: confidence }),
    ({ before, after, level }) => {
      const change = pairedChange(before, after, { level })
      return {
        ...change,
        mean_difference: change.meanDifference,
        cohens_dz: change.cohensDz,
        hedges_gz: change.hedgesGz,
      }
    },
  ),
  signflip_permutation: adapt(z.object({ differences: numbers }), ({ differences }) => {
    const test = signFlipTest(differences, { random: seededRandom('sign flips') })
    return { as_extreme: test?.asExtreme, assignments: test?.assignments, p: test?.p, exact: test?.exact }
  }),
  cohens_d: adapt(z.object({ group1: numbers, group2: numbers }), ({ group1, group2 }) => {
    const { cohensD, hedgesG } = effectSize(group1, group2)
    return { cohens_d: cohensD, hedges_g: hedgesG }
  }),
  difference_in_differences: adapt(unitsOrCase.extend({ level: confidence }), (inputs, context) => {
    const { treated, control } = arms(unitsOf(inputs, context))
    const result = differenceInDifferences(treated, control, { level: inputs.level })
    return {
      n_treated: result.treated.n,
      n_control: result.control.n,
      treated_pre: result.treated.pre,
      treated_post: result.treated.post,
      control_pre: result.control.pre,
      control_post: result.control.post,
      treated_change: result.treated.change.estimate,
      treated_change_se: result.treated.change.standardError,
      control_change: result.control.change.estimate,
      control_change_se: result.control.change.standardError,
      effect: result.difference,
      std_err: result.standardError,
      df: result.df,
      t: result.t,
      p: result.p,
      lower: result.lower,
      upper: result.upper,
      std_err_pooled: result.standardErrorPooled,
    }
  }),
  did_from_cells: adapt(z.object({ treated: cell, control: cell }), ({ treated, control }) => ({
    effect: differenceOfMeans(treated, control),
  })),
  ancova: adapt(unitsOrCase.extend({ level: confidence }), (inputs, context) => {
    const { treated, control } = arms(unitsOf(inputs, context))
    const result = ancova(treated, control, { level: inputs.level })
    return {
      effect: result?.effect.estimate,
      std_err: result?.effect.standardError,
      lower: result?.effect.lower,
      upper: result?.effect.upper,
      p: result?.effect.p,
      df: result?.df,
      slope_of_pre: result?.slopeOfPre.estimate,
      intercept: result?.intercept.estimate,
    }
  }),
  regression_to_mean: adapt(
    z.object({
      mean: n,
      total_sd: n,
      within_correlation: n,
      cutoff: n,
      side: z.enum(['below', 'above']),
      baseline_measurements: n.default(1),
    }),
    (inputs) => {
      const result = regressionToMean({
        mean: inputs.mean,
        totalSd: inputs.total_sd,
        withinCorrelation: inputs.within_correlation,
        cutoff: inputs.cutoff,
        side: inputs.side,
        baselineMeasurements: inputs.baseline_measurements,
      })
      return {
        expected_spontaneous_change: result.expectedChange,
        baseline_mean_of_selected: result.selectedMean,
      }
    },
  ),
  matched_did: adapt(
    z.object({ treated: matchUnits, controls: matchUnits, caliper: n, level: confidence }),
    ({ treated, controls, caliper, level }) => {
      const result = matchedDifference(treated, controls, { caliper, level, random: seededRandom('pairs') })
      return {
        pairs: result.pairs,
        unmatched: result.unmatched,
        effect: result.effect.estimate,
        std_err: result.effect.standardError,
        lower: result.effect.lower,
        upper: result.effect.upper,
        p: result.test?.p,
      }
    },
  ),
}
