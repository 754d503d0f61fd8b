// Everything that is not a number or a date: ids, addresses, texts, yes and no, and what programs write where
// they have nothing.
import { currencyOfSign, isCurrency } from './currencies.ts'
import type { ValueFault } from './shapes.ts'
import { faults } from './value-fault.ts'

export const mostTextCharacters = 10_000

/** A title or comment, kept exactly; '' stays ''. */
export function readText(cell: string, limit = mostTextCharacters): string | ValueFault {
  if (cell.length > limit && countsMoreThan(cell, limit)) return faults.tooLong
  return cell.includes('\0') ? faults.nul : cell
}

/** Characters as a person counts them: one beyond the first plane takes two units of a string. */
function countsMoreThan(text: string, limit: number): boolean {
  if (text.length > limit * 2) return true
  let count = 0
  for (const _ of text) if (++count > limit) return true
  return false
}

/** A name: its outer spaces go, everything else stays. */
export function readName(cell: string, limit = mostTextCharacters): string | ValueFault {
  return readText(cell.trim(), limit)
}

/** An id: text whose case and zeros count. ID_SUSPECT for `1.23E+15`, which a spreadsheet made of another one. */
export function readId(cell: string): string | ValueFault {
  const text = cell.trim()
  if (text.length > 500) return faults.tooLong
  if (text.includes('\0')) return faults.nul
  return text.includes('+') && /^-?\d+(?:[.,]\d+)?E\+\d{1,3}$/i.test(text) ? faults.suspectId : text
}

/** An e-mail address in lower case, as people are matched. Checked for its shape, not for being reachable. */
export function readEmail(cell: string): string | ValueFault {
  const text = cell.trim().toLowerCase()
  const at = text.indexOf('@')
  if (at < 1 || at > 64 || text.length > 254 || text.includes('@', at + 1)) return faults.email
  if (/[\s\p{Cc}<>()[\],;:\\"]/u.test(text)) return faults.email
  const name = text.slice(0, at)
  if (name.startsWith('.') || name.endsWith('.') || name.includes('..')) return faults.email
  const labels = text.slice(at + 1).split('.')
  const areSound = labels.every((label) => /^(?!-)[^@]{1,63}$/u.test(label) && !label.endsWith('-'))
  return labels.length >= 2 && areSound ? text : faults.email
}

const flags: ReadonlyMap<string, boolean> = new Map([
  ...['true', 'vrai', 'yes', 'oui', '1', 'y', 'o', 't', 'on', 'x', '✓'].map((word) => [word, true] as const),
  ...['false', 'faux', 'no', 'non', '0', 'n', 'f', 'off'].map((word) => [word, false] as const),
])

/** Yes or no, in French and English; VALUE_UNKNOWN for anything else. */
export function readFlag(cell: string): boolean | ValueFault {
  const text = cell.trim()
  if (text === '') return faults.required
  return flags.get(text) ?? flags.get(text.toLowerCase()) ?? faults.flag
}

/** Whether a cell reads as yes or no. '1' and '0' alone do not make a column one. */
export function looksLikeFlag(text: string): boolean {
  return text.length > 1 && text.length <= 5 && flags.has(text.toLowerCase())
}

/** An ISO 4217 code in capitals: from `eur`, `€`, or a label that ends with the code, `Euro - EUR`. */
export function readCurrency(cell: string): string | ValueFault {
  const text = cell.trim()
  if (text === '') return faults.required
  const code = text.toUpperCase()
  if (isCurrency(code)) return code
  const labelled = /(?:^|[\s(-])([A-Z]{3})\)?$/.exec(code)?.[1]
  if (labelled !== undefined && text.length > 3 && isCurrency(labelled)) return labelled
  return currencyOfSign(text) ?? faults.currency
}

/**
 * What programs write where they have nothing. To be applied only to columns chosen for it: in a column of names 'Null' can
 * be a person, and in an amount 'n/a' is a fault to be shown.
 */
export const missingMarkers: ReadonlySet<string> = new Set([
  '-',
  '–',
  '—',
  '?',
  '.',
  ...'n/a na n.a. #n/a n/d nd s/o null (null) nan none nil undefined'.split(' '),
  ...'select|--none--|-- none --|(blank)|(vide)|vide'.split('|'),
])

/** Whether a cell is empty, or one of the markers chosen for its column. */
export function isMissing(cell: string, markers?: ReadonlySet<string>): boolean {
  if (cell === '') return true
  const text = cell.trim()
  return text === '' || (markers !== undefined && text.length <= 12 && markers.has(text.toLowerCase()))
}
