import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import fc from '../../../test/chance.ts'
import { createEvidence, observe } from './evidence.ts'
import { isOpenEnd } from './days.ts'
import { readDay, readInstant, type TimeContext } from './instants.ts'
import type { ColumnStyle, DateOrder } from './shapes.ts'
import { settleColumns, settleStyle, type StyleOptions } from './style.ts'
import { isFault } from './value-fault.ts'
import { createZone } from './zone.ts'

const paris: TimeContext = { zone: createZone('Europe/Paris'), calendar: 1900 }
const dayFirst = { dateOrder: 'day-first', epoch: null } as const

function day(cell: string, order: DateOrder = 'day-first', context: Partial<TimeContext> = {}): string {
  const value = readDay(cell, { dateOrder: order, epoch: null }, { ...paris, ...context })
  return isFault(value) ? `${value.fault} ${value.reason}` : value
}

function instant(
  cell: string,
  context: Partial<TimeContext> = {},
  epoch: ColumnStyle['epoch'] = null,
): string {
  const value = readInstant(cell, { ...dayFirst, epoch }, { ...paris, ...context })
  return isFault(value)
    ? `${value.fault} ${value.reason}`
    : new Date(value).toISOString().replace('.000Z', 'Z')
}

describe('days', () => {
  it.each([
    ['2026-03-31', '2026-03-31'],
    [' 31/03/2026 ', '2026-03-31'],
    ['3/4/2026', '2026-04-03'],
    ['31.03.2026', '2026-03-31'],
    ['2026/03/31', '2026-03-31'],
    ['20260331', '2026-03-31'],
    ['31-08-2023', '2023-08-31'],
    ['31 mars 2026', '2026-03-31'],
    ['1er août 2026', '2026-08-01'],
    ['31-Mar-2026', '2026-03-31'],
    ['Sept. 3, 2026', '2026-09-03'],
    ['Mar 31, 2026 10:00 AM', '2026-03-31'],
    ['2026-03-31 24:00:00', '2026-04-01'],
    ['29/02/2028', '2028-02-29'],
    ['46027', '2026-01-05'],
    ['46027.75', '2026-01-05'],
    ['9999-12-31', '9999-12-31'],
    ['2019-04-04 18:47:01', '2019-04-04'],
    // The organisation's day of an instant.
    ['2026-06-15T23:30:00Z', '2026-06-16'],
    ['2020-10-22T21:03:23.000+0000', '2020-10-22'],
    ['1602968603000', '2020-10-17'],
  ])('%s is %s', (cell, expected) => {
    expect(day(cell)).toBe(expected)
  })
  it.each([
    ['31/02/2026', 'DATE_INVALID no-such-day'],
    ['29/02/2026', 'DATE_INVALID no-such-day'],
    ['00/10/2026', 'DATE_INVALID no-such-day'],
    ['2026-13-01', 'DATE_INVALID no-such-day'],
    ['2026-02-30', 'DATE_INVALID no-such-day'],
    ['0000-00-00', 'DATE_INVALID no-such-day'],
    ['31/04/2026', 'DATE_INVALID no-such-day'],
    ['03/31/2026', 'DATE_INVALID order'],
    ['15/06/26', 'DATE_INVALID two-digit-year'],
    ['02-13-2026', 'DATE_INVALID order'],
    ['20-Sep-19', 'DATE_INVALID two-digit-year'],
    ['31 Foo 2026', 'DATE_INVALID text'],
    ['30 feb 2026', 'DATE_INVALID no-such-day'],
    ['2026-03-31T', 'DATE_INVALID no-such-time'],
    ['demain', 'DATE_INVALID text'],
    ['2026', 'DATE_INVALID text'],
    ['2026-1-5x', 'DATE_INVALID text'],
    ['20261301', 'DATE_INVALID no-such-day'],
    ['1999-12-31', 'DATE_OUT_OF_RANGE too-early'],
    ['', 'VALUE_REQUIRED empty'],
  ])('%s is %s', (cell, expected) => {
    expect(day(cell)).toBe(expected)
  })
  it('follow the order of their column', () => {
    expect(day('03/04/2026', 'month-first')).toBe('2026-03-04')
    expect(day('13/04/2026', 'month-first')).toBe('DATE_INVALID order')
    expect(day('04.03.2026', 'month-first')).toBe('2026-03-04')
    // Hyphens are never read with the month first: such a column is refused rather than guessed.
    expect(day('02-13-2026', 'month-first')).toBe('DATE_INVALID text')
    expect(day('02-03-2026', 'month-first')).toBe('DATE_INVALID text')
  })
  it('follow the calendar of their workbook, and the first day of their field', () => {
    expect(day('44565', 'day-first', { calendar: 1904 })).toBe('2026-01-05')
    expect(day('1998-05-01', 'day-first', { earliest: '1950-01-01' })).toBe('1998-05-01')
  })
  it('know what stands for no end', () => {
    expect(['2050-01-01', '9999-12-31', '2999-12-31', '2049-12-31', '2026-01-01'].map(isOpenEnd)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ])
  })
})

