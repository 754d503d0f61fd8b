// Who sits in which seat, from when to when: on the first of a month somebody leaves and somebody new comes, all over the time.
import { chance, dayOfMonth, daysIn, monthOf, type Shape } from './shape.ts'

export interface Person {
  readonly number: number
  readonly seat: number
  /** Day on which she was hired, counted from the first of the set; negative: she was there before. */
  readonly hired: number
  /** First day no longer there; null while she works here. */
  readonly left: number | null
}

export interface Staff {
  /** In the order of their numbers, which begin at 1. */
  readonly people: readonly Person[]
  /** Who sits in a seat, counted from 1, on a day; before the first day and after the last, as on that day. */
  at(seat: number, day: number): Person
}

/** Of a thousand seats so many have somebody new in a month: three in ten in a year. */
const usuallyNew = 25
/** In a small organisation at least so many a month, on average: fewer would leave its newcomers without a median. */
const fewestNew = 4

const known = new WeakMap<Shape, Staff>()

export function staffOf(shape: Shape): Staff {
  let staff = known.get(shape)
  if (staff === undefined) known.set(shape, (staff = hire(shape)))
  return staff
}

function hire(shape: Shape): Staff {
  const { reps, months } = shape
  const share = Math.max(usuallyNew, Math.ceil((1000 * fewestNew) / reps))
  const people: { number: number; seat: number; hired: number; left: number | null }[] = []
  for (let seat = 1; seat <= reps; seat++)
    people.push({ number: seat, seat, hired: -60 - chance(seat, 111, 1_500), left: null })
  // By month and seat, the place of the person in the list.
  const places = new Uint32Array(months * reps)
  for (let month = 0; month < months; month++)
    for (let seat = 1; seat <= reps; seat++) {
      const at = month * reps + seat - 1
      const before = month === 0 ? seat - 1 : places[at - reps]!
      if (month === 0 || chance(at, 112, 1000) >= share) {
        places[at] = before
        continue
      }
      const hired = dayOfMonth(shape, month)
      people[before]!.left = hired
      places[at] = people.length
      people.push({ number: people.length + 1, seat, hired, left: null })
    }
  const last = daysIn(shape) - 1
  return {
    people,
    at: (seat, day) => people[places[monthOf(shape, Math.min(Math.max(day, 0), last)) * reps + seat - 1]!]!,
  }
}

/** The number of who sits in a seat that chance gives to a row, on a day. */
export function somebody(shape: Shape, row: number, salt: number, day: number): number {
  return staffOf(shape).at(1 + chance(row, salt, shape.reps), day).number
}

/** Whether she is there on a day. */
export function isThere({ hired, left }: Person, day: number): boolean {
  return day >= hired && (left === null || day < left)
}

const teamSize = 10

export function teamsOf({ reps }: Shape): number {
  return Math.max(2, Math.round(reps / teamSize))
}

/** The team of a seat; who moves goes to the next one. */
export function teamOf(shape: Shape, seat: number): number {
  return 1 + (seat % teamsOf(shape))
}

/** The number of the manager of a team: managers come after all who ever sold. */
export function managerOf(shape: Shape, team: number): number {
  return staffOf(shape).people.length + team
}
