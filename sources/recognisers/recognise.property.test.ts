// Whatever the order of the columns and whatever stands beside them, the plan is the same; no header makes it fail or slow.
import { expect, test } from 'vitest'
import fc from '../../test/chance.ts'
import { ownSeconds } from '../../test/own-seconds.ts'
import type { Recognition, TableSketch } from '../plan.ts'
import { recognise } from './index.ts'
import { sketchOf } from './sketch-of.ts'

const sketches: readonly TableSketch[] = [
  sketchOf(
    'deals.csv',
    `Record ID;Deal Name;Deal Stage;Pipeline;Amount;Close Date;Create Date;Deal owner;Deal Type;Date entered "Contract Sent (Sales)"
    11;Forge;Contract Sent;Sales;12000;2025-03-31;2025-01-15;Nora Quist;New Business;2025-02-01
    12;Press;Closed Lost;Sales;8000;2025-03-05;2025-02-10;Ivo Tamm;Existing Business;`,
  ),
  sketchOf(
    'affaires.csv',
    `N° affaire;Client;Montant HT;Montant TTC;Étape;Commercial;Date de création;Date de signature;Date prévue
    A-1;Lorme;12000;14400;Signé;Nora Quist;15/01/2025;31/03/2025;01/04/2025
    A-2;Ouest;8000;9600;Négociation;Ivo Tamm;10/02/2025;;01/06/2025`,
  ),
  sketchOf(
    'sales_teams.csv',
    'sales_agent;manager;regional_office\nNora Quist;Dana Fell;North\nIvo Tamm;Olga Ruiz;South',
  ),
  sketchOf(
    'deals.csv',
    'deal_id;title;amount;currency;stage;owner_email;created_at;closed_at;status\n1;x;1;EUR;Won;nora@forge.example;2025-01-01;2025-02-01;won',
  ),
]

/** What each named column becomes, without where it stands. */
function shape(recognition: Recognition | undefined): unknown {
  if (recognition?.kind !== 'understood') return recognition
  return recognition.plans.map(({ entity, vendor, columns, remarks, reason }) => ({
    entity,
    vendor,
    reason,
    remarks,
    columns: columns
      .map(({ header, field, stage, reason: why }) => ({ header, field, stage, why }))
      .toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)),
  }))
}

const permuted = (sketch: TableSketch, order: readonly number[]): TableSketch => ({
  ...sketch,
  header: order.map((index) => sketch.header[index] ?? ''),
  samples: order.map((index) => sketch.samples[index] ?? []),
  filled: order.map((index) => sketch.filled[index] ?? 0),
})

test('the order of the columns changes nothing', () => {
  for (const sketch of sketches) {
    const [straight] = recognise([sketch])
    const places = sketch.header.map((_, index) => index)
    fc.assert(
      fc.property(fc.shuffledSubarray(places, { minLength: places.length }), (order) => {
        expect(shape(recognise([permuted(sketch, order)])[0])).toEqual(shape(straight))
      }),
      { numRuns: 40 },
    )
  }
})

test('columns that nothing knows change nothing', () => {
  const names = fc.constantFrom('xq1', 'Zorblatt', 'couleur préférée', '🙂', 'custom_field_88', 'météo')
  for (const sketch of sketches) {
    const [straight] = recognise([sketch])
    fc.assert(
      fc.property(fc.uniqueArray(names, { maxLength: 4 }), (extra) => {
        const wider = {
          ...sketch,
          header: [...sketch.header, ...extra],
          samples: [...sketch.samples, ...extra.map(() => ['a', 'b'])],
          filled: [...sketch.filled, ...extra.map(() => 1)],
        }
        const [answer] = recognise([wider])
        if (answer?.kind !== 'understood' || straight?.kind !== 'understood')
          throw new Error(JSON.stringify(answer))
        const used = (recognition: typeof answer): unknown =>
          recognition.plans.map(({ entity, columns }) => [
            entity,
            columns.filter(({ field }) => field !== null),
          ])
        expect(used(answer)).toEqual(used(straight))
        expect(
          answer.plans[0]?.columns
            .filter(({ header }) => extra.some((name) => name === header))
            .every(({ field }) => field === null),
        ).toBe(true)
      }),
      { numRuns: 30 },
    )
  }
})

test('any header and any cells get an answer with a reason in both languages', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.constantFrom('2025-01-01', '12', 'a@b.co', 'Won', 'EUR', 'true'),
  )
  const table = fc.array(fc.tuple(cell, fc.array(cell, { maxLength: 5 })), { maxLength: 12 })
  fc.assert(
    fc.property(table, fc.string({ maxLength: 30 }), (columns, fileName) => {
      const [answer] = recognise([
        {
          fileName,
          header: columns.map(([name]) => name),
          samples: columns.map(([, cells]) => cells),
          filled: columns.map(() => 1),
          rows: 5,
        },
      ])
      if (answer === undefined) throw new Error('no answer')
      const reasons =
        answer.kind === 'understood'
          ? answer.plans.flatMap((plan) => [plan.reason, ...plan.columns.map(({ reason }) => reason)])
          : [answer.reason]
      for (const { fr, en } of reasons) expect(fr.length > 0 && en.length > 0).toBe(true)
    }),
    { numRuns: 300 },
  )
})

test('long names and a thousand columns take no time', () => {
  const long = [
    'date '.repeat(20_000),
    '('.repeat(50_000),
    'aA'.repeat(30_000),
    '- : '.repeat(20_000),
    'date entered "'.repeat(5_000),
  ]
  const wide = Array.from({ length: 1_000 }, (_, index) => `date de clôture ${index}`)
  const cells = ['1'.repeat(5_000), ' '.repeat(5_000) + 'x', '1 '.repeat(2_500), 'a@'.repeat(2_000)]
  const header = [...long, ...wide]
  const seconds = ownSeconds()
  recognise([
    { fileName: 'x.csv', header, samples: header.map(() => cells), filled: header.map(() => 1), rows: 4 },
  ])
  expect(seconds()).toBeLessThan(10)
})
