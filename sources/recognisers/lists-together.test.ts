// Tables of one delivery, which explain each other.
import { describe, expect, test } from 'vitest'
import { codes, one, understood, used } from '../../test/plans.ts'
import { recognise } from './index.ts'
import { sketchOf } from './sketch-of.ts'

describe('tables that explain each other', () => {
  const deals = sketchOf(
    'pipeline.csv',
    `deal id;seller code;buyer;stage;amount;opened;closed
    1;NQ;Lorme;Won;12000;2025-01-15;2025-03-31
    2;IT;Ouest;Lost;8000;2025-02-10;2025-03-05
    3;PK;Sud;Lost;8000;2025-02-10;2025-03-05`,
  )
  const people = sketchOf(
    'sales_teams.csv',
    `initials;rep;manager;regional_office
    NQ;Nora Quist;Dana Fell;North
    IT;Ivo Tamm;Dana Fell;North
    PK;Piet Kok;Olga Ruiz;South`,
  )

  test('a list of reps with managers: the team carries the name of its manager', () => {
    const plan = one(people)
    expect(plan.entity).toBe('people')
    expect(
      plan.columns.filter(({ field }) => field !== null).map(({ header, field }) => [header, field]),
    ).toEqual(
      expect.arrayContaining([
        ['rep', 'name'],
        ['manager', 'manager'],
        ['manager', 'team'],
        ['regional_office', 'region'],
      ]),
    )
    expect(codes(plan)).toContain('team-named-after-manager')
  })

  test('values that are those of another file fill a field whose header says nothing', () => {
    const accounts = sketchOf(
      'accounts.csv',
      'account;sector;employees\nLorme;Steel;20\nOuest;Steel;30\nSud;Wood;12\nNord;Wood;5',
    )
    const [first] = recognise([
      sketchOf(
        'pipeline.csv',
        'deal id;for whom;stage;amount;opened;closed\n1;Lorme;Won;12000;2025-01-15;2025-03-31\n2;Ouest;Lost;8000;2025-02-10;2025-03-05\n3;Sud;Lost;8000;2025-02-10;2025-03-05',
      ),
      accounts,
    ])
    const column = understood(first)[0]?.columns.find(({ header }) => header === 'for whom')
    expect(column?.field).toBe('account')
    expect(column?.reason.en).toContain('accounts.csv')
    expect(column?.reason.fr).toContain('accounts.csv')
  })

  test('the ids of roles are those of the list of roles: the team', () => {
    const users =
      'Id;Name;Email;IsActive;Department;UserRoleId\nu1;Nora Quist;nora@forge.example;true;Sales;00Ex1\nu2;Ivo Tamm;ivo@forge.example;true;Sales;00Ex2'
    const roles = 'Id;Name;ParentRoleId;RollupDescription\n00Ex1;North;00Ex9;\n00Ex2;South;00Ex9;'
    const [listed, teams] = recognise([sketchOf('User.csv', users), sketchOf('UserRole.csv', roles)])
    expect(understood(teams)[0]?.entity).toBe('teams')
    expect(used(understood(listed)[0])['UserRoleId']).toBe('team')
    const [alone] = recognise([sketchOf('User.csv', users)])
    expect(used(understood(alone)[0])['Department']).toBe('team')
  })

  test('all tables of a delivery get an answer, in their order', () => {
    const answers = recognise([deals, people])
    expect(
      answers.map((answer) => (answer.kind === 'understood' ? answer.plans[0]?.entity : answer.kind)),
    ).toEqual(['opportunities', 'people'])
  })
})
