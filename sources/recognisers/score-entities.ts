// Weighs what a table could be: how much its columns speak for each entity, and what each entity cannot do without.
import { entityNames, type EntityName } from '../entities.ts'
import type { TableSketch } from '../plan.ts'
import { overlap, type ColumnLook } from './column-values.ts'
import { assign, type Assignment, type Column, hasKey, type KeyColumn, type Match } from './match-columns.ts'
import { looksLikeOther, otherFileWords, otherNeeds, otherWeights } from './other-tables.ts'
import { detectVendor } from './vendors.ts'
import type { Vendor } from '../plan.ts'
import { reachedStage } from './headers/smaller-tables.ts'

export interface Candidate {
  readonly entity: EntityName
  readonly vendor: Vendor
  readonly assignment: Assignment
  readonly weight: number
  /** The part of the weight that its columns give. */
  readonly columnWeight: number
  /** The name of the file or a header says the entity by name: "deals.csv", "Lead Owner". */
  readonly isNamed: boolean
  /** Fields without which the table cannot be this entity; any of a group will do. Empty when it can be. */
  readonly lacks: readonly (readonly string[])[]
}

export interface Context {
  readonly keys: readonly KeyColumn[]
  /** Columns of deals and leads that hold colleagues: a list of these is a list of people. */
  readonly owners: readonly ColumnLook[]
  readonly expectedVendor: Vendor
}

/** How much each field says about its entity: a probability is a deal's, a name is anybody's. */
const weights: Readonly<Partial<Record<EntityName, Readonly<Record<string, number>>>>> = {
  opportunities: {
    externalId: 1.5, name: 1, amount: 2, currency: 0.5, stage: 3, pipeline: 1.5, owner: 1, openedAt: 1, closedAt: 2.5, wonAt: 3, lostAt: 3,
    expectedCloseOn: 2.5, status: 1, isClosed: 1.5, isWon: 2.5, probability: 1.5, account: 0.5, accountId: 0.3, product: 0.5, type: 0.5,
    leadSource: 0.3, lossReason: 3, region: 0.2,
  },
  leads: {
    externalId: 1.5, createdAt: 1, owner: 0.8, leadSource: 2, status: 2, score: 2, isConverted: 3, convertedAt: 3, isQualified: 2.5,
    opportunity: 1, account: 0.5, accountDomain: 0.3,
  },
  people: {
    externalId: 0.5, email: 1, name: 2, firstName: 0.7, lastName: 0.7, job: 1, team: 2, region: 1, manager: 2.5, hiredOn: 3, leftOn: 2,
    teamFrom: 2, isActive: 1,
  },
  teams: { externalId: 1, name: 1.5 },
  accounts: {
    externalId: 1, name: 2, domain: 2, industry: 2, country: 1, employees: 2.5, parent: 2, owner: 0.5, createdOn: 0.5,
  },
  products: { externalId: 1, name: 2, code: 2, family: 2, listPrice: 2.5, currency: 0.3 },
  stages: { externalId: 0.5, name: 2.5, pipeline: 1, position: 2.5, probability: 2, isClosed: 2, isWon: 2 },
  'opportunity-lines': { externalId: 0.3, opportunity: 2, product: 2, productId: 2, quantity: 3, amount: 1 },
  'stage-history': { externalId: 0.3, opportunity: 2, stage: 2, enteredAt: 2, leftAt: 3, owner: 0.3 },
  'currency-rates': { currency: 2, rate: 4, validFrom: 1 },
  ...otherWeights,
} // prettier-ignore

