// Gives every field of one entity the column that fits it best: the name of the column first, its values as evidence for or against.
import {
  entities,
  type Entity,
  type EntityName,
  type Field,
  type FieldKind,
  type Words,
} from '../entities.ts'
import { codeOf } from '../entities/codes.ts'
import type { Vendor } from '../plan.ts'
import { overlap, type ColumnLook } from './column-values.ts'
import type { FoldedHeader, RecordKind } from './fold-header.ts'
import { conceptsOf } from './headers/concepts.ts'
import { lookUpKey, meaningsOf } from './headers/dictionary.ts'
import { patterns, type Pattern } from './headers/patterns.ts'

/** One column of a table as the matcher sees it. */
export interface Column {
  readonly index: number
  readonly header: FoldedHeader
  readonly look: ColumnLook
}

/** Whether a column is called one of these, folded to letters and digits. */
export const hasKey = (columns: readonly Column[], keys: readonly string[]): boolean =>
  columns.some(({ header }) => keys.includes(header.key))

/** A column of another table of the delivery whose values identify something: the names in accounts.csv. */
export interface KeyColumn {
  readonly entity: EntityName
  readonly field: string
  readonly fileName: string
  readonly header: string
  readonly look: ColumnLook
}

export type Basis =
  | { readonly by: 'vendor'; readonly vendor: Vendor }
  | { readonly by: 'name' }
  | { readonly by: 'general-name' }
  | { readonly by: 'words' }
  | { readonly by: 'values'; readonly of: KeyColumn }

export interface Match {
  readonly column: Column
  readonly field: string
  readonly score: number
  readonly basis: Basis
  /** The values speak for it too. */
  readonly support: Words | null
}

export interface Assignment {
  /** By field. */
  readonly matches: ReadonlyMap<string, Match>
  /** Columns that a field could have taken and did not, with the column it took. */
  readonly passedOver: readonly { readonly match: Match; readonly taken: Match }[]
  /** Columns whose name says a field and whose values say otherwise. */
  readonly belied: readonly Match[]
}

/** Below this a name says too little to be taken. */
const least = 0.42

const ownKinds: Partial<Record<EntityName, readonly RecordKind[]>> = {
  opportunities: ['opportunity'],
  'opportunity-lines': ['opportunity', 'product'],
  'stage-history': ['opportunity'],
  accounts: ['account'],
  leads: ['lead', 'contact'],
  products: ['product'],
  people: ['user'],
}

/** Which fields point to a record of another table, and what identifies it there. */
const references: Readonly<Record<string, readonly (readonly [EntityName, string])[]>> = {
  owner: [['people', 'email'], ['people', 'name'], ['people', 'externalId']],
  account: [['accounts', 'name'], ['accounts', 'externalId']],
  accountId: [['accounts', 'externalId']],
  accountDomain: [['accounts', 'domain']],
  product: [['products', 'name'], ['products', 'code'], ['products', 'externalId']],
  productId: [['products', 'externalId'], ['products', 'code']],
  opportunity: [['opportunities', 'externalId']],
  team: [
    ['teams', 'externalId'],
    ['teams', 'name'],
  ],
  stage: [['stages', 'name'], ['stages', 'externalId']],
} // prettier-ignore

/** Headers that are whole questions: one word of them says what they ask. */
const questions: Partial<Record<EntityName, readonly { readonly field: string; readonly word: RegExp }[]>> = {
  'survey-answers': [{ field: 'score', word: /^recomm[ae]nd\p{L}*$/u }],
}

/** Fields whose concept is so common that one unknown word beside it changes the meaning: a "pay zone" is no region. */
const strictFields = new Set([
  'region',
  'team',
  'job',
  'domain',
  'accountDomain',
  'family',
  'score',
  'industry',
  'status',
  'probability',
  'type',
  'stage',
])

function patternScore(pattern: Pattern, words: readonly string[]): number {
  const met = new Set<number>()
  let unknown = 0
  let contrary = 0
  for (const word of words) {
    const concepts = conceptsOf(word)
    const group = pattern.needs.findIndex(
      (need, place) => !met.has(place) && need.some((concept) => concepts.includes(concept)),
    )
    if (group >= 0) met.add(group)
    else if (
      concepts.some(
        (concept) => pattern.may.includes(concept) || pattern.needs.some((need) => need.includes(concept)),
      )
    )
      continue
    else if (concepts.length === 0) unknown++
    else if (!concepts.every((concept) => concept === 'SMALL')) contrary++
  }
  if (met.size < pattern.needs.length || (unknown > 0 && strictFields.has(pattern.field))) return 0
  return 0.72 - 0.15 * unknown - 0.35 * contrary
}

