// Reads the state of a lead, a lifecycle stage or a lead status, as two facts: is it qualified by sales, and has it
// become an opportunity.
import { foldName } from '../../model/names.ts'

/** Null means that the word does not say. */
export interface LeadStanding {
  readonly isQualified: boolean | null
  readonly isConverted: boolean | null
}

const converted: LeadStanding = { isQualified: true, isConverted: true }
const qualified: LeadStanding = { isQualified: true, isConverted: null }
const working: LeadStanding = { isQualified: false, isConverted: false }
const refused: LeadStanding = { isQualified: false, isConverted: false }

/** Written without spaces and accents. "Marketing qualified" is not yet accepted by sales: not qualified here. */
const standings: readonly (readonly [LeadStanding, string])[] = [
  [
    converted,
    `converted closedconverted converti convertie converties convertis qualifiedconverted opportunity opportunite opportunitecreee
     opportunitycreated customer client clientactif clientgagne evangelist evangeliste ambassadeur promoteur opendeal transactionouverte
     dealouvert transactionencours won gagne gagnee dealcreated affairecreee konvertiert kunde convertido cliente convertito`,
  ],
  [
    qualified,
    `qualified qualifie qualifiee qualifies salesqualified salesqualifiedlead sql leadqualifie leadqualifieparlesventes
     leadqualifieparlequipecommerciale leadqualifiecommercialement leadqualifiecommercial salesaccepted salesacceptedlead sal
     qualifieventes prospectqualifie qualifiziert cualificado qualificato qualificado`,
  ],
  [
    refused,
    `unqualified notqualified nonqualifie nonqualifiee disqualified disqualifie disqualifiee closednotconverted notconverted nonconverti
     nonconvertie junk lost perdu perdue badtiming mauvaismoment rejected rejete rejetee invalid invalide duplicate doublon
     recycled dead ecarte ecartee unqualifiziert nichtqualifiziert cannotcontact nolongerinterested canceled`,
  ],
  [
    working,
    `new nouveau nouvelle open ouvert ouverte opennotcontacted workingcontacted working inprogress encours connected connecte contacted
     contacte contactee attemptedtocontact tentativedecontact tentativescontact acontacter nurturing nurture lead prospect
     subscriber abonne abonnee marketingqualified marketingqualifiedlead mql leadqualifieparlemarketing leadqualifiemarketing
     assigned assigne nocontact neu offen nuevo abierto`,
  ],
]

const byWord: ReadonlyMap<string, LeadStanding> = new Map(
  standings.flatMap(([standing, list]) => list.split(/\s+/).map((word) => [word, standing] as const)),
)

/**
 * What a lead's status or lifecycle stage says; null when the word is not known ("Other"). HubSpot's stages, Salesforce's default
 * statuses and the usual French words are known.
 */
export function readLeadStatus(word: string): LeadStanding | null {
  const key = foldName(word).replace(/[^\p{L}\p{N}]+/gu, '')
  return byWord.get(key) ?? null
}
