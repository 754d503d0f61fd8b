import { expect, test } from 'vitest'
import { firstIsData } from './first-line.ts'

const isData = (...lines: string[]) => firstIsData(lines.map((line) => ({ cells: line.split(';') })))

test.each([
  ['numbers and days', '0004;19970101;2;29.33', '0021;19970118;12;9'],
  ['an address', 'ada@example.com;Ada', 'bob@example.com;Bob'],
  ['codes', 'D-1;Proposal;ada', 'D-22;Won;bob'],
  ['amounts with their sign', 'Acme;€12.50', 'Bolt;€7'],
  ['one cell that is not there', 'D-1;NA;12;2026-01-01', 'D-2;4;13;2026-01-02'],
])('a first row of data: %s', (_, ...lines) => {
  expect(isData(...lines)).toBe(true)
})

test.each([
  ['names over numbers', 'Customer;Amount', 'Acme;12'],
  ['years over numbers', 'Region;2024;2025;2026', 'North;12;13;14'],
  ['one year over numbers', 'Region;2026', 'North;1912'],
  ['places over scores', 'Person;1;2;3', 'Ada;9;10;8'],
  ['quarters over numbers', 'Region;Q1;Q2', 'North;12;13'],
  ['months over numbers', 'Region;2026-01;2026-02', 'North;12;13'],
  ['words over words', 'Stage;Owner', 'Won;Ada'],
  ['names over codes', 'Address 1;Id', 'Main street;D-1'],
  ['nothing below', 'D-1;12;2026-01-01'],
])('titles: %s', (_, ...lines) => {
  expect(isData(...lines)).toBe(false)
})
