// Figures before and after the purge of what people did and said: of every metric, for closed and open periods, as whoever reads.
// None changes, but for what is said of a person whose own totals are no longer kept.
import { beforeAll, expect, test } from 'vitest'
import { purge, type Purged, retentionRules, setRetention } from '../../access/privacy/index.ts'
import { keeping } from '../../api/jobs/keeping.ts'
import type { MetricDefinition } from '../../metric/definition.ts'
import { type Period, parsePeriod, wholeData } from '../../metric/period.ts'
import { breakDown, measure, rows } from '../../metric/runner/runner.ts'
import type { Scope } from '../../metric/scope.ts'
import { housekeeper, owner, type Reader } from '../../model/reader.ts'
import { rebuildRollups, within } from '../../model/rollups/index.ts'
import { freshDatabase } from '../database.ts'
import { rowsOf } from '../deliver.ts'
import { type Asked, changedIn, everyDetail, everyMeasurement, wholeOrganisation } from '../every-figure.ts'
import { idOf } from '../fill.ts'
import { register } from '../register.ts'
import { fillMany } from '../rows-of-many.ts'
import { storyOfMany } from '../story-of-many.ts'
import { tell } from '../story.ts'

const now = new Date('2026-06-20T03:00:00Z')
const today = '2026-06-20'
/** A year before, by whole months. */
const cut = '2025-07-01'
const closed = ['2025-06', '2025-Q2', '2025-H1'].map((id) => parsePeriod(id)!)
const untouched = ['2025-09', '2026-Q1'].map((id) => parsePeriod(id)!)
const resting = register.filter((one) => one.restsOn !== undefined)
const concerned = register.filter((one) =>
  [
    'net-promoter-score',
    'voice-of-customer',
    'cross-sell-upsell',
    'content-creation-time',
    'content-utilisation',
    ...resting.map(({ id }) => id),
  ].includes(one.id),
)

const database = await freshDatabase()
let readers: readonly Asked[] = []
let rep: Scope = wholeOrganisation
let team: Scope = wholeOrganisation
let done: readonly Purged[] = []
const before = new Map<string, string>()

const measured = (periods: readonly Period[], asked: readonly Asked[] = readers) =>
  everyMeasurement(database, { definitions: concerned, asked, periods })
const detailed = (definitions: readonly MetricDefinition[], periods: readonly Period[]) =>
  everyDetail(database, {
    definitions,
    asked: readers
      .filter(({ name }) => name === 'owner' || name === 'manager')
      .map((one) => ({ ...one, scopes: one.scopes.slice(0, 1) })),
    periods,
  })
const everything = async () =>
  new Map([...(await measured([...closed, ...untouched])), ...(await detailed(concerned, [closed[1]!]))])
const definitionOf = (id: string) => register.find((one) => one.id === id)!
const everyKept = `select 'f' || kept::text as line from kept_figures as kept union all select 'p' || kept::text from kept_people as kept
  union all select 'u' || kept::text from past_uses as kept union all select 'm' || kept::text from earlier_marks as kept order by 1`
const isList = (question: string) => question.endsWith(' rows')
/** What is said of one person, whose totals go. */
const isOfOne = (question: string) => /^\w+ rep:/.test(question) || question.includes(' by rep')

beforeAll(async () => {
  await tell(database, storyOfMany(4))
  await fillMany(database, 4)
  const [north, somebody] = [await idOf(database, 'teams', 'North'), await idOf(database, 'people', 'Ada')]
  rep = { kind: 'rep', id: somebody }
  team = { kind: 'team', id: north }
  const boss = await idOf(database, 'people', 'Grace')
  await database.write(housekeeper, async (query) => {
    await query.updateTable('teams').set({ manager_id: boss }).where('team_id', '=', north).execute()
    // Otherwise the same rules after a year as after two.
    await setRetention(query, housekeeper, { rule: 'answers', length: 12, unit: 'months', reason: null }, now)
  })
  const as = (name: string, reader: Reader, scopes: readonly Scope[]): Asked => ({ name, reader, scopes })
  readers = [
    as('owner', owner, [wholeOrganisation, team, rep]),
    as('leader', { personId: null, roles: ['leader'] }, [wholeOrganisation]),
    as('manager', { personId: boss, roles: ['manager'] }, [wholeOrganisation, team, rep]),
    as('rep', { personId: somebody, roles: ['rep'] }, [rep]),
  ]
  for (const [question, text] of await everything()) before.set(question, text)
  done = await purge(database, housekeeper, { today, now, keeping })
}, 600_000)

const removed = (rule: string) => done.find((one) => one.rule === rule)?.removed ?? 0

test('rows go', async () => {
  for (const rule of ['daily-totals', 'content-uses', 'answers'])
    expect(removed(rule), rule).toBeGreaterThan(50)
  for (const table of ['activities', 'activity_days', 'content_events', 'content_days'])
    expect(await rowsOf(database, `select 1 as row from ${table} where day < '${cut}'`), table).toEqual([])
  expect(await rowsOf(database, `select 1 as row from content_months where month < '${cut}'`)).toEqual([])
  const worked = await rowsOf(
    database,
    `select count(*)::int as many, count(rep_id)::int as named from content_work where day < '${cut}'`,
  )
  expect(worked[0]).toMatchObject({ named: 0 })
  expect(worked[0]!['many']).toBeGreaterThan(20)
  expect(
    await rowsOf(
      database,
      `select 1 as row from survey_answers where greatest(answered_on, invited_on) < '2025-06-20' and (comment is not null or respondent is not null)
       union all select 1 from feedback where received_on < '2025-06-20' and comment is not null`,
    ),
  ).toEqual([])
})

