// What the report says of a French accounting file: what was assumed, with its amounts, and what was left out.
import type { Words } from '../entities.ts'
import type { Remark } from '../files/reading/index.ts'
import { writeCents } from './cells.ts'
import type { Totals } from './totals.ts'

export const fecReason: Words = {
  fr: 'Fichier des écritures comptables (FEC) : ses colonnes le disent. Les comptes de charges commerciales deviennent des coûts ; les ventes (comptes 70) deviennent le chiffre d’affaires de leurs clients (comptes 411).',
  en: 'French accounting file (FEC): its columns say so. The accounts of selling become costs; sales (accounts 70) become the revenue of their customers (accounts 411).',
}

export function fecRemarks(found: Totals, isOwnPlan: boolean): Remark[] {
  return [...planRemarks(found, isOwnPlan), ...leftOutRemarks(found)]
}

function planRemarks({ costs }: Totals, isOwnPlan: boolean): Remark[] {
  const lines = [...costs].toSorted(([one], [other]) => (one.accounts < other.accounts ? -1 : 1))
  if (lines.length === 0) return []
  const list = (language: 'fr' | 'en') =>
    lines
      .map(([line, { counted }]) => `${line.accounts} ${line.category ?? ''} ${amount(counted, language)}`)
      .join(', ')
  const remarks: Remark[] = [
    {
      code: isOwnPlan ? 'FEC_PLAN' : 'FEC_PLAN_ASSUMED',
      sentence: {
        fr: `Coûts retenus par compte, ${isOwnPlan ? 'selon votre plan' : 'selon le plan par défaut de Douze, à adapter avec « douze fec-plan »'} : ${list('fr')}.`,
        en: `Costs taken by account, ${isOwnPlan ? 'by your plan' : 'by the default plan of Douze, to be adapted with “douze fec-plan”'}: ${list('en')}.`,
      },
    },
  ]
  const shared = lines.filter(([{ share }]) => share < 1)
  const parts = (language: 'fr' | 'en') =>
    shared
      .map(([{ accounts, share }, { whole }]) => {
        const percent = (share * 100).toLocaleString(language, { maximumFractionDigits: 2 })
        return language === 'fr'
          ? `${accounts} : ${percent} % de ${amount(whole, language)}`
          : `${accounts}: ${percent}% of ${amount(whole, language)}`
      })
      .join(', ')
  if (shared.length > 0)
    remarks.push({
      code: isOwnPlan ? 'FEC_SHARE' : 'FEC_SHARE_ASSUMED',
      sentence: {
        fr: `Part commerciale et marketing ${isOwnPlan ? 'selon votre plan' : 'supposée, car le fichier ne dit pas qui travaille où'} : ${parts('fr')}.`,
        en: `Share of sales and marketing ${isOwnPlan ? 'by your plan' : 'assumed, since the file does not say who works where'}: ${parts('en')}.`,
      },
    })
  return remarks
}

function leftOutRemarks({ openings, closings, withoutCustomer }: Totals): Remark[] {
  const remarks: Remark[] = []
  if (openings > 0)
    remarks.push({
      code: 'FEC_OPENINGS',
      sentence: {
        fr: `Écritures d’à nouveaux, qui ne sont pas des flux de l’exercice : ${openings}.`,
        en: `Opening balances, which are no flows of the year: ${openings}.`,
      },
    })
  if (closings > 0)
    remarks.push({
      code: 'FEC_CLOSINGS',
      sentence: {
        fr: `Écritures de clôture, qui soldent les comptes de charges et de produits, laissées de côté : ${closings}.`,
        en: `Closing entries, which clear the accounts of costs and sales, left out: ${closings}.`,
      },
    })
  if (withoutCustomer !== 0n)
    remarks.push({
      code: 'FEC_WITHOUT_CUSTOMER',
      sentence: {
        fr: `Ventes sans client connu (comptant, ou pas encore facturées), laissées de côté : ${amount(withoutCustomer, 'fr')}.`,
        en: `Sales without a known customer (over the counter, or not invoiced yet), left out: ${amount(withoutCustomer, 'en')}.`,
      },
    })
  return remarks
}

/** 1 234,50 € */
function amount(cents: bigint, language: 'fr' | 'en'): string {
  const [whole = '0', fraction = '00'] = writeCents(cents).split('.')
  const grouped = BigInt(whole.replace('-', '')).toLocaleString(language === 'fr' ? 'fr-FR' : 'en-GB')
  const sign = whole.startsWith('-') ? '-' : ''
  return language === 'fr' ? `${sign}${grouped},${fraction} €` : `€${sign}${grouped}.${fraction}`
}