/** Each group needs one of its fields. */
const needs: Readonly<Partial<Record<EntityName, readonly (readonly string[])[]>>> = {
  opportunities: [
    ['stage', 'status', 'isWon', 'wonAt', 'isClosed', 'lossReason'],
    ['amount', 'openedAt', 'closedAt', 'expectedCloseOn', 'probability', 'lostAt'],
  ],
  leads: [['status', 'isConverted', 'isQualified', 'createdAt', 'leadSource', 'score']],
  people: [['name', 'email', 'lastName']],
  teams: [['name'], ['externalId']],
  accounts: [
    ['name'],
    ['industry', 'country', 'employees', 'domain', 'parent', 'owner', 'createdOn', 'externalId'],
  ],
  products: [['name'], ['listPrice', 'family', 'code']],
  stages: [['name'], ['position', 'probability', 'isWon', 'isClosed']],
  'opportunity-lines': [['opportunity'], ['product', 'productId'], ['quantity', 'amount']],
  'stage-history': [['opportunity'], ['stage'], ['enteredAt']],
  'currency-rates': [['currency'], ['rate']],
  ...otherNeeds,
}

/** An entity that no list describes is known by its template alone. */
const onlyByTemplate: readonly string[] = []

const fileWords: Readonly<Partial<Record<EntityName, ReadonlySet<string>>>> = {
  opportunities: new Set('opportunity opportunities opps deal deals affaire affaires opportunite opportunites pipeline pipe transactions dossiers devis'.split(' ')),
  leads: new Set('lead leads prospect prospects piste pistes'.split(' ')),
  people: new Set('user users owner people person team teams rep reps agents employee employees commerciaux equipe equipes owners utilisateurs collaborateurs vendeurs personnes salaries effectifs staff salespeople'.split(' ')),
  teams: new Set('team teams equipe equipes role roles'.split(' ')),
  accounts: new Set('account accounts compte comptes company companies entreprise entreprises societes client clients customer customers organization organizations organisations'.split(' ')),
  products: new Set('product products produit produits catalogue catalog articles offres'.split(' ')),
  stages: new Set('stage stages etape etapes phases'.split(' ')),
  'opportunity-lines': new Set('line lines item items lineitem lineitems ligne lignes'.split(' ')),
  'stage-history': new Set('history historique'.split(' ')),
  'currency-rates': new Set('rates rate cours taux currencies devises currency'.split(' ')),
  ...otherFileWords,
} // prettier-ignore

const salesforceEntities: Readonly<Record<string, EntityName | null>> = {
  Account: 'accounts', Contact: null, User: 'people', Opportunity: 'opportunities', OpportunityHistory: 'stage-history', UserRole: 'teams',
  Lead: 'leads', Task: 'activities', Event: 'activities', OpportunityLineItem: 'opportunity-lines', OpportunityStage: 'stages', Product2: 'products',
  Case: 'feedback', Campaign: 'costs', CampaignMember: null, Contract: 'subscriptions', Order: null, PricebookEntry: null,
} // prettier-ignore

/** Words of the file name, folded; digits and the ending left out. */
export function fileNameWords(fileName: string): string[] {
  const bare = fileName
    .slice(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1)
    .replace(/\.[^.]*$/, '')
  return bare
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length > 1)
}

function strength(match: Match): number {
  if (match.score < 0.5) return 0.3
  switch (match.basis.by) {
    case 'vendor':
    case 'name':
      return match.score >= 0.7 ? 1 : 0.5
    case 'words':
      return 0.7
    case 'general-name':
      return 0.35
    default:
      return 0.4
  }
}

/** True when a header names the record itself: "Lead Owner", "Prospect ID". */
const saysLead = (column: Column): boolean =>
  column.header.key !== 'leadsource' &&
  (column.header.prefix === 'lead' ||
    column.header.words.some((word) => /^(?:leads?|prospects?|pistes?|mql|sql|lifecycle)$/.test(word)))

