// Reduces the name of a column to what it says: without case, accents, camel case, prefixes ("Deal - Title"), units ("(€)", "HT") and
// the marks of custom fields, each of which is kept aside because it says something too.
import { currencyCodes, currencySymbols } from './currency-words.ts'

/** Which kind of record a prefix such as "Organization - " or "Opportunity: " points to. */
export type RecordKind = 'opportunity' | 'account' | 'contact' | 'lead' | 'product' | 'activity' | 'user'

export interface FoldedHeader {
  /** Without byte order mark and outer spaces. */
  readonly written: string
  /** Words joined: "Close Date", CloseDate, close_date and closedate are one key. */
  readonly key: string
  readonly words: readonly string[]
  /** "Deal - Title" is about the opportunity; its key is then that of "Title". */
  readonly prefix: RecordKind | null
  /** The key with the words of the prefix. */
  readonly prefixedKey: string
  /** "Amount (EUR)", "Montant €": the currency that a header states. */
  readonly currency: string | null
  /** "Montant HT", "Montant TTC". */
  readonly tax: 'excluded' | 'included' | null
  /** "CA (k€)": amounts in thousands. */
  readonly isThousands: boolean
  /** "Invoice Date (UTC)": times without an offset are of UTC, not of the organisation. */
  readonly isUtc: boolean
  /** Made by the customer in Salesforce: `Budget__c`, and `budget_c` in warehouses. */
  readonly isCustom: boolean
  /** Dynamics' hidden columns. */
  readonly isHidden: boolean
}

const prefixes: Readonly<Record<string, RecordKind>> = {
  deal: 'opportunity',
  affaire: 'opportunity',
  opportunity: 'opportunity',
  opportunite: 'opportunity',
  transaction: 'opportunity',
  organization: 'account',
  organisation: 'account',
  account: 'account',
  compte: 'account',
  company: 'account',
  entreprise: 'account',
  person: 'contact',
  personne: 'contact',
  contact: 'contact',
  lead: 'lead',
  prospect: 'lead',
  piste: 'lead',
  product: 'product',
  produit: 'product',
  activity: 'activity',
  activite: 'activity',
  user: 'user',
  utilisateur: 'user',
}

const smallWords = new Set(['de', 'du', 'des', 'd', 'l', 'la', 'le', 'les', 'un', 'une', 'the', 'of', 's'])
const unitWords = new Set([
  'ht',
  'ttc',
  'k',
  'ke',
  'keur',
  'kusd',
  'hors',
  'taxes',
  'htva',
  'milliers',
  'thousands',
])

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()

/** "oldCloseDate" in words. Two passes over single characters, so that no header takes long. */
function splitCamelCase(text: string): string {
  return text.replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2').replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
}

function splitWords(text: string): string[] {
  const spelled = plain(splitCamelCase(text.replace(/[nN][°º]/g, ' numero ').replace(/#/g, ' numero ')))
  return spelled.split(/[^\p{L}\p{N}%+&]+/u).filter((word) => word !== '' && !smallWords.has(word))
}

function readPrefix(text: string): { prefix: RecordKind; word: string; rest: string } | null {
  const at = /\s[-–—]\s|\s?:\s/.exec(text)
  if (at === null) return null
  const word = plain(text.slice(0, at.index)).trim()
  const rest = text.slice(at.index + at[0].length).trim()
  const prefix = prefixes[word]
  return prefix === undefined || rest === '' ? null : { prefix, word, rest }
}

/** Folds one header. Pure text; never throws. */
export function foldHeader(header: string): FoldedHeader {
  const written = header
    .replace(/^\ufeff/, '')
    .trim()
    .slice(0, 300)
  let text = written
  let isHidden = false
  if (/^\((?:do not modify|ne pas modifier)\)/i.test(text)) {
    isHidden = true
    text = text.slice(text.indexOf(')') + 1).trim()
  }
  text = text.replace(/^propert(?:y_|ies[._]{1,2})/i, '').replace(/[*]+$/, '')
  let isCustom = false
  if (/^\S+__[cr]$/i.test(text)) {
    isCustom = true
    text = text.slice(0, -3)
  } else if (/^[a-z0-9_]+_c$/.test(text)) {
    isCustom = true
    text = text.slice(0, -2)
  }
  const found = readPrefix(text)
  const whole = found?.rest ?? text
  const body = whole.replace(/\s\((?:utc|gmt)\)$/i, '')
  const allWords = splitWords(body)
  const words = allWords.filter(
    (word) => !unitWords.has(word) && !(currencyCodes.has(word.toUpperCase()) && allWords.length > 1),
  )
  const kept = words.length > 0 ? words : allWords
  const lower = plain(body)
  const symbol = currencySymbols.find(([sign]) => body.includes(sign))
  const code =
    allWords.length > 1 ? allWords.find((word) => currencyCodes.has(word.toUpperCase())) : undefined
  return {
    written,
    key: kept.join(''),
    words: kept,
    prefix: found?.prefix ?? null,
    prefixedKey: (found === null ? '' : found.word) + kept.join(''),
    currency: symbol?.[1] ?? code?.toUpperCase() ?? (/\b(?:euros?|keur)\b/.test(lower) ? 'EUR' : null),
    tax: allWords.includes('ttc')
      ? 'included'
      : allWords.includes('ht') || allWords.includes('htva')
        ? 'excluded'
        : null,
    isThousands:
      /(?:^|[^\p{L}])k(?:€|\$|£|eur|usd|e)(?![\p{L}])/u.test(lower) || allWords.includes('milliers'),
    isUtc: body !== whole,
    isCustom,
    isHidden,
  }
}
