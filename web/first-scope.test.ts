// Whose figures the pages open on, by role.
import { expect, test } from 'vitest'
import { firstScope } from './first-scope.ts'
import type { AccountJson, HomeJson } from './shapes.ts'

type Home = Pick<HomeJson, 'teams' | 'people'>

const person = (id: number): HomeJson['people'][number] => ({
  id,
  name: `Person ${id}`,
  teamId: null,
  isProvisional: false,
})
const hers: Home = {
  teams: [
    { id: 3, name: 'North', people: 6 },
    { id: 4, name: 'South', people: 9 },
  ],
  people: [person(7), person(8)],
}
const nobody: Home = { teams: [], people: [] }
const alone: Home = { teams: [], people: [person(7)] }

test.each([
  [['manager'], hers, 'team:4'],
  [['manager', 'rep'], hers, 'team:4'],
  [['manager', 'marketing'], hers, 'team:4'],
  [['manager'], alone, 'rep:7'],
  [['rep'], alone, 'rep:7'],
  [['rep', 'administrator'], alone, 'rep:7'],
  // Who sees all is told of every team: none of them is hers by that.
  [['leader'], hers, null],
  [['leader', 'manager'], hers, null],
  [['manager', 'analyst'], hers, null],
  [['marketing'], nobody, null],
  [['marketing', 'rep'], alone, null],
  // Not in the data any more, or of no person.
  [['rep'], nobody, null],
] satisfies [AccountJson['roles'], Home, string | null][])(
  '%j, who sees %j, opens on %s',
  (roles, home, scope) => {
    expect(firstScope({ roles, personId: 7 }, home)).toBe(scope)
  },
)

test('the owner of a machine without accounts opens on the organisation', () => {
  expect(firstScope(null, hers)).toBeNull()
})