const settle = (cells: readonly string[], options?: StyleOptions) => {
  const evidence = createEvidence()
  for (const cell of cells) observe(evidence, cell)
  const { dateOrder, dateBy } = settleStyle(evidence, options)
  return [dateOrder, dateBy]
}

describe('the order of a column', () => {
  it('comes from the cells that leave no doubt', () => {
    expect(settle(['03/04/2026', '31/03/2026', '01/01/2026'])).toEqual(['day-first', 'content'])
    expect(settle(['03/04/2026', '03/31/2026'])).toEqual(['month-first', 'content'])
    expect(settle(['03/31/2026', '31/03/2026', '30/03/2026'])).toEqual(['day-first', 'content'])
    expect(settle(['10/22/2024 10:23:52 AM'])).toEqual(['month-first', 'content'])
  })
  it('is day first when all are ambiguous, unless the organisation or a person says otherwise', () => {
    expect(settle(['03/04/2026', '2026-01-31', '31/02/2026'])).toEqual(['day-first', 'default'])
    expect(settle(['03/04/2026'], { defaultDateOrder: 'month-first' })).toEqual(['month-first', 'default'])
    expect(settle(['31/03/2026'], { dateOrder: 'month-first' })).toEqual(['month-first', 'option'])
  })
})

const look = (cells: readonly string[]) => {
  const evidence = createEvidence()
  for (const cell of cells) observe(evidence, cell)
  return evidence
}

describe('the columns of a table', () => {
  it('lend their style to one that leaves it open, when they agree', () => {
    const columns = [look(['10/22/2024', '9.99']), look(['03/04/2024', '1.234']), look(['Won'])]
    const styles = settleColumns(columns)
    expect(styles.map(({ dateOrder, dateBy }) => [dateOrder, dateBy])).toEqual([
      ['month-first', 'content'],
      ['month-first', 'table'],
      ['month-first', 'table'],
    ])
    expect(styles.map(({ numberStyle, numberBy }) => [numberStyle, numberBy])[1]).toEqual([
      'english',
      'table',
    ])
    const disagreeing = settleColumns([...columns, look(['22/10/2024', '9,99'])])
    expect(disagreeing[1]).toMatchObject({ dateOrder: 'day-first', dateBy: 'default', numberStyle: 'french' })
    expect(settleColumns(columns, { dateOrder: 'day-first' })[1]).toMatchObject({ dateBy: 'option' })
  })
})

