// Decides for every table of a delivery which entity it is, from which vendor, and which column fills which field.
import { entities, type EntityName, type Words } from '../entities.ts'
import type { Recognition, TablePlan, TableSketch, Vendor } from '../plan.ts'
import { buildPlan, buildStageDatesPlan, matchReason } from './build-plan.ts'
import { lookAt } from './column-values.ts'
import { foldHeader } from './fold-header.ts'
import { matchKnownTable } from './headers/known-unused.ts'
import { withTeamOfManager } from './manager-teams.ts'
import type { Column, KeyColumn, Match } from './match-columns.ts'
import { leastWeight, notUnderstood, recogniseHeadless } from './not-understood.ts'
import { otherNeeds } from './other-tables.ts'
import { recall, type Remembered } from './remembered.ts'
import { remarksOn } from './remarks.ts'
import { fileNameWords, weighEntities, type Candidate, type Context } from './score-entities.ts'
import { settle } from './settle.ts'
import { findStageColumns } from './stage-columns.ts'
import { matchTemplate, templateColumns, templatePlan, type TemplateMatch } from './templates.ts'
import { trainingCosts } from './training-costs.ts'
import { recogniseVersions, versionColumns } from './versions.ts'

/** Fields by which other tables name a row of this one. */
const keyFields: Partial<Record<EntityName, readonly string[]>> = {
  people: ['email', 'name', 'externalId'],
  teams: ['externalId', 'name'],
  accounts: ['name', 'externalId', 'domain'],
  products: ['name', 'code', 'externalId'],
  opportunities: ['externalId'],
  stages: ['name', 'externalId'],
}

interface Table {
  readonly sketch: TableSketch
  readonly columns: readonly Column[]
  readonly confirmed: readonly TablePlan[] | null
  readonly template: TemplateMatch | null
}

/**
 * One answer for each table, in their order. Tables are seen together: the values of one explain the columns of another. A confirmed mapping
 * of the same header wins over any proposal. The order of the columns changes nothing, nor do columns that nothing here knows.
 */
export function recognise(
  sketches: readonly TableSketch[],
  remembered: Remembered = new Map(),
): Recognition[] {
  const tables = sketches.map((sketch): Table => {
    const columns = sketch.header.map((header, index) => ({
      index,
      header: foldHeader(header),
      look: lookAt(sketch, index),
    }))
    return {
      sketch,
      columns,
      confirmed: recall(sketch, remembered),
      template: matchTemplate(sketch.header),
    }
  })
  const alone: Context = { keys: [], owners: [], expectedVendor: 'generic' }
  const first = tables.map((table) => bestOf(weighEntities(table.sketch, table.columns, alone)))
  return tables.map((table, place) => recogniseOne(table, contextOf(tables, first, place)))
}

const bestOf = (candidates: readonly Candidate[]): Candidate | null =>
  candidates.find((candidate) => candidate.lacks.length === 0 && candidate.weight >= leastWeight) ?? null

/** What the other tables of the delivery tell about the one at `place`. */
function contextOf(tables: readonly Table[], first: readonly (Candidate | null)[], place: number): Context {
  const keys: KeyColumn[] = []
  const owners: Context['owners'][number][] = []
  const vendors = new Map<Vendor, number>()
  for (const [other, candidate] of first.entries()) {
    const table = tables[other]
    if (other === place || candidate === null || table === undefined) continue
    if (candidate.vendor !== 'generic')
      vendors.set(candidate.vendor, (vendors.get(candidate.vendor) ?? 0) + candidate.weight)
    const owner = candidate.assignment.matches.get('owner')
    if (owner !== undefined && owner.score >= 0.7) owners.push(owner.column.look)
    for (const field of keyFields[candidate.entity] ?? []) {
      const match = candidate.assignment.matches.get(field)
      if (match === undefined) continue
      const { header, look } = match.column
      keys.push({
        entity: candidate.entity,
        field,
        fileName: table.sketch.fileName,
        header: header.written,
        look,
      })
    }
  }
  const [most] = [...vendors].toSorted((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1))
  return { keys, owners, expectedVendor: most?.[0] ?? 'generic' }
}

