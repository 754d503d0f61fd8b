import { expect, test } from 'vitest'
import { correctionsOf } from './corrections.ts'

const files = [{ name: 'a.txt' }, { name: 'b.csv' }]

test('what is said of a file, of a column and of the first line', () => {
  expect(
    correctionsOf(['a.txt=revenue', 'a.txt:Column 2=account', 'a.txt:Column 1='], ['a.txt=data'], files),
  ).toEqual({
    'a.txt': { entity: 'revenue', columns: { 'Column 2': 'account', 'Column 1': null }, firstLine: 'data' },
  })
})

test('columns alone leave the table as proposed, and a first line may be said of all files', () => {
  expect(correctionsOf(['b.csv:Montant HT=amount'], ['titles'], files)).toEqual({
    'a.txt': { columns: {}, firstLine: 'titles' },
    'b.csv': { columns: { 'Montant HT': 'amount' }, firstLine: 'titles' },
  })
})

test('a first line is titles or data', () => {
  expect(() => correctionsOf([], ['a.txt=rows'], files)).toThrow(/--first-line/)
})
