import { expect, test } from 'vitest'
import fc from '../../test/chance.ts'
import { Cents, Numbers } from './columns.ts'

test('numbers are kept as they were given, however many', () => {
  const numbers = new Numbers()
  for (let at = 0; at < 5000; at++) numbers.push(at - 1)
  numbers.set(4000, 7)
  expect([numbers.length, numbers.at(0), numbers.at(4000), numbers.at(4999)]).toEqual([5000, -1, 7, 4998])
})

test('cents are exact at any size, also when they change', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.bigInt(), fc.bigInt()), { maxLength: 50 }), (pairs) => {
      const cents = new Cents()
      for (let at = 0; at < 2000; at++) cents.push(0n)
      for (const [before] of pairs) cents.push(before)
      pairs.forEach(([, after], at) => cents.set(2000 + at, after))
      expect(pairs.map((_, at) => cents.at(2000 + at))).toEqual(pairs.map(([, after]) => after))
    }),
    { seed: 41 },
  )
  const cents = new Cents()
  cents.push(2n ** 63n)
  cents.push(-(2n ** 63n))
  expect([cents.at(0), cents.at(1)]).toEqual([2n ** 63n, -(2n ** 63n)])
  cents.set(0, 5n)
  expect(cents.at(0)).toBe(5n)
})