let changed: ReturnType<typeof changedIn> = []

test('no figure of a closed or an open period changes, whoever reads', { timeout: 600_000 }, async () => {
  const after = await everything()
  expect(after.size).toBe(before.size)
  changed = changedIn(before, after)
  // But for what is said of one person: her figures of then, and what hers of now are compared with.
  expect(changed.filter(({ question }) => !isOfOne(question) && !isList(question))).toEqual([])
})

test('what is said of one person instead says so, and is never zero', () => {
  const ofOne = changed.filter(({ question }) => isOfOne(question) && !isList(question))
  expect(ofOne.length).toBeGreaterThan(20)
  for (const { question, after } of ofOne) {
    const said = after ?? ''
    // The frame of a measurement and what stands in for its headline follow the answers.
    if (!/ [\w-]+ [\w-]+$| by rep$/.test(question.replace(/^\w+ \S+ \S+/, ''))) continue
    expect(said, question).toMatch(/no longer kept|Shown in place of/)
  }
  // Nothing of her own time of then is measured any more, and nothing is measured as 0.
  for (const answer of ['selling-share', 'declared-share', 'recoverable-hours'])
    expect(
      JSON.parse(
        changed.find(({ question }) => question.endsWith(`2025-Q2 time-spent-selling ${answer}`))!.after!,
      ),
    ).toMatchObject({
      state: 'no-data',
      value: null,
      n: null,
      note: {
        en: expect.stringContaining('before 1 July 2025') as string,
        fr: expect.stringContaining('1er juillet 2025') as string,
      },
    })
})

test('a year ago, her team stands in', async () => {
  const view = { scope: rep, period: parsePeriod('2026-Q2')! }
  const { answers } = await measure(database, owner, definitionOf('content-accessibility'), view)
  const ago = answers[0]!.comparisons.find(({ against }) => against === 'year-ago')!
  const theirs = await measure(database, owner, definitionOf('content-accessibility'), {
    scope: { kind: 'team', id: await idOf(database, 'teams', 'South') },
    period: parsePeriod('2025-Q2')!,
  })
  expect(ago.value).toBe(theirs.answers[0]!.value)
  expect(ago).toMatchObject({
    interval: null,
    verdict: 'no-clear-change',
    reason: {
      en: 'Her own figures from before 1 July 2025 are no longer kept: this is the figure of her team, South. The gap is shown and not judged.',
      fr: expect.stringContaining('c’est le chiffre de son équipe, South') as string,
    },
  })
})

test('lists of rows that have gone say so, with the day and the rule', async () => {
  const lists = changed.filter(({ question }) => isList(question))
  expect(lists.length).toBeGreaterThan(10)
  for (const { question, after } of lists)
    expect(after, question).toMatch(/"gone":\{"before":"2025-0[67]-\d\d","rule":"/)
  const list = (answer: string, id: string, period = '2025-Q2') =>
    rows(database, owner, definitionOf(id), {
      scope: wholeOrganisation,
      period: parsePeriod(period)!,
      answer,
      offset: 0,
      limit: 5,
    })
  expect(await list('accesses', 'content-accessibility')).toMatchObject({
    rows: [],
    total: 0,
    gone: { before: cut, rule: 'content-uses' },
  })
  // A period that goes on lists what is left.
  const half = await list('accesses', 'content-accessibility', '2025')
  expect(half.total).toBeGreaterThan(10)
  expect(half.gone).toMatchObject({ before: cut })
  // Voices stay, without their words.
  const voices = await list('voices', 'voice-of-customer')
  expect(voices.total).toBeGreaterThan(10)
  expect(voices.gone).toMatchObject({ before: '2025-06-20', rule: 'answers' })
  expect((await list('accesses', 'content-accessibility', '2026-Q1')).gone).toBeUndefined()
  const byRep = await breakDown(database, owner, definitionOf('time-spent-selling'), {
    scope: wholeOrganisation,
    period: parsePeriod('2025-Q2')!,
    dimension: 'rep',
  })
  expect(byRep).toMatchObject({ lines: [], absent: [], gone: { rule: 'daily-totals' } })
})

test('all of the data is counted from what is left, and says from when', async () => {
  const { answers } = await measure(database, owner, definitionOf('time-spent-selling'), {
    scope: wholeOrganisation,
    period: wholeData,
  })
  for (const { note } of answers) expect(note?.en).toContain('Counted from 1 July 2025 on')
})

test('done twice is done once, and totals made anew are the same', { timeout: 60_000 }, async () => {
  const kept = await rowsOf(database, everyKept)
  const again = await purge(database, housekeeper, { today, now, keeping })
  expect(again.map(({ removed: many }) => many)).toEqual(again.map(() => 0))
  expect(await rowsOf(database, everyKept)).toEqual(kept)
  const found = await database.write(owner, (query) => rebuildRollups(within(query)))
  expect(found.map(({ wrong }) => wrong)).toEqual(found.map(() => 0))
})

test('names and words of nobody are in what is kept, and the rules have the names that screens say', async () => {
  const text = JSON.stringify(await rowsOf(database, 'select lines from kept_figures'))
  const people = await rowsOf(database, 'select display_name as name from people')
  for (const { name } of people) expect(text.includes(`"${name}"`), String(name)).toBe(false)
  for (const { after } of changed) {
    const [, rule, fr] = /"rule":"([\w-]+)","reason":\{"fr":"[^"]*règle « ([^»]*) »/.exec(after ?? '') ?? []
    if (rule === undefined) continue
    expect(retentionRules.find(({ id }) => id === rule)?.name.fr, rule).toContain(fr!.trim())
  }
})
