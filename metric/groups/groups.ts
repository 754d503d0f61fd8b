// Which periods of a figure may be shown to somebody outside the line of the people behind it: none about fewer than a
// group, and none that another shown one leads to by subtraction. Pure: people by month in, periods out.
import type { Line } from '../../model/sight.ts'
import { type Period, type PeriodKind, periodOf, wholeData } from '../period.ts'

/** The people whose rows a figure counts in one month. */
export interface MonthOfPeople {
  readonly month: Period
  readonly people: ReadonlySet<number>
}

export interface Grouping {
  /** Fewest people. */
  readonly group: number
  /** Of the people behind a figure, those whom the reader sees by name need no group. */
  readonly line: Pick<Line, 'whole' | 'people'>
  readonly fiscalStart: number
}

interface Node {
  readonly id: string
  readonly people: Set<number>
  readonly children: Node[]
  /** Rows that are in no month: never a figure of their own. */
  readonly isRest: boolean
}

/**
 * Whether a figure about these people may be shown: nobody outside the line is in it, or a whole group. Who is in the
 * line on some days only counts as nobody's proof: neither as one of a group nor as one of the line. Never an iterator: it is
 * asked more than once, and the second time an iterator holds nobody.
 */
export function isGroup(
  people: ReadonlySet<number> | readonly number[],
  grouping: Pick<Grouping, 'group' | 'line'>,
): boolean {
  return areGroup(people, grouping)
}

// Asked of every pair of periods: it stops at a whole group.
function areGroup(people: Iterable<number>, { group, line }: Pick<Grouping, 'group' | 'line'>): boolean {
  const { whole, some } = membersOf(line)
  let outside = 0
  let unsure = 0
  for (const person of people) {
    if (whole.has(person)) continue
    if (some.has(person)) unsure++
    else outside++
    if (outside >= group) return true
  }
  return outside === 0 && unsure === 0
}

interface Members {
  readonly whole: ReadonlySet<number>
  readonly some: ReadonlySet<number>
}
const members = new WeakMap<Grouping['line'], Members>()

function membersOf(line: Grouping['line']): Members {
  const known = members.get(line) ?? { whole: new Set(line.whole), some: new Set(line.people) }
  members.set(line, known)
  return known
}

/**
 * Ids of the periods of a figure that may be shown beside each other, from the people of each month and those of rows
 * without a month. From the whole data down to months: what a shown period leaves when all shown parts of it are
 * taken away is about nobody outside the line, or about a whole group; where it would not be, the smallest other part
 * is hidden too, with all its own parts.
 */
export function shownPeriods(
  months: readonly MonthOfPeople[],
  undated: ReadonlySet<number>,
  grouping: Grouping,
): ReadonlySet<string> {
  const root = treeOf(months, undated, grouping.fiscalStart)
  const shown = new Set<string>()
  if (isGroup(root.people, grouping)) show(root, grouping, shown)
  return shown
}

function show(node: Node, grouping: Grouping, shown: Set<string>): void {
  shown.add(node.id)
  const hidden = new Set(node.children.filter((child) => child.isRest || !isGroup(child.people, grouping)))
  const others = node.children
    .filter((child) => !hidden.has(child))
    .toSorted((a, b) => a.people.size - b.people.size || (a.id < b.id ? -1 : 1))
  for (const child of others) {
    if (isGroup(union(hidden), grouping)) break
    hidden.add(child)
  }
  for (const child of node.children) if (!hidden.has(child)) show(child, grouping, shown)
}

function union(nodes: Iterable<Node>): Set<number> {
  const people = new Set<number>()
  for (const node of nodes) for (const person of node.people) people.add(person)
  return people
}

/**
 * What each person adds to the figures of one period: how many rows, and which numbers; of each piece that is told. Two are equal
 * when she adds the same.
 */
export interface PeriodOfShares {
  readonly period: Period
  readonly pieces: readonly ReadonlyMap<number, string | number>[]
}

/**
 * Ids of the periods of a figure that may be shown beside each other where their rows overlap: what is open or valid at their
 * ends, customers of their starts. One after the other in the order given: it is about nobody outside the line or a whole
 * group, and so are those who add something else to it than to any other that is shown.
 */
export function shownApart(periods: readonly PeriodOfShares[], grouping: Grouping): ReadonlySet<string> {
  const shown: PeriodOfShares[] = []
  for (const one of periods) {
    const isGood =
      one.pieces.every((shares) => isGroup(new Set(shares.keys()), grouping)) &&
      shown.every((other) => one.pieces.every((shares, i) => isApart(shares, other.pieces[i]!, grouping)))
    if (isGood) shown.push(one)
  }
  return new Set(shown.map(({ period }) => period.id))
}

/** Whether those who add something else to one figure than to another are nobody outside the line, or a whole group. */
export function isApart(
  one: ReadonlyMap<number, unknown>,
  other: ReadonlyMap<number, unknown>,
  grouping: Grouping,
): boolean {
  return areGroup(changed(one, other), grouping)
}

function* changed(one: ReadonlyMap<number, unknown>, other: ReadonlyMap<number, unknown>): Generator<number> {
  for (const [person, share] of one) if (other.get(person) !== share) yield person
  for (const person of other.keys()) if (!one.has(person)) yield person
}

const kinds: readonly PeriodKind[] = ['year', 'half-year', 'quarter', 'month']

function treeOf(months: readonly MonthOfPeople[], undated: ReadonlySet<number>, fiscalStart: number): Node {
  const root: Node = { id: wholeData.id, people: new Set(undated), children: [], isRest: false }
  const known = new Map<string, Node>()
  for (const { month, people } of months) {
    let above = root
    add(above, people)
    for (const kind of kinds) {
      const { id } = periodOf(month.start, kind, fiscalStart)
      const found = known.get(id)
      const node: Node = found ?? { id, people: new Set(), children: [], isRest: false }
      if (found === undefined) {
        known.set(id, node)
        above.children.push(node)
      }
      add(node, people)
      above = node
    }
  }
  if (undated.size > 0)
    root.children.push({ id: 'rest', people: new Set(undated), children: [], isRest: true })
  return root
}

function add(node: Node, people: Iterable<number>): void {
  for (const person of people) node.people.add(person)
}
