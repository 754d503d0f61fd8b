// Content: what came out when, in which versions, who worked on it and for how long. Six hundred items are in force at any time; two come
// out every three days, and each is archived after some two and a half years.
import { stageNames } from './people.ts'
import { chance, dayAt, daysIn, importOf, type Part, type Shape, traced, tracedColumns } from './shape.ts'
import { somebody } from './staff.ts'

/** Items are numbered in the order in which they come out. */
const daysBetween = 1.5
const inForce = 600
const lifetime = inForce * daysBetween
/** Items on which somebody works and that have not come out. */
const underWay = 8

const publishedOn = (item: number) => Math.floor((item - 1) * daysBetween) - lifetime

function itemsOf(shape: Shape): number {
  return inForce + Math.floor(daysIn(shape) / daysBetween) + underWay
}

/** One of those that came out in the month before a day: agencies are paid then. */
export function newItemOn(row: number, salt: number, day: number): number {
  return lastOn(day) - chance(row, salt, 20)
}

function lastOn(day: number): number {
  return Math.floor((day + lifetime) / daysBetween) + 1
}

/** An item in force on a day, by a row that chance gives it to; one in fifteen is never used. */
export function itemOn(row: number, salt: number, day: number): number {
  const item = lastOn(day) - chance(row, salt, inForce - 2)
  return item % 15 === 0 ? item - 1 : item
}

function* items(shape: Shape): Generator<string> {
  for (let item = 1; item <= itemsOf(shape); item++) {
    const day = publishedOn(item)
    const archived = day + lifetime
    const isOfSales = item % 2 === 0
    const isTemplate = item % 25 === 0
    // The last template before it.
    const template = isOfSales && !isTemplate && item > 25 && chance(item, 121, 2) === 0
    yield `${item}\tItem ${item}\titem ${item}\t${['deck', 'sheet', 'case study'][item % 3]}\t${isOfSales ? 'sales' : 'marketing'}\t${authorOf(shape, item, day)}\t${stageNames[item % 7]}\t${day < daysIn(shape) ? dayAt(shape, day) : '\\N'}\t${archived < daysIn(shape) ? dayAt(shape, archived) : '\\N'}\t${isTemplate}\t${template ? item - (item % 25) : '\\N'}\t${traced(item, importOf(shape, day))}`
  }
}

/** Whoever sits in the seat that an item belongs to. */
function authorOf(shape: Shape, item: number, day: number): number {
  return somebody(shape, item, 5, day)
}

interface Edition {
  readonly item: number
  /** Counted from 1. */
  readonly version: number
  readonly day: number
}

/** Each item as it comes out, and its updates, some two a year until there are no more; those of after the last day are under way. */
function* editions(shape: Shape): Generator<Edition> {
  for (let item = 1; item <= itemsOf(shape); item++) {
    const first = publishedOn(item)
    yield { item, version: 1, day: first }
    for (let version = 2; chance(item * 8 + version, 122, 10) < 7; version++) {
      const day = first + 170 * (version - 1) + chance(item * 8 + version, 123, 60)
      if (day >= Math.min(first + lifetime, daysIn(shape))) break
      yield { item, version, day }
    }
  }
}

function* versions(shape: Shape): Generator<string> {
  let row = 0
  for (const { item, version, day } of editions(shape))
    if (day < daysIn(shape))
      yield `${++row}\t${item}\t${version}\t${dayAt(shape, day)}\t${authorOf(shape, item, day)}\t${traced(row, importOf(shape, day))}`
}

/** An item takes five to twenty hours in up to five sittings, an update one to five in two at most; of one in ten nothing is noted. */
function* work(shape: Shape): Generator<string> {
  let row = 0
  for (const { item, version, day: out } of editions(shape)) {
    const edition = item * 8 + version
    if (chance(edition, 124, 10) === 0) continue
    const isNew = version === 1
    const sittings = 1 + chance(edition, 125, isNew ? 5 : 2)
    const seconds = isNew ? 18_000 + chance(edition, 126, 54_000) : 3_600 + chance(edition, 126, 14_400)
    for (let sitting = 1; sitting <= sittings; sitting++) {
      const day = out - 2 * (sittings - sitting)
      if (day < 0 || day >= daysIn(shape)) continue
      yield `${++row}\t${item}\t${authorOf(shape, item, day)}\t${isNew ? 'creation' : 'update'}\t${dayAt(shape, day)}\t${Math.floor(seconds / sittings)}\t${traced(row, importOf(shape, day))}`
    }
  }
}

export const contentParts: readonly Part[] = [
  {
    table: 'content_items',
    columns: [
      'content_item_id',
      'title',
      'title_key',
      'type',
      'department',
      'owner_id',
      'stage',
      'published_on',
      'archived_on',
      'is_template',
      'template_id',
      ...tracedColumns,
    ],
    lines: items,
  },
  {
    table: 'content_versions',
    columns: [
      'content_version_id',
      'content_item_id',
      'version',
      'published_on',
      'author_id',
      ...tracedColumns,
    ],
    lines: versions,
  },
  {
    table: 'content_work',
    columns: ['content_work_id', 'content_item_id', 'rep_id', 'kind', 'day', 'seconds', ...tracedColumns],
    lines: work,
  },
]
