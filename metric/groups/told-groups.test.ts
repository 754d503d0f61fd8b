// What is told of groups of people, and what of none: by size of the group, by kind of data, and by reader.
import { describe, expect, test } from 'vitest'
import { dataOf, type MetricDefinition } from '../definition.ts'
import { breakDown, home, measure, measureAll, rows } from '../runner/runner.ts'
import { parsePeriod, wholeData } from '../period.ts'
import { organisation, type Scope } from '../scope.ts'
import type { Reader } from '../../model/reader.ts'
import { changeSmallestGroup, type FigureData, readSmallestGroup } from '../../model/sight.ts'
import { freshDatabase } from '../../test/database.ts'
import { register } from '../../test/register.ts'
import { tell } from '../../test/story.ts'
import { asOf, dealsOf, metricNamed, metrics, page, south, twoTeams, view } from '../../test/two-teams.ts'

const { database, reader, rep, team } = await twoTeams()

describe('groups', () => {
  test('two people who may both see a total see the same', async () => {
    const totals = await Promise.all(
      (['owner', 'leader', 'rep', 'marketing', 'analyst'] as const).map(async (role) => {
        const found = await measure(database, reader(role, 'Zada'), metricNamed('conversion-rate'), view)
        return found.answers.find((answer) => answer.id === 'win-rate')!.value
      }),
    )
    expect(new Set(totals).size).toBe(1)
    expect(totals[0]).toBeGreaterThan(0)
  })

  test('an organisation of few tells an outsider nothing but her own', async () => {
    const small = await freshDatabaseOfFew()
    const own = await measure(small.database, small.zada, metricNamed('conversion-rate'), {
      ...view,
      scope: { kind: 'rep', id: small.zada.personId },
    })
    expect(own.answers.find((answer) => answer.id === 'won-deals')!.value).toBe(3)
    const all = await measure(small.database, small.zada, metricNamed('conversion-rate'), view)
    expect(all.state).toBe('no-data')
    for (const answer of all.answers)
      expect([answer.value, answer.n, answer.details]).toEqual([null, null, []])
    expect(all.exclusions).toEqual([])
    const found = all.answers.find((answer) => answer.id === 'won-deals')!
    expect(found.isWithheld).toBe(true)
    expect([found.note!.fr, found.note!.en]).toEqual([
      expect.stringContaining('Moins de 5 personnes'),
      expect.stringContaining('Fewer than 5 people'),
    ])
    const list = await rows(small.database, small.zada, metricNamed('conversion-rate'), {
      ...view,
      ...page,
      answer: 'won-deals',
    })
    expect([list.total, list.hidden]).toEqual([3, null])
  })

  test('an answer that is the same in all periods is about a group too, or not told', async () => {
    const undated = await freshDatabase()
    const names = ['Zada', ...south.slice(0, 4)]
    await tell(undated, {
      people: Object.fromEntries(names.map((name) => [name, 'North'])),
      leads: names.map((owner, i) => ({ id: `u${i}`, owner, created: null, converted: true })),
    })
    const valueFor = async (who: Reader) => {
      const found = await measure(undated, who, metricNamed('conversion-rate'), {
        ...view,
        period: wholeData,
      })
      return found.answers.find((answer) => answer.id === 'undated-leads')!.value
    }
    const { person_id: personId } = await undated.read(reader('owner'), (query) =>
      query
        .selectFrom('people')
        .select('person_id')
        .where('display_name', '=', 'Zada')
        .executeTakeFirstOrThrow(),
    )
    // Five people stand behind it: of others than her own, four.
    expect(await valueFor({ personId: null, roles: ['marketing'] })).toBe(1)
    expect(await valueFor({ personId, roles: ['rep'] })).toBeNull()
  })

  test('other dimensions of what others did are refused', async () => {
    const asks = (who: Reader, dimension: string, scope: Scope = organisation) =>
      breakDown(database, who, metricNamed('conversion-rate'), {
        ...view,
        scope,
        dimension,
        answer: 'win-rate',
      })
    for (const dimension of ['industry', 'lead-source', 'month', 'team', 'region'])
      await expect(asks(reader('rep', 'Zada'), dimension)).rejects.toMatchObject({
        code: 'unknown-dimension',
      })
    await expect(asks(reader('marketing', 'Zada'), 'rep')).rejects.toMatchObject({
      code: 'unknown-dimension',
    })
    expect((await asks(reader('rep', 'Zada'), 'industry', rep('Zada'))).lines).toHaveLength(1)
    const teamLines = await asks(reader('manager', 'Zmia'), 'team')
    expect(teamLines.lines.map((line) => line.label)).toEqual(['North'])
    expect(teamLines.absent).toEqual([])
  })

  test('the number of people may be raised, and never lowered', async () => {
    const wonDeals = async () => {
      const found = await measure(database, reader('rep', 'Zada'), metricNamed('conversion-rate'), view)
      return found.answers.find((answer) => answer.id === 'won-deals')!.value
    }
    const owner = reader('owner')
    const change = (people: number) =>
      database.write(owner, (query) => changeSmallestGroup(query, people, new Date('2026-04-10T00:00:00Z')))
    // Twelve others stand behind it.
    expect(await wonDeals()).toBe(40)
    await change(13)
    expect(await wonDeals()).toBeNull()
    await change(12)
    expect(await wonDeals()).toBe(40)
    await expect(change(4)).rejects.toThrow(RangeError)
    // Even written past the check.
    await database.write(owner, (query) =>
      query.updateTable('settings').set({ value: '1' }).where('key', '=', 'smallest-group').execute(),
    )
    expect(await database.read(owner, readSmallestGroup)).toBe(5)
  })

  test('an administrator is told no figure', async () => {
    for (const one of await measureAll(database, reader('administrator', 'Zada'), metrics, view))
      for (const answer of one.answers) expect(answer.value, `${one.metric} ${answer.id}`).toBeNull()
  })
})