function extraWeight(
  entity: EntityName,
  columns: readonly Column[],
  found: Assignment,
  context: Context,
  words: readonly string[],
): number {
  let weight = words.some((word) => fileWords[entity]?.has(word) === true) ? 3 : 0
  if (words.includes('history') || words.includes('historique')) weight += entity === 'stage-history' ? 2 : -2
  const id = columns.find((column) => column.header.key === 'id')
  const object = id?.look.salesforceObject ?? null
  if (object !== null) weight += salesforceEntities[object] === entity ? 6 : -4
  const hasOwnIdBeside = id !== undefined && columns.some((column) => column.header.key === 'opportunityid')
  if (hasOwnIdBeside) weight += entity === 'opportunities' ? -8 : 0
  const isChangeOfStage = columns.some((column) =>
    /^(?:fromstage|tostage|ancienneetape|nouvelleetape|newstage|oldstage|previousstage)$/.test(
      column.header.key,
    ),
  )
  if (isChangeOfStage) weight += entity === 'stage-history' ? 5 : entity === 'opportunities' ? -6 : 0
  const opportunity = found.matches.get('opportunity')
  if (opportunity !== undefined && (entity === 'stage-history' || entity === 'opportunity-lines')) {
    const { look, header } = opportunity.column
    // A line or a change names its deal; several have the same, or the column is called a deal's and the row has an id of its own.
    if (look.isUnique && look.count > 5 && header.key !== 'id' && !hasOwnIdBeside) weight -= 3
  }
  if (entity === 'leads') {
    weight += Math.min(4, columns.filter(saysLead).length * 2)
    const status = found.matches.get('status')
    if (status?.basis.by === 'vendor' && status.basis.vendor === 'hubspot') weight += 4
  }
  if (entity === 'people') {
    const names = ['name', 'email', 'externalId'].flatMap(
      (field) => found.matches.get(field)?.column.look ?? [],
    )
    if (names.some((look) => context.owners.some((owner) => overlap(owner, look) >= 0.6))) weight += 4
  }
  return weight
}

const fits = (found: Assignment, fields: readonly string[], least = 0.75): boolean =>
  fields.some((field) => (found.matches.get(field)?.score ?? 0) >= least)

/** Words by which a header names the record that it is about. */
const nouns: Partial<Record<EntityName, RegExp>> = {
  opportunities: /^(?:deals?|affaires?|opportunit(?:y|ies|es?)|opps?|oppty|pipeline|devis)$/,
  accounts:
    /^(?:accounts?|comptes?|compan(?:y|ies)|customers?|clients?|societes?|entreprises?|organi[sz]ations?|raison)$/,
  products: /^(?:products?|produits?|articles?|sku)$/,
  stages: /^(?:stages?|etapes?|phases?)$/,
  leads: /^(?:leads?|prospects?|pistes?|mql|sql|lifecycle)$/,
}

/** What a table must have beside its columns' names before it is taken for an entity: what tells it from its look-alikes. */
function looksLikeIt(
  entity: EntityName,
  columns: readonly Column[],
  found: Assignment,
  isNamed: boolean,
  extra: number,
): boolean {
  switch (entity) {
    case 'opportunities':
      // A report of moves from one stage to another has a row for each move.
      if (hasKey(columns, reachedStage)) return false
      // Payments and disputes have an id, an amount, a date and a status too.
      return (
        isNamed ||
        fits(found, [
          'stage',
          'closedAt',
          'wonAt',
          'lostAt',
          'expectedCloseOn',
          'probability',
          'isWon',
          'lossReason',
          'owner',
        ])
      )
    case 'leads':
      return isNamed || extra >= 2 || fits(found, ['isConverted', 'convertedAt', 'score', 'isQualified'])
    case 'people': {
      // Name and e-mail alone could be customers, a name with two dates a holiday: colleagues have what only colleagues have.
      // "team_data.csv" with an id and a name is a list of teams.
      const name = found.matches.get('name')
      const namesPerson = name !== undefined && !/^(?:name|nom|label|libelle)$/.test(name.column.header.key)
      if (
        extra >= 3 &&
        (namesPerson ||
          fits(
            found,
            ['email', 'firstName', 'lastName', 'job', 'manager', 'hiredOn', 'isActive', 'team'],
            0.6,
          ))
      )
        return true
      const isPerson = fits(found, ['name', 'email', 'lastName'], 0.6)
      const isSurelyPerson = fits(found, ['email', 'firstName', 'lastName', 'job'])
      return (
        isPerson &&
        (fits(found, ['team', 'manager', 'region', 'isActive', 'teamFrom']) ||
          (isSurelyPerson && fits(found, ['hiredOn', 'leftOn'])))
      )
    }
    case 'teams': {
      const ids = columns.some(
        (column) => column.header.key === 'id' && column.look.salesforceObject === 'UserRole',
      )
      return ids || hasKey(columns, ['parentroleid', 'parentteamid']) || (isNamed && columns.length <= 8)
    }
    case 'accounts':
      return isNamed || fits(found, ['industry', 'employees', 'parent'])
    case 'products':
      return isNamed || fits(found, ['listPrice'])
    case 'stage-history':
      // A log of all fields names the field in one column and its value in another.
      return (
        !hasKey(columns, ['name', 'field', 'fieldname', 'propertyname', 'property']) ||
        !hasKey(columns, ['value', 'newvalue', 'oldvalue'])
      )
    default:
      return !(entity in otherNeeds) || looksLikeOther(entity, columns, found, isNamed)
  }
}