describe('instants', () => {
  it.each([
    ['2026-06-15T09:00:00Z', '2026-06-15T09:00:00Z'],
    ['2026-06-15T11:00:00+02:00', '2026-06-15T09:00:00Z'],
    ['2026-06-15T09:00:00-0930', '2026-06-15T18:30:00Z'],
    ['2026-06-15T09:00:00+14:00', '2026-06-14T19:00:00Z'],
    ['2026-06-15 14:00:00', '2026-06-15T12:00:00Z'],
    ['2026-06-15 14:00', '2026-06-15T12:00:00Z'],
    ['2026-06-15 14:00:00 UTC', '2026-06-15T14:00:00Z'],
    ['2026/06/15 2:05:11 PM GMT+2', '2026-06-15T12:05:11Z'],
    ['2026-06-15 14:00 UTC-05:30', '2026-06-15T19:30:00Z'],
    ['2020-10-22T21:03:23.000+0000', '2020-10-22T21:03:23Z'],
    ['2020-10-22T21:03:23.123456Z', '2020-10-22T21:03:23.123Z'],
    ['15/06/2026 14:00', '2026-06-15T12:00:00Z'],
    ['15/06/2026, 2:05 PM', '2026-06-15T12:05:00Z'],
    ['15/06/2026 12:00:00 AM', '2026-06-14T22:00:00Z'],
    ['15/06/2026 12:30 PM', '2026-06-15T10:30:00Z'],
    ['2026-06-15T24:00:00', '2026-06-15T22:00:00Z'],
    ['2026-01-05', '2026-01-04T23:00:00Z'],
    ['46027', '2026-01-04T23:00:00Z'],
    ['46027.75', '2026-01-05T17:00:00Z'],
    ['1602968603000', '2020-10-17T21:03:23Z'],
  ])('%s is %s', (cell, expected) => {
    expect(instant(cell)).toBe(expected)
  })
  it.each([
    ['2026-06-15T09:00:00 CEST', 'TIME_ZONE_UNKNOWN unknown'],
    ['2026-06-15T09:00:00+15:00', 'TIME_ZONE_UNKNOWN unknown'],
    ['2026-06-15T09:00:00+14:30', 'TIME_ZONE_UNKNOWN unknown'],
    ['2026-06-15 9:00 AM GMT+15', 'TIME_ZONE_UNKNOWN unknown'],
    ['2026-06-15T09:00:00+02:75', 'TIME_ZONE_UNKNOWN unknown'],
    ['2026-06-15T25:00:00Z', 'DATE_INVALID no-such-time'],
    ['2026-06-15T24:00:01Z', 'DATE_INVALID no-such-time'],
    ['2026-06-15T09:60:00Z', 'DATE_INVALID no-such-time'],
    ['2026-06-15T23:59:60Z', 'DATE_INVALID no-such-time'],
    ['15/06/2026 13:00 PM', 'DATE_INVALID no-such-time'],
    ['2026-02-30T09:00:00Z', 'DATE_INVALID no-such-day'],
    ['2026-06-15Tnoon', 'DATE_INVALID no-such-time'],
    ['15/06/26 10:00', 'DATE_INVALID two-digit-year'],
    ['soon', 'DATE_INVALID text'],
    ['1999-12-31T22:59:59Z', 'DATE_OUT_OF_RANGE too-early'],
    ['2026-03-29 02:30:00', 'TIME_NONEXISTENT spring'],
  ])('%s is %s', (cell, expected) => {
    expect(instant(cell)).toBe(expected)
  })
  it('read a time that comes twice as the first, and say so', () => {
    let ambiguous = 0
    const context = { onAmbiguous: () => void ambiguous++ }
    expect(instant('2026-10-25 02:15:00', context)).toBe('2026-10-25T00:15:00Z')
    expect(ambiguous).toBe(1)
    expect(instant('2026-10-25 01:59:59', context)).toBe('2026-10-24T23:59:59Z')
    expect(instant('2026-10-25 03:00:00', context)).toBe('2026-10-25T02:00:00Z')
    expect(instant('2026-10-25T02:15:00+01:00', context)).toBe('2026-10-25T01:15:00Z')
    expect(ambiguous).toBe(1)
  })
  it('must carry an offset when they come from machines', () => {
    for (const cell of ['2026-06-15 14:00:00', '2026-06-15', '46027'])
      expect(instant(cell, { needsOffset: true })).toBe('TIME_ZONE_UNKNOWN missing')
    expect(instant('2026-06-15T14:00:00Z', { needsOffset: true })).toBe('2026-06-15T14:00:00Z')
  })
  it('are seconds or milliseconds since 1970 where the column holds those', () => {
    expect(instant('1602968603', {}, 'seconds')).toBe('2020-10-17T21:03:23Z')
    expect(instant('1602968603000', {}, 'milliseconds')).toBe('2020-10-17T21:03:23Z')
    expect(instant('1602968603')).toBe('DATE_INVALID text')
  })
  it('begin a day at its first instant, also where midnight is skipped', () => {
    // Cairo: on 2026-04-24 clocks go from 00:00 to 01:00.
    expect(instant('2026-04-24', { zone: createZone('Africa/Cairo') })).toBe('2026-04-23T22:00:00Z')
  })
})

