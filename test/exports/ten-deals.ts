// Ten invented deals, told once and written in the shape of every CRM: whatever the export, the figures are the same.
// Worked out by hand: 4 won and 3 lost, so 4/7; cycles of the won 30, 60, 45 and 10 days: mean 36.25, median 37.5;
// won value 12,000.50 + 8,000.00 + 450.25 + 20,000.00 = 40,450.75.
import { expect } from 'vitest'
import { measure, breakDown } from '../../metric/runner/runner.ts'
import { organisation } from '../../metric/scope.ts'
import { wholeData } from '../../metric/period.ts'
import type { Database } from '../../model/database.ts'
import { owner } from '../../model/reader.ts'
import { register } from '../register.ts'

export interface Deal {
  readonly id: number
  readonly name: string
  readonly account: string
  readonly rep: string
  readonly outcome: 'won' | 'lost' | 'open'
  /** UTC; the ninth deal is opened at 23:30 UTC on the last day of February, in Paris the first of March. */
  readonly openedAt: string
  /** In Paris. */
  readonly opened: string
  /** The closing; for an open deal the day planned. */
  readonly closed: string
  readonly cents: number
}

const told: readonly (readonly [string, string, string, Deal['outcome'], string, string, number])[] = [
  ['Forge', 'Ateliers Brévent', 'Inès Benali', 'won', '2025-01-10T09:15:00Z', '2025-02-09', 12_000_50],
  ['Presse', 'Maison Dormoy', 'Inès Benali', 'won', '2025-01-20T14:00:00Z', '2025-03-21', 8_000_00],
  ['Tour', 'Groupe Isère', 'Hugo Lefèvre', 'lost', '2025-01-25T08:00:00Z', '2025-02-20', 3_100_00],
  ['Laser', 'Ateliers Brévent', 'Hugo Lefèvre', 'won', '2025-02-01T10:00:00Z', '2025-03-18', 450_25],
  ['Robot', 'Société Fauvel', 'Inès Benali', 'lost', '2025-02-03T11:30:00Z', '2025-03-31', 15_250_00],
  ['Audit', 'Maison Dormoy', 'Hugo Lefèvre', 'open', '2025-02-10T16:45:00Z', '2025-07-15', 900_00],
  ['Support', 'Groupe Isère', 'Inès Benali', 'open', '2025-02-14T07:20:00Z', '2025-06-30', 2_400_00],
  ['Licence', 'Société Fauvel', 'Hugo Lefèvre', 'lost', '2025-02-20T12:00:00Z', '2025-03-05', 700_00],
  ['Extension', 'Maison Dormoy', 'Inès Benali', 'won', '2025-02-28T23:30:00Z', '2025-03-11', 20_000_00],
  ['Atelier', 'Ateliers Brévent', 'Hugo Lefèvre', 'open', '2025-03-12T09:00:00Z', '2025-08-01', 5_000_00],
]

export const tenDeals: readonly Deal[] = told.map(
  ([name, account, rep, outcome, openedAt, closed, cents], index) => ({
    id: index + 1,
    name: `${name} ${index + 1}`,
    account,
    rep,
    outcome,
    openedAt,
    opened: index === 8 ? '2025-03-01' : openedAt.slice(0, 10),
    closed,
    cents,
  }),
)

/** '2025-03-31' as '31/03/2025'. */
export const french = (day: string): string => day.split('-').toReversed().join('/')
/** '2025-03-31' as '3/31/2025'. */
export const american = (day: string): string =>
  `${Number(day.slice(5, 7))}/${Number(day.slice(8))}/${day.slice(0, 4)}`
/** Days since the end of 1899, as a workbook keeps a date. */
export const serial = (instant: string): number =>
  Math.round((Date.parse(instant) / 86_400_000 + 25_569) * 1e6) / 1e6
/** 1200050 as '12000.50'. */
export const plain = (cents: number): string => (cents / 100).toFixed(2)
/** 1200050 as '12 000,50' with the space given. */
export const frenchAmount = (cents: number, space = '\u202f'): string =>
  plain(cents)
    .replace('.', ',')
    .replaceAll(/\B(?=(?:\d{3})+,)/g, space)
/** 1200050 as '12,000.50'. */
export const englishAmount = (cents: number): string => plain(cents).replaceAll(/\B(?=(?:\d{3})+\.)/g, ',')

/** Rows as text with every cell quoted, as Salesforce and HubSpot write them. */
export function quoted(rows: readonly (readonly (string | number)[])[], delimiter = ',', end = '\n'): string {
  return rows
    .map((row) => row.map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join(delimiter) + end)
    .join('')
}

/** The `<sheetData>` of a workbook: texts as they are, numbers as numbers, days (`{ serial }`) in the first style. */
export function sheetOf(
  rows: readonly (readonly (string | number | { readonly serial: number } | null)[])[],
): string {
  const cells = (row: (typeof rows)[number]) =>
    row
      .map((cell) => {
        if (cell === null || cell === '') return '<c/>'
        if (typeof cell === 'number') return `<c><v>${cell}</v></c>`
        if (typeof cell === 'object') return `<c s="1"><v>${cell.serial}</v></c>`
        const text = cell.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
        return `<c t="inlineStr"><is><t>${text}</t></is></c>`
      })
      .join('')
  return `<sheetData>${rows.map((row) => `<row>${cells(row)}</row>`).join('')}</sheetData>`
}

const metric = (id: string) => register.find((definition) => definition.id === id)!
const whole = { scope: organisation, period: wholeData } as const

/** The answers that every export of the ten deals gives, as the product measures them. */
export async function figuresOf(database: Database) {
  const conversion = await measure(database, owner, metric('conversion-rate'), whole)
  const cycle = await measure(database, owner, metric('sales-cycle'), whole)
  const reps = await breakDown(database, owner, metric('conversion-rate'), {
    ...whole,
    answer: 'win-rate',
    dimension: 'rep',
  })
  const answer = (id: string) => [...conversion.answers, ...cycle.answers].find((one) => one.id === id)
  return {
    won: answer('won-deals')?.value,
    decided: answer('win-rate')?.denominator,
    open: answer('open-deals')?.value,
    value: answer('won-value')?.value?.toString(),
    currency: conversion.answers.find(({ id }) => id === 'won-value')?.unit,
    mean: answer('mean')?.value,
    median: answer('median')?.value,
    byRep: Object.fromEntries(
      reps.lines.map((line) => [line.label, `${line.answer.numerator}/${line.answer.denominator}`]),
    ),
  }
}

/** Expects them. */
export async function expectTheFigures(database: Database, currency = 'EUR'): Promise<void> {
  expect(await figuresOf(database)).toEqual({
    won: 4,
    decided: 7,
    open: 3,
    value: '4045075',
    currency: { kind: 'money', currency },
    mean: 36.25,
    median: 37.5,
    byRep: { 'Inès Benali': '3/4', 'Hugo Lefèvre': '1/3' },
  })
}
