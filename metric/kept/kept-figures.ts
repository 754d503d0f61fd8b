// Figures of closed periods whose rows by person are no longer kept: counted when the rows went, and told again from then on.
// Whoever counts, counts through here: periods of which all rows are there from the rows, the others from what was kept.
import { sql } from 'kysely'
import type { Going } from '../../model/rollups/index.ts'
import { saidDay } from '../../model/said-day.ts'
import type { CountedLine, MetricContext, MetricDefinition, Side, Split } from '../definition.ts'
import type { Exclusion } from '../measurement.ts'
import type { Period } from '../period.ts'
import type { Tally } from '../tallies/tally.ts'
import { type Words, words } from '../words.ts'
import type { Gone } from '../gone.ts'

/** Rules of retention by the table whose rows they remove, as access/privacy/retention.ts has them, and what is said of them. */
const rules: Readonly<Record<Going, { readonly rule: string; readonly said: (before: Words) => Words }>> = {
  activities: {
    rule: 'daily-totals',
    said: ({ fr, en }) =>
      words(
        `Lignes plus conservées : le temps noté par chaque personne avant le ${fr} n’est gardé qu’en totaux d’équipe (règle « Totaux de temps par personne »).`,
        `Rows no longer kept: time recorded by each person before ${en} is kept as totals of teams only (rule “Totals of time by person”).`,
      ),
  },
  content_events: {
    rule: 'content-uses',
    said: ({ fr, en }) =>
      words(
        `Lignes plus conservées : les usages de contenus de chaque personne d’avant le ${fr} ne sont gardés qu’en totaux d’équipe (règle « Usages de contenus par personne »).`,
        `Rows no longer kept: uses of content by each person from before ${en} are kept as totals of teams only (rule “Uses of content by person”).`,
      ),
  },
}

/** Since when the rows that an answer rests on are kept; null: all of them are. */
export function cutOf(definition: MetricDefinition, answer: string, context: MetricContext): string | null {
  const rests = definition.restsOn
  if (rests === undefined || context.isFromRows === true || rests.answers?.includes(answer) === false)
    return null
  return context.cuts?.get(rests.table) ?? null
}

/** Whether some rows of a period are gone. */
function isCut(period: Period, cut: string): boolean {
  return period.start < cut
}

/** What to say of an answer and a period of which rows are gone; null where all are there. */
export function goneOf(
  definition: MetricDefinition,
  answer: string,
  context: MetricContext,
  period: Period,
): Gone | null {
  const cut = cutOf(definition, answer, context)
  return cut === null || !isCut(period, cut) ? null : goneBefore(definition.restsOn!.table, cut)
}

export function goneBefore(table: Going, before: string): Gone {
  const { rule, said } = rules[table]
  return { before, rule, reason: said(saidDay(before)) }
}

/** Pieces of time with their hours, of which only totals by day are left. */
export function hoursGone(before: string): Gone {
  const { fr, en } = saidDay(before)
  return {
    before,
    rule: 'recorded-hours',
    reason: words(
      `Lignes plus conservées : avant le ${fr}, le temps qui avait des heures n’est gardé qu’en totaux par jour (règle « Heures du temps noté »).`,
      `Rows no longer kept: before ${en}, time that had hours is kept as totals by day only (rule “Hours of recorded time”).`,
    ),
  }
}

/** What customers wrote, of which day, score and theme are left. */
export function wordsGone(before: string): Gone {
  const { fr, en } = saidDay(before)
  return {
    before,
    rule: 'answers',
    reason: words(
      `Les mots des clients d’avant le ${fr} ne sont plus conservés : jour, canal et thème restent (règle « Réponses et avis liés à une personne »).`,
      `What customers wrote before ${en} is no longer kept: day, channel and theme stay (rule “Answers and feedback tied to a person”).`,
    ),
  }
}

/** What goes beside a figure that is counted from the days that are left. */
export function onlySince({ before }: Gone): Words {
  const day = saidDay(before)
  return words(
    `Compté à partir du ${day.fr} : ce qui précède n’est plus conservé par personne.`,
    `Counted from ${day.en} on: what came before is no longer kept by person.`,
  )
}

export interface CountedLines {
  readonly lines: readonly CountedLine[]
  /** Answers and periods of which rows are gone and no figure was kept: `${answer} ${position}`. */
  readonly partial: ReadonlySet<string>
}

