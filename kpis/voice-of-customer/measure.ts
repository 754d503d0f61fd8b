// How voices become a share acted upon, a delay, a volume, and the changes they led to.
import { saidDay } from '../../model/said-day.ts'
import type { ThemePattern } from '../../model/voices.ts'
import { sql } from 'kysely'
import { countAnswer, proportionAnswer } from '../../metric/answers/answers.ts'
import { waitMedianAnswer, type WaitWords } from '../../metric/answers/duration-answers.ts'
import type { Sql } from '../../metric/rows/counted-deals.ts'
import type { CountedLine, MetricContext, Side, Split } from '../../metric/definition.ts'
import { splittingBy } from '../../metric/rows/dimensions.ts'
import { daysIn, grouped, type Lines, linesOf } from '../../metric/tallies/lines.ts'
import type { Answer } from '../../metric/measurement.ts'
import { counted, formatNumber } from '../../metric/phrase.ts'
import { npsAnswer } from '../../metric/answers/ratio-answers.ts'
import type { Tally } from '../../metric/tallies/tally.ts'
import { type Words, words } from '../../metric/words.ts'
import { changes, heardIn, isOfDays, type Moment, voices, voicesByDay } from './rows.ts'
import { themesOf } from './themes.ts'
import { isToneTold, readProofs, readTones, toneAnswer, toneOfAll, toneSide, toneTally } from './tone.ts'

const ofTheReceived = ['voices', 'action-days', 'unanswered', 'sentiment']

interface Grouped {
  readonly period: number
  readonly key: string | null
}

export async function count(context: MetricContext, split: Split): Promise<readonly CountedLine[]> {
  const lines = linesOf()
  const themes = await themesOf(context)
  if (split.answers.includes('acted-share')) await countActed(context, split, themes, lines)
  if (split.answers.some((answer) => ofTheReceived.includes(answer)))
    await countReceived(context, split, themes, lines)
  if (split.answers.includes('estimated-tone')) await countTone(context, split, themes, lines)
  if (split.answers.includes('changes')) await countChanges(context, split, lines)
  return lines.all()
}

function splitting({ dimension }: Split, day: Sql): { readonly key: Sql; readonly join: Sql } {
  switch (dimension) {
    case 'theme':
      return { key: sql`row.theme`, join: sql`` }
    case 'channel':
      return { key: sql`row.channel`, join: sql`` }
    case 'kind':
      return { key: sql`row.kind`, join: sql`` }
    case 'product':
      return { key: sql`row.product_id::text`, join: sql`` }
    default:
      return splittingBy(dimension, 'row', day)
  }
}

/** The voices of a count, and how many some of its rows stand for. */
function countedVoices(
  context: MetricContext,
  split: Split,
  themes: readonly ThemePattern[],
  moment: Moment,
): { readonly from: Sql; readonly many: (condition?: Sql) => Sql } {
  const isByDay = isOfDays(context, split)
  const sum = isByDay ? sql`sum(row.voices)` : sql`count(*)`
  return {
    from: isByDay
      ? voicesByDay(context, split.periods, moment)
      : voices(context, split.periods, themes, moment),
    many: (condition = sql`true`) => sql`coalesce(${sum} filter (where ${condition}), 0)`,
  }
}

async function countActed(
  context: MetricContext,
  split: Split,
  themes: readonly ThemePattern[],
  lines: Lines,
): Promise<void> {
  const { key, join } = splitting(split, sql`row.received_on`)
  const { from, many } = countedVoices(context, split, themes, 'judged')
  const { rows } = await sql<Grouped & { voices: number; acted: number }>`
    select row.period, ${key} as key, ${many()} as voices, ${many(sql`row.is_acted_in_time`)} as acted
    from ${from} as row ${join} group by 1, 2`.execute(context.query)
  for (const { period, key: value, voices: trials, acted } of rows)
    lines.add(period, value, 'acted-share', { kind: 'proportion', successes: acted, trials })
}

async function countReceived(
  context: MetricContext,
  split: Split,
  themes: readonly ThemePattern[],
  lines: Lines,
): Promise<void> {
  const { key, join } = splitting(split, sql`row.received_on`)
  const { from, many } = countedVoices(context, split, themes, 'received')
  const { rows } = await sql<
    Grouped & {
      days: number
      acted: number
      open: number
      positive: number
      neutral: number
      negative: number
      oldest: string | null
    }
  >`
    select row.period, ${key} as key, row.days, ${many(sql`row.acted_on is not null`)} as acted,
      ${many(sql`row.acted_on is null`)} as open, ${many(sql`row.sentiment = 'positive'`)} as positive,
      ${many(sql`row.sentiment = 'neutral'`)} as neutral, ${many(sql`row.sentiment = 'negative'`)} as negative,
      min(row.received_on) filter (where row.acted_on is null) as oldest
    from ${from} as row ${join} group by 1, 2, 3`.execute(context.query)
  for (const { period, key: value, rows: group } of grouped(rows)) {
    const sum = (pick: (row: (typeof group)[number]) => number) =>
      group.reduce((all, row) => all + pick(row), 0)
    if (split.answers.includes('voices'))
      lines.add(
        period,
        value,
        'voices',
        {
          kind: 'count',
          count: sum((row) => row.acted + row.open),
          days: daysIn(split.periods[period]!, context.asOf),
        },
        { note: unansweredSaid(group) },
      )
    const open = sum((row) => row.open)
    if (split.answers.includes('unanswered') && (open > 0 || split.dimension === null)) {
      const said = unansweredSaid(group)
      const days = daysIn(split.periods[period]!, context.asOf)
      lines.add(
        period,
        value,
        'unanswered',
        { kind: 'count', count: open, days },
        open > 0 ? { note: said } : { unknown: said },
      )
    }
    if (split.answers.includes('action-days'))
      lines.add(period, value, 'action-days', {
        kind: 'spells',
        counts: new Map(group.map((row) => [row.days, { won: row.acted, lost: 0, open: row.open }])),
      })
    const [promoters, passives, detractors] = [
      sum((row) => row.positive),
      sum((row) => row.neutral),
      sum((row) => row.negative),
    ]
    if (split.answers.includes('sentiment') && promoters + passives + detractors > 0)
      lines.add(period, value, 'sentiment', { kind: 'nps', promoters, passives, detractors })
  }
}

