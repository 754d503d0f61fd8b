// The records that the rows of an entity name, found by joins on the maps that the earlier steps of the merge left.
import { snake } from '../../staging/columns.ts'
import { brings, has, type Merge, table } from '../context.ts'
import type { NamedEntity, Reference, TableSpec } from './spec.ts'

/** One reference as SQL over the staged row `s`. */
export interface ResolvedReference {
  readonly column: string
  /** The number of the record; null where the row names none, or one that nobody knows. */
  readonly value: string
  /** What the row says of it, as a condition: is anything written? */
  readonly isWritten: string
  /** The fields that bring it. */
  readonly fields: readonly string[]
  readonly isRequired: boolean
  readonly to: Reference['to']
}

export interface Resolved {
  readonly joins: string
  readonly references: readonly ResolvedReference[]
}

/** The temporary map of a kind of named things. */
export const namedMap = (entity: NamedEntity): string => `named_${entity.replaceAll('-', '_')}`

const accountFields = ['account', 'accountId', 'accountDomain']
const domainOf = (column: string) =>
  `nullif(regexp_replace(regexp_replace(lower(btrim(${column})), '^[a-z]+://', ''), '^www\\.|[/?#:].*$', '', 'g'), '')`

/** Joins and values of a table's references; $1 is the source. */
export function resolve(merge: Merge, spec: TableSpec): Resolved {
  const joins: string[] = []
  const accounts: string[] = []
  const references: ResolvedReference[] = []
  for (const [place, reference] of spec.references.entries()) {
    const alias = `r${place}`
    const { to, column } = reference
    const fields = to === 'account' ? accountFields : [reference.field]
    const isBrought = fields.some((field) => brings(merge, spec.entity, field))
    const otherwise = 'otherwise' in reference ? reference.otherwise : undefined
    const isRequired = 'isRequired' in reference
    const nobody = 'orNobody' in reference ? '0::bigint' : 'null::bigint'
    if (!isBrought && otherwise === undefined) {
      if (to !== 'account' && to !== 'visitor')
        references.push({ to, column, value: nobody, isWritten: 'false', fields, isRequired })
      continue
    }
    if (to === 'visitor') {
      joins.push(`left join visitor_of as ${alias} on ${alias}.domain = s.visitor_domain`)
      accounts.push(`${alias}.account_id`)
      continue
    }
    if (to === 'account') {
      joins.push(accountJoin(alias))
      accounts.push(`${alias}.account_id`)
      continue
    }
    const written = `s.${snake(reference.field)}`
    const found = joinOf(merge, spec, reference, alias, written)
    joins.push(found.join)
    if (found.account !== null) accounts.push(found.account)
    references.push({
      to,
      column,
      value:
        'orNobody' in reference
          ? `case when ${written} is null then ${nobody} else ${found.value} end`
          : found.value,
      isWritten: `${written} is not null`,
      fields,
      isRequired,
    })
  }
  const account = spec.references.some(({ to }) => to === 'account') || spec.isOfAccount === true
  if (account)
    references.push({
      to: 'account',
      column: 'account_id',
      value: accounts.length === 0 ? 'null::bigint' : `coalesce(${accounts.join(', ')})`,
      isWritten: 'false',
      fields: [...accountFields, 'opportunity', 'lead', 'answer'],
      isRequired: false,
    })
  return { joins: joins.join('\n     '), references }
}

/** A deal, a lead or an answer tells the account too, and better than a name does: it is listed before. */
function joinOf(
  merge: Merge,
  spec: TableSpec,
  reference: Exclude<Reference, { to: 'account' | 'visitor' }>,
  alias: string,
  written: string,
): Joined {
  switch (reference.to) {
    case 'person':
      return {
        join: `left join person_of as ${alias} on ${alias}.written = ${written}`,
        value: `${alias}.person_id`,
        account: null,
      }
    case 'product':
      return {
        join: `left join product_of as ${alias} on ${alias}.name = ${written} and ${alias}.id = ''`,
        value: `${alias}.product_id`,
        account: null,
      }
    case 'opportunity':
    case 'lead':
      return alsoStaged(merge, alias, written, reference.to === 'lead' ? 'leads' : 'opportunities', {
        join: `left join source_identities as ${alias} on ${alias}.kind = '${reference.to}' and ${alias}.source = $1 and ${alias}.external_id = ${written}`,
        value: `${alias}.record_id`,
        account: `${alias}.account_id`,
      })
    case 'answer':
      return alsoStaged(merge, alias, written, 'survey-answers', {
        join: `left join survey_answers as ${alias} on ${alias}.source = $1 and ${alias}.external_id = ${written}`,
        value: `${alias}.survey_answer_id`,
        account: `${alias}.account_id`,
      })
    default: {
      const name = writtenName(merge, spec, reference)
      const day = reference.to === 'workshops' ? heldOn(merge, spec) : null
      return {
        join: `left join ${namedMap(reference.to)} as ${alias} on ${alias}.written = ${name.written}${day === null ? '' : ` and ${alias}.held_on is not distinct from ${day}`}`,
        value: `${alias}.record_id`,
        account: null,
      }
    }
  }
}

interface Joined {
  readonly join: string
  readonly value: string
  readonly account: string | null
}

/** A rehearsal does not write large tables: what the delivery itself brings counts as known, under a number that nothing has. */
function alsoStaged(
  merge: Merge,
  alias: string,
  written: string,
  entity: 'opportunities' | 'leads' | 'survey-answers',
  found: Joined,
): Joined {
  if (!merge.isRehearsal || !has(merge, entity)) return found
  return {
    ...found,
    join: `${found.join}
     left join ${table(merge, entity)} as ${alias}_staged on ${alias}_staged.identity = ${written}`,
    value: `coalesce(${found.value}, -${alias}_staged.n)`,
  }
}

/** A named thing as a row writes it, and folded; the name that stands for nothing where the row says nothing. */
export function writtenName(
  merge: Merge,
  spec: TableSpec,
  reference: Extract<Reference, { to: NamedEntity }>,
): { readonly written: string; readonly key: string } {
  const column = `s.${snake(reference.field)}`
  const isBrought = brings(merge, spec.entity, reference.field)
  const { otherwise } = reference
  if (otherwise === undefined) return { written: column, key: `${column}_key` }
  const [written, key] = [`'${otherwise}'::text`, `'${otherwise.toLowerCase()}'::text`]
  return isBrought
    ? { written: `coalesce(${column}, ${written})`, key: `coalesce(${column}_key, ${key})` }
    : { written, key }
}

/** The day that tells workshops of one name apart, where the table brings it. */
export function heldOn(merge: Merge, spec: TableSpec): string {
  return brings(merge, spec.entity, 'heldOn') ? 's.held_on' : 'null::date'
}

function accountJoin(alias: string): string {
  return `left join account_of as ${alias} on ${alias}.external_id = coalesce(s.account_id, '')
      and ${alias}.domain = coalesce(${domainOf('s.account_domain')}, '') and ${alias}.name = coalesce(s.account, '')`
}
