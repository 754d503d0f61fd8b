// How a staged entity becomes rows of its table: which column is filled from which fields, and which records its rows name.
// One specification per table stands beside this file; merge-table.ts carries them out.
import type { TableName } from '../../../../model/schema.ts'
import type { EntityName } from '../../../entities.ts'

/** Things that rows name by id or by name, and that are created by their name where nobody delivered them. */
export type NamedEntity = 'teams' | 'courses' | 'content-items' | 'surveys' | 'themes' | 'workshops'

/** A record that a row names, and the column of the table that its number goes to. */
export type Reference =
  | {
      readonly to: 'person'
      readonly field: string
      readonly column: string
      readonly isRequired?: true
      /** The number 0 stands where a row names nobody. */
      readonly orNobody?: true
    }
  /** A buyer, known by the domain of her address: her account, where nothing else tells it. */
  | { readonly to: 'visitor'; readonly field: 'visitor'; readonly column: 'account_id' }
  | { readonly to: 'product'; readonly field: 'product'; readonly column: 'product_id' }
  | { readonly to: 'opportunity'; readonly field: 'opportunity'; readonly column: 'opportunity_id' }
  | { readonly to: 'lead'; readonly field: 'lead'; readonly column: 'lead_id'; readonly isRequired: true }
  | { readonly to: 'answer'; readonly field: 'answer'; readonly column: 'survey_answer_id' }
  | { readonly to: 'account'; readonly column: 'account_id' }
  | {
      readonly to: NamedEntity
      readonly field: string
      readonly column: string
      readonly isRequired?: true
      /** Named so where a row says nothing. */
      readonly otherwise?: string
    }

/** A column with the fields that bring it, its value over the staged row `s`, and its value where nothing was ever brought. */
export interface FilledColumn {
  readonly column: string
  readonly fields: readonly string[]
  readonly value: string
  readonly otherwise?: string
}

export interface TableSpec {
  readonly entity: EntityName
  readonly table: TableName
  /** The column that numbers the rows of the table. */
  readonly id: string
  /** The column of the folded name, where the things of this table are known by name. */
  readonly nameKey?: string
  /** Rows belong to an account: one that nobody knows is given one of its own, never counted as a customer. */
  readonly isOfAccount?: true
  /** A row is written as several parts: a lateral query over `s` that gives `part` (from 1), `day`, `seconds`, ... */
  readonly parts?: (zone: string) => string
  /** Columns by which the parts of a row are in order; absent: its day. */
  readonly partsBy?: readonly string[]
  readonly references: readonly Reference[]
  readonly columns: readonly FilledColumn[]
  /** What is no longer kept of a row that is trimmed, whatever a source says again; and what stays in its place. */
  readonly trimmed?: {
    readonly gone: readonly string[]
    /** Columns, each with what it is for a row that was never trimmed. */
    readonly stays: readonly (readonly [column: string, otherwise: string])[]
  }
  /** Days on which something happened, over the staged row `s`. */
  readonly events: readonly string[]
}

/** A column filled from fields; `value` and `otherwise` are SQL over the staged row `s`. */
export function fill(
  column: string,
  fields: string | readonly string[],
  value: string,
  otherwise?: string,
): FilledColumn {
  const names = typeof fields === 'string' ? [fields] : fields
  return otherwise === undefined
    ? { column, fields: names, value }
    : { column, fields: names, value, otherwise }
}

/** Columns that take their field as it was staged. */
export function plain(...columns: readonly (readonly [column: string, field: string])[]): FilledColumn[] {
  return columns.map(([column, field]) => fill(column, field, `s.${column}`))
}

export const person = (field: string, column: string): Reference => ({ to: 'person', field, column })
export const needed = (field: string, column: string) =>
  ({ to: 'person', field, column, isRequired: true }) as const satisfies Reference
export const account: Reference = { to: 'account', column: 'account_id' }
export const product: Reference = { to: 'product', field: 'product', column: 'product_id' }
export const opportunity: Reference = { to: 'opportunity', field: 'opportunity', column: 'opportunity_id' }

export const spent = ['seconds', 'minutes', 'hours', 'duration'] as const
