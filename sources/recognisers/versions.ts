// Warehouses that keep every version of a row, with the moments when it began and ended.
import { entities, type Words } from '../entities.ts'
import type { PlannedColumn, Recognition, TablePlan } from '../plan.ts'
import { matchReason } from './build-plan.ts'
import type { Column } from './match-columns.ts'
import type { Candidate } from './score-entities.ts'

export interface VersionColumns {
  readonly from: Column
  readonly to: Column
}

/** The two columns of a warehouse that keeps every version of a row. */
export function versionColumns(columns: readonly Column[]): VersionColumns | null {
  const find = (keys: readonly string[]): Column | undefined =>
    columns.find((column) => keys.includes(column.header.key))
  const from = find(['fivetranstart', 'validfrom', 'dbtvalidfrom'])
  const to = find(['fivetranend', 'validto', 'dbtvalidto'])
  return from !== undefined && to !== undefined ? { from, to } : null
}

/**
 * Versions of opportunities are their stage history; versions of anything else would count it twice, and are left out. Null for a table
 * that is a history already.
 */
export function recogniseVersions(
  columns: readonly Column[],
  best: Candidate,
  versions: VersionColumns,
): Recognition | null {
  if (best.entity === 'stage-history' || best.entity === 'currency-rates') return null
  const matches = best.assignment.matches
  const id = matches.get('externalId')
  const stage = matches.get('stage')
  if (best.entity !== 'opportunities' || id === undefined || stage === undefined) {
    const { name } = entities[best.entity]
    return {
      kind: 'known-unused',
      what: { fr: `Historique : ${name.fr}`, en: `History: ${name.en}` },
      reason: {
        fr: 'Ce fichier garde toutes les versions de chaque ligne : les lire compterait chacune plusieurs fois. La table du jour suffit.',
        en: 'This file keeps every version of each row: reading it would count each several times. The table of today is enough.',
      },
    }
  }
  const fields = new Map<number, readonly [string, Words]>([
    [id.column.index, ['opportunity', matchReason(id)]],
    [stage.column.index, ['stage', matchReason(stage)]],
    [
      versions.from.index,
      ['enteredAt', { fr: 'Début de cette version de la ligne.', en: 'When this version of the row began.' }],
    ],
    [
      versions.to.index,
      ['leftAt', { fr: 'Fin de cette version de la ligne.', en: 'When this version of the row ended.' }],
    ],
  ])
  const owner = matches.get('owner')
  if (owner !== undefined) fields.set(owner.column.index, ['owner', matchReason(owner)])
  const planned = columns.map(({ index, header }): PlannedColumn => {
    const [field, reason] = fields.get(index) ?? [
      null,
      { fr: 'L’historique des étapes n’en a pas besoin.', en: 'The stage history does not need it.' },
    ]
    return { index, header: header.written, field, reason }
  })
  const plan: TablePlan = {
    entity: 'stage-history',
    vendor: best.vendor,
    columns: planned,
    reason: {
      fr: 'Des affaires avec le début et la fin de chaque version : l’historique de leurs étapes.',
      en: 'Opportunities with the beginning and end of each version: the history of their stages.',
    },
    isTemplate: false,
    remarks: [],
  }
  return { kind: 'understood', plans: [plan] }
}