function recogniseOne(table: Table, context: Context): Recognition {
  const answer = recogniseTable(table, context)
  const isLost = answer.kind === 'unknown' || answer.kind === 'known-unused'
  // Of columns without names a person says which is a date, and how it is written.
  if (!isLost || table.sketch.titles === 'none' || hasDates(table)) return answer
  return {
    ...answer,
    reason: { fr: `${answer.reason.fr} ${noDates.fr}`, en: `${answer.reason.en} ${noDates.en}` },
  }
}

const noDates: Words = {
  fr: 'Aucune colonne n’y est une date : un chiffre est toujours celui d’une période, il lui faut le jour de chaque ligne. Deux listes s’en passent, une fois dit quelle colonne est quoi : des leads avec ce qu’ils sont devenus (taux sur toute la durée), des clients avec leur ancienneté et qui est parti.',
  en: 'No column of it is a date: a figure is always that of a period and needs the day of each row. Two lists do without, once you say which column is which: leads with what became of them (rates over all time), customers with how long they have been and who has left.',
}

/** True also of a table with too few rows to tell. */
function hasDates({ columns, sketch }: Table): boolean {
  return sketch.rows < 3 || columns.some(({ look }) => look.dates > 0)
}

function recogniseTable(table: Table, context: Context): Recognition {
  const { sketch, columns, confirmed, template } = table
  if (confirmed !== null) return { kind: 'understood', plans: confirmed }
  if (template !== null && template.missing.length === 0) {
    const others = columnsByName(weighEntities(sketch, columns, context), template.entity)
    return { kind: 'understood', plans: [templatePlan(sketch.header, template, others)] }
  }
  const headless = recogniseHeadless(sketch)
  if (headless !== null) return headless
  const candidates = weighEntities(sketch, columns, context)
  const best = bestOf(candidates)
  if (template !== null && lacksOf(template, best).length > 0) return missingOfTemplate(template)
  // A customer adds columns of any name: only those of the vendor tell what a table is.
  const standard = columns.filter(({ header }) => !header.isCustom)
  const known = matchKnownTable(
    standard.map(({ header }) => header.key),
    fileNameWords(sketch.fileName),
  )
  const isHubspotLead = best?.entity === 'leads' && best.vendor === 'hubspot'
  // Known, and complete enough to be read.
  const isRead = best !== null && best.entity in otherNeeds && known?.table.entity !== undefined
  const isKnownBetter =
    known !== null &&
    !isRead &&
    known.weight >= 4 &&
    !(isHubspotLead && known.table.names.startsWith('contact')) &&
    known.weight > (best?.weight ?? 0)
  // The name of the file alone does not outweigh columns that are understood.
  if (isKnownBetter && (known.markers > 0 || (best === null && hasDates(table)))) {
    const isHubspot = candidates.some(({ entity, vendor }) => entity === 'leads' && vendor === 'hubspot')
    const isContacts = known.table.names.startsWith('contact')
    const hasDate = columns.some(({ header }) => header.key === 'createdate' || header.key === 'datecreation')
    return {
      kind: 'known-unused',
      what: known.table.what,
      reason: isContacts && isHubspot && hasDate ? hubspotContacts : known.table.reason,
    }
  }
  if (best === null) return notUnderstood(sketch, candidates)
  const versions = versionColumns(columns)
  const versioned = versions === null ? null : recogniseVersions(columns, best, versions)
  if (versioned !== null) return versioned
  const costs = candidates.find(({ entity }) => entity === 'costs')?.assignment.matches.get('amount')
  return { kind: 'understood', plans: plansOf(table, best, costs) }
}

