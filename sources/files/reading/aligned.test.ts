import { expect, test } from 'vitest'
import { createAlignedReader, cutAligned, inferAligned } from './aligned.ts'

const text = (...lines: string[]) => `${lines.join('\n')}\n`
function read(content: string, piece = content.length) {
  const layout = inferAligned(content, true)
  if (layout === null) return null
  const reader = createAlignedReader({ layout, maxColumns: 100, maxCellCharacters: 1000 })
  const records = []
  for (let at = 0; at < content.length; at += piece)
    records.push(...reader.push(content.slice(at, at + piece)))
  return [...records, ...reader.end()]
}

const numbers = text(
  ' 0004 19970101  2   29.33',
  ' 0004 19970118 12    9.73',
  '',
  ' 0021 19970101  3  163.34',
)
const names = text(
  'Customer name      Region    Amount',
  '-------------      ------    ------',
  'Ada Lovelace       North      12,50',
  'B. Q. de la Tour            1234,00',
  'Zoé                South       3,00',
)

test('runs of blanks part the cells where each line has as many', () => {
  const records = read(numbers)
  expect(records?.map(({ row, line, cells, afterBlank }) => [row, line, afterBlank, ...cells])).toEqual([
    [1, 1, false, '0004', '19970101', '2', '29.33'],
    [2, 2, false, '0004', '19970118', '12', '9.73'],
    [3, 4, true, '0021', '19970101', '3', '163.34'],
  ])
})

test('columns of fixed width keep the blanks within their cells, and cells that are empty', () => {
  expect(read(names)?.map(({ cells }) => cells)).toEqual([
    ['Customer name', 'Region', 'Amount'],
    ['Ada Lovelace', 'North', '12,50'],
    ['B. Q. de la Tour', '', '1234,00'],
    ['Zoé', 'South', '3,00'],
  ])
})

test.each([numbers, names, numbers.replaceAll('\n', '\r\n'), names.replaceAll('\n', '\r').trimEnd()])(
  'the pieces in which a text comes change nothing: %j',
  (content) => {
    const whole = read(content)
    expect(whole).toHaveLength(content.includes('Ada') ? 4 : 3)
    for (const piece of [1, 2, 3, 7]) expect(read(content, piece)).toEqual(whole)
  },
)

test.each([
  ['prose', text('This is a letter about sales.', 'It has lines', 'of some words each.', 'And 12 figures.')],
  ['a list of names', text('Prénom Nom', 'Ada Lovelace', 'Grace Hopper', 'Mary Jackson')],
  ['one column', text('12', '13', '14', '15')],
  ['two lines, which agree by accident', text('a 12', 'b 13')],
])('%s is no text in columns', (_, content) => {
  expect(inferAligned(content, true)).toBeNull()
})

test('a cell that reaches into the next one is no cell', () => {
  expect(cutAligned('Ada   12', [[3, 6]])).toEqual(['Ada', '12'])
  expect(cutAligned('Adaline 12', [[3, 6]])).toBeNull()
  expect(cutAligned('Adal  12', [[3, 6]])).toEqual(['Adal', '12'])
})

test('a last line that was cut off is told', () => {
  expect(read(`${numbers} 0021 1997`)?.at(-1)).toMatchObject({ cells: ['0021', '1997'], isUnended: true })
})
