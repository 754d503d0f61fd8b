// The local times that a recurrence rule gives, as RFC 5545 section 3.3.10 says, in order. All arithmetic is on the wall clock;
// zones come later. Work is bounded: a rule that never matches, or never ends, spends its budget and is refused.
import type { Frequency, Rule } from './rule.ts'

const dayLength = 86_400_000
const lastYear = 9999

/** Steps that all rules of one file may take together; one object passed to all of them. */
export interface Budget {
  steps: number
}

/** The rule gives more occurrences, or takes more steps to find them, than is sensible for a calendar. */
export class RecurrenceTooLarge extends Error {
  constructor() {
    super('the rule gives too many occurrences')
    this.name = 'RecurrenceTooLarge'
  }
}

/** At most so many occurrences of one rule. */
export const mostOccurrences = 10_000
const mostStepsOfRule = 2_000_000
const largestSet = 100_000

export interface Expansion {
  /** Local time of the first event, in milliseconds read as if UTC. */
  readonly start: number
  /** Nothing before `from` is asked for; nothing at or after `to`. */
  readonly from: number
  readonly to: number
  /** Whether a local time lies beyond the rule's UNTIL. */
  readonly isPast: (local: number) => boolean
  readonly budget: Budget
}

/**
 * Yields the local times of the rule from the start on, in order; those before `from` may be left out.
 * @throws RecurrenceTooLarge
 */
export function* occurrences(rule: Rule, expansion: Expansion): Generator<number, void> {
  const { start, from, to, isPast, budget } = expansion
  if (rule.count !== null && rule.count > mostOccurrences) throw new RecurrenceTooLarge()
  let counted = 0
  let given = 0
  let steps = 0
  const spend = () => {
    if (++steps > mostStepsOfRule || --budget.steps < 0) throw new RecurrenceTooLarge()
  }
  const filled = withDefaults(rule, start)
  // A counted rule is counted from its first time; any other may begin where the window does.
  const wanted = rule.count === null ? Math.max(start, from) : start
  for (const local of isSubDaily(rule.frequency)
    ? timesOfShortPeriods(filled, start, wanted, to, spend)
    : timesOfDays(filled, start, wanted, to, spend)) {
    if (local < start) continue
    if (local >= to || isPast(local)) return
    counted++
    if (rule.count !== null && counted > rule.count) return
    if (local < from) continue
    if (++given > mostOccurrences) throw new RecurrenceTooLarge()
    yield local
  }
}

function isSubDaily(frequency: Frequency): boolean {
  return frequency === 'HOURLY' || frequency === 'MINUTELY' || frequency === 'SECONDLY'
}

interface Filled extends Rule {
  /** Milliseconds of the day, in order. */
  readonly timesOfDay: () => Generator<number, void>
  readonly timesPerDay: number
}

/** What the rule leaves open is taken from the first event. */
function withDefaults(rule: Rule, start: number): Filled {
  const at = new Date(start)
  const hasDays = rule.days.length > 0 || rule.monthDays.length > 0 || rule.yearDays.length > 0
  let { days, months, monthDays } = rule
  const weekday = [{ weekday: weekdayOf(dayOf(start)), nth: 0 }]
  // "The 29th, yearly": of the month in which it begins, as libical and ical.js read what RFC 5545 leaves open.
  const isDayOfMonthAlone =
    rule.monthDays.length > 0 && rule.days.length + rule.yearDays.length + rule.weekNumbers.length === 0
  if (rule.frequency === 'YEARLY' && isDayOfMonthAlone && months.length === 0) months = [at.getUTCMonth() + 1]
  if (rule.frequency === 'YEARLY' && !hasDays) {
    if (rule.weekNumbers.length > 0) days = weekday
    else {
      monthDays = [at.getUTCDate()]
      if (months.length === 0) months = [at.getUTCMonth() + 1]
    }
  } else if (rule.frequency === 'MONTHLY' && !hasDays) monthDays = [at.getUTCDate()]
  else if (rule.frequency === 'WEEKLY' && !hasDays) days = weekday
  const given = (list: readonly number[], own: number) => (list.length > 0 ? list : [own])
  const hours = given(rule.hours, at.getUTCHours())
  const minutes = given(rule.minutes, at.getUTCMinutes())
  const seconds = given(rule.seconds, at.getUTCSeconds())
  return {
    ...rule,
    days,
    months,
    monthDays,
    timesPerDay: hours.length * minutes.length * seconds.length,
    *timesOfDay() {
      for (const hour of hours)
        for (const minute of minutes)
          for (const second of seconds) yield ((hour * 60 + minute) * 60 + second) * 1000
    },
  }
}

