// Measurements as JSON: the shapes of metric/measurement.ts with money and other bigints as strings and
// instants as ISO text.
import { z } from 'zod'

export const words = z.object({ fr: z.string(), en: z.string() })
export const state = z.enum(['measured', 'no-data', 'not-connected', 'failed'])
export const verdict = z.enum(['better', 'worse', 'no-clear-change', 'too-few'])
export const direction = z.enum(['higher-is-better', 'lower-is-better', 'neither'])
export const unitKind = z.enum([
  'ratio',
  'days',
  'minutes',
  'hours',
  'hours-per-week',
  'points',
  'per-week',
  'count',
  'score',
  'times',
  'money',
])
export const unit = z.union([
  z.object({ kind: unitKind.exclude(['money']) }),
  z.object({ kind: z.literal('money'), currency: z.string() }),
])
/** A number, or the integer minor units of a currency as text. */
export const value = z.union([z.number(), z.string().regex(/^-?\d+$/)])

export const scope = z.union([
  z.object({ kind: z.literal('organisation') }),
  z.object({ kind: z.enum(['team', 'rep']), id: z.number().int() }),
])
export const period = z.object({
  kind: z.enum(['month', 'quarter', 'half-year', 'year', 'all']),
  id: z.string(),
  start: z.string(),
  end: z.string(),
})
export const interval = z.object({ low: value, high: value, level: z.number(), method: z.string() })
export const comparison = z.object({
  against: z.enum(['previous', 'year-ago', 'target', 'standard', 'no-effect']),
  period: period.nullable(),
  value: value.nullable(),
  n: z.number().nullable(),
  difference: value.nullable(),
  interval: interval.nullable(),
  verdict,
  reason: words,
})
export const answer = z.object({
  id: z.string(),
  state,
  value: value.nullable(),
  unit,
  n: z.number().nullable(),
  numerator: value.nullable(),
  denominator: value.nullable(),
  /** What numerator and denominator are counted in; null where they are counts of things, or differ. */
  partsUnit: unit.nullable(),
  interval: interval.nullable(),
  isFragile: z.boolean(),
  details: z.array(z.object({ name: words, value, unit })),
  comparisons: z.array(comparison),
  note: words.nullable(),
  /** There may be a value, which this reader is not told. */
  isWithheld: z.literal(true).optional(),
})
export const exclusion = z.object({ code: z.string(), count: z.number().int(), reason: words })
export const measurement = z.object({
  metric: z.string(),
  definitionVersion: z.number().int(),
  scope,
  period,
  asOf: z.string().nullable(),
  timeZone: z.string(),
  state,
  headline: z.string(),
  answers: z.array(answer),
  exclusions: z.array(exclusion),
  areExclusionsWithheld: z.literal(true).optional(),
  closedDimensions: z.record(z.string(), z.array(z.string())).optional(),
  coverage: z.object({
    firstDay: z.string().nullable(),
    lastDay: z.string().nullable(),
    people: z.number().int().nullable(),
    note: words.nullable(),
  }),
  sources: z.array(
    z.object({ source: z.string(), lastDay: z.string().nullable(), importedAt: z.string().nullable() }),
  ),
  reason: words.nullable(),
})
export const trend = z.object({
  answer: z.string(),
  unit,
  points: z.array(
    z.object({
      period,
      value: value.nullable(),
      n: z.number().nullable(),
      state,
      isWithheld: z.literal(true).optional(),
      signal: z.enum(['outside', 'run', 'trend', 'near-limit']).nullable(),
      /** Of its own, where limits follow how many were counted. */
      limits: z.object({ low: z.number(), high: z.number() }).optional(),
    }),
  ),
  limits: z.object({ low: z.number(), centre: z.number(), high: z.number() }).nullable(),
  isProvisional: z.boolean(),
  verdict,
  /** Judged by the limits, once they are settled. */
  target: z.object({ value, verdict: z.enum(['always-met', 'never-met', 'hit-or-miss']) }).optional(),
})
/** Rows of before a day are no longer kept, by a rule of retention: what is missing is no zero. */
const gone = z.object({ before: z.string(), rule: z.string(), reason: words })
export const breakdown = z.object({
  dimension: z.string(),
  answer: z.string(),
  lines: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      scope: scope.nullable(),
      answer,
      verdict,
      note: words.nullable(),
    }),
  ),
  total: answer,
  absent: z.array(z.object({ label: z.string(), reason: words })),
  gone: gone.optional(),
  /** Where the change since the period before comes from: mix, rates and, for a share, volume add up to it. */
  change: z
    .object({
      period,
      verdict,
      difference: z.number(),
      mix: z.number(),
      rate: z.number(),
      number: z
        .object({
          before: z.number(),
          now: z.number(),
          volume: z.number(),
          mix: z.number(),
          rate: z.number(),
        })
        .nullable(),
      sentence: words,
      lines: z.array(
        z.object({
          key: z.string(),
          label: z.string(),
          before: z.number().nullable(),
          now: z.number().nullable(),
          shareBefore: z.number(),
          shareNow: z.number(),
          mix: z.number(),
          rate: z.number(),
        }),
      ),
    })
    .nullable(),
})
export const definition = z.object({
  id: z.string(),
  number: z.union([z.enum(['A', 'B', 'C']), z.number().int()]),
  imperative: z.enum(['A', 'B', 'C']),
  class: z.enum(['P', 'E']).nullable(),
  name: words,
  question: words,
  formula: words,
  explanation: words,
  /** Where the e-book is in error or gives no source, and what is done instead. */
  ebookSlip: words.optional(),
  answers: z.array(
    z.object({
      id: z.string(),
      name: words,
      explanation: words,
      unit: unitKind,
      direction,
      isAdditive: z.boolean(),
      /** What its rows list can be acted on now. */
      toDo: z.literal(true).optional(),
      /** Neither compared with other periods nor drawn over time: the same in each, or the effect of one event. */
      isTimeless: z.literal(true).optional(),
      standsAlone: z.literal(true).optional(),
      /** Ids of the dimensions that split this answer, and of the row columns that it fills; absent: all. */
      dimensions: z.array(z.string()).optional(),
      rowColumns: z.array(z.string()).optional(),
    }),
  ),
  headline: z.string(),
  dimensions: z.array(
    z.object({
      id: z.string(),
      name: words,
      values: z.record(z.string(), words).optional(),
      /** Where its values stand when two questions at once make them; places count from 0. */
      grid: z
        .object({
          columns: z.array(words),
          rows: z.array(words),
          cells: z.record(
            z.string(),
            z.object({
              name: words,
              row: z.number().int(),
              column: z.number().int(),
              across: z.number().int(),
            }),
          ),
        })
        .optional(),
    }),
  ),
  rowColumns: z.array(
    z.object({
      id: z.string(),
      name: words,
      kind: z.enum(['text', 'day', 'number', 'days', 'money', 'flag', 'person', 'team']),
      /** Words for cells that hold a code of the product's own. */
      values: z.record(z.string(), words).optional(),
    }),
  ),
  needs: z.array(
    /** `answers`: only these need it. */
    z.object({ table: z.string(), bring: words, answers: z.array(z.string()).optional() }),
  ),
  history: z.array(z.object({ version: z.number().int(), on: z.string(), why: words })),
  isMeasurable: z.boolean(),
})
export const rowPage = z.object({
  /** Cells by column id; money as text of minor units with `currency` beside it; null is unknown. */
  rows: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))),
  total: z.number().int(),
  /** Rows of people out of the reader's sight; null: some, and too few people to say how many. */
  hidden: z.number().int().nullable().optional(),
  gone: gone.optional(),
  /** Which records rows are, by their place on the page, where the reader may read and write notes on them. */
  records: z.array(
    z.object({
      row: z.number().int(),
      kind: z.enum(['opportunity', 'lead']),
      id: z.number().int(),
      notes: z.number().int(),
    }),
  ),
})
/** "What really moved", already in words, colour only where a change is beyond chance. */
export const headline = z.object({
  metric: z.string().nullable(),
  verdict: z.enum(['better', 'worse', 'no-clear-change', 'too-few', 'not-connected']),
  /** "+6.4 d", in each language. */
  change: words.nullable(),
  sentence: words,
  basis: words,
})
