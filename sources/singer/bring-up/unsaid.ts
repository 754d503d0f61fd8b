// Of which subscriptions no amount, or not all of it, could be told, and why.
import type { Remark } from '../../files/reading/index.ts'
import { plainText } from './plain-text.ts'
import type { Unsaid } from './recurring.ts'
import type { JsonObject } from '../protocol/exact-json.ts'

const why: Readonly<Record<Unsaid | 'discount', { readonly fr: string; readonly en: string }>> = {
  metered: {
    fr: 'facturés à l’usage, qu’un prix ne dit pas d’avance',
    en: 'billed by usage, which no price says beforehand',
  },
  tiered: { fr: 'à un prix par paliers', en: 'at a price by tiers' },
  price: {
    fr: 'dont les prix ne sont pas arrivés (choisissez aussi le flux subscription_items)',
    en: 'whose prices have not arrived (select the stream subscription_items too)',
  },
  currencies: { fr: 'dans plusieurs devises', en: 'in several currencies' },
  interval: { fr: 'dont la période de facturation n’est pas dite', en: 'whose billing period is not said' },
  discount: {
    fr: 'dont une remise n’est connue que par son identifiant : leur montant est celui d’avant cette remise',
    en: 'with a discount of which only the id is known: their amount is that before it',
  },
}

const mostNamed = 5

/** Gathers what could not be told of the records of a stream. */
export class UnsaidAmounts {
  readonly #found = new Map<Unsaid | 'discount', { records: number; ids: string[] }>()

  add(record: JsonObject, reason: Unsaid | 'discount'): void {
    const found = this.#found.get(reason) ?? { records: 0, ids: [] }
    found.records++
    if (found.ids.length < mostNamed) found.ids.push(plainText(record['id']))
    this.#found.set(reason, found)
  }

  remarks(): Remark[] {
    return [...this.#found].map(([reason, { records, ids }]) => {
      const isWhole = reason !== 'discount'
      const more = records > ids.length ? ' ...' : ''
      const named = ids.join(', ') + more
      return {
        code: isWhole ? 'AMOUNT_NOT_SAID' : 'DISCOUNT_NOT_SAID',
        sentence: {
          fr: `${isWhole ? 'Sans montant mensuel, abonnements' : 'Abonnements'} ${why[reason].fr} : ${records} (${named}).`,
          en: `${isWhole ? 'Without a monthly amount, subscriptions' : 'Subscriptions'} ${why[reason].en}: ${records} (${named}).`,
        },
      }
    })
  }
}
