// The currencies that headers and cells name: codes of ISO 4217 in use, and signs that stand for one currency only.

export const currencyCodes: ReadonlySet<string> = new Set(
  `EUR USD GBP CHF CAD AUD NZD JPY CNY HKD SGD SEK NOK DKK PLN CZK HUF RON BGN ISK TRY MAD TND DZD XOF XAF XPF ZAR AED SAR ILS INR
   IDR MYR THB PHP KRW TWD VND BRL MXN ARS CLP COP PEN UAH RUB NGN KES EGP QAR KWD`.split(/\s+/),
)

/** Signs with the currency they stand for. The dollar sign stands for many: it states none. */
export const currencySymbols: readonly (readonly [string, string])[] = [
  ['€', 'EUR'],
  ['£', 'GBP'],
  ['zł', 'PLN'],
]
