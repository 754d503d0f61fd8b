// Decides for every table of a delivery which entity it is, from which vendor, and which column fills which field.
import type { Recognition, TableSketch } from '../plan.ts'
import { recall, type Remembered } from './remembered.ts'
import { matchTemplate, templatePlan } from './templates.ts'

/**
 * One answer for each table, in their order. Tables are seen together: the values of one explain the columns of another.
 * A confirmed mapping of the same header wins over any proposal.
 */
export function recognise(
  sketches: readonly TableSketch[],
  remembered: Remembered = new Map(),
): Recognition[] {
  return sketches.map((sketch) => {
    const confirmed = recall(sketch.header, remembered)
    if (confirmed !== null) return { kind: 'understood', plans: confirmed }
    const template = matchTemplate(sketch.header)
    if (template !== null && template.missing.length === 0) {
      return { kind: 'understood', plans: [templatePlan(sketch.header, template)] }
    }
    return {
      kind: 'unknown',
      reason: {
        fr: 'Aucune table connue ne porte ces colonnes.',
        en: 'No known table has these columns.',
      },
    }
  })
}
