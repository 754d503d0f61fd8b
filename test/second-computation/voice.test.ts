// Five hundred random segments, each with what one customer said and what was done about it: measured together, and computed again one by
// one without SQL.
import { beforeAll, expect, test } from 'vitest'
import { voiceOfCustomer } from '../../kpis/voice-of-customer/definition.ts'
import { parsePeriod } from '../../metric/period.ts'
import { breakDown } from '../../metric/runner/runner.ts'
import { organisation } from '../../metric/scope.ts'
import { housekeeper, owner } from '../../model/reader.ts'
import fc from '../chance.ts'
import { type Again, expectAgreement } from './agree.ts'
import { freshDatabase } from '../database.ts'
import { fill } from '../fill.ts'
import { linesAlone } from './lines-alone.ts'
import { dayNumber, naiveMedianToClose, type Spell } from '../naive.ts'
import { tell } from '../story.ts'
import { dayOf } from '../story-of-many.ts'

const seed = 20261203
const sets = 500
// Asked within the quarter: what comes later must not be known.
const view = { scope: organisation, period: parsePeriod('2025-Q2')!, asOf: '2025-06-20' }
const giveOneMonth = 30

const kind = fc.constantFrom('reply', 'content', 'training', 'product')
const voice = fc.record({
  received: fc.integer({ min: 40, max: 180 }),
  theme: fc.constantFrom(null, 'a', 'b'),
  sentiment: fc.constantFrom(null, 'positive', 'positive', 'neutral', 'negative'),
  // Days from the voice to an action of its own: before it, where a reply was dated wrongly.
  own: fc.array(fc.record({ after: fc.integer({ min: -4, max: 70 }), kind }), { maxLength: 2 }),
})
const themeAction = fc.record({
  theme: fc.constantFrom('a', 'b'),
  on: fc.integer({ min: 40, max: 185 }),
  kind,
})
const dataSet = fc.record({
  // Enough of them that five are often still waiting when half are acted upon.
  voices: fc.array(voice, { maxLength: 40, size: 'max' }),
  actions: fc.array(themeAction, { maxLength: 2 }),
})
const drawn = fc.sample(dataSet, { numRuns: sets, seed })
type DataSet = (typeof drawn)[number]
type Voice = DataSet['voices'][number]

const database = await freshDatabase()
const segmentOf = (i: number) => `Set ${String(i).padStart(3, '0')}`
const themeOf = (i: number, theme: string) => `${segmentOf(i)} ${theme}`

beforeAll(async () => {
  await tell(database, {
    people: { Ada: 'North' },
    accounts: Object.fromEntries(drawn.map((_set, i) => [segmentOf(i), { segment: segmentOf(i) }])),
  })
  const ids = await database.read(housekeeper, async (query) => {
    const found = await query.selectFrom('accounts').select(['account_id', 'name']).execute()
    return new Map(found.map((row) => [row.name, row.account_id]))
  })
  const themes = drawn.flatMap((_set, i) => ['a', 'b'].map((theme) => themeOf(i, theme)))
  await fill(
    database,
    'themes',
    themes.map((name, at) => ({ theme_id: at + 1, name, name_key: name.toLowerCase() })),
  )
  await fill(
    database,
    'feedback',
    drawn.flatMap((set, i) =>
      set.voices.map((one, k) => ({
        account_id: ids.get(segmentOf(i)),
        external_id: `voice ${i}-${k}`,
        received_on: dayOf(one.received),
        channel: 'ticket',
        theme: one.theme === null ? null : themeOf(i, one.theme),
        sentiment: one.sentiment,
      })),
    ),
  )
  await fill(
    database,
    'feedback_actions',
    drawn.flatMap((set, i) => [
      ...set.voices.flatMap((one, k) =>
        one.own.map(({ after, kind: done }) => ({
          feedback_ref: `voice ${i}-${k}`,
          kind: done,
          acted_on: dayOf(one.received + after),
        })),
      ),
      ...set.actions.map(({ theme, on, kind: done }) => ({
        theme_id: themes.indexOf(themeOf(i, theme)) + 1,
        kind: done,
        acted_on: dayOf(on),
      })),
    ]),
  )
}, 180_000)

