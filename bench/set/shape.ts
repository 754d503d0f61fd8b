// How large a made-up organisation is, and chance that depends on the row alone: any table can work out what another one says
// of the same deal, and the set is the same on every run.

export interface Shape {
  /** Part of the folder's name. */
  readonly name: string
  readonly months: number
  /** Of how many months, the last, there is all that happened; of all where it is not said. */
  readonly kept?: number
  /** Seats: how many people work at a time. */
  readonly reps: number
  readonly activities: number
  readonly opportunities: number
  readonly leads: number
  readonly contentEvents: number
  readonly surveyAnswers: number
  readonly accounts: number
}

/** The day after the last. */
export const end = Date.UTC(2026, 0, 1)
const dayLength = 86_400_000

/**
 * The whole size: ten million pieces of time, half a million deals with three million stays in stages, a million leads, five
 * million events of content, two hundred thousand answers; `factor` makes less of everything.
 */
export function shapeOf(name: string, factor: number, months: number, reps: number): Shape {
  const rows = (whole: number) => Math.max(1, Math.round(whole * factor))
  return {
    name,
    months,
    reps,
    activities: rows(10_000_000),
    opportunities: rows(500_000),
    leads: rows(1_000_000),
    contentEvents: rows(5_000_000),
    surveyAnswers: rows(200_000),
    accounts: rows(100_000),
  }
}

/** The organisation of `figures`, of the size that DOUZE_BENCH_FACTOR says. */
export function figuresShape(): Shape {
  const factor = Number(process.env['DOUZE_BENCH_FACTOR'] ?? '1')
  return shapeOf(`figures-${factor}`, factor, 40, Math.max(60, Math.round(500 * factor)))
}

/** First day, as milliseconds. */
export function startOf({ months }: Shape): number {
  const last = new Date(end)
  return Date.UTC(last.getUTCFullYear(), last.getUTCMonth() - months, 1)
}

export function daysIn(shape: Shape): number {
  return Math.round((end - startOf(shape)) / dayLength)
}

const texts = new Map<number, string>()

/** A day counted from the first of the set, as 'YYYY-MM-DD'. */
export function dayAt(shape: Shape, day: number): string {
  const instant = startOf(shape) + day * dayLength
  let text = texts.get(instant)
  if (text === undefined) texts.set(instant, (text = new Date(instant).toISOString().slice(0, 10)))
  return text
}

/** Days of the set from Monday to Friday. */
export function workingDays(shape: Shape): readonly number[] {
  return Array.from({ length: daysIn(shape) }, (_, day) => day).filter((day) => {
    const weekday = new Date(startOf(shape) + day * dayLength).getUTCDay()
    return weekday !== 0 && weekday !== 6
  })
}

/** The first day of a month, both counted from the first of the set. */
export function dayOfMonth(shape: Shape, month: number): number {
  const first = new Date(startOf(shape))
  const start = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + month, 1)
  return Math.round((start - first.getTime()) / dayLength)
}

const monthsByDay = new WeakMap<Shape, Uint16Array>()

/** The month that a day of the set lies in, counted from the first. */
export function monthOf(shape: Shape, day: number): number {
  let found = monthsByDay.get(shape)
  if (found === undefined) {
    found = new Uint16Array(daysIn(shape))
    for (let month = 0; month < shape.months; month++)
      found.fill(month, dayOfMonth(shape, month), dayOfMonth(shape, month + 1))
    monthsByDay.set(shape, found)
  }
  return found[day]!
}

/** The delivery that brought what happened on a day: one each month; the first one also what was before. */
export function importOf(shape: Shape, day: number): number {
  return 1 + monthOf(shape, Math.min(Math.max(day, 0), daysIn(shape) - 1))
}

/** A whole number from 0 up to, not including, `below`, that depends on the row's number and on what it is asked for. */
export function chance(row: number, salt: number, below: number): number {
  let mixed = Math.imul(row ^ Math.imul(salt, 0x9e3779b1), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0xc2b2ae35)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0x27d4eb2f)
  return ((mixed ^ (mixed >>> 16)) >>> 0) % below
}

/** A time of day as PostgreSQL reads it. */
export function instantAt(day: string, seconds: number): string {
  const two = (number: number) => (number < 10 ? `0${number}` : String(number))
  const hour = Math.floor(seconds / 3600)
  return `${day} ${two(hour)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}+00`
}

/** One table of the set: its columns, and its rows as COPY reads them. */
export interface Part {
  readonly table: string
  readonly columns: readonly string[]
  readonly lines: (shape: Shape) => Generator<string>
}

export const tracedColumns = [
  'source',
  'external_id',
  'created_import_id',
  'import_id',
  'import_file_id',
  'source_row',
  'content_hash',
] as const

/** The cells of `tracedColumns`. */
export function traced(row: number, importId: number): string {
  return `bench\tb${row}\t${importId}\t${importId}\t${importId}\t${row}\t00000000-0000-4000-8000-000000000012`
}
