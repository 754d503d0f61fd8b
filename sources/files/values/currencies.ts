// Currencies in use and how many digits their smallest unit has (ISO 4217, list one, 2026), and the signs
// that people write instead of the codes.

/** Codes whose minor unit is a hundredth. */
const twoDigits =
  'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC ' +
  'CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS ' +
  'KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD ' +
  'PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP ' +
  'TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG'
const noDigits = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'
const threeDigits = 'BHD IQD JOD KWD LYD OMR TND'
const fourDigits = 'CLF UYW'
/** Replaced, but still met in old exports; HRK and BGN by the euro in 2023 and 2026. */
const replaced = 'ANG BGN HRK SLL ZWL'

function list(codes: string, digits: number): [string, number][] {
  return codes.split(' ').map((code) => [code, digits])
}

const minorDigitsByCode: ReadonlyMap<string, number> = new Map([
  ...list(twoDigits, 2),
  ...list(noDigits, 0),
  ...list(threeDigits, 3),
  ...list(fourDigits, 4),
  ...list(replaced, 2),
])

/** Digits of a currency's minor unit: 2 for EUR, 0 for JPY; undefined for a code that is none. */
export function minorDigits(code: string): number | undefined {
  return minorDigitsByCode.get(code)
}

/** Whether a code, in capitals, is a currency. */
export function isCurrency(code: string): boolean {
  return minorDigitsByCode.has(code)
}

/** Signs that stand for one currency; `$`, `¥` and `kr` stand for several and are not among them. */
const codeBySign: ReadonlyMap<string, string> = new Map([
  ['€', 'EUR'],
  ['£', 'GBP'],
  ['₹', 'INR'],
  ['₽', 'RUB'],
  ['₺', 'TRY'],
  ['₩', 'KRW'],
  ['₪', 'ILS'],
  ['₫', 'VND'],
  ['₴', 'UAH'],
  ['₦', 'NGN'],
  ['zł', 'PLN'],
  ['fr.', 'CHF'],
  ['us$', 'USD'],
  ['ca$', 'CAD'],
  ['$us', 'USD'],
  ['$ca', 'CAD'],
  ['euro', 'EUR'],
  ['euros', 'EUR'],
])

const codesBySharedSign: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  [
    '$',
    new Set(
      'USD CAD AUD NZD SGD HKD MXN ARS CLP COP TWD BSD BBD BZD BMD FJD GYD JMD KYD LRD NAD SBD SRD TTD XCD'.split(
        ' ',
      ),
    ),
  ],
  ['¥', new Set(['JPY', 'CNY'])],
  ['kr', new Set(['SEK', 'NOK', 'DKK', 'ISK'])],
])

/** What a shared sign most often means where nothing else says. */
const usualOfSharedSign: ReadonlyMap<string, string> = new Map([
  ['$', 'USD'],
  ['¥', 'JPY'],
])

/**
 * The currency that a sign or code beside an amount means in an organisation that counts in `home`: a shared sign such as `$` is
 * `home` where that is one of its currencies, else the usual one. Null when it means none.
 */
export function currencyWritten(sign: string, home: string): string | null {
  if (sign === '') return null
  const one = currencyOfSign(sign)
  if (one !== null) return one
  return signFits(sign, home) ? home : (usualOfSharedSign.get(sign) ?? null)
}

/** The one currency that a sign or code beside an amount means; null when it means none, or several. */
export function currencyOfSign(sign: string): string | null {
  const code = sign.toUpperCase()
  if (minorDigitsByCode.has(code)) return code
  return codeBySign.get(sign.toLowerCase()) ?? null
}

/** Whether text beside an amount is a currency's sign or code at all. */
export function isCurrencySign(sign: string): boolean {
  return currencyOfSign(sign) !== null || codesBySharedSign.has(sign.toLowerCase())
}

/** Whether an amount with this sign can be in this currency. */
export function signFits(sign: string, currency: string): boolean {
  const one = currencyOfSign(sign)
  return one === null ? (codesBySharedSign.get(sign.toLowerCase())?.has(currency) ?? false) : one === currency
}

/**
 * Where the smallest unit that Stripe counts is not that of ISO 4217: krónur and Ugandan shillings are still written in hundredths, ariary
 * never were. Source: docs.stripe.com/currencies, "Zero-decimal currencies" and "Special cases", read in November 2026.
 */
export const stripeDigits: Readonly<Record<string, number>> = { ISK: 2, UGX: 2, MGA: 0 }

/** Minor units of a whole number that Stripe wrote; null for what is none, or has a part that the currency has no unit for. */
export function stripeMinor(cell: string, currency: string): bigint | null {
  const text = cell.trim()
  const ours = minorDigits(currency)
  if (!/^-?\d{1,16}$/.test(text) || ours === undefined) return null
  const theirs = Object.hasOwn(stripeDigits, currency) ? (stripeDigits[currency] ?? ours) : ours
  if (ours >= theirs) return BigInt(text) * 10n ** BigInt(ours - theirs)
  const unit = 10n ** BigInt(theirs - ours)
  return BigInt(text) % unit === 0n ? BigInt(text) / unit : null
}