/** Days from a voice to the first thing done about it by the as-of day; null while nothing was. */
function waited(one: Voice, { actions }: DataSet): number | null {
  const last = dayNumber(view.asOf)
  const known = (day: number) => dayNumber(dayOf(day)) <= last
  const own = one.own
    .filter(({ after }) => known(one.received + after))
    .map(({ after }) => Math.max(0, after))
  const ofTheme = actions
    .filter(({ theme, on }) => theme === one.theme && on >= one.received && known(on))
    .map(({ on }) => on - one.received)
  const all = [...own.toSorted((a, b) => a - b).slice(0, 1), ...ofTheme]
  return all.length === 0 ? null : Math.min(...all)
}

const isIn = (day: string) => day >= view.period.start && day < view.period.end && day <= view.asOf

/** Set by set, from voices; and theme by theme, from voices counted by day: of a theme of a set its own voices alone. */
async function agree(answer: string, again: (set: DataSet) => Again): Promise<void> {
  const ofTheme = (set: DataSet, theme: string): DataSet => ({
    ...set,
    voices: set.voices.filter((one) => one.theme === theme),
  })
  const ways = [
    ['segment', drawn.map((set, i) => [segmentOf(i), set] as const)],
    [
      'theme',
      drawn.flatMap((set, i) => ['a', 'b'].map((theme) => [themeOf(i, theme), ofTheme(set, theme)] as const)),
    ],
  ] as const
  for (const [dimension, groups] of ways) {
    const found = await breakDown(database, owner, voiceOfCustomer, { ...view, answer, dimension })
    const lines = new Map(found.lines.map((line) => [line.label, line.answer]))
    // Of few voices of one theme half are seldom acted upon while five are followed.
    expectAgreement({
      answer,
      seed,
      lines,
      sets: groups,
      again,
      fewest: dimension === 'theme' ? 15 : sets / 10,
    })
  }
}

test('voice of the customer: acted upon within 30 days, of those whose 30 days end in the period', async () => {
  await agree('acted-share', (set) => {
    const judged = set.voices.filter((one) => isIn(dayOf(one.received + giveOneMonth)))
    const acted = judged.filter((one) => (waited(one, set) ?? Infinity) <= giveOneMonth)
    return { value: judged.length === 0 ? null : acted.length / judged.length, n: judged.length }
  })
})

test('voice of the customer: days to the action, those still waiting counted; how many were heard', async () => {
  const received = (set: DataSet) => set.voices.filter((one) => isIn(dayOf(one.received)))
  await agree('action-days', (set) => {
    const spells = received(set).map((one): Spell => {
      const days = waited(one, set)
      return days === null
        ? { days: dayNumber(view.asOf) - dayNumber(dayOf(one.received)), end: 'open' }
        : { days, end: 'won' }
    })
    return { value: naiveMedianToClose(spells), n: spells.length }
  })
  await agree('voices', (set) => {
    const many = received(set).length
    return { value: many === 0 ? null : many, n: many }
  })
  await agree('unanswered', (set) => {
    const many = received(set).filter((one) => waited(one, set) === null).length
    return { value: many === 0 ? null : many, n: many }
  })
})

test('voice of the customer: tone that people noted', async () => {
  await agree('sentiment', (set) => {
    const noted = set.voices.filter((one) => isIn(dayOf(one.received)) && one.sentiment !== null)
    const many = (tone: string) => noted.filter((one) => one.sentiment === tone).length
    return {
      value: noted.length === 0 ? null : (many('positive') - many('negative')) / noted.length,
      n: noted.length,
    }
  })
})

// Theme by theme: an action on a whole theme, or on a voice that somebody gave a theme.
test('voice of the customer: content and training changed because of a theme', async () => {
  const answers = await linesAlone(database, voiceOfCustomer, {
    ...view,
    answer: 'changes',
    dimension: 'theme',
  })
  const isChange = (done: string, on: number) => ['content', 'training'].includes(done) && isIn(dayOf(on))
  let measured = 0
  for (const [i, set] of drawn.entries())
    for (const theme of ['a', 'b']) {
      const own = set.voices
        .filter((one) => one.theme === theme)
        .flatMap((one) => one.own.filter((done) => isChange(done.kind, one.received + done.after)))
      const whole = set.actions.filter((done) => done.theme === theme && isChange(done.kind, done.on))
      const many = own.length + whole.length
      expect(answers.get(themeOf(i, theme))?.value ?? null, JSON.stringify(set)).toBe(
        many === 0 ? null : many,
      )
      if (many > 0) measured++
    }
  expect(measured).toBeGreaterThan(sets / 2)
})
