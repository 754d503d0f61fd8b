// Douze's own templates: a file that carries their column names is read by those names alone, and answers for what is missing.
import { foldName } from '../../model/names.ts'
import { entities, entityNames, type Entity, type EntityName, type Words } from '../entities.ts'
import type { PlannedColumn, TablePlan } from '../plan.ts'

type Language = 'en' | 'fr'

interface TemplateColumn {
  readonly field: string
  readonly name: string
  readonly isRequired: boolean
}

export interface TemplateMatch {
  readonly entity: EntityName
  readonly language: Language
  /** Field by column index. */
  readonly fields: ReadonlyMap<number, string>
  /** Required columns that are not there, by their template names. */
  readonly missing: readonly string[]
  /** Share of the named columns that are the template's. */
  readonly share: number
}

/** The columns of an entity's template in one language. */
export function templateColumns(entity: EntityName, language: Language): TemplateColumn[] {
  const columns: TemplateColumn[] = []
  for (const [field, { template }] of Object.entries((entities[entity] as Entity).fields)) {
    if (template === undefined) continue
    columns.push({ field, name: template[language], isRequired: template.isRequired === true })
  }
  return columns
}

/** Names that only a template writes: `deal_id`, `cree_le`. Words such as `stage` or `montant` are anybody's. */
const isTellingName = (name: string): boolean => name.includes('_') || name === 'courriel'

function matchOne(names: readonly string[], entity: EntityName, language: Language): TemplateMatch | null {
  const fields = new Map<number, string>()
  const missing: string[] = []
  let telling = 0
  const columns = templateColumns(entity, language)
  for (const column of columns) {
    const index = names.indexOf(column.name)
    if (index >= 0) {
      fields.set(index, column.field)
      if (isTellingName(column.name)) telling++
    } else if (column.isRequired) missing.push(column.name)
  }
  const named = names.filter((name) => name !== '').length
  const share = named === 0 ? 0 : fields.size / named
  const isComplete = missing.length === 0 && telling > 0 && fields.size >= 2 && share >= 0.5
  // Columns of somebody's own beside the whole of a template with several required columns do not make it less of one.
  const isSurelyComplete = missing.length === 0 && telling > 0 && fields.size >= 5
  const isNearlyAll = telling > 0 && fields.size >= 3 && share >= 0.7
  // All of a template's columns and no other: nobody writes those by accident.
  const isWhole = columns.length >= 4 && fields.size === columns.length && share === 1
  return isComplete || isSurelyComplete || isNearlyAll || isWhole
    ? { entity, language, fields, missing, share }
    : null
}

/** The template a header follows best, complete or with columns missing; null when it follows none. Only names count. */
export function matchTemplate(header: readonly string[]): TemplateMatch | null {
  const names = header.map((name) => foldName(name.replace(/^\ufeff/, '')))
  let best: TemplateMatch | null = null
  for (const entity of entityNames) {
    for (const language of ['en', 'fr'] as const) {
      const match = matchOne(names, entity, language)
      if (match !== null && (best === null || rank(match) > rank(best))) best = match
    }
  }
  return best
}

/** Complete templates first, then those that explain most columns. */
const rank = (match: TemplateMatch): number =>
  match.fields.size - match.missing.length * 2 + (match.missing.length === 0 ? 100 : 0)

/**
 * The plan of a file that follows a template. `others`: columns of other names whose meaning is known all the same ("owner" for
 * `owner_email`), by index; they fill the fields that the template's own columns leave open.
 */
export function templatePlan(
  header: readonly string[],
  match: TemplateMatch,
  others: ReadonlyMap<number, { readonly field: string; readonly reason: Words }> = new Map(),
): TablePlan {
  const own = new Set(match.fields.values())
  const columns = header.map((name, index): PlannedColumn => {
    const field = match.fields.get(index) ?? null
    const other = others.get(index)
    if (field === null && other !== undefined && !own.has(other.field))
      return { index, header: name, field: other.field, reason: other.reason }
    const reason =
      field === null
        ? {
            fr: 'Pas une colonne du modèle : laissée de côté.',
            en: 'Not a column of the template: left out.',
          }
        : { fr: 'Colonne du modèle Douze.', en: 'A column of Douze’s template.' }
    return { index, header: name, field, reason }
  })
  const { name } = entities[match.entity]
  return {
    entity: match.entity,
    vendor: 'template',
    columns,
    reason: {
      fr: `Les colonnes sont celles du modèle Douze « ${name.fr} ».`,
      en: `The columns are those of Douze’s template “${name.en}”.`,
    },
    isTemplate: true,
    remarks: [],
  }
}
