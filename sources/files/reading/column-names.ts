// Names of the columns of files that nest: JSON and Parquet.
import type { Remark } from './shapes.ts'

/** Keys that loading tools add for themselves: dlt, Airbyte, Singer targets, Fivetran, OData. */
export function isLoaderKey(key: string): boolean {
  return /^(?:_dlt_|_airbyte_|_sdc_|_fivetran_|@odata\.)/.test(key)
}

/** A name that is taken, compared as headers are, becomes the whole path; and if that is taken too, it gets a number. */
export function uniqueNames(columns: readonly { readonly name: string; readonly whole: string }[]): string[] {
  const taken = new Set<string>()
  return columns.map(({ name, whole }) => {
    let unique = name
    if (taken.has(unique.toLowerCase())) unique = whole
    for (let number = 2; taken.has(unique.toLowerCase()); number++) unique = `${name} (${number})`
    if (unique !== '') taken.add(unique.toLowerCase())
    return unique
  })
}

export function leftOutRemark(names: readonly string[]): Remark[] {
  if (names.length === 0) return []
  const shown = names.slice(0, 10).join(', ')
  return [
    {
      code: 'PARTS_LEFT_OUT',
      sentence: {
        fr: `Laissé de côté, car ce ne sont pas des cellules ou l’outil de chargement les a ajoutés : ${shown}.`,
        en: `Left out, being no cells or added by the loading tool: ${shown}.`,
      },
    },
  ]
}