/** What to ask for when a table could be an entity but for a sign of it. */
const missingSigns: Partial<Record<EntityName, readonly string[]>> = {
  opportunities: ['stage', 'closedAt'],
  leads: ['status', 'isConverted'],
  people: ['team', 'manager', 'hiredOn'],
  accounts: ['industry', 'employees'],
  products: ['listPrice'],
  'stage-history': ['stage'],
  teams: ['externalId'],
  activities: ['duration'],
  'survey-answers': ['score'],
  feedback: ['comment'],
  costs: ['amount'],
  revenue: ['day'],
  subscriptions: ['monthly'],
  'training-results': ['course'],
  'content-events': ['kind'],
  'content-items': ['title'],
  renewals: ['dueOn'],
  'lead-scores': ['scoredOn'],
  'coaching-sessions': ['heldOn'],
  'onboarding-milestones': ['milestone'],
  absences: ['lastDay'],
  'work-schedules': ['hoursPerWeek'],
  'workshop-attendances': ['workshop'],
  'content-work': ['content'],
  'feedback-actions': ['actedOn'],
}

/** What a table cannot do without must hold something, as soon as the table holds anything. */
function isFilled(assignment: Assignment, field: string, hasRows: boolean): boolean {
  const match = assignment.matches.get(field)
  return match !== undefined && (!hasRows || match.column.look.count > 0)
}

/** Every entity that a table could be, the likeliest first. */
export function weighEntities(
  sketch: TableSketch,
  columns: readonly Column[],
  context: Context,
): Candidate[] {
  const words = fileNameWords(sketch.fileName)
  const hasRows = columns.some(({ look }) => look.count > 0)
  const candidates = entityNames.map((entity): Candidate => {
    const vendor = detectVendor(sketch, entity, columns, context.expectedVendor)
    const assignment = assign(entity, columns, vendor, context.keys)
    const extra = extraWeight(entity, columns, assignment, context, words)
    const noun = nouns[entity]
    const isNamed =
      words.some((word) => fileWords[entity]?.has(word) === true) ||
      (noun !== undefined &&
        columns.some(
          (column) =>
            column.header.key !== 'leadsource' && column.header.words.some((word) => noun.test(word)),
        ))
    let columnWeight = 0
    for (const [field, match] of assignment.matches)
      columnWeight += (weights[entity]?.[field] ?? 0.2) * strength(match)
    const lacks = (needs[entity] ?? [onlyByTemplate]).filter(
      (group) => !group.some((field) => isFilled(assignment, field, hasRows)),
    )
    const sign = missingSigns[entity]
    if (sign !== undefined && !looksLikeIt(entity, columns, assignment, isNamed, extra)) lacks.push(sign)
    return { entity, vendor, assignment, weight: extra + columnWeight, columnWeight, isNamed, lacks }
  })
  return candidates.toSorted(
    (one, other) =>
      other.weight - one.weight || entityNames.indexOf(one.entity) - entityNames.indexOf(other.entity),
  )
}
