// Which columns a Parquet schema gives: its leaves, those of nested groups with dots. Lists of plain values become one cell; maps, and
// lists of groups, are left out.
import type { SchemaTree } from 'hyparquet'
import { isLoaderKey, uniqueNames } from '../column-names.ts'
import { cellKind } from '../shapes.ts'
import { type CellOf, cellReader, type ParquetCell } from './values.ts'

export interface ParquetColumn {
  readonly name: string
  /** The column of the file's first level that it is in. */
  readonly top: string
  readonly isNested: boolean
  /** Its cell in a value of that column. */
  readonly read: CellOf
}

const blank: ParquetCell = { text: '', kind: cellKind.blank }

export function describeColumns(schema: SchemaTree): { columns: ParquetColumn[]; leftOut: string[] } {
  const leftOut: string[] = []
  const found: Omit<ParquetColumn, 'name'>[] = []
  const paths: string[][] = []
  const visit = (node: SchemaTree, path: string[], read: (value: unknown) => unknown): void => {
    const { element, children } = node
    const [top = ''] = path
    const isNested = path.length > 1 || children.length > 0 || element.repetition_type === 'REPEATED'
    const item = itemOf(node)
    if (isLoaderKey(element.name)) leftOut.push(element.name)
    else if (item !== null) add(listReader(cellReader(item.element)))
    else if (children.length === 0) add(cellReader(element))
    else if (isPlainGroup(node))
      for (const child of children)
        visit(child, [...path, child.element.name], (value) => partOf(read(value), child.element.name))
    else leftOut.push(path.join('.'))

    function add(cellOf: CellOf): void {
      paths.push(path)
      found.push({ top, isNested, read: (value) => cellOf(read(value)) })
    }
  }
  for (const child of schema.children) visit(child, [child.element.name], (value) => value)
  const names = uniqueNames(paths.map((path) => ({ name: path.join('.').trim(), whole: path.join('.') })))
  return { columns: found.map((column, place) => ({ ...column, name: names[place] ?? '' })), leftOut }
}

/** The element of a list of plain values; null for anything else. */
function itemOf(node: SchemaTree): SchemaTree | null {
  const { element, children } = node
  if (element.repetition_type === 'REPEATED' && children.length === 0) return node
  const isList = element.converted_type === 'LIST' || element.logical_type?.type === 'LIST'
  const [only] = children
  if (!isList || only === undefined || children.length > 1) return null
  if (only.children.length === 0) return only
  const [item] = only.children
  return item !== undefined && only.children.length === 1 && item.children.length === 0 ? item : null
}

function isPlainGroup({ element, children }: SchemaTree): boolean {
  const type = element.converted_type ?? element.logical_type?.type
  return type === undefined && children.length > 0 && element.repetition_type !== 'REPEATED'
}

function partOf(value: unknown, name: string): unknown {
  return value !== null && typeof value === 'object' ? (value as Record<string, unknown>)[name] : undefined
}

function listReader(cellOf: CellOf): CellOf {
  return (value) => {
    if (!Array.isArray(value) || value.length === 0) return blank
    return { text: value.map((item) => cellOf(item).text).join('; '), kind: cellKind.text }
  }
}
