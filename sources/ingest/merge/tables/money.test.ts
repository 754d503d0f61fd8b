// Files of costs, contracts and targets: what they become, as rows that a person can check, and what a later file changes.
import { describe, expect, test } from 'vitest'
import { freshDatabase } from '../../../../test/database.ts'
import { deliver, rowsOf, stageTexts } from '../../../../test/deliver.ts'
import { oneOfEach } from '../../../../test/one-of-each.ts'

const people = { 'people.csv': oneOfEach['people.csv']! }

describe('money and customers', async () => {
  const database = await freshDatabase()
  await deliver(database, people)

  test('costs in French, with what their category says of the department', async () => {
    await deliver(database, { 'couts.csv': oneOfEach['couts.csv']! })
    expect(
      await rowsOf(
        database,
        `select c.day, c.amount_minor, c.currency, c.category, c.department, c.channel, t.name as team, c.label
         from costs as c left join teams as t on t.team_id = c.team_id order by c.external_id`,
      ),
    ).toEqual([
      {
        day: '2026-03-31',
        amount_minor: 1_200_000,
        currency: 'EUR',
        category: 'salary',
        department: 'sales',
        channel: null,
        team: 'Nord',
        label: 'Salaires de mars',
      },
      {
        day: '2026-03-05',
        amount_minor: 85_050,
        currency: 'EUR',
        category: 'advertising',
        department: 'marketing',
        channel: 'LinkedIn',
        team: null,
        label: 'Annonces',
      },
    ])
  })

  test('contracts end on the day after their last; a yearly amount is twelve monthly ones; reasons keep their words', async () => {
    await deliver(database, { 'contrats.csv': oneOfEach['contrats.csv']! })
    expect(
      await rowsOf(
        database,
        `select a.name, s.contract, s.starts_on, s.ends_on, s.monthly_minor, s.end_reason, s.end_reason_written
         from subscriptions as s join accounts as a on a.account_id = s.account_id order by s.external_id`,
      ),
    ).toEqual([
      {
        name: 'Aubrac SA',
        contract: 'CT-1',
        starts_on: '2025-01-01',
        ends_on: null,
        monthly_minor: 25_000,
        end_reason: null,
        end_reason_written: null,
      },
      {
        name: 'Cèdre',
        contract: 'CT-2',
        starts_on: '2025-01-01',
        ends_on: '2026-03-01',
        monthly_minor: 10_000,
        end_reason: 'price',
        end_reason_written: 'trop cher',
      },
    ])
  })

  test('a contract that ends before it begins, and one of no customer, are refused', async () => {
    const report = await stageTexts(database, {
      'contrats.csv':
        'compte;premier_jour;dernier_jour;montant_mensuel\nX;2026-02-01;2026-01-01;1,00\n;2026-02-01;;1,00\nY;2026-02-01;2999-12-31;1,00\n',
    })
    expect(report.files[0]?.errors.map(({ row, code, column }) => [row, code, column])).toEqual([
      [2, 'RANGE_INVERTED', 'dernier_jour'],
      [3, 'VALUE_REQUIRED', 'compte'],
    ])
    expect(report.files[0]?.accepted).toBe(1)
  })

  test('targets: a share with its sign, points, money in minor units, a team', async () => {
    await deliver(database, {
      'objectifs.csv': `indicateur;reponse_indicateur;sorte_objectif;equipe;a_partir_du;valeur_objectif;unite_objectif;devise
taux de conversion;win-rate;;;2026-01-01;25 %;;
nps;nps;objectif;Nord;2026-01-01;30;points;
content-creation-time;hourly-rate;référence;;2026-01-01;52,50;argent;EUR
sales-cycle;mean;;;2026-01-01;55;jours;
`,
    })
    expect(
      await rowsOf(
        database,
        `select metric, answer, kind, t.name as team, value from targets left join teams as t using (team_id) order by metric collate "C"`,
      ),
    ).toEqual([
      { metric: 'content-creation-time', answer: 'hourly-rate', kind: 'standard', team: null, value: 5250 },
      { metric: 'conversion-rate', answer: 'win-rate', kind: 'target', team: null, value: 0.25 },
      { metric: 'net-promoter-score', answer: 'nps', kind: 'target', team: 'Nord', value: 0.3 },
      { metric: 'sales-cycle', answer: 'mean', kind: 'target', team: null, value: 55 },
    ])
  })
})
