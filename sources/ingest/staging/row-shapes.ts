// What the cells of a record say together: how long something took, the two ends of an interval from days and times in
// columns of their own, the number behind a target's unit.
import type { EntityName } from '../../entities.ts'
import { minorDigits, type Zone } from '../../files/values/index.ts'
import type { PlannedColumn } from '../../plan.ts'
import { type FoundFault, foundFault } from './found-fault.ts'
import { placeQuota } from './quota-periods.ts'
import { blank, type RowValues } from './row-values.ts'
import { dateBack } from './tenure.ts'

export interface Shaping {
  readonly zone: Zone
  /** The organisation's currency. */
  readonly currency: string
  readonly columnOf: (field: string) => PlannedColumn | undefined
  readonly onAmbiguous: () => void
  /** The day that a list without days describes. */
  readonly describedOn: string
  readonly onDatedBack: () => void
  readonly hoursADay: number
  readonly onDays: () => void
}

export type RowShape = (row: RowValues, cells: readonly string[], faults: FoundFault[]) => void

const dayMilliseconds = 86_400_000
const daySeconds = 86_400

/** The shape of an entity's rows; null for those that are what their cells say. */
export function shapeOf(entity: EntityName, shaping: Shaping): RowShape | null {
  switch (entity) {
    case 'activities':
      return shapeActivity(shaping)
    case 'content-work':
    case 'coaching-sessions':
      return addSeconds
    case 'training-results':
      return (row) => {
        addDays(row, shaping)
        addSeconds(row)
        joinName(row, 'person')
        readStatus(row)
      }
    case 'content-events':
      return (row, _cells, faults) => {
        addSeconds(row)
        readBuyer(row)
        if (row.get('rep') === null && row.get('kind')?.startsWith('buyer-') !== true)
          faults.push(foundFault('VALUE_REQUIRED', shaping.columnOf('rep') ?? null, '', 'empty'))
        // Programs that scan mail open what is sent, and say nothing of the buyer.
        if (row.get('isRobot') === 'true')
          faults.push(foundFault('ROBOT_VIEW', shaping.columnOf('isRobot') ?? null, null, 'robot'))
        if (row.get('kind') === 'search' || row.get('content') !== null) return
        const column = shaping.columnOf('content')
        faults.push(foundFault('VALUE_REQUIRED', column ?? null, '', 'empty'))
      }
    case 'subscriptions':
      return dateBack(shaping)
    case 'quotas':
      return (row, cells, faults) => placeQuota(row, cells, faults, shaping.columnOf)
    case 'targets':
      return (row) => readUnit(row, shaping.currency)
    default:
      return null
  }
}

/** Seconds from the first column that says how long. */
function addSeconds(row: RowValues): void {
  if (row.get('seconds') !== null) return
  const [minutes, hours, duration] = [row.get('minutes'), row.get('hours'), row.get('duration')]
  if (duration !== null) row.set('seconds', duration)
  else if (minutes !== null) row.set('seconds', String(Math.round(Number(minutes) * 60)))
  else if (hours !== null) row.set('seconds', String(Math.round(Number(hours) * 3600)))
}

/** Days are working days, where nothing closer says how long. */
function addDays(row: RowValues, { hoursADay, onDays }: Shaping): void {
  const days = row.get('days')
  if (days === null || ['seconds', 'minutes', 'hours', 'duration'].some((field) => row.get(field) !== null))
    return
  row.set('hours', String(Number(days) * hoursADay))
  onDays()
}

/** A person whose name stands in two columns, where no other names her. */
function joinName(row: RowValues, field: string): void {
  if (row.get(field) !== null) return
  const name = [row.get('firstName'), row.get('lastName')].filter((part) => part !== null).join(' ')
  if (name !== '') row.set(field, name)
}

/** A status says who passed, and who is not done whatever day stands beside it: that is when it was held. */
function readStatus(row: RowValues): void {
  const status = row.get('status')
  const day = row.get('completedOn')
  if (status === 'open') {
    row.set('completedOn', blank)
    if (day !== null && row.get('assignedOn') === null) row.set('assignedOn', day)
  }
  if ((status === 'passed' || status === 'failed') && row.get('isPassed') === null)
    row.set('isPassed', String(status === 'passed'))
}

/** Whoever opens what was shared with her is a buyer, and without a word for it she viewed it. */
function readBuyer(row: RowValues): void {
  if (row.get('visitor') === null) return
  const kind = row.get('kind')
  if (kind === null || kind === 'open') row.set('kind', 'buyer-view')
  else if (kind === 'download') row.set('kind', 'buyer-download')
}

