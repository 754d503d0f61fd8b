// What a metric is, in words and in code. One folder per metric fills this in; API, command line, screens
// and exports read it and know nothing else about the metric.
import type { Query } from '../model/database.ts'
import type { TableName } from '../model/schema.ts'
import type { Answer, Exclusion } from './measurement.ts'
import type { Period } from './period.ts'
import type { Scope } from './scope.ts'
import type { UnitKind } from './unit.ts'
import type { Words } from './words.ts'

export type Imperative = 'A' | 'B' | 'C'
export type Direction = 'higher-is-better' | 'lower-is-better' | 'neither'

export const outcomeIds = ['sales-cycle', 'acquisition-cost', 'lifetime-value'] as const
export const kpiIds = [
  'time-spent-selling',
  'content-accessibility',
  'training-and-coaching',
  'conversion-rate',
  'rep-onboarding',
  'content-creation-time',
  'content-utilisation',
  'lead-quality',
  'customer-churn',
  'net-promoter-score',
  'cross-sell-upsell',
  'voice-of-customer',
] as const
export type MetricId = (typeof outcomeIds)[number] | (typeof kpiIds)[number]

export interface AnswerDefinition {
  readonly id: string
  readonly name: Words
  /** How it is computed and when to prefer it, one or two sentences. */
  readonly explanation: Words
  readonly unit: UnitKind
  readonly direction: Direction
  /** Whether the lines of a breakdown add up to the total (counts, sums), or not (medians, rates). */
  readonly isAdditive: boolean
}

export interface DimensionDefinition {
  readonly id: string
  readonly name: Words
}

/** A column of the drill-down table. */
export interface RowColumn {
  readonly id: string
  readonly name: Words
  /** Money columns come with a `currency` field beside them in each row. */
  readonly kind: 'text' | 'day' | 'number' | 'days' | 'money' | 'flag' | 'person' | 'team'
}

/** Something a metric needs before it can be measured, and what to bring when it is missing. */
export interface Need {
  readonly table: TableName
  readonly bring: Words
}

export interface MetricContext {
  readonly query: Query
  readonly scope: Scope
  readonly period: Period
  /** Open things are open on this day. */
  readonly asOf: string
  readonly settings: OrganisationSettings
}

export interface OrganisationSettings {
  readonly name: string
  readonly timeZone: string
  readonly fiscalStart: number
  readonly currency: string
}

/** What `measure` returns; the runner adds comparisons, coverage, sources and the state of the whole. */
export interface Measured {
  readonly answers: readonly Answer[]
  readonly exclusions: readonly Exclusion[]
}

export interface RowPage {
  readonly rows: readonly Readonly<Record<string, unknown>>[]
  readonly total: number
}

export interface RowRequest {
  /** Which answer's rows. */
  readonly answer: string
  /** Rows that were left out for this reason, instead of the rows counted. */
  readonly excluded?: string
  readonly sort?: { readonly column: string; readonly descending: boolean }
  readonly offset: number
  readonly limit: number
}

export interface MetricDefinition {
  readonly id: MetricId
  /** 'A', 'B', 'C' for outcomes, 1 to 12 for KPIs, in the e-book's order. */
  readonly number: Imperative | number
  readonly imperative: Imperative
  /** P measures productivity (no time or effort lost), E effectiveness (better results); null for outcomes. */
  readonly class: 'P' | 'E' | null
  readonly name: Words
  readonly question: Words
  readonly formula: Words
  /** The reason of the class, the e-book's rule, the choices made and what the figure cannot say. */
  readonly explanation: Words
  readonly answers: readonly AnswerDefinition[]
  readonly headline: string
  readonly dimensions: readonly DimensionDefinition[]
  readonly rowColumns: readonly RowColumn[]
  readonly needs: readonly Need[]
  /** Dated changes of the definition; the last one is in force. */
  readonly history: readonly { readonly version: number; readonly on: string; readonly why: Words }[]
  /** Absent while no door feeds it: the metric then answers not-connected. */
  readonly measure?: (context: MetricContext) => Promise<Measured>
  /** One answer split by a dimension; `label` and `scope` are filled for teams and reps. */
  readonly breakDown?: (
    context: MetricContext,
    dimension: string,
    answer: string,
  ) => Promise<readonly MeasuredLine[]>
  readonly rows?: (context: MetricContext, request: RowRequest) => Promise<RowPage>
}

export interface MeasuredLine {
  readonly key: string
  readonly label: string
  readonly scope: Scope | null
  readonly answer: Answer
}

/** Declares a metric; the compiler lists what is missing. */
export function defineMetric(definition: MetricDefinition): MetricDefinition {
  return definition
}
