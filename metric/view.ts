// What a caller asks of the runner: whose figures, of when, and in which form.
import type { RowRequest } from './definition.ts'
import type { Period, PeriodKind } from './period.ts'
import type { Scope } from './scope.ts'

/** Whose figures and of when. */
export interface View {
  readonly scope: Scope
  readonly period: Period
  /** Open things are open on this day; default: the last day that the data describes. */
  readonly asOf?: string
  /** Told of a metric that failed, for the log: never for the screen. */
  readonly onFault?: (error: unknown, metric: string) => void
}

export type TrendGrain = Exclude<PeriodKind, 'all'>

export interface TrendRequest extends View {
  /** Default: the metric's headline, or what stands for it. */
  readonly answer?: string
  /** Default: 'month'. */
  readonly grain?: TrendGrain
  /** How many periods, the last one holding the end of the view's period. Default 13. */
  readonly points?: number
}

export interface BreakdownRequest extends View {
  readonly dimension: string
  readonly answer?: string
}

/** `answer` defaults to the headline, or what stands for it. */
export type RowsRequest = View & Omit<RowRequest, 'answer'> & { readonly answer?: string }
