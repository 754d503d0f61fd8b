// The hostile set's small groups, from the file to what an outsider is told: no team of fewer than five, nor one that could be worked
// out from the others. The set lies beside the repository; without it this is skipped.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { breakDown, measure, organisation, parsePeriod } from '../../metric/index.ts'
import { owner, type Reader } from '../../model/reader.ts'
import { freshDatabase } from '../database.ts'
import { deliver, rowsOf } from '../deliver.ts'
import { register } from '../register.ts'
import { shared } from '../shared.ts'

interface Checks {
  readonly people: Readonly<Record<string, number>>
  readonly hidden_teams: readonly string[]
  readonly shown_teams: readonly string[]
}

const file = '99-small-groups.csv'
const folder = shared('hostile')
const isThere = existsSync(join(folder, file))
const analyst: Reader = { personId: null, roles: ['analyst'], pseudonym: (id) => `P${id}` }

describe.skipIf(!isThere)('small groups', () => {
  test('no team that has to be hidden is told to an outsider', async () => {
    const sets = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as {
      file: string
      checks: Checks
    }[]
    const { checks } = sets.find((one) => one.file === file)!
    const database = await freshDatabase()
    await deliver(database, { [file]: readFileSync(join(folder, file)) })
    const people = await rowsOf(
      database,
      'select t.name, count(distinct m.person_id) as people from teams as t join memberships as m on m.team_id = t.team_id group by 1',
    )
    expect(Object.fromEntries(people.map(({ name, people: many }) => [name, many]))).toEqual(checks.people)
    const definition = register.find(({ id }) => id === 'net-promoter-score')!
    const asked = { scope: organisation, period: parsePeriod('2026-05')!, dimension: 'team' }
    const { lines, total } = await breakDown(database, analyst, definition, asked)
    expect(total).toMatchObject({ state: 'measured', n: 64, numerator: -37 })
    const told = lines.filter(({ answer }) => answer.value !== null).map(({ label }) => label)
    for (const { team_id, name } of await rowsOf(database, 'select team_id, name from teams')) {
      const scope = { kind: 'team', id: Number(team_id) } as const
      const { answers } = await measure(database, analyst, definition, { ...asked, scope })
      if (answers.some(({ value }) => value !== null)) told.push(String(name))
    }
    expect([...new Set(told)].toSorted()).toEqual(checks.shown_teams)
    for (const team of checks.hidden_teams) expect(told).not.toContain(team)
    // The one who may see everything by name is told of all four.
    const all = await breakDown(database, owner, definition, asked)
    expect(all.lines.map(({ label }) => label).toSorted()).toEqual(Object.keys(checks.people).toSorted())
  })
})
