// Which metrics read what a source brings.
import type { TableName } from '../model/schema.ts'
import { isMet } from '../metric/definition.ts'
import type { Words } from '../metric/words.ts'
import { entities, type EntityName } from '../sources/entities.ts'
import { metrics } from './register.ts'

/** The table behind an entity where its name is another one. */
const tables: { readonly [Name in EntityName]?: TableName } = {
  'stage-history': 'stage_visits',
  'deal-events': 'stage_visits',
}

/** The ids of the metrics that need one of these entities, in their order. */
export function feedsOf(brought: readonly string[]): string[] {
  const filled = new Set<string>(brought.map(tableOf))
  return metrics.filter(({ needs }) => needs.some((need) => isMet(need, filled))).map(({ id }) => id)
}

/** What an entity is called; its id for one that an older Douze knew. */
export function nameOfEntity(id: string): Words {
  return Object.hasOwn(entities, id) ? entities[id as EntityName].name : { fr: id, en: id }
}

function tableOf(entity: string): string {
  return tables[entity as EntityName] ?? entity.replaceAll('-', '_')
}
