// Reads what kind of sale an opportunity is out of the words of its type: new customer, existing customer, cross-sell,
// upsell or renewal.
import { foldName } from '../../model/names.ts'
import type { DealType } from '../../model/tables/opportunities.ts'

/** Written without spaces, so that "New Business", "newbusiness" and "new_business" are one. */
const types: readonly (readonly [DealType, string])[] = [
  [
    'new-business',
    `newbusiness new newlogo newcustomer newclient newaccount newsale acquisition hunting nouveau
     nouvelle nouvelleaffaire nouveauclient nouvelleclient nouvelleentreprise nouveaubusiness
     nouveaucompte nouvelleactivite nouvellevente nouveaucontrat conquete prospection premierevente
     premiereaffaire premierecommande neugeschaft neukunde nuevonegocio nuevocliente nuovocliente
     novonegocio`,
  ],
  [
    'existing-business',
    `existingbusiness existing existingcustomer existingclient existingaccount expansion addon
     addonbusiness extension farming affaireexistante clientexistant activiteexistante
     entrepriseexistante businessexistant compteexistant existant existante developpement fidelisation
     bestandskunde negocioexistente clienteexistente`,
  ],
  [
    'cross-sell',
    `crosssell crossselling crosssale existingcustomercrosssell crosssellexistingcustomer ventecroisee
     ventescroisees croisee ventacruzada venditaincrociata querverkauf`,
  ],
  [
    'upsell',
    `upsell upselling upsale upgrade existingcustomerupgrade existingcustomerupsell monteeengamme
     venteadditionnelle ventesadditionnelles venteincitative ventecomplementaire ventescomplementaires
     additionnelle complement complementaire miseaniveau ventaadicional`,
  ],
  [
    'renewal',
    `renewal renewals renew existingcustomerrenewal existingbusinessrenewal contractrenewal
     renouvellement renouvellements renouvellementcontrat renouvellementdecontrat reconduction
     reabonnement verlangerung vertragsverlangerung renovacion rinnovo renovacao`,
  ],
]

const byWord = new Map<string, DealType>()
for (const [type, list] of types) for (const word of list.split(/\s+/)) byWord.set(word, type)

/** Which words decide inside a longer phrase, the most telling first: "Existing Customer - Upgrade" is an upsell. */
const insideWords: readonly (readonly [string, DealType])[] = [
  ['crosssell', 'cross-sell'],
  ['ventecroisee', 'cross-sell'],
  ['upsell', 'upsell'],
  ['upgrade', 'upsell'],
  ['miseaniveau', 'upsell'],
  ['renewal', 'renewal'],
  ['renouvellement', 'renewal'],
  ['newbusiness', 'new-business'],
  ['newlogo', 'new-business'],
  ['nouveauclient', 'new-business'],
  ['newcustomer', 'new-business'],
  ['existingbusiness', 'existing-business'],
  ['existingcustomer', 'existing-business'],
  ['clientexistant', 'existing-business'],
]

/**
 * The kind of sale a word stands for; null when it says none, or says two ("Upsell / Renewal"). A stated null keeps the opportunity
 * for inference from earlier wins.
 */
export function readDealType(word: string): DealType | null {
  const key = foldName(word).replace(/[^\p{L}\p{N}]+/gu, '')
  const whole = byWord.get(key)
  if (whole !== undefined) return whole
  if (/^(?:non|not|no)/.test(key)) return null
  const found = new Set<DealType>()
  for (const [part, type] of insideWords) if (key.includes(part)) found.add(type)
  // "Existing Business - Renewal" says where the customer comes from, then what is sold: the latter decides.
  if (found.size > 1) found.delete('existing-business')
  const [only] = found
  return found.size === 1 && only !== undefined ? only : null
}
