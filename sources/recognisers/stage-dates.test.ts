// Dates of stages that stand in columns of their own.
import { describe, expect, test } from 'vitest'
import { understood } from '../../test/plans.ts'
import { recognise } from './index.ts'
import { sketchOf } from './sketch-of.ts'

describe('stage dates in columns', () => {
  const base = 'Record ID;Deal Name;Deal Stage;Amount;Close Date;Create Date;Deal owner'
  const row = '11;Forge;Contract Sent;12000;2025-03-31;2025-01-15;Nora Quist'

  test('HubSpot labels in English and French, raw properties with prefixes', () => {
    const dated = [
      'Date entered "Contract Sent (Sales Pipeline)"',
      'Date exited "Contract Sent (Sales Pipeline)"',
      "Date d'entrée dans « Fermé gagné (Pipeline des ventes) »",
      'hs_v2_date_entered_closedwon',
      'property_hs_date_exited_appointmentscheduled',
    ]
    const cells = dated.map(() => '2025-02-01 10:00')
    const sketch = sketchOf(
      'deals.csv',
      `${base};${dated.join(';')};Latest time in "Contract Sent (Sales Pipeline)"\n${row};${cells.join(';')};86400000`,
    )
    const [deals, history] = understood(recognise([sketch])[0])
    expect(deals?.entity).toBe('opportunities')
    expect(history?.entity).toBe('stage-history')
    expect(history?.columns.map(({ header, field, stage }) => ({ header, field, stage }))).toEqual([
      { header: 'Record ID', field: 'opportunity', stage: undefined },
      { header: dated[0], field: 'enteredAt', stage: { name: 'Contract Sent', edge: 'entered' } },
      { header: dated[1], field: 'leftAt', stage: { name: 'Contract Sent', edge: 'left' } },
      { header: dated[2], field: 'enteredAt', stage: { name: 'Fermé gagné', edge: 'entered' } },
      { header: dated[3], field: 'enteredAt', stage: { name: 'closedwon', edge: 'entered' } },
      { header: dated[4], field: 'leftAt', stage: { name: 'appointmentscheduled', edge: 'left' } },
    ])
    expect(deals?.columns.filter(({ header }) => dated.includes(header)).map(({ field }) => field)).toEqual(
      dated.map(() => null),
    )
  })

  test('columns named after a stage in a list made by hand', () => {
    const sketch = sketchOf(
      'affaires.csv',
      `ID affaire;Étape;Montant;Commercial;Date de création;Date de clôture;Date Qualification;Proposition (entrée)
      1;Proposition;12000;Nora Quist;2025-01-15;;2025-01-20;2025-02-01
      2;Qualification;8000;Ivo Tamm;2025-02-10;;2025-02-11;`,
    )
    const [, history] = understood(recognise([sketch])[0])
    expect(history?.columns.flatMap(({ stage }) => stage ?? [])).toEqual([
      { name: 'Qualification', edge: 'entered' },
      { name: 'Proposition', edge: 'entered' },
    ])
  })
})
