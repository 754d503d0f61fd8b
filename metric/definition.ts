// What a metric is, in words and in code. One folder per metric fills this in; API, command line, screens
// and exports read it and know nothing else about the metric.
import type { Query } from '../model/database.ts'
import type { Going } from '../model/rollups/index.ts'
import type { TableName } from '../model/schema.ts'
import type { FigureData, Line } from '../model/sight.ts'
import type { Answer, Detail, Exclusion } from './measurement.ts'
import type { Gone } from './gone.ts'
import type { Period } from './period.ts'
import type { Scope } from './scope.ts'
import type { Redrawn } from './tallies/redraw.ts'
import type { Tally } from './tallies/tally.ts'
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
  /** The same whatever the period: neither compared nor drawn over time. */
  readonly isTimeless?: true
  /** The effect of one event, or a change by itself: neither compared with other periods nor drawn over time. */
  readonly standsAlone?: true
  /** Measured on the metric's own page only: the page of all metrics leaves it out. */
  readonly isDetail?: true
  /** What its rows list can be acted on now: the health page proposes it while its value is above zero. */
  readonly toDo?: true
  /** The rows listed are finer than what n counts: days of people. */
  readonly rowsAreFiner?: true
  /** Ids of the dimensions that split this answer; absent: all of the metric's. */
  readonly dimensions?: readonly string[]
  /** Ids of the row columns that this answer fills; absent: all of the metric's. */
  readonly rowColumns?: readonly string[]
  /** How a difference of two of its values is drawn again; absent: its interval is computed. */
  readonly redrawn?: Redrawn
  /**
   * A ratio of two sums over people, or a mean over them, of time or of weeks: who sees others in groups is told it and its interval, neither of how many
   * people nor of which sums (`withoutSums`). Never a share of people: as a fraction of small numbers it would tell them all the same.
   */
  readonly isOverPeople?: true
  /** What it is about, which decides who may see it; absent: the metric's. */
  readonly data?: FigureData
}

export interface DimensionDefinition {
  readonly id: string
  readonly name: Words
  /** Words for values that are a code of ours ('price'), not a text of the user's. */
  readonly values?: Readonly<Record<string, Words>>
  /** Its values are cells of two questions at once: screens draw them so. */
  readonly grid?: Grid
}

/** Where the values of a dimension stand when two questions at once make them: what customers say, what may be won there. */
export interface Grid {
  /** The answers to one question, from left to right. */
  readonly columns: readonly Words[]
  /** The answers to the other, from above. */
  readonly rows: readonly Words[]
  /** By value of the dimension: its name where row and column say the rest, its place, and over how many columns it goes. */
  readonly cells: Readonly<Record<string, GridCell>>
}

export interface GridCell {
  readonly name: Words
  readonly row: number
  readonly column: number
  /** Columns that it covers. */
  readonly across: number
}

/** A column of the drill-down table. */
export interface RowColumn {
  readonly id: string
  readonly name: Words
  /** Money columns come with a `currency` field beside them in each row. */
  readonly kind: 'text' | 'day' | 'number' | 'days' | 'money' | 'flag' | 'person' | 'team'
  /** Words for cells that hold a code of ours ('won'), not a text of the user's; a code without words is shown as it is. */
  readonly values?: Readonly<Record<string, Words>>
}

/** Something a metric needs before it can be measured, and what to bring when it is missing. */
export interface Need {
  readonly table: TableName
  /** Tables of which one does as well: a first invoice tells of a customer as a won deal does. */
  readonly orElse?: readonly TableName[]
  readonly bring: Words
  /** Ids of the answers that need it; absent: all. A metric is not connected when none of its answers is. */
  readonly answers?: readonly string[]
}

/** Whether a need is met by the tables that have rows. */
export function isMet({ table, orElse = [] }: Need, filled: ReadonlySet<string>): boolean {
  return filled.has(table) || orElse.some((other) => filled.has(other))
}

export interface MetricContext {
  readonly query: Query
  readonly scope: Scope
  readonly period: Period
  /** Open things are open on this day; '9999-12-30' when no row has a date. */
  readonly asOf: string
  readonly settings: OrganisationSettings
  /** Tables that hold at least one row. */
  readonly filled: ReadonlySet<string>
  /** Whose rows the reader may see by name; `inSight` makes a condition of it. */
  readonly seen: Seen
  /** What several figures of one state of the data need, by name: see `workedOut`. */
  readonly worked?: Map<string, Promise<unknown>>
  /** The same, for one request. */
  readonly passing?: Map<string, Promise<unknown>>
  /** From which day on rows by person are kept, by table; a table whose rows are all there is absent. */
  readonly cuts?: ReadonlyMap<Going, string>
  /** Counts from the rows themselves and from no rollup: what tests compare rollups with. */
  readonly isFromRows?: true
  /** How long work lets others go first; absent: `nextTurn`. */
  readonly pause?: () => Promise<void>
  /** Nothing asks who owned a deal or a lead and in which team: that is not looked up. */
  readonly isUnattributed?: true
  /** Tables are joined by hash (`joinByHash`): reading less of them pays. Elsewhere PostgreSQL looks up what it needs. */
  readonly isByHash?: true
}

