// Ways to split an answer: how each dimension is read off a counted row, and how its values are named.
import { sql } from 'kysely'
import type { Query } from '../../model/database.ts'
import { isAmong, type Sql } from './counted-deals.ts'
import type { DimensionDefinition } from '../definition.ts'
import type { Scope } from '../scope.ts'
import { type Words, words } from '../words.ts'

/** The dimensions that deals have, in the order in which screens offer them. */
export const dealDimensions: readonly DimensionDefinition[] = [
  { id: 'team', name: words('Équipe', 'Team') },
  { id: 'region', name: words('Région', 'Region') },
  { id: 'rep', name: words('Commercial', 'Rep') },
  { id: 'product', name: words('Produit principal', 'Main product') },
  { id: 'product-family', name: words('Famille de produits', 'Product family') },
  { id: 'industry', name: words('Secteur', 'Industry') },
  { id: 'country', name: words('Pays', 'Country') },
  { id: 'segment', name: words('Segment', 'Segment') },
  { id: 'lead-source', name: words('Origine', 'Lead source') },
  { id: 'pipeline', name: words('Pipeline', 'Pipeline') },
  { id: 'month', name: words('Mois de création', 'Month of creation') },
]

/** Those of them that leads have too. */
export const leadDimensionIds: readonly string[] = [
  'team',
  'region',
  'rep',
  'industry',
  'country',
  'segment',
  'lead-source',
  'month',
]

interface Splitting {
  /** Expression that gives the value as text, null when unknown. */
  readonly key: Sql
  /** Joins that the expression needs, after the counted rows. */
  readonly join: Sql
}

/**
 * How a dimension is read off counted rows under `alias`; `opened` is the row's day of creation. `among`, an array of numbers of
 * deals, spares looking through the products of all others.
 */
export function splittingBy(dimension: string | null, alias: string, opened: Sql, among?: Sql): Splitting {
  const of = (column: string) => sql.ref(`${alias}.${column}`)
  const nothing = sql``
  const account = sql`left join accounts as account on account.account_id = ${of('account_id')}`
  switch (dimension) {
    case null:
      return { key: sql`null::text`, join: nothing }
    case 'team':
      return { key: sql`${of('team_id')}::text`, join: nothing }
    case 'region':
      return {
        key: sql`team_then.region`,
        join: sql`left join teams as team_then on team_then.team_id = ${of('team_id')}`,
      }
    case 'rep':
      return { key: sql`${of('rep_id')}::text`, join: nothing }
    case 'pipeline':
      return { key: sql`${of('pipeline_id')}::text`, join: nothing }
    case 'lead-source':
      return { key: of('lead_source'), join: nothing }
    case 'month':
      return { key: sql`to_char(${opened}, 'YYYY-MM')`, join: nothing }
    case 'industry':
      return { key: sql`account.industry`, join: account }
    case 'country':
      return { key: sql`account.country`, join: account }
    case 'segment':
      return { key: sql`account.segment`, join: account }
    case 'product':
      return { key: sql`main_product.product_id::text`, join: mainProduct(alias, among) }
    case 'product-family':
      return {
        key: sql`product.family`,
        join: sql`${mainProduct(alias, among)} left join products as product on product.product_id = main_product.product_id`,
      }
    default:
      throw new RangeError(`Not a dimension of counted rows: ${dimension}`)
  }
}

// A deal with several products counts once, under its largest line, so that the lines add up to the total.
function mainProduct(alias: string, among: Sql | undefined): Sql {
  return sql`left join (
      select distinct on (line.account_id, line.opportunity_id)
        line.account_id, line.opportunity_id, line.product_id
      from opportunity_lines as line where ${isAmong(sql`line`, among)}
      order by line.account_id, line.opportunity_id, line.amount_minor desc nulls last, line.line_id
    ) as main_product
    on main_product.account_id = ${sql.ref(`${alias}.account_id`)}
    and main_product.opportunity_id = ${sql.ref(`${alias}.opportunity_id`)}`
}