// No metric of behaviour is needed to try its rights: a metric of results that says it is one has them.
describe('kinds of data', () => {
  const about = (data: FigureData): MetricDefinition => ({ ...metricNamed('conversion-rate'), data })
  const valueFor = async (who: Reader, data: FigureData, scope: Scope = organisation): Promise<unknown> => {
    const found = await measure(database, who, about(data), { ...view, scope })
    return found.answers.find((answer) => answer.id === 'won-deals')!.value
  }
  const listed = async (who: Reader, data: FigureData): Promise<number> =>
    (await rows(database, who, about(data), { ...view, ...page, answer: 'won-deals' })).total

  test.each(['time', 'training', 'feedback'] as const)(
    'a leader is told %s of groups, and of herself',
    async (data) => {
      const leader = reader('leader', 'Zada')
      expect(await valueFor(leader, data)).toBe(40)
      expect(await valueFor(leader, data, rep('Zbob'))).toBeNull()
      expect(await valueFor(leader, data, rep('Zada'))).toBe(4)
      // North is Zbob, Zcleo and Zada herself.
      expect(await valueFor(leader, data, team('North'))).toBeNull()
      expect(await listed(leader, data)).toBe(4)
      const lines = await breakDown(database, leader, about(data), {
        ...view,
        dimension: 'rep',
        answer: 'won-deals',
      })
      expect(lines.lines.map((line) => line.label)).toEqual(['Zada'])
      expect(JSON.stringify(lines.absent)).not.toContain('Zbob')
    },
  )

  test('a leader is told of teams, all of a period or none', async () => {
    const large = await manyIn(6, 7)
    const leader: Reader = { personId: null, roles: ['leader'] }
    const byTeam = (period: string) =>
      breakDown(large, leader, about('time'), {
        scope: organisation,
        period: parsePeriod(period)!,
        asOf,
        dimension: 'team',
        answer: 'won-deals',
      })
    expect((await byTeam('2026-Q1')).lines.map((line) => [line.label, line.answer.value])).toEqual([
      ['South', 21],
      ['North', 18],
    ])
    // In April one person of the North did something, and six of the South.
    const april = await byTeam('2026-04')
    expect([april.lines, april.total.value]).toEqual([[], 7])
    expect(april.absent.map((one) => [one.label, one.reason.en.includes('Fewer than 5 people')])).toEqual([
      ['North', true],
      ['South', true],
    ])
    const [north] = (await home(large, leader)).teams
    const figure = async (period: string) => {
      const found = await measure(large, leader, about('time'), {
        scope: { kind: 'team', id: north!.id },
        period: parsePeriod(period)!,
        asOf,
      })
      return found.answers.find((answer) => answer.id === 'won-deals')!.value
    }
    expect([await figure('2026-Q1'), await figure('2026-04'), await figure('2026')]).toEqual([18, null, null])
  })

  test.each(['time', 'training', 'feedback'] as const)(
    'an analyst is told %s of groups and lists nothing',
    async (data) => {
      expect(await valueFor(reader('analyst'), data)).toBe(40)
      expect(await listed(reader('analyst'), data)).toBe(0)
    },
  )

  test('marketing is told nothing of time', async () => {
    expect(await valueFor(reader('marketing'), 'time')).toBeNull()
    expect(await valueFor(reader('marketing'), 'feedback')).toBe(40)
  })

  test('a manager is told what her team said of somebody from five answers on', async () => {
    const mia = reader('manager', 'Zmia')
    expect(await valueFor(mia, 'time', rep('Zbob'))).toBe(3)
    expect(await valueFor(mia, 'feedback', rep('Zbob'))).toBeNull()
    expect(await valueFor(mia, 'feedback', team('North'))).toBe(8)
    const { lines } = await breakDown(database, mia, about('feedback'), {
      ...view,
      scope: team('North'),
      dimension: 'rep',
      answer: 'won-deals',
    })
    for (const line of lines) expect(line.answer.value, line.label).toBeNull()
    expect(await listed(mia, 'training')).toBe(8)
    expect(await listed(mia, 'time')).toBe(0)
    expect(await listed(mia, 'feedback')).toBe(0)
    // What is said of her she reads at once.
    expect(await listed(reader('rep', 'Zbob'), 'feedback')).toBe(3)
    expect(await valueFor(reader('rep', 'Zbob'), 'feedback', rep('Zbob'))).toBe(3)
  })

  test('people are in the order of their names, where the figure is of how they work', async () => {
    const ordered = async (data: FigureData) => {
      const { lines } = await breakDown(database, reader('manager', 'Zmia'), about(data), {
        ...view,
        dimension: 'rep',
        answer: 'won-deals',
      })
      return lines.map((line) => line.label)
    }
    expect(await ordered('results')).toEqual(['Zada', 'Zbob', 'Zcleo'])
    await tell(database, {
      deals: ['a', 'b', 'c', 'd'].map((id) => ({
        id: `more-${id}`,
        owner: 'Zbob',
        opened: '2025-12-01',
        won: '2026-01-03',
      })),
    })
    expect(await ordered('results')).toEqual(['Zbob', 'Zada', 'Zcleo'])
    expect(await ordered('time')).toEqual(['Zada', 'Zbob', 'Zcleo'])
    await database.write(reader('owner'), (query) =>
      query.deleteFrom('opportunities').where('external_id', 'like', 'more-%').execute(),
    )
  })

  test('without saying so, metrics of behaviour are ones', () => {
    const data = register.map((one) => [one.id, dataOf(one, one.headline)] as const)
    expect(Object.fromEntries(data)).toMatchObject({
      'sales-cycle': 'results',
      'time-spent-selling': 'time',
      'content-creation-time': 'time',
      'training-and-coaching': 'training',
      'rep-onboarding': 'training',
      'net-promoter-score': 'feedback',
      'voice-of-customer': 'feedback',
    })
  })
})

