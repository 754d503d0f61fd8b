// What a rollup is: what figures read instead of rows, made from the rows of some tables and always equal to what they say. It
// falls into parts (a person's day, a lead), each made anew as a whole when a row behind it changes. Of activities and uses of
// content it holds totals by person and day; of leads and deals one narrow row each, with what figures need of the rows around it;
// of customers the first time that they bought, and what they said by day; of a stay of a deal in a stage when it went on, and who
// showed content meanwhile. Some rollups count the rows of another one. The team of the day and the notice are in none: they are
// looked up when a figure is read, so that neither a change of teams nor a notice received makes any of it wrong.
import type { TableName } from '../schema.ts'

/** Tables whose rows rollups are made of. */
export type AddedUp =
  | 'accounts'
  | 'activities'
  | 'content_events'
  | 'feedback'
  | 'feedback_actions'
  | 'leads'
  | 'lead_scores'
  | 'opportunities'
  | 'opportunity_lines'
  | 'products'
  | 'revenue'
  | 'stage_visits'
  | 'stages'
  | 'subscriptions'
  | 'survey_answers'
  | 'surveys'
  | 'themes'

/** Those whose rows go after a while, by the day: figures of earlier days are kept (access/privacy/purge.ts). */
export type Going = 'activities' | 'content_events'

/** The rollup of days that is made of each of those. */
export const daysOf: Readonly<Record<Going, 'activity_days' | 'content_days'>> = {
  activities: 'activity_days',
  content_events: 'content_days',
}

export interface Rollup {
  readonly table: TableName
  /**
   * For each table that it is made of, the parts that some of its rows are behind: a query of `part`'s columns. `rows` is a
   * sub-query of whole rows.
   */
  readonly behind: Readonly<Partial<Record<AddedUp, (rows: string) => string>>>
  /** Columns that tell which part a row of it is in, with their types. */
  readonly part: Readonly<Record<string, 'bigint' | 'date' | 'boolean'>>
  /** Goes up whenever `rows` changes: what was made by an earlier definition is made anew at the next start. */
  readonly version: number
  /** Its parts are days, which may outlive the rows behind them (`keepTotalsBefore`). */
  readonly isOfDays: boolean
  readonly columns: readonly string[]
  /** Columns in whose order it is written when it is made anew: what is read together lies together. */
  readonly order: readonly string[]
  /** The rows of some parts, in the order of `columns`. */
  readonly rows: (parts: Parts) => string
  /** It counts the rows of another rollup; it has no parts of its own. */
  readonly counts?: Counts
}

/** How a rollup counts another: what changes there is added and taken away. */
export interface Counts {
  readonly of: TableName
  /** Of rows of that rollup, which are those of a table: one row for each to be counted, in the order of all columns but the last. */
  readonly cells: (facts: string) => string
  /** The cells have the last column too: how many each stands for. */
  readonly isSum?: true
}

/** What to count of the rows of a table, with how many each stands for. */
export function weighted({ cells, isSum }: Counts, facts: string): string {
  return isSum === true ? cells(facts) : `select cell.*, 1 from (${cells(facts)}) as cell`
}

/** A rollup that counts the rows of another one; the last of its columns is the number. */
export function counting(
  own: Pick<Rollup, 'table' | 'version' | 'columns'> & { readonly counts: Counts },
): Rollup {
  const keys = own.columns.slice(0, -1)
  return {
    ...own,
    behind: {},
    part: {},
    isOfDays: false,
    order: keys,
    rows: () => `
    select ${keys.join(', ')}, sum(${own.columns.at(-1)!})::bigint
    from (${weighted(own.counts, own.counts.of)}) as cell (${own.columns.join(', ')}) group by ${keys.map((_, i) => i + 1).join(', ')}`,
  }
}

/** Which parts are asked for, as conditions on an alias. */
export interface Parts {
  /** The row is of one of the parts: it has the columns that tell them. */
  readonly on: (alias: string) => string
  /** The row is of the day after one of them. */
  readonly after: (alias: string) => string
  /** The table that lists them; null: all from some day on. */
  readonly listedIn: string | null
}

/** The parts that a table lists. */
export function partsIn(table: string, { part }: Pick<Rollup, 'part'>): Parts {
  const names = Object.keys(part)
  const of = (alias: string) => names.map((name) => `${alias}.${name}`).join(', ')
  return {
    on: (alias) => `(${of(alias)}) in (select ${names.join(', ')} from ${table})`,
    after: (alias) => `(${alias}.rep_id, ${alias}.day) in (select rep_id, day + 1 from ${table})`,
    listedIn: table,
  }
}

/** All parts, or those from a day on. */
export function partsFrom(day: string | null): Parts {
  if (day === null) return { on: () => 'true', after: () => 'true', listedIn: null }
  if (!/^\d{4,}-\d\d-\d\d$/.test(day)) throw new RangeError(`not a day: ${day}`)
  return {
    on: (alias) => `${alias}.day >= date '${day}'`,
    after: (alias) => `${alias}.day > date '${day}'`,
    listedIn: null,
  }
}