/** What the columns of a table would be, were it the entity that a person says it is. */
export function planAs(sketch: TableSketch, entity: EntityName): TablePlan {
  const columns = sketch.header.map((header, index) => ({
    index,
    header: foldHeader(header),
    look: lookAt(sketch, index),
  }))
  const candidates = weighEntities(sketch, columns, { keys: [], owners: [], expectedVendor: 'generic' })
  const candidate = candidates.find((one) => one.entity === entity)
  const { vendor, assignment } = candidate ?? {
    vendor: 'generic' as const,
    assignment: { matches: new Map<string, Match>(), passedOver: [], belied: [] },
  }
  const settled = settle(entity, assignment, vendor, columns)
  return buildPlan({
    entity,
    vendor,
    columns,
    assignment: settled,
    stageColumns: [],
    remarks: remarksOn(entity, vendor, columns, settled),
  })
}

/** Columns that the dictionary of an entity knows by their exact name. */
function columnsByName(candidates: readonly Candidate[], entity: EntityName) {
  const matches =
    candidates.find((candidate) => candidate.entity === entity)?.assignment.matches ??
    new Map<string, Match>()
  const found = new Map<number, { field: string; reason: Words }>()
  for (const match of matches.values())
    if (match.basis.by === 'name' || match.basis.by === 'vendor')
      found.set(match.column.index, { field: match.field, reason: matchReason(match) })
  return found
}

const hubspotContacts: Words = {
  fr: 'Dans HubSpot les contacts sont les leads, mais rien ici ne dit où ils en sont : exportez-les avec la colonne « Phase du cycle de vie ».',
  en: 'In HubSpot contacts are the leads, but nothing here says where they stand: export them with the column “Lifecycle Stage”.',
}

/** Template columns that are missing and that no other column fills either. */
function lacksOf(template: TemplateMatch, best: Candidate | null): string[] {
  const columns = templateColumns(template.entity, template.language)
  return template.missing.filter((name) => {
    const field = columns.find((column) => column.name === name)?.field
    return field === undefined || best?.entity !== template.entity || !best.assignment.matches.has(field)
  })
}

function missingOfTemplate(template: TemplateMatch): Recognition {
  const { name } = entities[template.entity]
  const list = template.missing.join(', ')
  return {
    kind: 'missing-columns',
    entity: template.entity,
    missing: template.missing,
    reason: {
      fr: `Le fichier suit le modèle Douze « ${name.fr} », mais il manque : ${list}.`,
      en: `The file follows Douze’s template “${name.en}”, but these are missing: ${list}.`,
    },
  }
}

/** The plan of the entity, and what its columns may carry beside: the history of stages, what trainings cost. */
function plansOf(table: Table, candidate: Candidate, costs: Match | undefined): TablePlan[] {
  const { entity, vendor } = candidate
  const { sketch } = table
  const isDeals = entity === 'opportunities'
  const stage = candidate.assignment.matches.get('stage')
  const stageNames = stage === undefined ? [] : (sketch.samples[stage.column.index] ?? [])
  const stageColumns = isDeals ? findStageColumns(freeColumns(table.columns, candidate), stageNames) : []
  const columns = table.columns
  const assignment = settle(entity, candidate.assignment, vendor, columns)
  const remarks = remarksOn(entity, vendor, columns, assignment)
  let plan = buildPlan({ entity, vendor, columns, assignment, stageColumns, remarks })
  if (entity === 'people') plan = withTeamOfManager(plan, assignment.matches)
  const beside = trainingCosts(plan, costs)
  if (beside !== null) return [plan, beside]
  const id = assignment.matches.get('externalId')
  if (stageColumns.length === 0 || id === undefined) return [plan]
  return [plan, buildStageDatesPlan(vendor, id, stageColumns)]
}

/** Columns that no field took by a name of its own: a stage's dates may stand in one read word by word. */
function freeColumns(columns: readonly Column[], candidate: Candidate): Column[] {
  const taken = new Set<number>()
  for (const match of candidate.assignment.matches.values()) {
    if (match.basis.by === 'vendor' || match.basis.by === 'name') taken.add(match.column.index)
  }
  return columns.filter((column) => !taken.has(column.index))
}