/** So many people in two teams, a won deal of each in three months; in April one of the North and six of the South. */
async function manyIn(inNorth: number, inSouth: number) {
  const large = await ofMany
  const north = Array.from({ length: inNorth }, (_, i) => `North ${i}`)
  const southern = Array.from({ length: inSouth }, (_, i) => `South ${i}`)
  await tell(large, {
    people: {
      ...Object.fromEntries(north.map((name) => [name, 'North'])),
      ...Object.fromEntries(southern.map((name) => [name, 'South'])),
    },
    deals: [
      ...[...north, ...southern].flatMap((owner) =>
        ['2026-01-20', '2026-02-20', '2026-03-20'].map((won) => ({ owner, opened: '2025-12-01', won })),
      ),
      ...['North 0', ...southern.slice(0, 6)].map((owner) => ({
        owner,
        opened: '2025-12-01',
        won: '2026-04-05',
      })),
    ].map((deal, i) => ({ ...deal, id: `t${i}` })),
  })
  return large
}

async function freshDatabaseOfFew() {
  const few = await small
  const found = await few.read(reader('owner'), (query) =>
    query
      .selectFrom('people')
      .select('person_id')
      .where('display_name', '=', 'Zada')
      .executeTakeFirstOrThrow(),
  )
  return { database: few, zada: { personId: found.person_id, roles: ['rep'] } satisfies Reader }
}

const ofMany = freshDatabase()
const small = freshDatabase().then(async (few) => {
  // Four others: what is said of all of them, less her own, would be about four.
  const names = ['Zada', ...south.slice(0, 4)]
  await tell(few, {
    people: Object.fromEntries(names.map((name) => [name, 'North'])),
    deals: names.flatMap(dealsOf),
  })
  return few
})