/** Counts as the definition does, with kept figures where rows are gone. */
export async function countLines(
  definition: MetricDefinition,
  context: MetricContext,
  split: Split,
): Promise<CountedLines> {
  const resting = split.answers.filter((answer) => cutOf(definition, answer, context) !== null)
  const cut = resting.length === 0 ? null : cutOf(definition, resting[0]!, context)
  if (cut === null || !split.periods.some((period) => isCut(period, cut)))
    return { lines: await definition.count!(context, split), partial: new Set() }
  const others = split.answers.filter((answer) => !resting.includes(answer))
  const lines: CountedLine[] = []
  if (others.length > 0) lines.push(...(await definition.count!(context, { ...split, answers: others })))
  const stored = await storedLines(definition, context, { ...split, answers: resting }, cut)
  lines.push(...stored.lines)
  const live = [...split.periods.keys()].filter((position) => !stored.positions.has(position))
  if (live.length > 0) {
    const periods = live.map((position) => split.periods[position]!)
    const counted = await definition.count!(context, { ...split, answers: resting, periods })
    lines.push(...counted.map((line) => ({ ...line, period: live[line.period]! })))
  }
  const cutLive = live.filter((position) => isCut(split.periods[position]!, cut))
  return {
    lines,
    partial: new Set(resting.flatMap((answer) => cutLive.map((position) => `${answer} ${position}`))),
  }
}

interface StoredRow {
  readonly answer: string
  readonly period: string
  readonly starts_on: string
  /** JSON of `KeptLine[]`. */
  readonly lines: string
}

interface KeptLine {
  readonly key: string | null
  readonly tally: unknown
  readonly side: unknown
}

async function storedLines(
  { id }: MetricDefinition,
  context: MetricContext,
  { answers, periods, dimension }: Split,
  cut: string,
): Promise<{ readonly lines: readonly CountedLine[]; readonly positions: ReadonlySet<number> }> {
  const none = { lines: [], positions: new Set<number>() }
  const { scope } = context
  // Of a person nothing was kept; a line of management is told team by team.
  const line = scope.kind === 'organisation' ? scope.line : undefined
  if (scope.kind === 'rep' || dimension === 'rep' || (line !== undefined && dimension !== 'team')) return none
  const asked = [...periods.keys()].filter((position) => isCut(periods[position]!, cut))
  const { rows } = await sql<StoredRow>`
    select answer, period, starts_on, lines from kept_figures
    where metric = ${id} and answer = any (${[...answers]}::text[]) and dimension = ${dimension ?? ''}
      and team_id = ${scope.kind === 'team' ? scope.id : 0} and period = any (${asked.map((at) => periods[at]!.id)}::text[])
    order by starts_on, answer`.execute(context.query)
  const lines: CountedLine[] = []
  const positions = new Set<number>()
  for (const position of asked) {
    const { id: period, start } = periods[position]!
    for (const row of rows.filter((one) => one.period === period && one.starts_on === start)) {
      positions.add(position)
      for (const { key, tally, side } of JSON.parse(row.lines) as readonly KeptLine[])
        if (line === undefined || line.teams.includes(Number(key)))
          lines.push({
            period: position,
            key,
            tallies: { [row.answer]: decoded(tally) as Tally },
            sides: { [row.answer]: decoded(side) as Side },
          })
    }
  }
  return { lines, positions }
}

/** What a metric left out of a period, as kept where the rows are gone; null: to be counted from the rows. */
export async function keptExclusions(
  definition: MetricDefinition,
  context: MetricContext,
): Promise<readonly Exclusion[] | null> {
  const rests = definition.restsOn
  const cut = rests?.exclusions === true ? (context.cuts?.get(rests.table) ?? null) : null
  const { scope, period } = context
  if (cut === null || !isCut(period, cut) || scope.kind === 'rep') return null
  const { rows } = await sql<{ lines: string }>`
    select lines from kept_figures where metric = ${definition.id} and answer = '' and dimension = '' and period = ${period.id}
      and starts_on = ${period.start}::date and team_id = ${scope.kind === 'team' ? scope.id : 0}`.execute(
    context.query,
  )
  return rows[0] === undefined ? null : (JSON.parse(rows[0].lines) as readonly Exclusion[])
}

/** A value as JSON: big numbers and maps are named as what they are. */
export function encoded(value: unknown): unknown {
  if (typeof value === 'bigint') return { $big: String(value) }
  if (value instanceof Map) return { $map: [...value].map(([key, one]) => [key, encoded(one)]) }
  if (Array.isArray(value)) return value.map(encoded)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, encoded(part)]))
}

function decoded(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decoded)
  if (value === null || typeof value !== 'object') return value
  const { $big, $map } = value as {
    readonly $big?: string
    readonly $map?: readonly (readonly [unknown, unknown])[]
  }
  if ($big !== undefined) return BigInt($big)
  if ($map !== undefined) return new Map($map.map(([key, one]) => [key, decoded(one)]))
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, decoded(part)]))
}