/** The rows that a list may show: everybody's, or those of a line. */
export type Seen = 'everybody' | Line

export interface OrganisationSettings {
  readonly name: string
  readonly timeZone: string
  readonly fiscalStart: number
  readonly currency: string
}

/** One answer as counted, with what it was counted from: the runner compares tallies, screens see answers. */
export interface MeasuredAnswer {
  readonly answer: Answer
  readonly tally: Tally
}

export interface RowPage {
  readonly rows: readonly Readonly<Record<string, unknown>>[]
  /** Of those that the reader may see. */
  readonly total: number
  /** Rows of people out of the reader's sight; null when there are some and too few to say how many. Absent: none. */
  readonly hidden?: number | null
  /** Rows, or what customers wrote in them, of before a day are no longer kept: the list does not have them. */
  readonly gone?: Gone
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
  /** Where the e-book is in error or gives no source, and what is done instead; absent: it is followed as it is. */
  readonly ebookSlip?: Words
  readonly answers: readonly AnswerDefinition[]
  readonly headline: string
  readonly dimensions: readonly DimensionDefinition[]
  readonly rowColumns: readonly RowColumn[]
  readonly needs: readonly Need[]
  /** What the figures are about, which decides who may see them; by default what is usual for the metric (see `dataOf`). */
  readonly data?: FigureData
  /**
   * Rows by person that go after a while: what it counts of closed periods is kept before they do (see kept-figures.ts). Only
   * these answers rest on them; absent: all. `exclusions`: what is left out is found in them too.
   */
  readonly restsOn?: {
    readonly table: Going
    readonly answers?: readonly string[]
    readonly exclusions?: true
  }
  /** Its rows show what customers wrote, which goes after a while. */
  readonly showsWords?: true
  /** Its counts never read `rep_id` and `team_id` of deals and leads but to split or narrow by them. */
  readonly ignoresPeople?: true
  /** Dated changes of the definition; the last one is in force. */
  readonly history: readonly { readonly version: number; readonly on: string; readonly why: Words }[]
  /**
   * Counts several periods at once (this one, those it is compared with, those of a trend), each split by a dimension
   * where one is given: several periods split by 'rep' say how many people stand behind each. Only the answers asked for; a period or a value with nothing to count may be left out.
   * Absent while no door feeds the metric: it then answers not-connected.
   */
  readonly count?: (context: MetricContext, split: Split) => Promise<readonly CountedLine[]>
  /**
   * People behind what `count` cannot split by 'rep', such as money spent on one of them: lines to be added to its own, only to
   * know who stands behind a figure. Never shown.
   */
  readonly countPeople?: (context: MetricContext, split: Split) => Promise<readonly CountedLine[]>
  /** A tally as an answer; null when nothing was counted. Comparisons are added later. */
  readonly finish?: (answer: string, tally: Tally | null, side: Side, context: MetricContext) => Answer
  /** What the context's period leaves out, by reason; reasons without a case are left out. */
  readonly exclusions?: (context: MetricContext) => Promise<readonly Exclusion[]>
  /** The drill-down: the rows that `count` counted for an answer, or those left out for a reason. */
  readonly rows?: (context: MetricContext, request: RowRequest) => Promise<RowPage>
}

/** What to count: these answers, over each of these periods (which never overlap), for each value of a dimension or none. */
export interface Split {
  readonly answers: readonly string[]
  readonly periods: readonly Period[]
  readonly dimension: string | null
}

/** What one period, or one value of a dimension, counts. */
export interface CountedLine {
  /** Position in `split.periods`. */
  readonly period: number
  /** Value of the dimension, as text; null when it is not known, or without a dimension. */
  readonly key: string | null
  /** By answer id. */
  readonly tallies: Readonly<Record<string, Tally>>
  readonly sides?: Readonly<Record<string, Side>>
}

/** What goes beside a tally on screen and is not compared. */
export interface Side {
  readonly details?: readonly Detail[]
  readonly note?: Words
  /** Why there is no value, although something was counted: a cohort that is too young. */
  readonly unknown?: Words
  /** False when periods were not followed for the same time, or lines hold different things: gaps are shown and never judged. */
  readonly isComparable?: false
}

// What these are about is how people work, not what came of it: rights are narrower, also where nobody says so.
const usualData: Partial<Record<MetricId, FigureData>> = {
  'time-spent-selling': 'time',
  'content-creation-time': 'time',
  'training-and-coaching': 'training',
  'rep-onboarding': 'training',
  'net-promoter-score': 'feedback',
  'voice-of-customer': 'feedback',
}

/** What an answer is about: the answer says, else its metric, else what is usual for that metric, else results. */
export function dataOf(definition: MetricDefinition, answer: string): FigureData {
  const own = definition.answers.find((one) => one.id === answer)?.data
  return own ?? definition.data ?? usualData[definition.id] ?? 'results'
}

/** Whether any door feeds the metric today. */
export function isMeasurable(definition: MetricDefinition): boolean {
  return definition.count !== undefined
}

/** Declares a metric; the compiler lists what is missing. */
export function defineMetric(definition: MetricDefinition): MetricDefinition {
  return definition
}
