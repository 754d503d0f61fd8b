// Two reps, their manager, a leader, an analyst and marketing ask the same questions: each is told what is hers to know.
import { beforeAll, describe, expect, test } from 'vitest'
import { dataOf, isMeasurable, type MetricDefinition } from './definition.ts'
import { breakDown, health, home, measure, measureAll, rows, trend } from './runner.ts'
import { parsePeriod, wholeData } from './period.ts'
import { organisation, type Scope } from './scope.ts'
import type { Reader, Role } from '../model/reader.ts'
import { changeSmallestGroup, type FigureData, readSmallestGroup } from '../model/sight.ts'
import { freshDatabase } from '../test/database.ts'
import { register } from '../test/register.ts'
import { tell, type StoryDeal, type StoryLead } from '../test/story.ts'

const database = await freshDatabase()
const metrics = register.filter(isMeasurable)
const q1 = parsePeriod('2026-Q1')!
const asOf = '2026-04-10'
const view = { scope: organisation, period: q1, asOf }
const page = { offset: 0, limit: 500 }

// North: Ada, Bob, and Cleo until February. South: Cleo since, and ten others. Every name is a canary.
const south = Array.from({ length: 10 }, (_, i) => `Zorba-${i}`)
const reps = ['Zada', 'Zbob', 'Zcleo', ...south]
const managers = ['Zmia', 'Zned']
const ids = new Map<string, number>()
const teams = new Map<string, number>()

const dealsOf = (owner: string, i: number): StoryDeal[] =>
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

