// Decides for every table of a delivery which entity it is, from which vendor, and which column fills which field.
import { entities, type EntityName, type Words } from '../entities.ts'
import type { PlannedColumn, Recognition, TablePlan, TableSketch, Vendor } from '../plan.ts'
import { buildPlan, buildStageDatesPlan, fieldName, matchReason } from './build-plan.ts'
import { looksLikeDate, looksLikeEmail, looksLikeNumber, lookAt } from './column-values.ts'
import { currencyCodes } from './currency-words.ts'
import { foldHeader } from './fold-header.ts'
import { matchKnownTable } from './headers/known-unused.ts'
import type { Column, KeyColumn, Match } from './match-columns.ts'
import { readOutcome } from './outcome-words.ts'
import { remarksOn } from './remarks.ts'
import { recall, type Remembered } from './remembered.ts'
import { fileNameWords, weighEntities, type Candidate, type Context } from './score-entities.ts'
import { settle } from './settle.ts'
import { findStageColumns } from './stage-columns.ts'
import { matchTemplate, templateColumns, templatePlan, type TemplateMatch } from './templates.ts'

/** Weight below which a table is not taken for anything. */
const leastWeight = 4

/** Fields by which other tables name a row of this one. */
const keyFields: Partial<Record<EntityName, readonly string[]>> = {
  people: ['email', 'name', 'externalId'],
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
      confirmed: recall(sketch.header, remembered),
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
  const { sketch, columns, confirmed, template } = table
  if (confirmed !== null) return { kind: 'understood', plans: confirmed }
  if (template !== null && template.missing.length === 0) {
    return { kind: 'understood', plans: [templatePlan(sketch.header, template)] }
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
  const isKnownBetter =
    known !== null &&
    known.weight >= 4 &&
    !(isHubspotLead && known.table.names.startsWith('contact')) &&
    known.weight > (best?.weight ?? 0)
  // The name of the file alone does not outweigh columns that are understood.
  if (isKnownBetter && (known.markers > 0 || best === null)) {
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
  if (versions !== null) return recogniseVersions(table, best, versions)
  return { kind: 'understood', plans: plansOf(table, best) }
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

/** A first row of data: dates, amounts, addresses where names of columns should stand. */
function recogniseHeadless(sketch: TableSketch): Recognition | null {
  const cells = sketch.header.map((cell) => cell.replace(/^\ufeff/, '').trim()).filter((cell) => cell !== '')
  const dates = cells.filter(looksLikeDate).length
  const numbers = cells.filter(looksLikeNumber).length
  const emails = cells.filter(looksLikeEmail).length
  if (cells.length === 0 || dates + numbers + emails < 2 || (dates + numbers + emails) / cells.length < 0.3)
    return null
  // Years and months as columns of a table of targets: "2024, 2025, 2026" are names.
  if (
    emails === 0 &&
    cells.every((cell) => !looksLikeNumber(cell) || /^(?:19|20)\d\d$/.test(cell)) &&
    dates === 0
  )
    return null
  const currency = cells.some((cell) => currencyCodes.has(cell))
  const outcome = cells.some((cell) => readOutcome(cell) !== null)
  const isDeals = numbers > 0 && (currency || outcome) && (dates > 0 || emails > 0)
  const isPeople = emails > 0 && dates + numbers === 0
  const reason = {
    fr: 'La première ligne contient des données, pas des noms de colonnes : ajoutez une ligne d’en-têtes.',
    en: 'The first row holds data, not the names of columns: add a header row.',
  }
  if (!isDeals && !isPeople) return { kind: 'unknown', reason }
  const entity: EntityName = isDeals ? 'opportunities' : 'people'
  const missing = templateColumns(entity, 'en').filter((column) => column.isRequired)
  return { kind: 'missing-columns', entity, missing: missing.map((column) => column.name), reason }
}

function notUnderstood(sketch: TableSketch, candidates: readonly Candidate[]): Recognition {
  const [nearest] = candidates
  const headers = sketch.header.filter((header) => header.trim() !== '').slice(0, 8).map((header) => `« ${header.trim().slice(0, 40)} »`) // prettier-ignore
  if (
    nearest !== undefined &&
    nearest.weight >= leastWeight &&
    nearest.isNamed &&
    nearest.entity !== 'people' &&
    nearest.lacks.length === 1
  ) {
    const missing = nearest.lacks.map((group) => group[0]).filter((field) => field !== undefined)
    const say = (language: keyof Words): string =>
      nearest.lacks
        .map((group) =>
          group
            .map((field) => fieldName(nearest.entity, field)[language])
            .join(language === 'fr' ? ' ou ' : ' or '),
        )
        .join(' ; ')
    const { name } = entities[nearest.entity]
    const fields = nearest.lacks.flat()
    const empty = fields.flatMap(
      (field) => nearest.assignment.matches.get(field)?.column.header.written ?? [],
    )[0]
    const also =
      empty === undefined
        ? { fr: '', en: '' }
        : { fr: ` (« ${empty} » est là, mais vide)`, en: ` (“${empty}” is there, but empty)` }
    return {
      kind: 'missing-columns',
      entity: nearest.entity,
      missing,
      reason: {
        fr: `On dirait « ${name.fr} », mais il manque une colonne : ${say('fr')}${also.fr}.`,
        en: `It looks like “${name.en}”, but a column is missing: ${say('en')}${also.en}.`,
      },
    }
  }
  return {
    kind: 'unknown',
    reason: {
      fr: `Aucune table connue ne porte ces colonnes (${headers.join(', ')}) : il faudrait par exemple une étape ou un statut, un montant et des dates pour des affaires.`,
      en: `No known table has these columns (${headers.join(', ').replaceAll('« ', '“').replaceAll(' »', '”')}): deals, for example, need a stage or a status, an amount and dates.`,
    },
  }
}

/** The two columns of a warehouse that keeps every version of a row. */
function versionColumns(columns: readonly Column[]): { readonly from: Column; readonly to: Column } | null {
  const find = (keys: readonly string[]): Column | undefined =>
    columns.find((column) => keys.includes(column.header.key))
  const from = find(['fivetranstart', 'validfrom', 'dbtvalidfrom'])
  const to = find(['fivetranend', 'validto', 'dbtvalidto'])
  return from !== undefined && to !== undefined ? { from, to } : null
}

/** Versions of opportunities are their stage history; versions of anything else would count it twice. */
function recogniseVersions(
  table: Table,
  best: Candidate,
  versions: { readonly from: Column; readonly to: Column },
): Recognition {
  if (best.entity === 'stage-history' || best.entity === 'currency-rates')
    return { kind: 'understood', plans: plansOf(table, best) }
  const matches = best.assignment.matches
  const id = matches.get('externalId')
  const stage = matches.get('stage')
  if (best.entity !== 'opportunities' || id === undefined || stage === undefined) {
    const { name } = entities[best.entity]
    return {
      kind: 'known-unused',
      what: { fr: `Historique : ${name.fr}`, en: `History: ${name.en}` },
      reason: {
        fr: 'Ce fichier garde toutes les versions de chaque ligne : les lire compterait chacune plusieurs fois. La table du jour suffit.',
        en: 'This file keeps every version of each row: reading it would count each several times. The table of today is enough.',
      },
    }
  }
  const fields = new Map<number, readonly [string, Words]>([
    [id.column.index, ['opportunity', matchReason(id)]],
    [stage.column.index, ['stage', matchReason(stage)]],
    [
      versions.from.index,
      ['enteredAt', { fr: 'Début de cette version de la ligne.', en: 'When this version of the row began.' }],
    ],
    [
      versions.to.index,
      ['leftAt', { fr: 'Fin de cette version de la ligne.', en: 'When this version of the row ended.' }],
    ],
  ])
  const owner = matches.get('owner')
  if (owner !== undefined) fields.set(owner.column.index, ['owner', matchReason(owner)])
  const columns = table.columns.map(({ index, header }): PlannedColumn => {
    const [field, reason] = fields.get(index) ?? [
      null,
      { fr: 'L’historique des étapes n’en a pas besoin.', en: 'The stage history does not need it.' },
    ]
    return { index, header: header.written, field, reason }
  })
  const plan: TablePlan = {
    entity: 'stage-history',
    vendor: best.vendor,
    columns,
    reason: {
      fr: 'Des affaires avec le début et la fin de chaque version : l’historique de leurs étapes.',
      en: 'Opportunities with the beginning and end of each version: the history of their stages.',
    },
    isTemplate: false,
    remarks: [],
  }
  return { kind: 'understood', plans: [plan] }
}

/** The plan of the entity, and the stage history that its columns may carry beside. */
function plansOf(table: Table, candidate: Candidate): TablePlan[] {
  const { entity, vendor } = candidate
  const { sketch } = table
  const isDeals = entity === 'opportunities'
  const stage = candidate.assignment.matches.get('stage')
  const stageNames = stage === undefined ? [] : (sketch.samples[stage.column.index] ?? [])
  const stageColumns = isDeals ? findStageColumns(freeColumns(table.columns, candidate), stageNames) : []
  const assignment = settle(entity, candidate.assignment, vendor)
  const columns = table.columns
  const remarks = remarksOn(entity, vendor, columns, assignment)
  let plan = buildPlan({ entity, vendor, columns, assignment, stageColumns, remarks })
  if (entity === 'people') plan = withTeamOfManager(plan, assignment.matches)
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

/** Where nothing names the team but a manager is given, the team is the manager's and carries their name. */
function withTeamOfManager(plan: TablePlan, matches: ReadonlyMap<string, Match>): TablePlan {
  const manager = matches.get('manager')
  if (manager === undefined || matches.has('team')) return plan
  const header = manager.column.header.written
  const { look } = manager.column
  // An address or an id is no name for a team: merging finds the manager's own.
  const isName = look.opaque < 0.5 && look.numbers < 0.5 && look.emails < 0.5
  const team: PlannedColumn = {
    index: manager.column.index,
    header,
    field: 'team',
    reason: {
      fr: `Aucune colonne ne nomme l’équipe : chaque équipe porte le nom de son responsable (« ${header} »).`,
      en: `No column names the team: each team carries the name of its manager (“${header}”).`,
    },
  }
  const region = matches.get('region')
  const also = region === undefined ? { fr: '', en: '' } : { fr: ` ; « ${region.column.header.written} » est lue comme région`, en: `; “${region.column.header.written}” is read as the region` } // prettier-ignore
  return {
    ...plan,
    columns: (isName ? [...plan.columns, team] : [...plan.columns]).toSorted(
      (one, other) => one.index - other.index,
    ),
    remarks: [
      ...plan.remarks,
      {
        code: 'team-named-after-manager',
        words: {
          fr: `L’équipe d’une personne est celle de son responsable et porte son nom${also.fr}.`,
          en: `A person’s team is that of their manager and carries the manager’s name${also.en}.`,
        },
      },
    ],
  }
}