// --- Rules of days and longer -------------------------------------------------------------------------------------------------

function* timesOfDays(
  rule: Filled,
  start: number,
  wanted: number,
  to: number,
  spend: () => void,
): Generator<number, void> {
  const firstDay = dayOf(start)
  const wantedDay = dayOf(wanted)
  const picks = rule.positions.length > 0
  for (let index = firstPeriod(rule, firstDay, wantedDay); ; index++) {
    const [begin, end] = periodOf(rule, firstDay, index)
    spend()
    if (begin * dayLength >= to || new Date(begin * dayLength).getUTCFullYear() > lastYear) return
    if (!Number.isFinite(begin)) return
    const days: number[] = []
    for (let day = picks ? begin : Math.max(begin, wantedDay); day < end; day++) {
      spend()
      const nextMonth = monthPassedOver(rule, day)
      if (nextMonth !== null) day = nextMonth - 1
      else if (matches(rule, day)) days.push(day)
    }
    yield* picks ? pickPositions(rule, timesOn(rule, days)) : timesOn(rule, days)
  }
}

/** The first day of the next month when a rule passes over the month of this one; null when it does not. */
function monthPassedOver(rule: Rule, day: number): number | null {
  if (rule.months.length === 0) return null
  const date = new Date(day * dayLength)
  const month = date.getUTCMonth()
  return rule.months.includes(month + 1) ? null : dayOf(Date.UTC(date.getUTCFullYear(), month + 1, 1))
}

function* timesOn(rule: Filled, days: readonly number[]): Generator<number, void> {
  for (const day of days) for (const time of rule.timesOfDay()) yield day * dayLength + time
}

/** The days [begin, end) of a period of the rule, counted from the one that holds the first event. */
function periodOf(rule: Rule, firstDay: number, index: number): readonly [number, number] {
  const steps = index * rule.interval
  const first = new Date(firstDay * dayLength)
  const dayOfMonth = (months: number) => dayOf(Date.UTC(1970, months, 1))
  const months = (first.getUTCFullYear() - 1970) * 12 + first.getUTCMonth()
  switch (rule.frequency) {
    case 'YEARLY': {
      const year = (first.getUTCFullYear() - 1970 + steps) * 12
      return [dayOfMonth(year), dayOfMonth(year + 12)]
    }
    case 'MONTHLY':
      return [dayOfMonth(months + steps), dayOfMonth(months + steps + 1)]
    case 'WEEKLY': {
      const begin = firstDay - modulo(weekdayOf(firstDay) - rule.weekStart, 7) + steps * 7
      return [begin, begin + 7]
    }
    default:
      return [firstDay + steps, firstDay + steps + 1]
  }
}

/** The period in which the window begins, or one before it. */
function firstPeriod(rule: Rule, firstDay: number, wantedDay: number): number {
  const longest = { YEARLY: 366, MONTHLY: 31, WEEKLY: 7, DAILY: 1 }[rule.frequency as 'DAILY']
  return Math.max(0, Math.floor((wantedDay - firstDay) / (longest * rule.interval)) - 1)
}

/** The n-th of a period's times, counted from its beginning or its end. */
function pickPositions(rule: Filled, times: Iterable<number>): number[] {
  const all: number[] = []
  for (const time of times) {
    all.push(time)
    if (all.length > largestSet) throw new RecurrenceTooLarge()
  }
  const picked = rule.positions.map((position) => all[position > 0 ? position - 1 : all.length + position])
  return [...new Set(picked.filter((time) => time !== undefined))].toSorted((a, b) => a - b)
}

// --- Rules of hours, minutes and seconds --------------------------------------------------------------------------------------

function* timesOfShortPeriods(
  rule: Filled,
  start: number,
  wanted: number,
  to: number,
  spend: () => void,
): Generator<number, void> {
  const unit = { HOURLY: 3_600_000, MINUTELY: 60_000, SECONDLY: 1000 }[rule.frequency as 'HOURLY']
  const step = unit * rule.interval
  const base = Math.floor(start / unit) * unit
  const from = (local: number) => base + Math.max(0, Math.ceil((local - base) / step)) * step
  let checkedDay = Number.NaN
  let isDayRight = false
  for (let at = from(wanted - unit + 1000); at < to;) {
    spend()
    const day = dayOf(at)
    if (day !== checkedDay) {
      checkedDay = day
      isDayRight = matches(rule, day)
    }
    const jump = isDayRight ? jumpOver(rule, at) : (day + 1) * dayLength
    if (jump !== null) {
      at = from(jump)
      continue
    }
    const times = timesWithin(rule, start, at)
    yield* rule.positions.length > 0 ? pickPositions(rule, times) : times
    at += step
  }
}