/** How well values fit a kind: below 1 they speak against the name, above 1 for it. */
function fit({ kind, codes, range, takesMonths }: Field, look: ColumnLook, hasRows: boolean): number {
  // Nothing to see: a table without rows proves nothing, an empty column of a full table is not what one looks for.
  if (look.count === 0) return look.filled === 0 && hasRows ? 0.5 : 0.9
  const isSmall = look.count < 3
  switch (kind) {
    case 'time':
      return look.times >= 0.5 ? 1.1 : 0.1
    case 'duration':
      return look.lengths >= 0.5 ? 1.08 : 0.1
    case 'code': {
      const words = [...look.folded]
      const known = words.filter((word) => codes !== undefined && codeOf(codes, word) !== undefined).length
      return known * 2 >= words.length ? 1.08 : known > 0 ? 0.95 : 0.5
    }
    case 'day':
    case 'instant':
      if (takesMonths && look.months >= 0.5) return 1.08
      return look.times === 1 ? 0.1 : look.dates >= 0.5 ? 1.08 : look.dates > 0.1 || isSmall ? 0.7 : 0.15
    case 'money':
    case 'number':
      return look.numbers >= 0.5 ? 1.05 : look.dates > 0.5 ? 0.1 : look.numbers > 0.1 ? 0.7 : 0.3
    case 'whole':
      if (range?.[0] === 0 && range[1] === 10) return look.scores >= 0.95 ? 1.08 : 0.2
      return look.numbers >= 0.5 ? 1.05 : 0.5
    case 'percentage':
      return look.numbers >= 0.5 ? 1.05 : 0.3
    case 'flag':
      return look.flags >= 0.9 || look.outcomes >= 0.9 ? 1.05 : 0.1
    case 'currency':
      return look.currencies >= 0.8 ? 1.05 : look.numbers > 0.5 ? 0.1 : 0.85
    case 'period':
      return 1
    case 'email':
      return look.emails >= 0.5 ? 1.08 : 0.1
    case 'id':
      return look.dates > 0.5 || look.emails > 0.5 ? 0.5 : look.isUnique ? 1.03 : 0.95
    case 'person':
      return look.dates > 0.5 || look.flags === 1
        ? 0.2
        : look.emails > 0.8
          ? 1.06
          : look.opaque > 0.8
            ? 0.92
            : 1
    default:
      return look.dates > 0.8 ? 0.3 : look.emails > 0.8 ? 0.6 : 1
  }
}

const supports: Partial<Record<FieldKind, Words>> = {
  day: { fr: 'ses valeurs sont des dates', en: 'its values are dates' },
  instant: { fr: 'ses valeurs sont des dates', en: 'its values are dates' },
  money: { fr: 'ses valeurs sont des nombres', en: 'its values are numbers' },
  number: { fr: 'ses valeurs sont des nombres', en: 'its values are numbers' },
  percentage: { fr: 'ses valeurs sont des nombres', en: 'its values are numbers' },
  currency: { fr: 'ses valeurs sont des codes de devise', en: 'its values are currency codes' },
  time: { fr: 'ses valeurs sont des heures', en: 'its values are times of the day' },
  duration: { fr: 'ses valeurs sont des durées', en: 'its values are lengths of time' },
  code: { fr: 'ses valeurs sont des mots connus', en: 'its values are known words' },
  email: { fr: 'ses valeurs sont des adresses e-mail', en: 'its values are e-mail addresses' },
  flag: { fr: 'ses valeurs sont des oui et des non', en: 'its values are yes or no' },
}

const textField: Field = { name: { fr: '', en: '' }, kind: 'text' }
const fieldOf = (entity: EntityName, field: string): Field =>
  (entities[entity] as Entity).fields[field] ?? textField

function baseScore(from: string, vendor: Vendor): number {
  if (from === 'weak') return 0.5
  if (from === 'any') return 0.93
  return from === vendor ? 1 : vendor === 'generic' ? 0.92 : 0.8
}

