// The template of each table, as a person fills it in: its columns in both languages, which are required, what a cell holds.
import { type EntityName, entityNames, entityOf, type FieldKind, type Words } from './entities.ts'
import { wordsOf } from './entities/codes.ts'
import { tableSpecs } from './ingest/merge/tables/index.ts'

export interface TemplateColumn {
  /** The header, in each language. */
  readonly header: Words
  readonly name: Words
  readonly isRequired: boolean
  /** What a cell holds: a day, an amount, one of some words. */
  readonly holds: Words
}

export interface Template {
  readonly entity: EntityName
  readonly name: Words
  readonly grain: Words
  /** The table of the model that it feeds, as the needs of metrics name it. */
  readonly table: string
  readonly columns: readonly TemplateColumn[]
}

const holds: Readonly<Record<FieldKind, Words>> = {
  id: { fr: 'identifiant', en: 'id' },
  text: { fr: 'texte', en: 'text' },
  name: { fr: 'nom', en: 'name' },
  person: { fr: 'e-mail, identifiant ou nom d’un collègue', en: 'e-mail, id or name of a colleague' },
  reference: { fr: 'identifiant ou nom', en: 'id or name' },
  respondent: { fr: 'e-mail ou identifiant', en: 'e-mail or id' },
  visitor: { fr: 'adresse e-mail', en: 'e-mail address' },
  email: { fr: 'adresse e-mail', en: 'e-mail address' },
  period: { fr: 'mois, trimestre ou année', en: 'month, quarter or year' },
  day: { fr: 'date', en: 'date' },
  instant: { fr: 'date, avec l’heure si elle est connue', en: 'date, with the time where it is known' },
  time: { fr: 'heure', en: 'time' },
  duration: { fr: 'durée (h:mm)', en: 'length (h:mm)' },
  money: { fr: 'montant', en: 'amount' },
  currency: {
    fr: 'devise (EUR) ; vide : celle de l’organisation',
    en: 'currency (EUR); empty: the organisation’s',
  },
  number: { fr: 'nombre', en: 'number' },
  measure: { fr: 'nombre ou pourcentage', en: 'number or percentage' },
  whole: { fr: 'nombre entier', en: 'whole number' },
  flag: { fr: 'oui ou non', en: 'yes or no' },
  code: { fr: 'un mot de la liste', en: 'a word of the list' },
  percentage: { fr: 'pourcentage', en: 'percentage' },
}

/** Tables of the model that are not called as their entity. */
const tableNames: Partial<Record<EntityName, string>> = { 'stage-history': 'stage_visits' }

/** Every table that has a template. */
export function templates(): Template[] {
  return entityNames.flatMap((entity) => templateOf(entity) ?? [])
}

/** The template of a table; undefined when it has none, or when there is no such table. */
export function templateOf(name: string): Template | undefined {
  const entity = entityNames.find((one) => one === name)
  if (entity === undefined) return undefined
  const { name: called, grain, fields } = entityOf(entity)
  const columns = Object.values(fields).flatMap((field): TemplateColumn[] => {
    const { template } = field
    if (template === undefined) return []
    const say = (language: keyof Words): string => {
      const kind =
        field.codes === undefined ? holds[field.kind][language] : wordsOf(field.codes, language).join(', ')
      return field.note === undefined ? kind : `${kind} (${field.note[language]})`
    }
    return [
      {
        header: { fr: template.fr, en: template.en },
        name: field.name,
        isRequired: template.isRequired === true,
        holds: { fr: say('fr'), en: say('en') },
      },
    ]
  })
  if (columns.length === 0) return undefined
  const table =
    tableNames[entity] ??
    tableSpecs.find((spec) => spec.entity === entity)?.table ??
    entity.replaceAll('-', '_')
  return { entity, name: called, grain, table, columns }
}
