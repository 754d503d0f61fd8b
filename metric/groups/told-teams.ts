// Of which teams a period may be told in groups, to a reader who knows every team by name.
import { answerNamed } from '../context.ts'
import { byMonth, countedIn, layersOf } from './counted-by-person.ts'
import type { MetricContext, MetricDefinition } from '../definition.ts'
import type { Facts } from '../facts.ts'
import { type Grouping, isApart, isGroup, shownApart } from './groups.ts'
import { inTurn } from '../in-turn.ts'
import { type CountedByPerson, piecesTold } from './people-of-periods.ts'
import type { Period } from '../period.ts'
import { type Looked, ratioSides } from '../tallies/shares.ts'
import { inTime, shownOf } from './told-periods.ts'

/** The teams of which a period may be told; null: of none. */
export type TeamsToTell = (id: string, period: Period) => ReadonlySet<number> | null

type Layers = readonly (readonly Period[])[]

/** One answer, of the whole organisation and of each team. */
interface Split {
  readonly layers: Layers
  readonly whole: CountedByPerson
  readonly byTeam: ReadonlyMap<number, CountedByPerson>
  readonly told: ReadonlySet<number>
  readonly answer: Looked
}

/**
 * Of which teams a period may be told. Those with too few people in all the data are told of no period, and with them the next
 * smallest until together they are a group: taken as one, they are a rest that can be worked out and tells of nobody. Then a
 * period may be told if all of its months may, in every team that is told and in that rest with what is in no team, so that
 * neither a month nor a team that is missing can be worked out from those that are shown. Where months do not add up to the
 * period, each team and the rest must be far enough from themselves in every other period that is told, and from the whole.
 */
export async function splitOf(
  definition: MetricDefinition,
  context: MetricContext,
  facts: Facts,
  ids: readonly string[],
  grouping: Grouping,
): Promise<TeamsToTell> {
  const layers = layersOf(facts)
  const teams = await context.query.selectFrom('teams').select('team_id').orderBy('team_id').execute()
  const found = new Map<
    string,
    { readonly told: ReadonlySet<number>; readonly periods: ReadonlySet<string> }
  >()
  const whole = await countedIn(definition, context, facts, ids)
  const shown = await shownOf(definition, context, facts, ids, grouping)
  const flows = new Set(ids.filter((id) => whole.get(id)!.isFlow))
  const ofTeams = await inTurn(teams, ({ team_id: id }) =>
    countedIn(definition, context, facts, ids, { kind: 'team', id }, flows),
  )
  for (const id of ids) {
    const byTeam = new Map(teams.map(({ team_id: team }, i) => [team, ofTeams[i]!.get(id)!]))
    const told = toldTeams(byTeam, grouping)
    const split: Split = { layers, whole: whole.get(id)!, byTeam, told, answer: answerNamed(definition, id) }
    const months = monthByMonth(split, grouping)
    found.set(id, {
      told,
      periods: flows.has(id) ? months : apart(split, months, shown.get(id)!, grouping),
    })
  }
  return (id, { kind, id: period }) => {
    const { told, periods } = found.get(id)!
    return kind !== 'all' && periods.has(period) ? told : null
  }
}

/** The teams that are told: all but the small ones and, where those are no group together, the next smallest. */
function toldTeams(byTeam: ReadonlyMap<number, CountedByPerson>, grouping: Grouping): ReadonlySet<number> {
  const people = [...byTeam]
    .map(([team, counted]) => ({ team, people: counted.of(byMonth)!.everybody }))
    .toSorted((a, b) => a.people.size - b.people.size || a.team - b.team)
  const hidden = new Set(people.filter((one) => !isGroup(one.people, grouping)))
  for (const one of people) {
    const together = [...hidden].flatMap((other) => [...other.people])
    if (isGroup(new Set(together), grouping)) break
    hidden.add(one)
  }
  return new Set(people.filter((one) => !hidden.has(one)).map(({ team }) => team))
}

/** The periods all of whose months may be told. */
function monthByMonth(split: Split, grouping: Grouping): ReadonlySet<string> {
  const [months = []] = split.layers
  const isGood = months.map((_, position) =>
    piecesOf(split, byMonth, position).every((shares) => isGroup(new Set(shares.keys()), grouping)),
  )
  return new Set(
    split.layers
      .flat()
      .filter(({ start, end }) =>
        months.every((month, i) => month.end <= start || month.start >= end || isGood[i]),
      )
      .map((period) => period.id),
  )
}

/** Those of them whose teams are far enough from themselves in each other, and from the whole in all that is shown of it. */
function apart(
  split: Split,
  among: ReadonlySet<string>,
  shown: ReadonlySet<string>,
  grouping: Grouping,
): ReadonlySet<string> {
  const { whole, byTeam, told, layers, answer } = split
  const places = inTime(layers).filter(({ period }) => shown.has(period.id))
  const figuresOf = (of: CountedByPerson, layer: number, position: number) =>
    piecesTold(of.of(layer)!, answer, position)
  const wholes = places.map(({ layer, position }) => figuresOf(whole, layer, position))
  const isFar = (team: CountedByPerson, layer: number, position: number): boolean => {
    const own = figuresOf(team, layer, position)
    return wholes.every((figures) => figures.every((one, i) => isApart(own[i]!, one, grouping)))
  }
  const teams = [...byTeam].flatMap(([team, counted]) => (told.has(team) ? [counted] : []))
  const far = places.filter(
    ({ period, layer, position }) =>
      period.kind !== 'all' && among.has(period.id) && teams.every((team) => isFar(team, layer, position)),
  )
  return shownApart(
    far.map(({ period, layer, position }) => ({ period, pieces: piecesOf(split, layer, position) })),
    grouping,
  )
}

/** What is told of a period: each team that is, and what is left of the whole: other teams, and rows of nobody's team. */
function piecesOf(
  { whole, byTeam, told, answer: { isOverPeople } }: Split,
  layer: number,
  position: number,
): readonly ReadonlyMap<number, string | number>[] {
  const inTold = [...byTeam].filter(([team]) => told.has(team)).map(([, counted]) => counted.of(layer)!)
  const people = whole.of(layer)!
  const shares = inTold.map((one) => one.shares(position))
  const inAll = people.shares(position)
  const rests = ratioSides.map((side) => {
    const sizes = inTold.map((one) => one.sizes(position, side))
    // Hers in one team alone may be as many rows there and not all of them: days of one person, some in no team.
    const isPart = (person: number): boolean => {
      const [own, ...others] = shares.filter((share) => share.has(person))
      return own !== undefined && others.length === 0 && own.get(person) !== inAll.get(person)
    }
    const rest = [...people.sizes(position, side)]
      .filter(
        ([person, size]) =>
          size !== sizes.reduce((sum, one) => sum + (one.get(person) ?? 0), 0) || isPart(person),
      )
      .map(([person]) => {
        const less = shares.map((share) => share.get(person) ?? '')
        return [person, [inAll.get(person), ...less].join(' less ')] as const
      })
    // How many rows there are is told beside what came of them, and is a figure as well.
    return isOverPeople === true ? [new Map(rest)] : [...sizes, new Map(rest)]
  })
  return [...shares, ...rests.flat()]
}