async function countTone(
  context: MetricContext,
  split: Split,
  themes: readonly ThemePattern[],
  lines: Lines,
): Promise<void> {
  if (!isToneTold(context)) return
  const proofs = await readProofs(context)
  const heard = await readTones(
    context,
    // Told of the whole organisation alone, whatever was done about them.
    heardIn(context, split.periods, themes, 'received'),
    splitting(split, sql`row.received_on`),
  )
  // Where nothing is told of the whole, what is missing is said once, beside it.
  const isWhole = split.dimension === null
  const groups = heard.length === 0 && isWhole ? [{ period: 0, key: null, rows: heard }] : grouped(heard)
  for (const { period, key, rows } of groups) {
    const tally = toneTally(rows, proofs)
    if (tally.called.size > 0 || isWhole)
      lines.add(period, key, 'estimated-tone', tally, toneSide(rows, proofs, tally))
  }
}

/** How many voices wait for an action, and since when the first of them. */
function unansweredSaid(
  rows: readonly {
    readonly days: number
    readonly acted: number
    readonly open: number
    readonly oldest: string | null
  }[],
): Words {
  const all = rows.reduce((sum, row) => sum + row.acted + row.open, 0)
  const waiting = rows.filter((row) => row.open > 0 && row.oldest !== null)
  const open = waiting.reduce((sum, row) => sum + row.open, 0)
  if (open === 0)
    return words(
      'Chaque retour de la période a été suivi d’une action.',
      'Each voice of the period has been followed by an action.',
    )
  const longest = waiting.reduce((first, row) => (row.days > first.days ? row : first))
  const since = saidDay(longest.oldest!)
  return words(
    `${formatNumber(open, 'fr')} retours sur ${formatNumber(all, 'fr')} sont sans action ; le plus ancien attend depuis le ${since.fr}, ${counted(longest.days, 'fr', ['jour', 'jours'], ['day', 'days'])}.`,
    `${formatNumber(open, 'en')} of ${formatNumber(all, 'en')} voices have no action; the oldest has waited since ${since.en}, ${counted(longest.days, 'en', ['jour', 'jours'], ['day', 'days'])}.`,
  )
}

async function countChanges(context: MetricContext, split: Split, lines: Lines): Promise<void> {
  const { key, join } = splitting(split, sql`row.acted_on`)
  const { rows } = await sql<Grouped & { changes: number }>`
    select row.period, ${key} as key, count(*) as changes
    from ${changes(context, split.periods)} as row ${join} group by 1, 2`.execute(context.query)
  for (const { period, key: value, changes: many } of rows)
    lines.add(period, value, 'changes', {
      kind: 'count',
      count: many,
      days: daysIn(split.periods[period]!, context.asOf),
    })
}

export function finish(answer: string, tally: Tally | null, side: Side, context: MetricContext): Answer {
  switch (answer) {
    case 'action-days':
      return waitMedianAnswer(answer, tally, side, waits)
    case 'voices':
    case 'unanswered':
    case 'changes':
      return countAnswer(answer, tally, side)
    case 'sentiment':
      return npsAnswer(answer, tally, tally === null ? { ...side, unknown: notRead } : side, {
        promoters: words('Positifs', 'Positive'),
        passives: words('Neutres', 'Neutral'),
        detractors: words('Négatifs', 'Negative'),
      })
    case 'estimated-tone':
      return toneAnswer(answer, tally, isToneTold(context) ? side : { unknown: toneOfAll })
    default:
      return proportionAnswer(answer, tally, side)
  }
}

const waits: WaitWords = {
  done: words('Suivis', 'Acted upon'),
  open: words('Encore sans suite', 'Still without an action'),
  unreached: (open, n) =>
    words(
      `Plus de la moitié attendent encore : ${formatNumber(open, 'fr')} retours sur ${formatNumber(n, 'fr')} sont sans suite.`,
      `More than half still wait: ${formatNumber(open, 'en')} of ${formatNumber(n, 'en')} have no action.`,
    ),
}

const notRead = words(
  'Aucun retour de la période ne porte une tonalité notée par une personne.',
  'No voice of the period carries a tone noted by a person.',
)