export interface Label {
  readonly label: string
  readonly scope: Scope | null
  readonly note: Words | null
  /** Stands for the value itself where that is not to be told. */
  readonly key?: string
}

/** How people are called; by default by their names. */
export type PersonLabel = (
  personId: number,
  name: string,
) => { readonly label: string; readonly isNamed: boolean }

/** Names the values of a dimension. What has no name is a dash with a note. */
export async function labelsOf(
  query: Query,
  dimension: string,
  keys: readonly (string | null)[],
  called: PersonLabel = (_personId, name) => ({ label: name, isNamed: true }),
): Promise<(key: string | null) => Label> {
  const named = await namesOf(query, dimension, keys)
  return (key) => {
    if (key === null) return { label: '–', scope: null, note: unknownOf(dimension) }
    const scope: Scope | null =
      dimension === 'team' || dimension === 'rep' ? { kind: dimension, id: Number(key) } : null
    const label = named.get(key) ?? key
    if (dimension !== 'rep') return { label, scope, note: null }
    const person = called(Number(key), label)
    return person.isNamed
      ? { label, scope, note: null }
      : { label: person.label, scope: null, note: null, key: person.label }
  }
}

async function namesOf(
  query: Query,
  dimension: string,
  keys: readonly (string | null)[],
): Promise<ReadonlyMap<string, string>> {
  const ids = keys.flatMap((key) => (key === null ? [] : [Number(key)]))
  if (ids.length === 0) return new Map()
  switch (dimension) {
    case 'team': {
      const rows = await query
        .selectFrom('teams')
        .select(['team_id', 'name'])
        .where('team_id', 'in', ids)
        .execute()
      return new Map(rows.map((row) => [String(row.team_id), row.name]))
    }
    case 'rep': {
      const rows = await query
        .selectFrom('people')
        .select(['person_id', 'display_name'])
        .where('person_id', 'in', ids)
        .execute()
      return new Map(rows.map((row) => [String(row.person_id), row.display_name]))
    }
    case 'product': {
      const rows = await query
        .selectFrom('products')
        .select(['product_id', 'name'])
        .where('product_id', 'in', ids)
        .execute()
      return new Map(rows.map((row) => [String(row.product_id), row.name]))
    }
    case 'pipeline': {
      const rows = await query
        .selectFrom('pipelines')
        .select(['pipeline_id', 'name'])
        .where('pipeline_id', 'in', ids)
        .execute()
      return new Map(rows.map((row) => [String(row.pipeline_id), row.name]))
    }
    case 'content': {
      const rows = await query
        .selectFrom('content_items')
        .select(['content_item_id', 'title'])
        .where('content_item_id', 'in', ids)
        .execute()
      return new Map(rows.map((row) => [String(row.content_item_id), row.title]))
    }
    case 'stage': {
      const rows = await query
        .selectFrom('stages')
        .select(['stage_id', 'name'])
        .where('stage_id', 'in', ids)
        .execute()
      return new Map(rows.map((row) => [String(row.stage_id), row.name]))
    }
    default:
      return new Map()
  }
}

function unknownOf(dimension: string): Words {
  switch (dimension) {
    case 'team':
      return words('Sans équipe à la date qui compte.', 'In no team on the day that counts.')
    case 'region':
      return words(
        'Sans équipe à la date qui compte, ou dans une équipe sans région.',
        'In no team on the day that counts, or in a team without a region.',
      )
    case 'rep':
      return words('Sans commercial.', 'Without an owner.')
    case 'product':
    case 'product-family':
      return words('Sans produit connu.', 'Without a known product.')
    case 'month':
      return words('Sans date de création.', 'Without a day of creation.')
    case 'theme':
      return words('Sans thème.', 'Without a theme.')
    default:
      return words('Non renseigné.', 'Not stated.')
  }
}
