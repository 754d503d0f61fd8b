// What a person says about a table wins over the proposal.
import { type EntityName, entities, type Words } from '../../entities.ts'
import type { PlannedColumn, Recognition, TablePlan, TableSketch } from '../../plan.ts'
import { type Correction, ImportRefused } from '../shapes.ts'
import { fieldsOf } from './columns.ts'

/** The reason of a column that a person assigned; a mapping that holds one is remembered once its data is visible. */
export const chosenByHand: Words = { fr: 'Choisi par vous.', en: 'Chosen by you.' }

export const leftOutAsAsked: Words = {
  fr: 'Laissé de côté à votre demande.',
  en: 'Left out as you asked.',
}

/**
 * The recognition that follows a correction: another entity, other fields for some columns, or nothing at all.
 * @throws ImportRefused for an entity or a field that does not exist
 */
export function applyCorrection(
  sketch: TableSketch,
  proposed: Recognition | null,
  correction: Correction,
): Recognition {
  if (correction.entity === null) return { kind: 'unknown', reason: leftOutAsAsked }
  if (!(correction.entity in entities)) throw unknownName(correction.entity)
  const entity = correction.entity as EntityName
  const plans = proposed?.kind === 'understood' ? proposed.plans : []
  const known = plans.find((plan) => plan.entity === entity)
  const chosen = chosenByHand
  const columns = sketch.header.map((header, index): PlannedColumn => {
    const field = correction.columns[header]
    if (field === undefined)
      return (
        known?.columns.find((column) => column.index === index) ?? {
          index,
          header,
          field: null,
          reason: chosen,
        }
      )
    if (field !== null && fieldsOf(entity)[field] === undefined) throw unknownName(field)
    return { index, header, field, reason: chosen }
  })
  const plan: TablePlan = {
    entity,
    vendor: known?.vendor ?? plans[0]?.vendor ?? 'generic',
    columns,
    reason: known?.reason ?? chosen,
    isTemplate: false,
    remarks: known?.remarks ?? [],
  }
  return {
    kind: 'understood',
    plans: [plan, ...plans.filter((other) => other.entity !== entity && known !== undefined)],
  }
}

function unknownName(name: string): ImportRefused {
  return new ImportRefused('MAPPING_UNKNOWN', {
    fr: `« ${name} » n’est ni une table ni un champ que Douze connaît.`,
    en: `“${name}” is neither a table nor a field that Douze knows.`,
  })
}