describe('zones', () => {
  it('agree with Temporal on local times, gaps and repetitions', () => {
    const ids = [
      'Europe/Paris',
      'America/New_York',
      'Australia/Lord_Howe',
      'Africa/Casablanca',
      'Asia/Kolkata',
      'UTC',
      'America/Sao_Paulo',
      'Africa/Cairo',
    ]
    const zones = new Map(ids.map((id) => [id, createZone(id)]))
    const second = fc.integer({ min: Date.UTC(2000, 0, 2) / 1000, max: Date.UTC(2037, 0, 1) / 1000 })
    // Half of the times stand near the days on which clocks change.
    const near = fc
      .tuple(
        fc.integer({ min: 2000, max: 2036 }),
        fc.constantFrom(2, 3, 9, 10),
        fc.integer({ min: 1, max: 31 }),
        fc.integer({ min: 0, max: 5 * 3600 }),
      )
      .map(([year, month, date, offset]) => Date.UTC(year, month, date) / 1000 + offset)
    fc.assert(
      fc.property(fc.constantFrom(...ids), fc.oneof(second, near), (id, seconds) => {
        const zone = zones.get(id)
        const local = new Date(seconds * 1000).toISOString().slice(0, 19)
        const plain = Temporal.PlainDateTime.from(local)
        const earlier = plain.toZonedDateTime(id, { disambiguation: 'earlier' })
        const later = plain.toZonedDateTime(id, { disambiguation: 'later' })
        const exists = earlier.toPlainDateTime().equals(plain)
        const found = zone?.toInstant(seconds * 1000)
        expect(found ?? null).toEqual(
          exists
            ? {
                instant: earlier.epochMilliseconds,
                isAmbiguous: earlier.epochMilliseconds !== later.epochMilliseconds,
              }
            : null,
        )
        const back = Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toZonedDateTimeISO(id)
        expect(zone?.dayOf(seconds * 1000)).toBe(back.toPlainDate().toString())
      }),
      { numRuns: 1500 },
    )
  })
  it('are refused when unknown', () => {
    expect(() => createZone('Europe/Nowhere')).toThrow(RangeError)
  })
})

describe('years of two digits, where a person allowed them', () => {
  const short = (cell: string, dateOrder: 'day-first' | 'month-first' = 'day-first') =>
    readDay(cell, { dateOrder, epoch: null }, { ...paris, takesShortYears: true })
  it('are of this century, in the order of the column', () => {
    expect(short('21-Sep-22')).toBe('2022-09-21')
    expect(short('15/06/26')).toBe('2026-06-15')
    expect(short('06/15/26', 'month-first')).toBe('2026-06-15')
    expect(short('02-Nov-04')).toBe('2004-11-02')
    expect(short('15/06/26 10:00')).toBe('2026-06-15')
  })
  it('still name a day that exists', () => {
    expect(short('31/02/26')).toMatchObject({ fault: 'DATE_INVALID', reason: 'no-such-day' })
    expect(short('06/15/26')).toMatchObject({ fault: 'DATE_INVALID', reason: 'order' })
    expect(short('15/06/026')).toMatchObject({ fault: 'DATE_INVALID' })
  })
})
