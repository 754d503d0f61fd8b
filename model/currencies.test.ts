import { expect, test } from 'vitest'
import { minorDigits as asRead } from '../sources/files/values/index.ts'
import { minorDigits, unusualDigits } from './currencies.ts'

test('amounts are shown and converted with the digits with which they were read', () => {
  for (const code of Intl.supportedValuesOf('currency'))
    if (asRead(code) !== undefined) expect(minorDigits(code), code).toBe(asRead(code))
  for (const [code, digits] of unusualDigits) expect(asRead(code), code).toBe(digits)
  expect([minorDigits('EUR'), minorDigits('JPY'), minorDigits('HUF'), minorDigits('TND')]).toEqual([
    2, 0, 2, 3,
  ])
})
