// What an export is recognised as, checked field by field: cases of one vendor, as its tests list them.
import { expect, test } from 'vitest'
import type { Recognition, TablePlan } from '../sources/plan.ts'
import { recognise } from '../sources/recognisers/index.ts'
import { sketchOf } from '../sources/recognisers/sketch-of.ts'

const plansOf = (recognition: Recognition | undefined): readonly TablePlan[] => {
  if (recognition?.kind !== 'understood') throw new Error(JSON.stringify(recognition))
  return recognition.plans
}

/** header -> field, of the columns that are used. */
const fieldsOf = (plan: TablePlan | undefined): Record<string, string> => {
  const fields: Record<string, string> = {}
  for (const { header, field } of plan?.columns ?? []) if (field !== null) fields[header] = field
  return fields
}

export interface ExportCase {
  readonly name: string
  readonly file: string
  readonly text: string
  readonly entity: string
  readonly vendor: string
  readonly fields: Record<string, string>
}

/** One test for each case: the entity, the vendor, and which header fills which field. */
export function testExports(cases: readonly ExportCase[]): void {
  test.each(cases)('$name', ({ file, text, entity, vendor, fields }) => {
    const [recognition] = recognise([sketchOf(file, text)])
    const [plan] = plansOf(recognition)
    expect(fieldsOf(plan)).toEqual(fields)
    expect({ entity: plan?.entity, vendor: plan?.vendor }).toEqual({ entity, vendor })
  })
}
