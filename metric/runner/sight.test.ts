// Two reps, their manager, a leader, an analyst and marketing ask the same questions: each is told what is hers to know.
import { describe, expect, test } from 'vitest'
import type { MetricDefinition } from '../definition.ts'
import { breakDown, health, home, measure, measureAll, rows, trend } from './runner.ts'
import { organisation, type Scope } from '../scope.ts'
import type { Reader } from '../../model/reader.ts'
import { managers, metricNamed, metrics, page, reps, twoTeams, view } from '../../test/two-teams.ts'

const { database, ids, teams, reader, rep, team } = await twoTeams()

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
