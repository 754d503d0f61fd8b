import { expect, test } from 'vitest'
import fc from '../../test/chance.ts'
import { Cents, Numbers, NumberSet, TextTable } from './columns.ts'

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

test('texts keep the places in which they came, and none passes for another', () => {
  // Of few characters, so that many come twice; with what one byte could not tell apart, and what is half of a pair.
  const text = fc.oneof(
    fc.string({ maxLength: 3 }),
    fc.constantFrom('é', 'Ã©', '\u00e9\u0000', '\ud83d', '\ufffd', ''),
  )
  fc.assert(
    fc.property(fc.array(text, { maxLength: 3000 }), fc.array(text), (added, asked) => {
      const table = new TextTable()
      const places = new Map<string, number>()
      for (const one of added) {
        if (!places.has(one)) places.set(one, places.size)
        expect(table.add(one)).toBe(places.get(one))
      }
      expect(table.size).toBe(places.size)
      for (const one of [...asked, ...added]) expect(table.find(one)).toBe(places.get(one) ?? -1)
    }),
    { numRuns: 50, seed: 1912 },
  )
})

test('a hundred thousand texts and numbers are found again, and others are not', () => {
  const table = new TextTable()
  const numbers = new NumberSet()
  for (let at = 0; at < 100_000; at++) {
    table.add(`VE\u0000VE${at}`)
    numbers.add((at + 1) * 0x100000001)
  }
  for (let at = 0; at < 200_000; at++) {
    expect(table.find(`VE\u0000VE${at}`)).toBe(at < 100_000 ? at : -1)
    expect(numbers.has((at + 1) * 0x100000001)).toBe(at < 100_000)
  }
})
