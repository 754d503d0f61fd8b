// What people learn: courses, tests and certifications that lapse after a year, a workshop each quarter, coaching, and the welcome of those
// who are new.
import {
  chance,
  dayAt,
  dayOfMonth,
  daysIn,
  importOf,
  type Part,
  type Shape,
  traced,
  tracedColumns,
} from './shape.ts'
import { isThere, managerOf, type Person, staffOf, teamOf } from './staff.ts'

interface Course {
  readonly name: string
  readonly kind: 'certification' | 'skill-test' | 'course' | 'onboarding'
  readonly hours: number
  /** Days from one try to the next, once it is passed or done. */
  readonly again: number
}

/** Days for which a certification holds. */
const year = 365

const courses: readonly Course[] = [
  { name: 'Product', kind: 'certification', hours: 14, again: year - 20 },
  { name: 'Compliance', kind: 'certification', hours: 4, again: year - 20 },
  { name: 'Negotiation', kind: 'certification', hours: 10, again: year - 20 },
  { name: 'Product knowledge', kind: 'skill-test', hours: 1, again: 180 },
  { name: 'Objections', kind: 'skill-test', hours: 1, again: 180 },
  { name: 'Discovery', kind: 'course', hours: 7, again: year },
  { name: 'Complex sales', kind: 'course', hours: 14, again: 2 * year },
  { name: 'Welcome', kind: 'onboarding', hours: 28, again: Infinity },
]

interface Try {
  readonly person: Person
  readonly course: number
  readonly assigned: number
  /** Null: she has not come to it. */
  readonly done: number | null
  readonly score: number
}

/** Every third person has no business with the third certification; nobody comes to one assignment in ten. */
function* triesOf(shape: Shape): Generator<Try> {
  for (const person of staffOf(shape).people)
    for (const [at, { kind, again }] of courses.entries()) {
      const course = at + 1
      const row = person.number * 10 + course
      if (kind === 'onboarding' && person.hired < 0) continue
      if (course === 3 && person.number % 3 === 0) continue
      let assigned = Math.max(person.hired + chance(row, 131, 20), -chance(row, 146, year))
      const until = Math.min(person.left ?? Infinity, daysIn(shape))
      for (let nth = 0; assigned < until; nth++) {
        const one = row * 32 + nth
        const done = assigned + 5 + chance(one, 132, 60)
        const isDone = chance(one, 133, 10) > 0 && done < until
        const score = Math.min(100, 56 + chance(one, 134, 36) + 2 * nth)
        yield { person, course, assigned, done: isDone ? done : null, score }
        assigned = isDone && isPassed(score) ? done + again : assigned + 70
      }
    }
}

const isPassed = (score: number) => score >= 60

function* results(shape: Shape): Generator<string> {
  let row = 0
  for (const { person, course, assigned, done, score } of triesOf(shape)) {
    const { kind, hours } = courses[course - 1]!
    // One tool writes until when a certification holds; of the other the course says for how many months.
    const holds = kind === 'certification' && course !== 2 && done !== null && isPassed(score)
    const known =
      done === null
        ? '\\N\t\\N\t\\N\t\\N\t\\N'
        : `${dayAt(shape, done)}\t${score / 100}\t${isPassed(score)}\t${holds ? dayAt(shape, done + year) : '\\N'}\t${hours * 3600}`
    yield `${++row}\t${person.number}\t${course}\t${dayAt(shape, assigned)}\t${dayAt(shape, assigned + 45)}\t${known}\t${traced(row, importOf(shape, done ?? assigned))}`
  }
}

/** Held in the middle of each quarter, counted from the first; every other one is drawn by lot. */
export function workshopDay(workshop: number): number {
  return Math.round((workshop - 0.5) * 91.3)
}

function workshopsOf(shape: Shape): number {
  let many = 0
  while (workshopDay(many + 1) < daysIn(shape)) many += 1
  return many
}

function* workshops(shape: Shape): Generator<string> {
  for (let workshop = 1; workshop <= workshopsOf(shape); workshop++) {
    const day = workshopDay(workshop)
    yield `${workshop}\tWorkshop ${workshop}\tworkshop ${workshop}\t${dayAt(shape, day)}\t7\t${workshop % 2 === 0}\t${traced(workshop, importOf(shape, day))}`
  }
}

