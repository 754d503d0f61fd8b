// What the cells of a column look like, from its samples: dates, numbers, e-mails, yes and no, words of outcome, ids. Evidence beside the
// name of the column, never instead of reading the cells properly later.
import type { TableSketch } from '../plan.ts'
import { isMonth } from '../files/values/index.ts'
import { foldName } from '../../model/names.ts'
import { currencyCodes, currencySymbols } from './currency-words.ts'
import { readOutcome } from './outcome-words.ts'
import { isSalesforceId, salesforceObjects } from './salesforce-id.ts'

export interface ColumnLook {
  /** Distinct non-empty samples. */
  readonly count: number
  readonly filled: number
  /** Shares of the samples, 0 to 1. */
  readonly dates: number
  readonly numbers: number
  readonly emails: number
  readonly flags: number
  readonly currencies: number
  /** The currency that every number is written with: "1 200 €"; null when some are not. */
  readonly writtenCurrency: string | null
  /** Share of the numbers written with a currency's sign or code beside them. */
  readonly signed: number
  readonly outcomes: number
  /** Times of the day; lengths such as 1:30 or 1 h 30; whole numbers from 0 to 10. */
  readonly times: number
  readonly lengths: number
  readonly scores: number
  /** '2026-03', 'mars 2026'. */
  readonly months: number
  /** The largest number; null without any. */
  readonly most: number | null
  /** Salesforce ids, uuids, long numbers and hashes: nobody would read them aloud. */
  readonly opaque: number
  /** The Salesforce object that most ids belong to; null when they are not Salesforce ids. */
  readonly salesforceObject: string | null
  /** What Stripe's ids stand for: 'cus' in cus_NffrFeUfNV2Hib; null when they are not Stripe's. */
  readonly stripeObject: string | null
  /** No value repeats, as far as the samples tell. */
  readonly isUnique: boolean
  /** "Select" stands among the values: a form left at its default. */
  readonly hasSelect: boolean
  readonly folded: ReadonlySet<string>
}

/** How ids of customers, invoices and subscriptions begin (docs.stripe.com/api, read in November 2026). */
const stripeObjects = ['cus', 'in', 'sub'] as const

const missingWords = new Set([
  'null',
  'na',
  'n/a',
  'none',
  'nan',
  'select',
  '-',
  '--',
  '#n/a',
  '(vide)',
  '(blank)',
])
const flagWords = new Set([
  'true',
  'false',
  'yes',
  'no',
  'oui',
  'non',
  'vrai',
  'faux',
  '0',
  '1',
  'y',
  'n',
  'o',
  'x',
  't',
  'f',
])

