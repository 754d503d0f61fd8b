// The rows of the simulated company as they are gathered, table by table, before they are written. Numbers count from 1
// in each table; the writer moves them past whatever the database has used.
import { type TableName, tables } from '../model/schema.ts'

export type Cell = string | number | bigint | boolean | null | undefined
export type RowOf = Readonly<Record<string, Cell>>

export class Rows {
  readonly #tables = new Map<TableName, RowOf[]>()

  /** Adds a row and gives it the next number of its table. @returns that number */
  add(table: TableName, row: RowOf): number {
    const known = this.#tables.get(table)
    const list = known ?? []
    if (known === undefined) this.#tables.set(table, list)
    const id = list.length + 1
    const own = ownNumber(table)
    list.push(own === null ? row : { ...row, [own]: id })
    return id
  }

  of(table: TableName): readonly RowOf[] {
    return this.#tables.get(table) ?? []
  }

  get tables(): readonly TableName[] {
    return [...this.#tables.keys()]
  }
}

/** The column that numbers the rows of a table: the last of its key, where that is a number of its own. */
export function ownNumber(table: TableName): string | null {
  const last: string | undefined = tables[table].key.at(-1)
  return last !== undefined && last.endsWith('_id') && last !== 'external_id' ? last : null
}
