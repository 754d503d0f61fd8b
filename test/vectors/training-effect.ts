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
import { adapt, confidence, numbers, type Adapter } from './cases.ts'

const n = z.number()
const cell = z.object({ pre: n, post: n })
const units = z.object({ units: z.array(cell.extend({ treated: n })) })
const matchUnits = z.array(cell.extend({ id: z.string() }))

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
    const test = signFlipTest(differences)
    return { ...test, as_extreme: test?.asExtreme }
  }),
  cohens_d: adapt(z.object({ group1: numbers, group2: numbers }), ({ group1, group2 }) => {
    const { cohensD, hedgesG } = effectSize(group1, group2)
    return { cohens_d: cohensD, hedges_g: hedgesG }
  }),
  difference_in_differences: adapt(units.extend({ level: confidence }), (inputs) => {
    const { treated, control } = arms(inputs)
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
  ancova: adapt(z.union([units, z.object({ same_units_as: z.string() })]), (inputs, { inputsOf }) => {
    const { treated, control } = arms(
      'units' in inputs ? inputs : units.parse(inputsOf(inputs.same_units_as)),
    )
    const result = ancova(treated, control)
    return {
      effect: result?.effect.estimate,
      std_err: result?.effect.standardError,
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
      baseline_measurements: n,
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
    z.object({ treated: matchUnits, controls: matchUnits, caliper: n }),
    ({ treated, controls, caliper }) => {
      const result = matchedDifference(treated, controls, { caliper })
      return { pairs: result.pairs, effect: result.effect.estimate, unmatched: result.unmatched }
    },
  ),
}