/** Where to look next when the hour, minute or second is none of the rule's; null when it fits. */
function jumpOver(rule: Rule, at: number): number | null {
  const date = new Date(at)
  if (rule.hours.length > 0 && !rule.hours.includes(date.getUTCHours()))
    return (Math.floor(at / 3_600_000) + 1) * 3_600_000
  if (rule.frequency === 'HOURLY') return null
  if (rule.minutes.length > 0 && !rule.minutes.includes(date.getUTCMinutes()))
    return (Math.floor(at / 60_000) + 1) * 60_000
  if (rule.frequency === 'MINUTELY') return null
  return rule.seconds.length > 0 && !rule.seconds.includes(date.getUTCSeconds()) ? at + 1000 : null
}

/** The times of one hour, minute or second. */
function timesWithin(rule: Rule, start: number, at: number): number[] {
  const first = new Date(start)
  if (rule.frequency === 'SECONDLY') return [at]
  const seconds = rule.seconds.length > 0 ? rule.seconds : [first.getUTCSeconds()]
  if (rule.frequency === 'MINUTELY') return seconds.map((second) => at + second * 1000)
  const minutes = rule.minutes.length > 0 ? rule.minutes : [first.getUTCMinutes()]
  return minutes.flatMap((minute) => seconds.map((second) => at + (minute * 60 + second) * 1000))
}

// --- Days ---------------------------------------------------------------------------------------------------------------------

/** Whether every part of the rule that speaks of days allows this one. */
function matches(rule: Rule, day: number): boolean {
  const date = new Date(day * dayLength)
  const [year, month, dayOfMonth] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]
  if (rule.months.length > 0 && !rule.months.includes(month)) return false
  const monthLength = new Date(Date.UTC(year, month, 0)).getUTCDate()
  if (!fits(rule.monthDays, dayOfMonth, monthLength)) return false
  const yearBegin = dayOf(Date.UTC(year, 0, 1))
  const yearLength = dayOf(Date.UTC(year + 1, 0, 1)) - yearBegin
  const dayOfYear = day - yearBegin + 1
  if (!fits(rule.yearDays, dayOfYear, yearLength)) return false
  if (rule.weekNumbers.length > 0 && !fits(rule.weekNumbers, ...weekNumber(day, rule.weekStart))) return false
  if (rule.days.length === 0) return true
  const within =
    rule.frequency === 'MONTHLY' || (rule.frequency === 'YEARLY' && rule.months.length > 0)
      ? ([dayOfMonth, monthLength] as const)
      : rule.frequency === 'YEARLY'
        ? ([dayOfYear, yearLength] as const)
        : null
  const weekday = weekdayOf(day)
  return rule.days.some((one) => one.weekday === weekday && (within === null || isNth(one.nth, ...within)))
}

/** Whether a number is in the list, counted from the beginning or, if negative, from the end. */
function fits(list: readonly number[], number: number, length: number): boolean {
  return list.length === 0 || list.includes(number) || list.includes(number - length - 1)
}

function isNth(nth: number, number: number, length: number): boolean {
  if (nth === 0) return true
  return nth > 0 ? Math.ceil(number / 7) === nth : Math.ceil((length - number + 1) / 7) === -nth
}

/** The number of the week that holds a day, and how many its year has: week 1 has four days or more in the year. */
function weekNumber(day: number, weekStart: number): [number, number] {
  const begin = day - modulo(weekdayOf(day) - weekStart, 7)
  // The year of a week is that of its fourth day.
  const year = new Date((begin + 3) * dayLength).getUTCFullYear()
  const firstWeek = (of: number) => {
    const fourth = dayOf(Date.UTC(of, 0, 4))
    return fourth - modulo(weekdayOf(fourth) - weekStart, 7)
  }
  return [(begin - firstWeek(year)) / 7 + 1, (firstWeek(year + 1) - firstWeek(year)) / 7]
}

function dayOf(local: number): number {
  return Math.floor(local / dayLength)
}

/** 0 for Monday: 1 January 1970 was a Thursday. */
function weekdayOf(day: number): number {
  return modulo(day + 3, 7)
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by
}
