// What a staged row is known again by: the id of its source, else what a person would recognise it by.
import { hash } from 'node:crypto'
import { foldName } from '../../../model/names.ts'
import { type EntityName, entityOf } from '../../entities.ts'
import type { RowValues } from './row-values.ts'

/** Prefix of identities made by ourselves; a number is added where rows would share one. */
export const ownIdentity = 'row:'

/** What names a row that brings no id, in the order of preference: fields that a person would recognise it by. */
const naming: Partial<Record<EntityName, readonly string[]>> = {
  opportunities: ['name', 'account', 'accountId', 'accountDomain', 'openedAt'],
  'opportunity-lines': ['opportunity', 'product', 'productId'],
}

/** The id; for people, companies and named things without one, what they are matched by; else a digest of what names the row. */
export function identityOf(entity: EntityName, row: RowValues, digest: string): string | null {
  const id = row.get('externalId')
  switch (entity) {
    case 'stage-history':
    case 'stages':
    case 'currency-rates':
      return null
    case 'people': {
      const base = id ?? row.get('email')
      const since = row.get('teamFrom')
      if (base !== null) return since === null ? base : `${base} ${since}`
      return `name:${foldName([row.get('name'), row.get('firstName'), row.get('lastName')].join(' '))}`
    }
    case 'accounts':
      return id ?? `name:${row.get('domain') ?? foldName(row.get('name') ?? '')}`
    case 'products':
      return id ?? `name:${row.get('code') ?? foldName(row.get('name') ?? '')}`
    case 'opportunities':
    case 'opportunity-lines': {
      if (id !== null) return id
      const names = naming[entity]?.map((name) => row.get(name) ?? '') ?? []
      return (
        ownIdentity + (names[0] === undefined || names[0] === '' ? digest : hash('md5', names.join('\t')))
      )
    }
    default:
      return id ?? plainIdentity(entity, row, digest)
  }
}

function plainIdentity(entity: EntityName, row: RowValues, digest: string): string {
  const { fields, naming: named } = entityOf(entity)
  const name = Object.entries(fields).find(([, field]) => field.kind === 'name')?.[0]
  if (name !== undefined) {
    const key = row.get(name)?.split('\t')[1] ?? ''
    const day = row.get('heldOn')
    return `name:${key}${day === null ? '' : ` ${day}`}`
  }
  if (named === undefined) return ownIdentity + digest
  // A start that was counted back moves with the rounding of the next list, and would make it another contract.
  const isDatedBack = row.get('describedOn') !== null
  const parts = named.map((choice) => {
    if (isDatedBack && choice === 'startsOn') return ''
    const found = choice.split('|').find((field) => row.get(field) !== null)
    const text = found === undefined ? '' : (row.get(found) ?? '')
    return fields[found ?? '']?.kind === 'reference' ? text.slice(text.indexOf('\t') + 1) : text
  })
  return ownIdentity + hash('md5', parts.join('\t'))
}
