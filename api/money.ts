// Money on its way out of the house as exact decimal text.

/** Minor units as decimal text: 123456 EUR is '1234.56', 500 JPY '500'. */
export function minorAsDecimal(minor: bigint, currency: string): string {
  const digits = minorDigits(currency)
  const size = (minor < 0n ? -minor : minor).toString().padStart(digits + 1, '0')
  const sign = minor < 0n ? '-' : ''
  return digits === 0 ? sign + size : `${sign}${size.slice(0, -digits)}.${size.slice(-digits)}`
}

const known = new Map<string, number>()

/** How many decimals a currency has; two for one that nobody knows. */
export function minorDigits(currency: string): number {
  const found = known.get(currency)
  if (found !== undefined) return found
  let digits = 2
  try {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency })
    digits = format.resolvedOptions().maximumFractionDigits ?? 2
  } catch {
    // Not written like a currency: it has no decimals of its own to respect.
  }
  known.set(currency, digits)
  return digits
}
