// The purge of recorded time: hours go after 30 days, totals by day stay, and no door brings anything back or counts it twice.
import { beforeAll, describe, expect, test } from 'vitest'
import { joinPeople } from '../../access/people/index.ts'
import { heldAbout, purge } from '../../access/privacy/index.ts'
import { keeping } from '../../api/jobs/keeping.ts'
import { timeSpentSelling } from '../../kpis/time-spent-selling/definition.ts'
import { parsePeriod, wholeData } from '../../metric/period.ts'
import { housekeeper, owner } from '../../model/reader.ts'
import { checkRollups, rebuildRollups, within } from '../../model/rollups/index.ts'
import { undoImport } from '../../sources/ingest/index.ts'
import { heldTime } from '../../sources/own-time/held.ts'
import { type OwnRow, removeSource, replaceOwnTime } from '../../sources/own-time/keep.ts'
import { seededRandom } from '../../statistics/random.ts'
import { freshDatabase } from '../database.ts'
import { clock, deliver, rowsOf } from '../deliver.ts'
import { changedIn, everyDetail, everyMeasurement, wholeOrganisation } from '../every-figure.ts'
import { idOf } from '../fill.ts'

const now = new Date('2026-04-20T03:00:00Z')
const today = '2026-04-20'
// Thirty days before.
const before = '2026-03-21'
const names = ['Léa Martin', 'Tom Petit', 'Ana Costa', 'Zoé Roy', 'Hugo Blanc', 'Inès Faure']
const people = `person_email,display_name,role,team
${names.map((name, at) => `p${at}@example.com,${name},rep,${at < 3 ? 'Nord' : 'Sud'}`).join('\n')}
`

/** Pieces that overlap, some without hours, from January to the middle of April. */
function pieces(seed: string): string {
  const random = seededRandom(seed)
  const below = (most: number) => Math.floor(random() * most)
  const two = (number: number) => String(number).padStart(2, '0')
  const lines = Array.from({ length: 300 }, (_, at) => {
    const day = new Date(Date.UTC(2026, 0, 5 + below(100))).toISOString().slice(0, 10)
    const activity = ['meeting with a customer', 'call', 'CRM', 'e-mail', 'travel'][below(5)]!
    const hour = 7 + below(10)
    const when =
      random() < 0.8
        ? `${day} ${two(hour)}:${two(below(60))}:00,${day} ${two(hour + 1 + below(4))}:${two(below(60))}:00,,`
        : `,,${day},${1 + below(200)}`
    return `${seed}-${at},p${below(6)}@example.com,${activity},${when}`
  })
  return `event_id,rep_email,activity,started_at,ended_at,day,minutes\n${lines.join('\n')}\n`
}

/** What a person's calendar says, each day from January on. */
function meetings(): OwnRow[] {
  return Array.from({ length: 90 }, (_, at): OwnRow => {
    const start = Date.UTC(2026, 0, 10 + at, 8, 30)
    const day = new Date(start).toISOString().slice(0, 10)
    return {
      id: `m${at}`,
      day,
      category: at % 2 === 0 ? 'buyer-facing' : 'internal',
      seconds: 5_400,
      start,
      end: start + 5_400_000,
    }
  })
}

const period = parsePeriod('2026-Q1')!
const everyTotal = `select total::text as line from activity_days as total order by 1`

