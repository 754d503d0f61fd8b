// How many digits a currency's smallest unit has. ISO 4217, not the platform's locale data: that one says how many
// digits people usually print (none for HUF or IDR), which is not how amounts are stored.

const digitsByCode: ReadonlyMap<string, number> = new Map([
  ...list('BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF', 0),
  ...list('BHD IQD JOD KWD LYD OMR TND', 3),
  ...list('CLF UYW', 4),
])

/** Currencies whose minor unit is not a hundredth, with their digits (ISO 4217, list one, 2026). */
export const unusualDigits: readonly (readonly [string, number])[] = [...digitsByCode]

/** Digits of a currency's minor unit: 2 for EUR, 0 for JPY; 2 for one that nobody knows. */
export function minorDigits(currency: string): number {
  return digitsByCode.get(currency) ?? 2
}

function list(codes: string, digits: number): [string, number][] {
  return codes.split(' ').map((code) => [code, digits])
}