/** Every field that one column could fill. */
function candidates(
  entity: EntityName,
  column: Column,
  vendor: Vendor,
  keys: readonly KeyColumn[],
  hasRows: boolean,
): Match[] {
  const { header, look } = column
  const found = new Map<string, { score: number; basis: Basis }>()
  const offer = (field: string, score: number, basis: Basis): void => {
    const known = found.get(field)
    if (known === undefined || known.score < score) found.set(field, { score, basis })
  }
  const isOwn = header.prefix === null || (ownKinds[entity] ?? []).includes(header.prefix)
  const names = isOwn && header.prefix !== null ? [lookUpKey(header), header.key] : [lookUpKey(header)]
  for (const name of names) {
    for (const { field: named, from } of meaningsOf(entity, name)) {
      // Stripe's "Customer" holds the id; the name stands in a column of its own.
      const field = named === 'account' && look.stripeObject === 'cus' ? 'accountId' : named
      const basis: Basis =
        from === 'any'
          ? { by: 'name' }
          : from === 'weak'
            ? { by: 'general-name' }
            : { by: 'vendor', vendor: from }
      // Drafts have no number yet: an id of Stripe's is the better one.
      const better = field === 'externalId' && look.stripeObject !== null ? 0.1 : 0
      offer(field, baseScore(from, vendor) + better, basis)
    }
  }
  if (isOwn && !header.isHidden) {
    for (const pattern of patterns[entity] ?? []) {
      const score = patternScore(pattern, header.words)
      if (score >= least) offer(pattern.field, score, { by: 'words' })
    }
  }
  if (!header.isHidden)
    for (const { field, word } of questions[entity] ?? [])
      if (header.words.some((one) => word.test(one))) offer(field, 0.9, { by: 'words' })
  const matches: Match[] = []
  for (const [field, { score, basis }] of found) {
    const { kind } = fieldOf(entity, field)
    const fits = fit(fieldOf(entity, field), look, hasRows)
    const key = referenceOf(field, look, keys)
    const custom = header.isCustom ? 0.8 : 1
    const support =
      key === null
        ? fits > 1.04 ? (supports[kind] ?? null) : null // prettier-ignore
        : { fr: `ses valeurs sont celles de ${key.fileName}, colonne « ${key.header} »`, en: `its values are those of ${key.fileName}, column “${key.header}”` } // prettier-ignore
    matches.push({
      column,
      field,
      score:
        score * fits * custom * (header.tax === 'included' ? 0.95 : 1) * (key === null ? 1 : 1.1) +
        look.filled * 0.02,
      basis,
      support,
    })
  }
  for (const field of Object.keys((entities[entity] as Entity).fields)) {
    if (found.has(field) || !isOwn) continue
    const key = referenceOf(field, look, keys)
    if (key !== null && key.entity !== entity && look.count >= (field === 'team' ? 2 : 3)) {
      matches.push({
        column,
        field,
        score: field === 'team' ? 0.6 : 0.45,
        basis: { by: 'values', of: key },
        support: null,
      })
    }
  }
  return matches
}

function referenceOf(field: string, look: ColumnLook, keys: readonly KeyColumn[]): KeyColumn | null {
  // Small whole numbers meet by accident: quantities are not product ids.
  if (look.numbers > 0.5 && look.opaque < 0.5) return null
  for (const [entity, keyField] of references[field] ?? []) {
    for (const key of keys) {
      if (key.entity === entity && key.field === keyField && overlap(look, key.look) >= 0.5) return key
    }
  }
  return null
}

/**
 * The best column for every field, each column used once. The order of the columns does not matter: equal scores are settled by the order
 * of the fields, then by the name of the column.
 */
export function assign(
  entity: EntityName,
  columns: readonly Column[],
  vendor: Vendor,
  keys: readonly KeyColumn[],
): Assignment {
  const fields = Object.keys((entities[entity] as Entity).fields)
  const hasRows = columns.some(({ look }) => look.filled > 0)
  const offered = columns.flatMap((column) => candidates(entity, column, vendor, keys, hasRows))
  const ranked = offered
    .filter((match) => match.score >= least)
    .toSorted(
      (one, other) =>
        other.score - one.score ||
        fields.indexOf(one.field) - fields.indexOf(other.field) ||
        (one.column.header.written < other.column.header.written
          ? -1
          : one.column.header.written > other.column.header.written
            ? 1
            : 0) ||
        one.column.index - other.column.index,
    )
  const matches = new Map<string, Match>()
  const used = new Set<number>()
  for (const match of ranked) {
    if (matches.has(match.field) || used.has(match.column.index)) continue
    matches.set(match.field, match)
    used.add(match.column.index)
  }
  const passedOver: { match: Match; taken: Match }[] = []
  const seen = new Set<number>()
  for (const match of ranked) {
    const taken = matches.get(match.field)
    if (
      taken === undefined ||
      used.has(match.column.index) ||
      seen.has(match.column.index) ||
      match.score < 0.5
    )
      continue
    seen.add(match.column.index)
    passedOver.push({ match, taken })
  }
  const belied = offered.filter(
    ({ score, basis, column, field }) =>
      score < least &&
      basis.by !== 'general-name' &&
      basis.by !== 'words' &&
      column.look.count > 0 &&
      !matches.has(field),
  )
  return { matches, passedOver, belied }
}
