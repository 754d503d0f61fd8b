// What a delivered table can be taken for, and the fields it can bring: the meeting point of recognisers
// (which column is which field), values (how cells are read) and staging (where they go). One file per subject in entities/.
import { contentEntities } from './entities/content.ts'
import { customerEntities } from './entities/customers.ts'
import type { Entity } from './entities/field.ts'
import { learningEntities } from './entities/learning.ts'
import { moneyEntities } from './entities/money.ts'
import { organisationEntities } from './entities/organisation.ts'
import { quotaEntities } from './entities/quotas.ts'
import { salesEntities } from './entities/sales.ts'
import { timeEntities } from './entities/time.ts'
import { voiceEntities } from './entities/voices.ts'

export type { Entity, Field, FieldKind, Words } from './entities/field.ts'

export const entities = {
  ...organisationEntities,
  ...salesEntities,
  ...timeEntities,
  ...contentEntities,
  ...learningEntities,
  ...moneyEntities,
  ...quotaEntities,
  ...customerEntities,
  ...voiceEntities,
} as const satisfies Record<string, Entity>

export type EntityName = keyof typeof entities
export type FieldName<Name extends EntityName> = keyof (typeof entities)[Name]['fields'] & string

export const entityNames = Object.keys(entities) as EntityName[]

/** An entity without its literal types. */
export function entityOf(name: EntityName): Entity {
  return entities[name]
}
