// Mappings that a person confirmed: known again by the names in the header, whatever the order of the columns.
import { createHash } from 'node:crypto'
import { numberedName } from '../files/reading/first-line.ts'
import type { TablePlan, TableSketch } from '../plan.ts'
import { foldName } from '../../model/names.ts'

/** Confirmed plans by headerKey. */
export type Remembered = ReadonlyMap<string, readonly TablePlan[]>

/**
 * Digest of the folded header names; the order of the columns does not change it. Numbers of columns tell no file from another: where
 * there are no titles, its name without digits, which are dates and versions, is part of it.
 */
export function headerKey(header: readonly string[], untitledFile?: string): string {
  const names = header.map((name) => foldName(name.replace(/^\ufeff/, ''))).filter((name) => name !== '')
  const file =
    untitledFile === undefined ? [] : [`file ${foldName(untitledFile.replace(/[\s_-]*\(?\d+\)?/g, ''))}`]
  return createHash('sha256')
    .update(JSON.stringify([...names.toSorted(), ...file]))
    .digest('hex')
}

/** Digest of what two files share whose titles cannot be compared, because it is in question whether they have any: name and width. */
export function shapeKey(file: string, columns: number): string {
  return headerKey(
    Array.from({ length: columns }, (_, index) => numberedName(index)),
    file,
  )
}

/** The confirmed plans of this table, moved to where its columns stand now; null when none was confirmed. */
export function recall(
  { header, fileName, titles }: Pick<TableSketch, 'header' | 'fileName' | 'titles'>,
  remembered: Remembered,
): readonly TablePlan[] | null {
  const plans = remembered.get(headerKey(header, titles === 'none' ? fileName : undefined))
  if (plans === undefined) return null
  const places = new Map(header.map((name, index) => [foldName(name.replace(/^\ufeff/, '')), index] as const))
  return plans.map((plan) => ({
    ...plan,
    columns: plan.columns
      .map((column) => {
        const index = places.get(foldName(column.header.replace(/^\ufeff/, '')))
        return index === undefined ? column : { ...column, index, header: header[index] ?? column.header }
      })
      .toSorted((one, other) => one.index - other.index),
  }))
}
