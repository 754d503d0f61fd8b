// Whether later deliveries depend on an import: they changed a row that it wrote, or wrote rows that point to one of its.
// Who came later follows from the rows themselves, not from clocks.
import { saidDay } from '../../model/said-day.ts'
import { tables } from '../../model/schema.ts'
import type { Words } from '../entities.ts'
import { tableSpecs } from './merge/tables/index.ts'
import { pointedTo } from './merge/tables/links.ts'
import { type Client, select } from './sql.ts'

/** Columns that point to rows of another table: table, column, table pointed to, its key. */
const links: readonly (readonly [string, string, string, string])[] = [
  ['opportunities', 'account_id', 'accounts', 'account_id'],
  ['opportunities', 'owner_id', 'people', 'person_id'],
  ['opportunities', 'stage_id', 'stages', 'stage_id'],
  ['opportunities', 'pipeline_id', 'pipelines', 'pipeline_id'],
  ['opportunity_lines', 'opportunity_id', 'opportunities', 'opportunity_id'],
  ['opportunity_lines', 'product_id', 'products', 'product_id'],
  ['stage_visits', 'opportunity_id', 'opportunities', 'opportunity_id'],
  ['stage_visits', 'stage_id', 'stages', 'stage_id'],
  ['opportunity_owners', 'opportunity_id', 'opportunities', 'opportunity_id'],
  ['opportunity_owners', 'owner_id', 'people', 'person_id'],
  ['leads', 'account_id', 'accounts', 'account_id'],
  ['leads', 'owner_id', 'people', 'person_id'],
  ['leads', 'opportunity_id', 'opportunities', 'opportunity_id'],
  ['accounts', 'owner_id', 'people', 'person_id'],
  ['memberships', 'person_id', 'people', 'person_id'],
  ['memberships', 'team_id', 'teams', 'team_id'],
  ['stages', 'pipeline_id', 'pipelines', 'pipeline_id'],
  ['people', 'manager_id', 'people', 'person_id'],
  ['teams', 'manager_id', 'people', 'person_id'],
  ['person_identities', 'person_id', 'people', 'person_id'],
  ...tableSpecs.flatMap(({ table }) =>
    Object.keys(tables[table].columns).flatMap((column) => {
      const target = pointedTo[column]
      return target === undefined || target[0] === table ? [] : [[table, column, ...target] as const]
    }),
  ),
]

/** Null when the import can be undone; else the sentence that says why not. */
export async function whyNotUndone(client: Client, importId: number): Promise<Words | null> {
  const [options] = await select<{
    is_closed: boolean
    is_simulated: boolean
    is_statements: boolean
    trimmed: Trimmed | null
  }>(
    client,
    `select options ? 'isClosed' as is_closed, options ? 'isSimulated' as is_simulated, options ? 'isStatements' as is_statements, options -> 'trimmed' as trimmed
     from imports where import_id = $1`,
    [importId],
  )
  if (options?.is_closed === true) return tooOld
  if (options?.is_simulated === true) return simulated
  if (options?.is_statements === true) return statementsStay
  if (options?.trimmed != null) return partsGone(options.trimmed)
  // Nothing can depend on the one that became visible last: most calls end here.
  const [later] = await select<{ import_id: number }>(
    client,
    `select i.import_id from imports as i join imports as mine on mine.import_id = $1
     where i.state = 'visible' and (i.options ->> 'place')::bigint > (mine.options ->> 'place')::bigint limit 1`,
    [importId],
  )
  if (later === undefined) return null
  const [changed] = await select<{ import_id: number }>(
    client,
    `select c.import_id from import_changes as c join imports as i on i.import_id = c.import_id
     where i.state = 'visible' and c.import_id <> $1
       and ((c.before ->> 'import_id')::bigint = $1 or (c.before ->> 'created_import_id')::bigint = $1)
     limit 1`,
    [importId],
  )
  if (changed !== undefined) return said(changed.import_id)
  const [restaged] = await select<{ import_id: number }>(
    client,
    `select c.import_id from import_changes as c join imports as i on i.import_id = c.import_id
     join import_changes as mine on mine.import_id = $1 and mine.table_name = 'stages'
       and mine.before -> 'stage_id' = c.before -> 'stage_id'
     where i.state = 'visible' and c.import_id <> $1 and c.table_name = 'stages'
       and c.import_change_id > mine.import_change_id limit 1`,
    [importId],
  )
  if (restaged !== undefined) return said(restaged.import_id)
  for (const [table, column, target, key] of links) {
    const [row] = await select<{ import_id: number }>(
      client,
      `select ${writer(table)} as import_id from ${table} as t join ${target} as k on k.${key} = t.${column}
       where k.created_import_id = $1 and ${writer(table)} <> $1 limit 1`,
      [importId],
    )
    if (row !== undefined) return said(row.import_id)
  }
  return null
}

