// North: Ada, Bob, and Cleo until February. South: Cleo since, and ten others; a manager for each. Every name is a canary.
import { isMeasurable, type MetricDefinition } from '../metric/definition.ts'
import { parsePeriod } from '../metric/period.ts'
import { organisation, type Scope } from '../metric/scope.ts'
import type { Database } from '../model/database.ts'
import { housekeeper, type Reader, type Role } from '../model/reader.ts'
import { freshDatabase } from './database.ts'
import { register } from './register.ts'
import { tell, type StoryDeal, type StoryLead } from './story.ts'

export const metrics = register.filter(isMeasurable)
export const metricNamed = (id: string): MetricDefinition => metrics.find((one) => one.id === id)!
export const q1 = parsePeriod('2026-Q1')!
export const asOf = '2026-04-10'
export const view = { scope: organisation, period: q1, asOf }
export const page = { offset: 0, limit: 500 }

export const south: readonly string[] = Array.from({ length: 10 }, (_, i) => `Zorba-${i}`)
export const reps: readonly string[] = ['Zada', 'Zbob', 'Zcleo', ...south]
export const managers = ['Zmia', 'Zned'] as const

export const dealsOf = (owner: string, i: number): StoryDeal[] =>
  ['2026-01-20', '2026-02-20', '2026-03-20'].flatMap((day, month): StoryDeal[] => [
    {
      id: `${owner}-won-${month}`,
      owner,
      account: `Client of ${owner}`,
      opened: '2025-12-01',
      won: day,
      amount: BigInt(1000_00 + i),
    },
    { id: `${owner}-lost-${month}`, owner, opened: '2025-12-02', lost: day, amount: 500_00n },
  ])
const leadsOf = (owner: string): StoryLead[] =>
  ['2026-01-05', '2026-02-05', '2026-03-05'].map((created, i) => ({
    id: `${owner}-lead-${i}`,
    owner,
    created,
    qualified: true,
    deal: `${owner}-won-${i}`,
  }))

export interface TwoTeams {
  readonly database: Database
  readonly ids: ReadonlyMap<string, number>
  readonly teams: ReadonlyMap<string, number>
  readonly reader: (role: Role, name?: string) => Reader
  readonly rep: (name: string) => Scope
  readonly team: (name: string) => Scope
}

/** A house with the two teams in it. */
export async function twoTeams(): Promise<TwoTeams> {
  const database = await freshDatabase()
  const ids = new Map<string, number>()
  const teams = new Map<string, number>()
  await tell(database, {
    people: {
      Zada: 'North',
      Zbob: 'North',
      Zcleo: ['North until 2026-02-01', 'South'],
      ...Object.fromEntries(south.map((name) => [name, 'South'])),
      Zmia: null,
      Zned: null,
    },
    deals: [
      ...reps.flatMap(dealsOf),
      // A deal of Ada's that has passed to a rep of the South since.
      {
        id: 'passed',
        owner: south[0]!,
        ownedBefore: [{ owner: 'Zada', until: '2026-03-30' }],
        opened: '2026-01-02',
        won: '2026-03-03',
      },
    ],
    leads: reps.flatMap(leadsOf),
  })
  await database.write(housekeeper, async (query) => {
    for (const person of await query.selectFrom('people').select(['person_id', 'display_name']).execute())
      ids.set(person.display_name, person.person_id)
    for (const team of await query.selectFrom('teams').select(['team_id', 'name']).execute())
      teams.set(team.name, team.team_id)
    for (const [team, manager] of [
      ['North', 'Zmia'],
      ['South', 'Zned'],
    ] as const)
      await query
        .updateTable('teams')
        .set({ manager_id: ids.get(manager)! })
        .where('name', '=', team)
        .execute()
  })
  return {
    database,
    ids,
    teams,
    reader: (role, name) => ({
      personId: name === undefined ? null : ids.get(name)!,
      roles: [role],
      ...(role === 'analyst' && { pseudonym: (personId: number) => `P-${personId * 7919}` }),
    }),
    rep: (name) => ({ kind: 'rep', id: ids.get(name) ?? 999_999 }),
    team: (name) => ({ kind: 'team', id: teams.get(name) ?? 999_999 }),
  }
}