/** One in five is invited. Of a lot those are listed too whom it did not fall on, as many. */
function* attendances(shape: Shape): Generator<string> {
  let row = 0
  for (let workshop = 1; workshop <= workshopsOf(shape); workshop++) {
    const day = workshopDay(workshop)
    for (const person of staffOf(shape).people) {
      if (!isThere(person, day)) continue
      const one = workshop * 10_000 + person.number
      const lot = chance(one, 135, 10)
      const isInvited = lot < 2
      if (!isInvited && !(workshop % 2 === 0 && lot < 4)) continue
      const came = isInvited && chance(one, 136, 10) > 0
      const before = 40 + chance(one, 137, 40)
      const scores = came ? `${before / 100}\t${(before + chance(one, 138, 20)) / 100}` : '\\N\t\\N'
      yield `${++row}\t${workshop}\t${person.number}\t${isInvited}\t${came}\t${scores}\t${traced(row, importOf(shape, day))}`
    }
  }
}

const skills = ['Discovery', 'Objections', 'Negotiation', 'Follow-up', 'Prospecting']

/** Three in four months each talks with the manager of her team; what they agree is done in time, late, or not at all. */
function* sessions(shape: Shape): Generator<string> {
  let row = 0
  for (let month = 0; month < shape.months; month++)
    for (let seat = 1; seat <= shape.reps; seat++) {
      const one = month * 10_000 + seat
      if (chance(one, 139, 4) === 0) continue
      const day = dayOfMonth(shape, month) + chance(one, 140, 27)
      const person = staffOf(shape).at(seat, day)
      const done = day + 5 + chance(one, 141, 30)
      const isDone = chance(one, 142, 10) < 7 && done < daysIn(shape)
      yield `${++row}\t${person.number}\t${managerOf(shape, teamOf(shape, seat))}\t${dayAt(shape, day)}\t${1_800 + 900 * chance(one, 143, 4)}\t${skills[chance(one, 144, 5)]}\tPrepare three questions\t${dayAt(shape, day + 21)}\t${isDone ? dayAt(shape, done) : '\\N'}\t${traced(row, importOf(shape, day))}`
    }
}

const milestones = [
  ['Tools', 5],
  ['Pitch', 20],
  ['First meeting alone', 35],
  ['First proposal', 60],
  ['End of the welcome', 90],
] as const

function* welcomes(shape: Shape): Generator<string> {
  let row = 0
  for (const { number, hired, left } of staffOf(shape).people) {
    if (hired < 0) continue
    for (const [milestone, planned] of milestones) {
      row += 1
      const reached = hired + Math.round((planned * (70 + chance(row, 145, 80))) / 100)
      const isReached = reached < Math.min(left ?? Infinity, daysIn(shape))
      yield `${row}\t${number}\tWelcome\t${milestone}\t${dayAt(shape, hired + planned)}\t${isReached ? dayAt(shape, reached) : '\\N'}\t${traced(row, importOf(shape, hired))}`
    }
  }
}

export const learningParts: readonly Part[] = [
  {
    table: 'courses',
    columns: ['course_id', 'name', 'name_key', 'kind', 'hours', 'months_valid', ...tracedColumns],
    lines: function* () {
      for (const [at, { name, kind, hours }] of courses.entries())
        yield `${at + 1}\t${name}\t${name.toLowerCase()}\t${kind}\t${hours}\t${kind === 'certification' ? 12 : '\\N'}\t${traced(at + 1, 1)}`
    },
  },
  {
    table: 'training_results',
    columns: [
      'training_result_id',
      'person_id',
      'course_id',
      'assigned_on',
      'due_on',
      'completed_on',
      'score',
      'is_passed',
      'valid_until',
      'seconds',
      ...tracedColumns,
    ],
    lines: results,
  },
  {
    table: 'workshops',
    columns: ['workshop_id', 'name', 'name_key', 'held_on', 'hours', 'is_randomised', ...tracedColumns],
    lines: workshops,
  },
  {
    table: 'workshop_attendances',
    columns: [
      'workshop_attendance_id',
      'workshop_id',
      'person_id',
      'is_invited',
      'has_attended',
      'score_before',
      'score_after',
      ...tracedColumns,
    ],
    lines: attendances,
  },
  {
    table: 'coaching_sessions',
    columns: [
      'coaching_session_id',
      'person_id',
      'coach_id',
      'held_on',
      'seconds',
      'skill',
      'action',
      'action_due_on',
      'action_done_on',
      ...tracedColumns,
    ],
    lines: sessions,
  },
  {
    table: 'onboarding_milestones',
    columns: [
      'onboarding_milestone_id',
      'person_id',
      'programme',
      'milestone',
      'due_on',
      'reached_on',
      ...tracedColumns,
    ],
    lines: welcomes,
  },
]