beforeAll(async () => {
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
  await database.write(reader('owner'), async (query) => {
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
})

function reader(role: Role, name?: string): Reader {
  return {
    personId: name === undefined ? null : ids.get(name)!,
    roles: [role],
    ...(role === 'analyst' && { pseudonym: (personId: number) => `P-${personId * 7919}` }),
  }
}
const rep = (name: string): Scope => ({ kind: 'rep', id: ids.get(name) ?? 999_999 })
const team = (name: string): Scope => ({ kind: 'team', id: teams.get(name) ?? 999_999 })
const metricNamed = (id: string): MetricDefinition => metrics.find((one) => one.id === id)!

const heard = new Map<string, Promise<string>>()

/** Everything that a reader can be told, as one text: every metric, function, scope, answer and dimension. */
function allToldTo(who: Reader): Promise<string> {
  const key = `${who.roles.join(' ')} ${who.personId}`
  const known = heard.get(key) ?? ask(who)
  heard.set(key, known)
  return known
}

async function ask(who: Reader): Promise<string> {
  const told: unknown[] = [await home(database, who), await health(database, who, metrics, view)]
  const scopes = [organisation, ...[...ids.keys()].map(rep), ...[...teams.keys()].map(team)]
  for (const scope of scopes) {
    const asked = { ...view, scope }
    told.push(await measureAll(database, who, metrics, asked).catch(String))
    for (const definition of metrics)
      for (const answer of definition.answers.map((one) => one.id)) {
        told.push(await rows(database, who, definition, { ...asked, ...page, answer }).catch(String))
        if (answer !== definition.headline) continue
        told.push(await trend(database, who, definition, { ...asked, answer }).catch(String))
        for (const { id } of definition.dimensions)
          told.push(await breakDown(database, who, definition, { ...asked, dimension: id }).catch(String))
      }
  }
  return JSON.stringify(told, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value))
}

const namesIn = (text: string): string[] =>
  [...reps, ...managers].filter((name) => new RegExp(`"${name}"`).test(text)).toSorted()

describe('names', () => {
  test.each([
    ['leader', 'Zned', [...reps, ...managers]],
    ['manager', 'Zmia', ['Zada', 'Zbob', 'Zcleo', 'Zmia']],
    ['rep', 'Zada', ['Zada']],
    ['rep', 'Zbob', ['Zbob']],
    ['marketing', 'Zbob', []],
    ['analyst', 'Zbob', []],
    ['administrator', 'Zbob', []],
  ] as const)(
    '%s %s is told the names that are hers to know, whatever she asks',
    async (role, name, names) => {
      expect(namesIn(await allToldTo(reader(role, name)))).toEqual([...names].toSorted())
    },
  )
})

// Deals, leads and accounts carry their rep's name: of others' rows nothing at all may show.
describe('what others did', () => {
  test.each([
    ['rep', 'Zada'],
    ['marketing', 'Zbob'],
    ['administrator', 'Zbob'],
  ] as const)('%s %s is told no row of anybody else', async (role, name) => {
    const text = await allToldTo(reader(role, name))
    const others = reps.filter((one) => role !== 'rep' || one !== name)
    for (const other of others) expect(text.includes(`${other}-`), other).toBe(false)
    for (const other of others) expect(text.includes(`Client of ${other}"`), other).toBe(false)
  })

  test('a manager is told none of the days when somebody was in the team of another', async () => {
    const text = await allToldTo(reader('manager', 'Zmia'))
    expect(text).toContain('Zcleo-won-0')
    for (const later of ['Zcleo-won-1', 'Zcleo-lost-1', 'Zcleo-lead-2', 'Zorba-0-won-0'])
      expect(text.includes(later), later).toBe(false)
  })
})

describe('rows', () => {
  const conversion = () => metricNamed('conversion-rate')
  const idsOf = async (who: Reader, scope: Scope = organisation): Promise<unknown[]> => {
    const found = await rows(database, who, conversion(), { ...view, ...page, scope, answer: 'won-deals' })
    return found.rows.map((row) => String(row['deal'])).toSorted()
  }

  test('a rep lists her own, and how many others there are', async () => {
    expect(await idsOf(reader('rep', 'Zada'))).toEqual(['Zada-won-0', 'Zada-won-1', 'Zada-won-2', 'passed'])
    const found = await rows(database, reader('rep', 'Zada'), conversion(), {
      ...view,
      ...page,
      answer: 'won-deals',
    })
    expect(found).toMatchObject({ total: 4, hidden: 36 })
    // Who owns it now is somebody else, whose name is not hers to know.
    expect(found.rows.find((row) => row['deal'] === 'passed')).toMatchObject({ rep: 'Zada', owner_now: null })
  })

  test('a manager lists those of her team, for the days of each in it', async () => {
    expect(await idsOf(reader('manager', 'Zmia'))).toEqual(
      ['Zada', 'Zbob']
        .flatMap((name) => [0, 1, 2].map((i) => `${name}-won-${i}`))
        .concat('Zcleo-won-0', 'passed')
        .toSorted(),
    )
    expect(await idsOf(reader('manager', 'Zmia'), rep('Zcleo'))).toEqual(['Zcleo-won-0'])
  })

  test("a figure of one person is of the same days as that person's rows", async () => {
    const found = await measure(database, reader('manager', 'Zmia'), conversion(), {
      ...view,
      scope: rep('Zcleo'),
    })
    expect(found.answers.find((answer) => answer.id === 'won-deals')!.value).toBe(1)
    const lines = await breakDown(database, reader('manager', 'Zmia'), conversion(), {
      ...view,
      dimension: 'rep',
      answer: 'won-deals',
    })
    expect(lines.lines.map((line) => [line.label, line.answer.value])).toEqual([
      ['Zada', 4],
      ['Zbob', 3],
      ['Zcleo', 1],
    ])
  })

  test('an analyst lists all of them, under pseudonyms, and cannot sort by name', async () => {
    const who = reader('analyst')
    const found = await rows(database, who, conversion(), { ...view, ...page, answer: 'won-deals' })
    expect(found.total).toBe(40)
    expect(found.rows.find((row) => row['deal'] === 'Zada-won-0')!['rep']).toBe(
      `P-${ids.get('Zada')! * 7919}`,
    )
    await expect(
      rows(database, who, conversion(), { ...view, ...page, sort: { column: 'rep', descending: false } }),
    ).rejects.toMatchObject({ code: 'unknown-column' })
  })

  test('marketing and administrators list none', async () => {
    expect(await idsOf(reader('marketing', 'Zada'))).toEqual([])
    expect(await idsOf(reader('administrator', 'Zada'))).toEqual([])
  })

  test('leader and owner list everything, with nothing hidden', async () => {
    expect(await idsOf(reader('leader', 'Zned'))).toHaveLength(40)
    expect(await idsOf(reader('owner'))).toHaveLength(40)
  })
})

describe('a definition that forgets who may be listed', () => {
  const forgetful: MetricDefinition = {
    ...metricNamed('conversion-rate'),
    rows: (context, request) =>
      metricNamed('conversion-rate').rows!({ ...context, seen: 'everybody' }, request),
  }
  const asked = { ...view, ...page, answer: 'won-deals' }

  test('is stopped before anything leaves', async () => {
    await expect(rows(database, reader('rep', 'Zada'), forgetful, asked)).rejects.toThrow('out of sight')
    expect((await rows(database, reader('marketing', 'Zada'), forgetful, asked)).rows).toEqual([])
    expect((await rows(database, reader('leader', 'Zada'), forgetful, asked)).total).toBe(40)
  })
})

describe('scopes', () => {
  const asks = (who: Reader, scope: Scope) =>
    measure(database, who, metricNamed('sales-cycle'), { ...view, scope })

  test('what is out of sight is refused like what there is not', async () => {
    for (const scope of [rep('Zbob'), rep('nobody'), team('North'), team('none')])
      await expect(asks(reader('rep', 'Zada'), scope)).rejects.toMatchObject({ code: 'unknown-scope' })
    for (const scope of [rep('Zorba-0'), rep('nobody'), team('South'), team('none')])
      await expect(asks(reader('manager', 'Zmia'), scope)).rejects.toMatchObject({ code: 'unknown-scope' })
    await expect(asks(reader('analyst'), rep('Zada'))).rejects.toMatchObject({ code: 'unknown-scope' })
  })

  test('a rep asks for herself, a manager for her people and teams', async () => {
    expect((await asks(reader('rep', 'Zada'), rep('Zada'))).state).toBe('measured')
    expect((await asks(reader('manager', 'Zmia'), rep('Zada'))).state).toBe('measured')
    expect((await asks(reader('manager', 'Zmia'), team('North'))).state).toBe('measured')
  })

  test('the first screen names them', async () => {
    const zada = await home(database, reader('rep', 'Zada'))
    expect([zada.teams, zada.people.map((one) => one.name)]).toEqual([[], ['Zada']])
    const zmia = await home(database, reader('manager', 'Zmia'))
    expect(zmia.teams.map((one) => one.name)).toEqual(['North'])
    expect(zmia.people.map((one) => one.name)).toEqual(['Zada', 'Zbob', 'Zcleo', 'Zmia'])
    const analyst = await home(database, reader('analyst'))
    expect([analyst.teams.length, analyst.people.length]).toEqual([2, 0])
  })
})

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
    const large = await twoTeamsOf(6, 7)
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

describe('rights', () => {
  test('a membership that ends, a team that changes hands, a role taken away act on the next read', async () => {
    const list = async (who: Reader) =>
      (await rows(database, who, metricNamed('conversion-rate'), { ...view, ...page, answer: 'won-deals' }))
        .total
    const mia = reader('manager', 'Zmia')
    expect(await list(mia)).toBe(8)
    await database.write(reader('owner'), (query) =>
      query
        .updateTable('memberships')
        .set({ ends_on: '2026-02-01' })
        .where('person_id', '=', ids.get('Zbob')!)
        .execute(),
    )
    expect(await list(mia)).toBe(6)
    await database.write(reader('owner'), (query) =>
      query.updateTable('teams').set({ manager_id: null }).where('name', '=', 'North').execute(),
    )
    expect(await list(mia)).toBe(0)
    await expect(
      measure(database, mia, metricNamed('sales-cycle'), { ...view, scope: team('North') }),
    ).rejects.toMatchObject({ code: 'unknown-scope' })
    expect(await list({ ...reader('rep', 'Zada'), roles: [] })).toBe(0)
  })

  test('who reports to her is in her line, but for days in the team of somebody else', async () => {
    await database.write(reader('owner'), (query) =>
      query
        .updateTable('people')
        .set({ manager_id: ids.get('Zmia')! })
        .where('display_name', '=', 'Zcleo')
        .execute(),
    )
    const found = await rows(database, reader('manager', 'Zmia'), metricNamed('conversion-rate'), {
      ...view,
      ...page,
      answer: 'won-deals',
    })
    expect(found.rows.map((row) => row['deal'])).toEqual(['Zcleo-won-0'])
  })
})

describe('the contract with metrics', () => {
  const whole = metrics.flatMap((definition) =>
    definition.dimensions.some((one) => one.id === 'rep') ? [[definition.id, definition] as const] : [],
  )

  test.each(whole)('%s splits several periods by person as it does one by one', async (_id, definition) => {
    const periods = ['2026-01', '2026-02', '2026-03'].map((id) => parsePeriod(id)!)
    const answers = definition.answers
      .filter((one) => !one.isTimeless && (one.dimensions?.includes('rep') ?? true))
      .map((one) => one.id)
    const spied = await peopleOf(definition, answers, periods)
    for (const [i, period] of periods.entries())
      expect(spied[i], period.id).toEqual((await peopleOf(definition, answers, [period]))[0])
  })

  async function peopleOf(
    definition: MetricDefinition,
    answers: readonly string[],
    periods: readonly (typeof q1)[],
  ): Promise<readonly (readonly string[])[]> {
    const lines = await database.read(reader('owner'), (query) =>
      definition.count!(
        {
          query,
          scope: organisation,
          period: wholeData,
          asOf,
          settings: { name: 'x', timeZone: 'Europe/Paris', fiscalStart: 1, currency: 'EUR' },
          seen: 'everybody',
        },
        { answers, periods, dimension: 'rep' },
      ),
    )
    return periods.map((_, i) =>
      lines
        .filter((line) => line.period === i)
        .flatMap((line) => Object.keys(line.tallies).map((answer) => `${line.key} ${answer}`))
        .toSorted(),
    )
  }
})

/** So many people in two teams, a won deal of each in three months; in April one of the North and six of the South. */
async function twoTeamsOf(inNorth: number, inSouth: number) {
  const large = await twoTeams
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

const twoTeams = freshDatabase()
const small = freshDatabase().then(async (few) => {
  // Four others: what is said of all of them, less her own, would be about four.
  const names = ['Zada', ...south.slice(0, 4)]
  await tell(few, {
    people: Object.fromEntries(names.map((name) => [name, 'North'])),
    deals: names.flatMap(dealsOf),
  })
  return few
})
