// The columns of a French accounting file, which tools spell in their own ways: `EcrtureLet`, `Lettrage Piece`, `Montant` and `Sens`
// in the place of `Debit` and `Credit`, and columns of their own after the eighteenth.
import { foldName } from '../../model/names.ts'

/** What is read of a line; the rest is kept for the list of refused rows only. */
export const columnNames = [
  'journal',
  'journalName',
  'entry',
  'date',
  'account',
  'accountName',
  'auxiliary',
  'auxiliaryName',
  'label',
  'debit',
  'credit',
  'amount',
  'side',
] as const
export type ColumnName = (typeof columnNames)[number]
export type Places = Readonly<Partial<Record<ColumnName, number>>>

const spellings: Readonly<Record<ColumnName, readonly string[]>> = {
  journal: ['journalcode', 'codejournal', 'journal'],
  journalName: ['journallib', 'journallibelle', 'libellejournal', 'liblejournal'],
  entry: ['ecriturenum', 'ecriturenumero', 'numecriture', 'numeroecriture', 'ecrturenum'],
  date: ['ecrituredate', 'dateecriture', 'ecrturedate'],
  account: ['comptenum', 'numcompte', 'numerocompte', 'comptenumero', 'compte'],
  accountName: ['comptelib', 'comptelibelle', 'libellecompte', 'libcompte'],
  auxiliary: ['compauxnum', 'compteauxnum', 'compteauxiliairenum', 'numcompteaux', 'compaux'],
  auxiliaryName: ['compauxlib', 'compteauxlib', 'compteauxiliairelib', 'libcompteaux'],
  label: ['ecriturelib', 'ecriturelibelle', 'libelleecriture', 'ecrturelib'],
  debit: ['debit', 'montantdebit'],
  credit: ['credit', 'montantcredit'],
  amount: ['montant'],
  side: ['sens'],
}

export const separators = ['\t', '|', ';'] as const

const fold = (name: string): string => foldName(name).replace(/[^a-z0-9]/g, '')

/** Where each column is. */
export function placesOf(header: readonly string[]): Places {
  const names = header.map(fold)
  const places: Partial<Record<ColumnName, number>> = {}
  for (const column of columnNames) {
    const at = names.findIndex((name) => spellings[column].includes(name))
    if (at >= 0) places[column] = at
  }
  return places
}

/** As many names as these are of no other table, amounts or not: what is missing is then told by its official name. */
const enoughNames = 8

/** The separator of a header line that is one of such a file; null when it is none. */
export function separatorOf(line: string): string | null {
  for (const separator of separators) {
    const cells = line.split(separator)
    if (cells.length < 8) continue
    const places = placesOf(cells.map(unquoted))
    const isOne =
      places.journal !== undefined &&
      places.account !== undefined &&
      (places.entry !== undefined || places.date !== undefined) &&
      (places.debit !== undefined || places.amount !== undefined) &&
      (places.auxiliary !== undefined || places.label !== undefined)
    const named = columnNames.filter((column) => places[column] !== undefined)
    if (isOne || named.length >= enoughNames) return separator
  }
  return null
}

const required = ['journal', 'entry', 'date', 'account'] as const
const official: Partial<Record<ColumnName, string>> = {
  journal: 'JournalCode',
  entry: 'EcritureNum',
  date: 'EcritureDate',
  account: 'CompteNum',
  debit: 'Debit',
  credit: 'Credit',
  side: 'Sens',
}

/** Columns without which nothing can be read, by their official names. */
export function missingColumns(places: Places): string[] {
  const missing: ColumnName[] = required.filter((column) => places[column] === undefined)
  if (places.amount === undefined) {
    if (places.debit === undefined) missing.push('debit')
    if (places.credit === undefined) missing.push('credit')
  } else if (places.side === undefined && (places.debit === undefined || places.credit === undefined))
    missing.push('side')
  return missing.map((column) => official[column] ?? column)
}

/** A spreadsheet that saved the file again may have put quotes around cells; accounting software never does. */
export function unquoted(cell: string): string {
  return cell.length >= 2 && cell.startsWith('"') && cell.endsWith('"')
    ? cell.slice(1, -1).replaceAll('""', '"')
    : cell
}
