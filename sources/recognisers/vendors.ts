// Which CRM a table comes from: names that only one CRM writes, shapes of its ids, the name of the file.
import type { EntityName } from '../entities.ts'
import type { TableSketch, Vendor } from '../plan.ts'
import { lookUpKey, meaningsOf } from './headers/dictionary.ts'
import type { Column } from './match-columns.ts'

type Crm = Exclude<Vendor, 'template' | 'generic'>

const crms: readonly Crm[] = ['salesforce', 'hubspot', 'pipedrive', 'dynamics', 'odoo']

/** Keys of columns that no figure reads but that give their maker away. */
const markers: Readonly<Record<Crm, ReadonlySet<string>>> = {
  salesforce: new Set(
    `systemmodstamp lastmodifiedbyid masterrecordid forecastcategory forecastcategoryname recordtypeid fiscalquarter fiscalperiod photourl jigsaw
     nextstep lastreferenceddate lastvieweddate stageduration fromstage ownerrole parentroleid developername rollupdescription opportunityowneralias periodefiscale`.split(
      /\s+/,
    ),
  ),
  hubspot: new Set(
    `lastactivitydate associatedcontact associatedcontactids associatedcontactemail lifecyclestage contactassocie daystoclose
     dealdescription forecastprobability hubspotteam recordsource`.split(/\s+/),
  ),
  pipedrive: new Set(
    `wontime losttime addtime stagechangetime creatoruserid weightedvalue visibleto`.split(/\s+/),
  ),
  dynamics: new Set(
    `statusreason raisonstatut statuscode actualrevenue actualvalue rowchecksum versionnumber originatingleadid`.split(
      /\s+/,
    ),
  ),
  odoo: new Set(
    `equipecommerciale salesteam teamid daystoassign daystoclose dayclose dayopen assignmentdate recurringrevenue partnerid`.split(
      /\s+/,
    ),
  ),
}

function headerPoints(crm: Crm, column: Column, entity: EntityName): number {
  const { header } = column
  const written = header.written
  if (crm === 'hubspot' && /^(?:propert(?:y_|ies[._])|hs_)/i.test(written)) return 2
  if (crm === 'salesforce' && /__[cr]$/i.test(written)) return 2
  if (crm === 'pipedrive' && /^(?:Deal|Affaire|Organi[sz]ation|Person|Personne|Lead) [-–] /.test(written))
    return 2
  if (crm === 'dynamics' && header.isHidden) return 3
  const meanings = meaningsOf(entity, lookUpKey(header))
  const writers = new Set(meanings.map((meaning) => meaning.from))
  if (writers.size === 1 && writers.has(crm)) return 1
  return markers[crm].has(header.key) ? 1 : 0
}

/** Points for every CRM; a table that only speaks the common words has none. */
function points(sketch: TableSketch, entity: EntityName, columns: readonly Column[]): Map<Crm, number> {
  const fileName = sketch.fileName.toLowerCase()
  const counts = new Map<Crm, number>()
  for (const crm of crms) {
    let sum = columns.reduce((total, column) => total + headerPoints(crm, column, entity), 0)
    if (fileName.includes(crm)) sum += 3
    if (crm === 'salesforce' && columns.some((column) => column.look.salesforceObject !== null)) sum += 3
    if (
      crm === 'odoo' &&
      (fileName.includes('crm.lead') ||
        sketch.samples.some((values) => values.some((value) => value.startsWith('__export__'))))
    )
      sum += 3
    counts.set(crm, sum)
  }
  return counts
}

/** Zoho borrows the words of Salesforce and HubSpot; its ids are neither's. */
function isZoho(columns: readonly Column[]): boolean {
  const keys = new Set(columns.map((column) => column.header.key))
  return keys.has('createdtime') && keys.has('modifiedtime')
}

/**
 * The CRM that a table speaks most clearly of, 'generic' when none or two alike. `expected` is the CRM of the rest of the delivery: it settles
 * a weak sign.
 */
export function detectVendor(
  sketch: TableSketch,
  entity: EntityName,
  columns: readonly Column[],
  expected?: Vendor,
): Vendor {
  if (isZoho(columns)) return 'generic'
  const ranked = [...points(sketch, entity, columns)].toSorted((one, other) => other[1] - one[1])
  const [first, second] = ranked
  if (first === undefined || first[1] === 0) return 'generic'
  const ofExpected = ranked.find(([crm]) => crm === expected)
  if (ofExpected !== undefined && ofExpected[1] > 0 && ofExpected[1] >= first[1] - 1) return ofExpected[0]
  // Lists of deals kept by hand borrow a word or two from CRMs; nobody keeps stages or lines by hand.
  const enough = entity === 'opportunities' || entity === 'leads' || entity === 'accounts' ? 3 : 2
  return first[1] >= enough && first[1] > (second?.[1] ?? 0) ? first[0] : 'generic'
}