describe('the purge of hours', async () => {
  const database = await freshDatabase()
  const bytes = () => rowsOf(database, everyTotal)
  let first = 0
  let lea = 0
  const calendar = (source: string, rows: readonly OwnRow[]) =>
    database.write(owner, (query) =>
      replaceOwnTime(
        query,
        {
          personId: lea,
          source,
          basis: 'captured',
          tool: null,
          days: { from: '2024-04-20', to: '2026-04-21' },
        },
        rows,
      ),
    )
  const figures = async () => {
    const questions = {
      definitions: [timeSpentSelling],
      asked: [
        {
          name: 'owner',
          reader: owner,
          scopes: [
            wholeOrganisation,
            { kind: 'rep', id: lea } as const,
            { kind: 'team', id: await idOf(database, 'teams', 'Sud') } as const,
          ],
        },
      ],
      periods: [period, parsePeriod('2026-02')!, parsePeriod('2026-04')!, wholeData],
    }
    return new Map([
      ...(await everyMeasurement(database, questions)),
      ...(await everyDetail(database, questions)),
    ])
  }
  const held = () => database.read(owner, (query) => heldTime(query, lea, { before: null, limit: 500 }))
  const withHours = () =>
    rowsOf(
      database,
      `select count(*) as many from activities where (started_at is not null or ended_at is not null) and day < '${before}'`,
    )
  const wrong = async () =>
    (await database.read(owner, (query) => checkRollups(within(query)))).filter((one) => one.wrong > 0)
  let figuresThen = new Map<string, string>() as ReadonlyMap<string, string>
  let bytesThen: unknown
  let heldThen: unknown

  beforeAll(async () => {
    first = (await deliver(database, { 'people.csv': people, 'temps.csv': pieces('a') })).importId
    lea = await idOf(database, 'people', names[0]!)
    await calendar('own calendar 1a2b3c4d', meetings())
    figuresThen = await figures()
    bytesThen = await bytes()
    heldThen = await held()
  }, 120_000)

  test('is whole or not at all', async () => {
    const client = await database.connect(owner)
    await client.query(`create function fail() returns trigger language plpgsql as
      $$ begin if new.rule = 'recorded-hours' then raise 'power cut'; end if; return new; end $$;
      create trigger fail before insert on purge_runs for each row execute function fail()`)
    await expect(purge(database, housekeeper, { today, now, keeping })).rejects.toThrow('power cut')
    await client.query('drop trigger fail on purge_runs; drop function fail')
    client.release()
    expect(Number((await withHours())[0]?.['many'])).toBeGreaterThan(150)
    expect(await rowsOf(database, 'select * from past_hours')).toEqual([])
    expect(await rowsOf(database, `select options -> 'trimmed' as trimmed from imports`)).toEqual([
      { trimmed: null },
    ])
  })

  test(
    'changes no figure, no list of days and nothing of what she reads of herself',
    { timeout: 60_000 },
    async () => {
      const going = Number((await withHours())[0]?.['many'])
      const dry = await purge(database, housekeeper, { today, now, keeping, isDryRun: true })
      const done = await purge(database, housekeeper, { today, now, keeping })
      for (const one of [dry, done])
        expect(one.find(({ rule }) => rule === 'recorded-hours')).toEqual({
          rule: 'recorded-hours',
          before,
          removed: going,
        })
      expect(await withHours()).toEqual([{ many: 0 }])
      expect(
        Number((await rowsOf(database, 'select count(*) as many from past_hours'))[0]?.['many']),
      ).toBeGreaterThan(50)
      expect(await bytes()).toEqual(bytesThen)
      expect(changedIn(figuresThen, await figures())).toEqual([])
      expect(await held()).toEqual(heldThen)
    },
  )

  test('done twice is done once; totals made anew are the same', async () => {
    const again = await purge(database, housekeeper, { today, now, keeping })
    expect(again.find(({ rule }) => rule === 'recorded-hours')?.removed).toBe(0)
    expect(await wrong()).toEqual([])
    await database.write(owner, (query) => rebuildRollups(within(query)))
    expect(await bytes()).toEqual(bytesThen)
  })

  test('the same file again brings no hour back and doubles nothing; a longer one counts what is newer', async () => {
    const text = pieces('a')
    await deliver(database, { 'temps.csv': text }, { source: 'crm' })
    await deliver(database, { 'temps.csv': text })
    expect(await withHours()).toEqual([{ many: 0 }])
    expect((await rowsOf(database, everyTotal)).filter(({ line }) => line! < '(1,2026-03-21')).toEqual(
      (bytesThen as { line: string }[]).filter(({ line }) => line < '(1,2026-03-21'),
    )
    expect(await wrong()).toEqual([])
  })

  test('a subscription that says all of its past each day adds nothing', async () => {
    const totals = await bytes()
    const kept = await calendar('own calendar 1a2b3c4d', meetings())
    expect(kept).toMatchObject({ added: 0, removed: 0 })
    expect(await bytes()).toEqual(totals)
    expect(await withHours()).toEqual([{ many: 0 }])
  })

  test('hours of a day that nobody had told of arrive as totals of the day', async () => {
    const start = Date.UTC(2025, 11, 3, 9)
    const day = '2025-12-03'
    const row: OwnRow = { id: 'late', day, category: 'crm', seconds: 600, start, end: start + 600_000 }
    await calendar('own calendar 9f9f9f9f', [row])
    expect(await rowsOf(database, `select * from activities where day = '${day}'`)).toEqual([])
    expect(
      await rowsOf(
        database,
        `select activities, tracked_micros, crm_seconds from activity_days where day = '${day}'`,
      ),
    ).toEqual([{ activities: 1, tracked_micros: 600_000_000, crm_seconds: 600 }])
    expect(await wrong()).toEqual([])
  })

  test('an import that brought them says what it can no longer do', async () => {
    await expect(undoImport(database, owner, first, { now: clock })).rejects.toMatchObject({
      words: {
        en: expect.stringContaining(
          'time from before 21 March 2026, of which the rows are no longer kept',
        ) as string,
        fr: expect.stringContaining('du temps d’avant le 21 mars 2026') as string,
      },
    })
  })

  test('of one person under two names, both days are added', async () => {
    const totals = `select sum(tracked_micros) as micros, sum(activities) as pieces from activity_days`
    const sum = await rowsOf(database, totals)
    const [from, to] = [await idOf(database, 'people', names[5]!), await idOf(database, 'people', names[4]!)]
    await database.write(owner, (query) =>
      query.updateTable('people').set({ is_provisional: true }).where('person_id', '=', from).execute(),
    )
    await database.write(owner, (query) =>
      query.deleteFrom('memberships').where('person_id', '=', from).execute(),
    )
    await database.write(owner, (query) =>
      joinPeople(query, owner, { provisionalId: from, personId: to }, { now, requestId: 'r1' }),
    )
    expect(await wrong()).toEqual([])
    expect(await rowsOf(database, `select * from past_hours where rep_id = ${from}`)).toEqual([])
    const after = (await rowsOf(database, totals))[0]!
    expect(after['pieces']).toBe(sum[0]!['pieces'])
    // Pieces of both that still have their hours and overlap count once; days without hours are added.
    expect(Number(after['micros'])).toBeLessThanOrEqual(Number(sum[0]!['micros']))
    const past = `select sum(tracked_micros) as micros from activity_days where day < '${before}'`
    expect(Number((await rowsOf(database, past))[0]?.['micros'])).toBeGreaterThan(0)
  })

  test('her export holds the totals, and what her calendar added goes when she takes it back', async () => {
    const tables: string[] = []
    for await (const { name, count } of heldAbout(database, owner, lea)) tables.push(`${name} ${count > 0}`)
    expect(tables).toContain('past_hours true')
    await database.write(owner, (query) => removeSource(query, lea, 'own calendar%'))
    expect(await rowsOf(database, 'select * from past_hours where is_own')).toEqual([])
    expect(await wrong()).toEqual([])
    // What is left is what the company's file says: the same as if she had never brought a calendar.
    const other = await freshDatabase()
    await deliver(other, { 'people.csv': people, 'temps.csv': pieces('a') })
    const theirs = `select day, basis, selling_micros, tracked_micros, internal_seconds from activity_days
      where rep_id = (select person_id from people where display_name = 'Léa Martin') and day < '${before}' order by 1, 2`
    expect(await rowsOf(database, theirs)).toEqual(await rowsOf(other, theirs))
  })
})
