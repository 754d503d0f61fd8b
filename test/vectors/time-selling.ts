// Adapters: time spent selling.
import { z } from 'zod'
import { businessMinutes, elapsedMinutes } from '../../statistics/business-time.ts'
import { ratioOfSums } from '../../statistics/ratio-of-sums.ts'
import {
  activityFromEvents,
  boundedShare,
  timeByCategory,
  unionOfTime,
  type TimeUnion,
} from '../../statistics/time-union.ts'
import { adapt, confidence, numbers, type Adapter } from './cases.ts'

const n = z.number()
const pair = z.tuple([n, n])
const textPair = z.tuple([z.string(), z.string()])

function pairs({ merged }: TimeUnion): [number, number][] {
  return merged.map(({ start, end }) => [start, end])
}

export const timeSelling: Record<string, Adapter> = {
  union_time: adapt(z.object({ intervals: z.array(pair) }), ({ intervals }) => {
    const union = unionOfTime(intervals.map(([start, end]) => ({ start, end })))
    return { merged: pairs(union), total: union.total, rejected: union.rejected }
  }),
  selling_share: adapt(
    z.object({
      activities: z.array(z.object({ kind: z.string(), start: n, end: n })),
      selling: z.array(z.string()).default([]),
      priority: z.array(z.string()).default(['selling', 'content', 'admin']),
      categories: z.record(z.string(), z.string()).default({}),
      work_day: pair,
      break_minutes: n.default(0),
    }),
    (inputs) => {
      const activities = inputs.activities.map(({ kind, start, end }) => ({
        category: inputs.categories[kind] ?? (inputs.selling.includes(kind) ? 'selling' : kind),
        start,
        end,
      }))
      const time = timeByCategory(activities, inputs.priority)
      const work = inputs.work_day[1] - inputs.work_day[0] - inputs.break_minutes
      const share = boundedShare(time.byCategory['selling'] ?? 0, time.tracked, work)
      return {
        naive_sum: time.naiveSum,
        tracked: time.tracked,
        ...time.byCategory,
        untracked: share.untracked,
        share_of_tracked: share.shareOfTracked,
        lower_bound: share.lower,
        upper_bound: share.upper,
        coverage: share.coverage,
        rejected: time.rejected,
      }
    },
  ),
  elapsed_minutes: adapt(
    z.object({ spans: z.array(z.object({ zone: z.string(), start: z.string(), end: z.string() })) }),
    ({ spans }) => ({ minutes: spans.map(({ zone, start, end }) => elapsedMinutes(zone, start, end)) }),
  ),
  business_minutes: adapt(
    z.object({
      zone: z.string(),
      week: z.record(z.string(), z.array(textPair)),
      holidays: z.array(z.string()).default([]),
      spans: z.array(textPair),
    }),
    ({ spans, ...calendar }) => ({
      minutes: spans.map(([start, end]) => businessMinutes(calendar, start, end)),
    }),
  ),
  idle_filter: adapt(
    z.object({ event_minutes: numbers, idle_after: n.default(5), minimum: n.default(1) }),
    ({ event_minutes, idle_after, minimum }) => {
      const activity = activityFromEvents(event_minutes, { idleAfter: idle_after, minimum })
      return { intervals: pairs(activity), total: activity.total }
    },
  ),
  ratio_estimate: adapt(
    z.object({
      days: z.array(z.looseObject({ selling: n, tracked: n })),
      cluster: z.string().default('rep'),
      level: confidence,
    }),
    ({ days, cluster, level }) => {
      const ratio = ratioOfSums(
        days.map((day) => ({
          cluster: String(day[cluster]),
          numerator: day.selling,
          denominator: day.tracked,
        })),
        { level },
      )
      return {
        share: ratio.estimate,
        std_err: ratio.standardError,
        lower: ratio.lower,
        upper: ratio.upper,
        reps: ratio.clusters,
        mean_of_rep_shares: ratio.meanOfRatios,
      }
    },
  ),
}
