// Money on its way out of the house as exact decimal text.
import { minorDigits } from '../../model/currencies.ts'

/** Minor units as decimal text: 123456 EUR is '1234.56', 500 JPY '500'. */
export function minorAsDecimal(minor: bigint, currency: string): string {
  const digits = minorDigits(currency)
  const size = (minor < 0n ? -minor : minor).toString().padStart(digits + 1, '0')
  const sign = minor < 0n ? '-' : ''
  return digits === 0 ? sign + size : `${sign}${size.slice(0, -digits)}.${size.slice(-digits)}`
}