/** A percentage or points are a share; money is kept in minor units. */
function readUnit(row: RowValues, currency: string): void {
  const value = row.get('value')
  if (value === null) return
  const unit = row.get('unit')
  const isMoney = unit === 'money' || (unit === null && row.get('currency') !== null)
  if (unit === 'percent') row.set('value', String(Number(value) / 100))
  else if (isMoney)
    row.set('value', String(Number(value) * 10 ** (minorDigits(row.get('currency') ?? currency) ?? 2)))
}

/** An interval of at most a day, or a day with a length. */
function shapeActivity({ zone, columnOf, onAmbiguous }: Shaping): RowShape {
  const fault = (
    faults: FoundFault[],
    cells: readonly string[],
    code: FoundFault['code'],
    fields: readonly string[],
    reason: string,
  ) => {
    const column = fields.map(columnOf).find((one) => one !== undefined) ?? null
    faults.push(foundFault(code, column, column === null ? '' : (cells[column.index] ?? ''), reason))
  }
  const isoOf = (instant: number) => `${new Date(instant).toISOString()}\t${zone.dayOf(instant)}`
  /** The instant of a day and a time of the clock; NaN when clocks skip it. */
  const at = (day: string, seconds: number): number => {
    const found = zone.toInstant(Date.parse(`${day}T00:00:00Z`) + seconds * 1000)
    if (found?.isAmbiguous === true) onAmbiguous()
    return found === null ? NaN : found.instant
  }
  return (row, cells, faults) => {
    addSeconds(row)
    joinName(row, 'rep')
    const started = momentOf(row.get('startedAt'))
    const ended = momentOf(row.get('endedAt'))
    const day = started?.day ?? row.get('day')
    if (day === null) return fault(faults, cells, 'VALUE_REQUIRED', ['startedAt', 'day'], 'empty')
    const [startTime, endTime] = [numberOf(row.get('startTime')), numberOf(row.get('endTime'))]
    let start = started?.instant ?? null
    if (start === null && startTime !== null) {
      start = at(day, startTime)
      if (Number.isNaN(start)) return fault(faults, cells, 'TIME_NONEXISTENT', ['startTime'], 'spring')
    }
    const seconds = numberOf(row.get('seconds'))
    if (start === null) {
      if (seconds === null)
        return fault(faults, cells, 'VALUE_REQUIRED', ['minutes', 'hours', 'duration', 'endedAt'], 'empty')
      if (seconds > daySeconds)
        return fault(faults, cells, 'DURATION_TOO_LONG', ['minutes', 'hours', 'duration', 'seconds'], 'day')
      row.set('day', day)
      row.set('startedAt', `${blank}\t${blank}`)
      row.set('endedAt', `${blank}\t${blank}`)
      return
    }
    let end = ended?.instant ?? null
    if (end === null && endTime !== null) {
      const endDay =
        row.get('endDay') ?? ended?.day ?? (startTime !== null && endTime < startTime ? nextDay(day) : day)
      end = at(endDay, endTime)
      if (Number.isNaN(end)) return fault(faults, cells, 'TIME_NONEXISTENT', ['endTime'], 'spring')
    }
    // Some tools write the length and leave both ends alike.
    if (seconds !== null && (end === null || end === start)) end = start + seconds * 1000
    if (end === null)
      return fault(faults, cells, 'VALUE_REQUIRED', ['endedAt', 'endTime', 'duration', 'minutes'], 'empty')
    const edges = ['endedAt', 'endTime', 'duration', 'minutes', 'hours']
    if (end < start) return fault(faults, cells, 'RANGE_INVERTED', edges, 'order')
    if (end - start > dayMilliseconds) return fault(faults, cells, 'DURATION_TOO_LONG', edges, 'day')
    row.set('startedAt', isoOf(start))
    row.set('endedAt', isoOf(end))
    row.set('day', zone.dayOf(start))
    row.set('seconds', String(Math.round((end - start) / 1000)))
  }
}

function momentOf(text: string | null): { readonly instant: number | null; readonly day: string } | null {
  if (text === null) return null
  const [instant = blank, day = ''] = text.split('\t')
  return { instant: instant === blank ? null : Date.parse(instant), day }
}

const numberOf = (text: string | null): number | null => (text === null ? null : Number(text))

const nextDay = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + dayMilliseconds).toISOString().slice(0, 10)