const isoDate = /^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:$|[T ]\d)/
const dayFirstDate = /^\d{1,2}[-/. ]\d{1,2}[-/. ](?:\d{4}|\d{2})(?:$|[ ,]+\d)/
const wordDate = /^(?:\d{1,2}(?:er)?[- ]\p{L}{3,9}\.?[-, ]+\d{2,4}|\p{L}{3,9}\.? \d{1,2},? \d{4})(?:$|[ ,])/u
const number = /^(?:\p{Lu}{3} )?[-+(]?[\s$€£]*\d[\d\s.,'\u00a0\u202f]*(?:[€$£%)]|\p{L}{3})?\s*[€$£%)]?$/u
const time = /^\d{1,2}[:hH]\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\s*[ap]\.?\s?m\.?)?$/i
const length =
  /^(?:\d{1,5}:[0-5]\d(?::[0-5]\d)?|(?=.*\d)(?:\d+\s*(?:h|hrs?|hours?|heures?)\s*)?(?:\d+\s*(?:m|mn|min|minutes?)?\s*)?(?:\d+\s*s(?:ec)?)?)$/i
const score = /^(?:10|\d)(?:[.,]0+)?$/
const email = /^[^\s@]+@[^\s@]+\.[^\s@.]+$/
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const hash = /^[A-Za-z0-9+/]{22}==$/
const longNumber = /^\d{5,}$/

export const looksLikeDate = (text: string): boolean =>
  isoDate.test(text) || dayFirstDate.test(text) || wordDate.test(text)
export const looksLikeNumber = (text: string): boolean => number.test(text) && !looksLikeDate(text)
export const looksLikeEmail = (text: string): boolean => email.test(text)

/** Days since 1900 between 1990 and 2064, as spreadsheets keep dates. */
const looksLikeSerial = (text: string): boolean =>
  /^\d{5}(?:\.\d{1,12})?$/.test(text) && Number(text) > 32_000 && Number(text) < 60_000

function writtenCurrency(samples: readonly string[]): string | null {
  for (const [sign, code] of currencySymbols) {
    if (samples.length > 0 && samples.every((sample) => sample.includes(sign))) return code
  }
  return null
}

function hasCurrencySign(sample: string): boolean {
  if (!looksLikeNumber(sample)) return false
  if (/[€$£¥₹₽₺₩₪₫₴₦]|zł/.test(sample)) return true
  return sample.match(/\p{L}{3}/gu)?.some((word) => currencyCodes.has(word.toUpperCase())) ?? false
}

/** Looks at one column of a table. */
export function lookAt(sketch: TableSketch, index: number): ColumnLook {
  const samples = (sketch.samples[index] ?? [])
    .map((sample) => sample.trim().slice(0, 120))
    .filter((sample) => sample !== '' && !missingWords.has(sample.toLowerCase()))
  // What sixty cells look like, two hundred look like.
  const tried = samples.slice(0, 60)
  const share = (test: (sample: string) => boolean): number =>
    tried.length === 0 ? 0 : tried.filter(test).length / tried.length
  const objects = new Map<string, number>()
  for (const sample of tried) {
    const object = isSalesforceId(sample) ? salesforceObjects[sample.slice(0, 3)] : undefined
    if (object !== undefined) objects.set(object, (objects.get(object) ?? 0) + 1)
  }
  const [most] = [...objects].toSorted((one, other) => other[1] - one[1])
  const dates = share(looksLikeDate)
  const serials = share(looksLikeSerial)
  const given = sketch.filled[index] ?? 0
  const filled = Number.isFinite(given) ? given : 0
  const expected = Math.min(200, Math.round(sketch.rows * filled))
  return {
    count: samples.length,
    filled,
    dates: dates === 0 && serials === 1 && samples.length > 1 ? 0.6 : dates,
    numbers: share(looksLikeNumber),
    emails: share(looksLikeEmail),
    flags: share((sample) => flagWords.has(sample.toLowerCase())),
    currencies: share((sample) => currencyCodes.has(sample.toUpperCase())),
    writtenCurrency: writtenCurrency(samples),
    signed: share(hasCurrencySign),
    // Words of outcome are few: a column of many different values holds something else.
    outcomes: samples.length > 50 ? 0 : share((sample) => readOutcome(sample) !== null),
    times: share((sample) => time.test(sample)),
    lengths: share((sample) => length.test(sample) && /[:hms]/i.test(sample)),
    scores: share((sample) => score.test(sample)),
    months: share(isMonth),
    most: mostOf(tried),
    opaque: share(
      (sample) => isSalesforceId(sample) || uuid.test(sample) || hash.test(sample) || longNumber.test(sample),
    ),
    salesforceObject: most !== undefined && most[1] >= tried.length * 0.6 ? most[0] : null,
    stripeObject:
      stripeObjects.find((object) => share((sample) => sample.startsWith(`${object}_`)) >= 0.6) ?? null,
    hasSelect: (sketch.samples[index] ?? []).some((sample) => sample.trim().toLowerCase() === 'select'),
    isUnique: samples.length > 0 && samples.length >= expected,
    folded: new Set(samples.map(foldName)),
  }
}

function mostOf(samples: readonly string[]): number | null {
  const numbers = samples.filter(looksLikeNumber).map((sample) => Number(sample.replace(',', '.')))
  const known = numbers.filter((value) => Number.isFinite(value))
  return known.length === 0 ? null : Math.max(...known)
}

/** Share of one column's values that stand in another, 0 to 1; 0 when there are too few to tell. */
export function overlap(values: ColumnLook, keys: ColumnLook): number {
  if (values.folded.size < 2 || keys.folded.size < 2) return 0
  let common = 0
  for (const value of values.folded) if (keys.folded.has(value)) common++
  // Samples hold at most 200 values: of a longer list only a part can be met.
  return common / Math.min(values.folded.size, keys.folded.size)
}
