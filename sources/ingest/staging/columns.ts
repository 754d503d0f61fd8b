// The columns of a staging table, made from the fields of an entity: typed, nullable, with where each row came from.
import { type EntityName, entityOf, type Field } from '../../entities.ts'

/** One column of a staging table. A field of kind instant fills two: the instant and its local day. */
export interface StagedColumn {
  readonly name: string
  readonly type: string
}

/** `openedAt` is `opened_at`. */
export function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

/** The columns that a field fills, in the order in which its values are written. Times and durations are seconds. */
export function columnsOf(name: string, field: Field): readonly StagedColumn[] {
  const column = snake(name)
  switch (field.kind) {
    case 'name':
    case 'reference':
      return [
        { name: column, type: 'text' },
        { name: `${column}_key`, type: 'text' },
      ]
    case 'visitor':
      return [
        { name: column, type: 'text' },
        { name: `${column}_domain`, type: 'text' },
      ]
    case 'day':
      return [{ name: column, type: 'date' }]
    case 'instant':
      return [
        { name: column, type: 'timestamptz' },
        { name: column.replace(/_at$/, '_on'), type: 'date' },
      ]
    case 'money':
      return [{ name: `${column}_minor`, type: 'bigint' }]
    case 'number':
    case 'measure':
    case 'percentage':
      return [{ name: column, type: 'double precision' }]
    case 'whole':
    case 'time':
    case 'duration':
      return [{ name: column, type: 'integer' }]
    case 'flag':
      return [{ name: column, type: 'boolean' }]
    default:
      return [{ name: column, type: 'text' }]
  }
}

/** The fields of an entity by name, without their literal types. */
export function fieldsOf(entity: EntityName): Readonly<Record<string, Field>> {
  return entityOf(entity).fields
}

/** Every staging table begins with these: order in the delivery (from 1: new ids are counted up by it), where the row came from, digest of its content. */
export const originColumns: readonly StagedColumn[] = [
  { name: 'n', type: 'integer' },
  { name: 'file_id', type: 'bigint' },
  { name: 'source_row', type: 'integer' },
  { name: 'source_line', type: 'integer' },
  { name: 'content_hash', type: 'uuid' },
]

/** Identifies a row of an entity that brings no id of its own; filled with a digest of what names the row. */
export const identityColumn: StagedColumn = { name: 'identity', type: 'text' }

export function stagedColumns(entity: EntityName): readonly StagedColumn[] {
  return [
    ...originColumns,
    identityColumn,
    ...Object.entries(fieldsOf(entity)).flatMap(([name, field]) => columnsOf(name, field)),
  ]
}

/** The staging table of one entity in one import. */
export function stagingTable(importId: number, entity: EntityName): string {
  return `staging.import_${importId}_${entity.replaceAll('-', '_')}`
}

export function createStagingTable(importId: number, entity: EntityName): string {
  const columns = stagedColumns(entity).map(({ name, type }) => `${name} ${type}`)
  return `create unlogged table if not exists ${stagingTable(importId, entity)} (${columns.join(', ')})`
}