/** The import that wrote a row last, where the table says so. */
function writer(table: string): string {
  const declared = Object.values(tables).find(({ name }) => name === table)
  return declared !== undefined && 'import_id' in declared.columns
    ? 'coalesce(t.import_id, t.created_import_id)'
    : 't.created_import_id'
}

/** The purge removed what the import changed, as it was before (access/privacy/purge.ts). */
const tooOld: Words = {
  fr: 'Les valeurs d’avant cet import ne sont plus conservées : il ne peut plus être annulé.',
  en: 'The values from before this import are no longer kept: it can no longer be undone.',
}

const simulated: Words = {
  fr: 'La démonstration se retire d’un bloc, par son bandeau ou par « douze demo --remove ».',
  en: 'The demonstration is removed as a whole, by its banner or by “douze demo --remove”.',
}

const statementsStay: Words = {
  fr: 'Des traces de formation (xAPI) ne se reprennent pas : une trace qui en annule une autre s’envoie par le même chemin.',
  en: 'Learning records (xAPI) are not taken back: a record that voids another one is sent the same way.',
}

/** Which rows that an import brought or changed are no longer kept, and the day before which (access/privacy/trimmed.ts). */
type Trimmed = Readonly<
  Partial<Record<'activities' | 'content_work' | 'content_events' | 'survey_answers' | 'feedback', string>>
>

const partWords: Readonly<Record<keyof Trimmed, Words>> = {
  activities: { fr: 'du temps', en: 'time' },
  content_work: { fr: 'du travail sur des contenus', en: 'work on content' },
  content_events: { fr: 'des usages de contenus', en: 'uses of content' },
  survey_answers: { fr: 'des réponses à des enquêtes', en: 'answers to surveys' },
  feedback: { fr: 'des avis', en: 'feedback' },
}

/** An undo takes back the whole or nothing: what has become totals cannot be taken out of them. */
function partsGone(trimmed: Trimmed): Words {
  const parts = (language: 'fr' | 'en') =>
    Object.entries(trimmed)
      .map(([table, before]) => {
        const what = partWords[table as keyof Trimmed][language]
        return language === 'fr'
          ? `${what} d’avant le ${saidDay(before).fr}`
          : `${what} from before ${saidDay(before).en}`
      })
      .join(', ')
  return {
    fr: `Cet import a apporté ou changé ${parts('fr')}, dont les lignes ne sont plus conservées telles quelles : leurs totaux restent, et il ne peut plus être annulé en entier. Importez des lignes corrigées pour les jours d’après.`,
    en: `This import brought or changed ${parts('en')}, of which the rows are no longer kept as they were: their totals stay, and it can no longer be undone as a whole. Import corrected rows for the days since.`,
  }
}

/** Rows that came by another door than files have no import of their own. */
const notFiles: Words = {
  fr: 'Des traces de formation (xAPI) s’appuient sur cet import : les personnes ou les formations qu’il a apportées y figurent.',
  en: 'Learning records (xAPI) build on this import: they name people or courses that it brought.',
}

function said(importId: number): Words {
  if (importId === 0) return notFiles
  return {
    fr: `L’import ${importId} s’appuie sur celui-ci. Annulez d’abord l’import ${importId}.`,
    en: `Import ${importId} builds on this one. Undo import ${importId} first.`,
  }
}
