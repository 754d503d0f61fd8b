// Amounts of a table that were rounded because a person allowed it: how many, and what that does to their sum, exactly.
import type { Words } from '../../entities.ts'
import { roundingDecimals } from '../../files/values/index.ts'

interface Sum {
  amounts: number
  added: bigint
}

export class Roundings {
  readonly #kept = new Map<string, Sum>()
  #ofRow: { readonly currency: string; readonly added: bigint }[] = []

  /** One amount of the row under way; `added` in 10^-20 of its currency. */
  add(added: bigint, currency: string): void {
    this.#ofRow.push({ currency, added })
  }

  /** Amounts of a row that is refused count for nothing. */
  endRow(isKept: boolean): void {
    if (this.#ofRow.length === 0) return
    if (isKept)
      for (const { currency, added } of this.#ofRow) {
        const sum = this.#kept.get(currency) ?? { amounts: 0, added: 0n }
        sum.amounts++
        sum.added += added
        this.#kept.set(currency, sum)
      }
    this.#ofRow = []
  }

  /** One sentence for each currency. */
  warnings(): { readonly code: string; readonly sentence: Words }[] {
    return [...this.#kept].map(([currency, { amounts, added }]) => {
      const difference = exactText(added)
      return {
        code: 'AMOUNTS_ROUNDED',
        sentence: {
          fr: `Montants arrondis au plus proche (au pair en cas d’égalité), comme vous l’avez permis : ${amounts}. Leur somme change de ${difference.replace('.', ',')} ${currency}.`,
          en: `Amounts rounded to the nearest (half to even), as you allowed: ${amounts}. Their sum changes by ${difference} ${currency}.`,
        },
      }
    })
  }
}

/** '-0.0312': the exact decimal of so many 10^-20. */
function exactText(added: bigint): string {
  const text = (added < 0n ? -added : added).toString().padStart(roundingDecimals + 1, '0')
  const fraction = text.slice(-roundingDecimals).replace(/0+$/, '')
  return `${added < 0n ? '-' : ''}${text.slice(0, -roundingDecimals)}${fraction === '' ? '' : `.${fraction}`}`
}
