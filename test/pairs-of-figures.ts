// Which people stand behind a figure, found without asking the product who does: a person is behind it if the figure would be
// another one without her rows. She and all that is hers is taken out of the house, everything is measured again, and the house
// is put back; what each person adds to each figure is the difference.
import { dataOf, type MetricContext, type MetricDefinition } from '../metric/definition.ts'
import type { Answer } from '../metric/measurement.ts'
import { type Period, parsePeriod } from '../metric/period.ts'
import { organisation } from '../metric/scope.ts'
import type { Database, Query } from '../model/database.ts'
import { housekeeper } from '../model/reader.ts'
import { register } from './register.ts'
import { takeOut, world } from './world-of-groups.ts'

const settings = { name: 'Groups', timeZone: 'Europe/Paris', fiscalStart: 1, currency: 'EUR' }

/** Every period that the API takes and that holds rows, in lists of such as do not overlap. */
export const layers: readonly (readonly Period[])[] = [
  world.months,
  ['2025-Q4', '2026-Q1', '2026-Q2'],
  ['2025', '2026'],
  ['all'],
].map((ids) => ids.map((id) => parsePeriod(id)!))

/** The whole organisation, or a team by its number. */
export type Whose = 'organisation' | number

/** What a person adds to a figure: to each of its parts that are shown, and whether anything at all of it is hers. */
export interface Share {
  readonly parts: readonly number[]
  readonly isAny: boolean
}

export interface Figure {
  readonly metric: MetricDefinition
  readonly answer: string
  readonly whose: Whose
  readonly period: Period
  /** As somebody is told it who sees others in groups: without what stands beside it. */
  readonly told: Answer
  /** By person; those who add nothing are not in it. */
  readonly shares: ReadonlyMap<number, Share>
}

export const nameOf = (metric: string, answer: string, whose: Whose, period: string): string =>
  `${metric} ${answer} ${whose} ${period}`

/** Every figure of every answer, with who is behind it. */
export async function figuresOf(database: Database): Promise<ReadonlyMap<string, Figure>> {
  const base = await database.read(housekeeper, measureEverything)
  const shares = new Map<string, Map<number, Share>>([...base.keys()].map((name) => [name, new Map()]))
  const without = async (person: number): Promise<void> => {
    const undone = new Error('put back')
    await database
      .write(housekeeper, async (query) => {
        await takeOut(query, person)
        for (const [name, { answer }] of await measureEverything(query)) {
          const share = between(base.get(name)!, answer)
          if (share !== null) shares.get(name)!.set(person, share)
        }
        throw undone
      })
      .catch((error: unknown) => {
        if (error !== undone) throw error
      })
  }
  const people = Array.from({ length: world.people }, (_, i) => i + 1)
  for (let at = 0; at < people.length; at += 2) await Promise.all(people.slice(at, at + 2).map(without))
  return new Map(
    [...base].map(([name, { answer, ...figure }]) => [
      name,
      { ...figure, answer: answer.id, told: answer, shares: shares.get(name)! },
    ]),
  )
}

type Measured = Omit<Figure, 'answer' | 'told' | 'shares'> & { readonly answer: Answer }

async function measureEverything(query: Query): Promise<ReadonlyMap<string, Measured>> {
  const found = new Map<string, Measured>()
  for (const metric of register)
    for (const layer of layers) {
      const context: MetricContext = {
        query,
        scope: organisation,
        period: layer[0]!,
        asOf: world.asOf,
        settings,
        seen: 'everybody',
        filled: new Set(['opportunities', 'revenue']),
        isFromRows: true,
        // Nobody waits for this process meanwhile.
        pause: () => Promise.resolve(),
      }
      await measureInto(found, context, metric, layer, null)
      // Only what is not about results is told of a team to somebody who does not see all of it.
      if (ofTeams(metric).length > 0) await measureInto(found, context, metric, layer, 'team')
    }
  return found
}

/** Answers that somebody outside a team may be told of it, in groups. */
export function ofTeams(metric: MetricDefinition): readonly string[] {
  const usual = metric.dimensions.map((one) => one.id)
  return metric.answers
    .filter((one) => (one.dimensions ?? usual).includes('team') && dataOf(metric, one.id) !== 'results')
    .map((one) => one.id)
}

/** Answers of which how many people there are is not told, nor their sums: named here by hand, read from no list of the product. */
const overPeople: ReadonlySet<string> = new Set([
  'time-spent-selling selling-share',
  'time-spent-selling declared-share',
  'time-spent-selling recoverable-hours',
  'content-accessibility content-hours',
  'training-and-coaching training-hours',
])
export const isOverPeople = (metric: MetricDefinition, answer: string): boolean =>
  overPeople.has(`${metric.id} ${answer}`)

const timeless = (metric: MetricDefinition): readonly string[] =>
  metric.answers.filter((one) => one.isTimeless === true).map((one) => one.id)

async function measureInto(
  found: Map<string, Measured>,
  context: MetricContext,
  metric: MetricDefinition,
  layer: readonly Period[],
  dimension: 'team' | null,
): Promise<void> {
  const answers = dimension === null ? metric.answers.map((one) => one.id) : ofTeams(metric)
  const lines = await metric.count!(context, { answers, periods: layer, dimension })
  const wholes: readonly Whose[] = dimension === null ? ['organisation'] : world.teams.map((_, i) => i + 1)
  for (const whose of wholes)
    for (const [position, period] of layer.entries())
      for (const answer of answers) {
        // The same whatever the period: it is asked of all data alone.
        if (period.kind !== 'all' && timeless(metric).includes(answer)) continue
        const line = lines.find(
          (one) =>
            one.period === position &&
            one.tallies[answer] !== undefined &&
            (dimension === null || one.key === String(whose)),
        )
        const side = lines.find(
          (one) =>
            one.period === position &&
            one.sides?.[answer] !== undefined &&
            (dimension === null || one.key === String(whose)),
        )?.sides?.[answer]
        // Side figures and sentences are left out where others are told of in groups.
        const besides = side?.unknown === undefined ? {} : { unknown: side.unknown }
        found.set(nameOf(metric.id, answer, whose, period.id), {
          metric,
          whose,
          period,
          answer: metric.finish!(answer, line?.tallies[answer] ?? null, besides, { ...context, period }),
        })
      }
}

function between({ metric, answer: whole }: Measured, without: Answer): Share | null {
  const addsUp = metric.answers.some((one) => one.id === whole.id && one.isAdditive)
  const toldN = (of: Answer): Answer => (isOverPeople(metric, of.id) ? { ...of, n: null } : of)
  const others = partsOf(toldN(without), addsUp)
  const parts = partsOf(toldN(whole), addsUp).map((part, i) => part - others[i]!)
  const isAny = JSON.stringify(whole, asText) !== JSON.stringify(without, asText)
  return isAny ? { parts: parts.map((part) => Math.round(part * 1e6) / 1e6), isAny } : null
}

/**
 * What is shown of an answer and adds up: how much was counted, out of what, and the sum itself. Of a ratio over people its two sums
 * too, which nobody is told: whoever knows one of them from elsewhere, the working time that is due, has the other.
 */
function partsOf({ n, numerator, denominator, value }: Answer, addsUp: boolean): readonly number[] {
  return [n, numerator, denominator, addsUp ? value : null].map((part) => Number(part ?? 0))
}

const asText = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value)
