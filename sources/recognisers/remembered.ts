// Mappings that a person confirmed: known again by the names in the header, whatever the order of the columns.
import { createHash } from 'node:crypto'
import type { TablePlan } from '../plan.ts'
import { foldName } from '../../model/names.ts'

/** Confirmed plans by headerKey. */
export type Remembered = ReadonlyMap<string, readonly TablePlan[]>

/** Digest of the folded header names; the order of the columns does not change it. */
export function headerKey(header: readonly string[]): string {
  const names = header.map((name) => foldName(name.replace(/^\ufeff/, ''))).filter((name) => name !== '')
  return createHash('sha256').update(JSON.stringify(names.toSorted())).digest('hex')
}

/** The confirmed plans of this header, moved to where its columns stand now; null when none was confirmed. */
export function recall(header: readonly string[], remembered: Remembered): readonly TablePlan[] | null {
  const plans = remembered.get(headerKey(header))
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
