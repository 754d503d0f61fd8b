// Who stands behind an answer in periods that do not overlap, and what each adds to it: four numbers for each person and period, so
// that what is told of groups can be worked out again for every reader of one state of the data.
import {
  fingerprint,
  type Looked,
  ownOf,
  type PersonLine,
  ratioSides,
  type RatioSide,
  sizeOn,
} from '../tallies/shares.ts'

/** Of one answer; by the position of a period in its list. */
export interface PeopleOfPeriods {
  /** How many rows of each person stand on a side; those who have none there are left out. */
  sizes(position: number, side: RatioSide): ReadonlyMap<number, number>
  /** A number that is the same where a person adds the same to two figures. */
  shares(position: number): ReadonlyMap<number, number>
  /** Everybody with a row on either side, in any of the periods. */
  readonly everybody: ReadonlySet<number>
  /** What it takes in memory, about. */
  readonly bytes: number
}

/** One answer of one scope, counted by person: it names them to nobody, and is the same for every reader. */
export interface CountedByPerson {
  readonly id: string
  /**
   * It counts what happens: of every person, the months of a year come to the year. Of what is open or valid on a day, and of
   * customers of a start, they do not.
   */
  readonly isFlow: boolean
  /** Of the organisation, those of whom there is more in the whole data than in the months; of a team, nobody. */
  readonly undated: ReadonlySet<number>
  /** The periods of a layer (`layersOf` in counted-by-person.ts): of a flow, of months and of the whole data alone; of a team, never of the whole data. */
  readonly of: (layer: number) => PeopleOfPeriods | undefined
  /** What it takes in memory, about. */
  readonly bytes: number
}

/** Columns of the table below. */
const [person, above, below, share, columns] = [0, 1, 2, 3, 4]

/** What lines that were counted by person say of an answer, with nothing else of them. */
export function peopleOfPeriods(lines: readonly PersonLine[], id: string): PeopleOfPeriods {
  const positions = [...new Set(lines.map((line) => line.period))]
  const tables = new Map<number, Float64Array>()
  const everybody = new Set<number>()
  for (const position of positions) {
    const own = [...ownOf(lines, id, position)]
    if (own.length === 0) continue
    const table = new Float64Array(own.length * columns)
    for (const [row, [who, { tally, share: hers }]] of own.entries()) {
      const at = row * columns
      table[at + person] = who
      table[at + above] = sizeOn('above', tally)
      table[at + below] = sizeOn('below', tally)
      table[at + share] = asNumber(hers)
      if (ratioSides.some((side) => sizeOn(side, tally) > 0)) everybody.add(who)
    }
    tables.set(position, table)
  }
  const read = (position: number, column: number, least = -Infinity): ReadonlyMap<number, number> => {
    const table = tables.get(position) ?? new Float64Array()
    const found = new Map<number, number>()
    for (let at = 0; at < table.length; at += columns)
      if (table[at + column]! > least) found.set(table[at + person]!, table[at + column]!)
    return found
  }
  return {
    sizes: (position, side) => read(position, side === 'above' ? above : below, 0),
    shares: (position) => read(position, share),
    everybody,
    bytes: [...tables.values()].reduce((sum, table) => sum + table.byteLength + 200, 200),
  }
}

/** What each person adds to what is told of a period: to the figure, and to how many rows it is of where that is told. */
export function piecesTold(
  people: PeopleOfPeriods,
  { isOverPeople }: Looked,
  position: number,
): readonly ReadonlyMap<number, number>[] {
  const shares = people.shares(position)
  return isOverPeople === true
    ? [shares]
    : [shares, ...ratioSides.map((side) => people.sizes(position, side))]
}

/** A fingerprint as a whole number of 48 bits: two different ones are taken for one once in 300 million million. */
function asNumber(text: string): number {
  const bytes = Buffer.from(text, 'base64url')
  return (bytes.length < 6 ? Buffer.from(fingerprint(text), 'base64url') : bytes).readUIntBE(0, 6)
}
