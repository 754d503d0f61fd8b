// Exports of ActivityWatch that somebody made to be read wrongly: what cannot be read is named by its number and its column, the rest
// counts, nothing of what a screen showed is in an error, and time grows with the size of the file.
import { describe, expect, test } from 'vitest'
import { NoTrackerExport, readExport } from '../../sources/activitywatch/export-file.ts'
import { salesRules } from '../../sources/activitywatch/preset.ts'
import { summarise } from '../../sources/activitywatch/summarise.ts'

const now = Date.UTC(2026, 5, 30)
const canary = 'Zorblat'
const mail = { app: 'Thunderbird', title: canary }
const window = (timestamp: unknown, duration: unknown, data: unknown = mail) => ({
  timestamp,
  duration,
  data,
})
const bucket = (type: string, events: unknown) => ({ type, client: 'aw', hostname: 'pc', events })
const exportOf = (buckets: object) => JSON.stringify({ buckets })
const read = (text: string) => {
  const file = readExport(text, now)
  const minutes = summarise(file, salesRules, { timeZone: 'Europe/Paris' }).map(({ day, seconds }) => [
    day,
    seconds / 60,
  ])
  return { minutes, faults: file.faults.map(({ row, code, column }) => [row, code, column]) }
}
const good = window('2026-05-04T08:00:00Z', 3600)

describe('events that cannot be read are named, and the others count', () => {
  test.each([
    ['a time that is a number', window(1_777_881_600_000, 60), 'DATE_INVALID', 'timestamp'],
    ['a time that is a list', window(['2026-05-04T08:00:00Z'], 60), 'DATE_INVALID', 'timestamp'],
    ['no time', window(null, 60), 'VALUE_REQUIRED', 'timestamp'],
    ['an event that is none', null, 'VALUE_REQUIRED', 'timestamp'],
    ['an event that is a text', canary, 'VALUE_REQUIRED', 'timestamp'],
    ['a day that does not exist', window('2026-02-29T08:00:00Z', 60), 'DATE_INVALID', 'timestamp'],
    ['second 60', window('2026-05-04T08:00:60Z', 60), 'DATE_INVALID', 'timestamp'],
    ['no offset', window('2026-05-04T08:00:00', 60), 'TIME_ZONE_UNKNOWN', 'timestamp'],
    ['an offset of 15 hours', window('2026-05-04T08:00:00+15:00', 60), 'TIME_ZONE_UNKNOWN', 'timestamp'],
    ['an offset of 99 minutes', window('2026-05-04T08:00:00+01:99', 60), 'TIME_ZONE_UNKNOWN', 'timestamp'],
    ['a year before any tracker', window('1969-12-31T23:59:59Z', 60), 'DATE_OUT_OF_RANGE', 'timestamp'],
    ['a time to come', window('2036-05-04T08:00:00Z', 60), 'TIME_IN_FUTURE', 'timestamp'],
    ['a length that is a text', window('2026-05-04T08:00:00Z', '60'), 'NUMBER_INVALID', 'duration'],
    ['a length below nothing', window('2026-05-04T08:00:00Z', -0.001), 'RANGE_INVERTED', 'duration'],
    [
      'a length of more than a day',
      window('2026-05-04T08:00:00Z', 86_400.001),
      'DURATION_TOO_LONG',
      'duration',
    ],
  ])('%s', (_, event, code, column) => {
    const { minutes, faults } = read(exportOf({ w: bucket('currentwindow', [good, event, good]) }))
    expect(faults).toEqual([[2, code, column]])
    expect(minutes).toEqual([['2026-05-04', 60]])
  })

  test('a length beyond all numbers is none', () => {
    const text = exportOf({ w: bucket('currentwindow', [good, window('2026-05-04T08:00:00Z', 0)]) })
    expect(read(text.replace('"duration":0', '"duration":1e999')).faults).toEqual([
      [2, 'NUMBER_INVALID', 'duration'],
    ])
  })

  test('what belongs to an event may be anything', () => {
    const odd = [
      null,
      7,
      canary,
      [mail],
      { app: { app: canary }, title: ['\u0000', '\ud800'] },
      { title: 'x'.repeat(1e6) },
    ]
    const events = odd.map((data, at) => window(`2026-05-04T0${at}:00:00Z`, 60, data))
    const { minutes, faults } = read(exportOf({ w: bucket('currentwindow', events) }))
    expect([faults, minutes]).toEqual([[], [['2026-05-04', 6]]])
  })
})

describe('buckets', () => {
  test('may be called like parts of every object', () => {
    const text = `{"buckets": {"__proto__": ${JSON.stringify(bucket('currentwindow', [good]))}, "constructor": ${JSON.stringify(bucket('currentwindow', [window('2026-05-05T08:00:00Z', 60)]))}}}`
    expect(read(text).minutes).toEqual([
      ['2026-05-04', 60],
      ['2026-05-05', 1],
    ])
    expect(({} as Record<string, unknown>)['type']).toBeUndefined()
  })

  test('whose events are no list hold none; kinds that nobody reads are counted and passed over', () => {
    const file = readExport(
      exportOf({
        a: bucket('currentwindow', { 0: good }),
        b: bucket('currentwindow', canary),
        c: bucket('screenshot', [good, good]),
      }),
      now,
    )
    expect([file.events, [...file.passedOver]]).toEqual([2, [['screenshot', 2]]])
  })

  test.each([
    ['no JSON', `{"buckets": {"${canary}": `],
    ['nothing', ''],
    ['a list of numbers', '{"buckets": [1, 2]}'],
    ['no buckets', `{"${canary}": []}`],
    ['nested without end', `{"buckets": ${'['.repeat(100_000)}`],
  ])('%s is no export, and the error quotes nothing', (_, text) => {
    const refusal = (): unknown => {
      try {
        return readExport(text, now)
      } catch (error) {
        return error
      }
    }
    const error = refusal()
    expect(error).toBeInstanceOf(NoTrackerExport)
    expect(String((error as Error).stack)).not.toContain(canary)
  })
})

describe('presence', () => {
  test('of any length, and away for longer than there are days, is what it says', () => {
    const windows = bucket('currentwindow', [good])
    const there = bucket('afkstatus', [window('2026-05-04T08:30:00Z', 1e300, { status: 'not-afk' })])
    expect(read(exportOf({ w: windows, a: there })).minutes).toEqual([['2026-05-04', 30]])
    const gone = bucket('afkstatus', [window('2026-05-04T08:45:00Z', 1e300, { status: 'afk' })])
    expect(read(exportOf({ w: windows, a: gone })).minutes).toEqual([['2026-05-04', 45]])
  })

  test('in very many pieces beside one of many days takes no longer than its size', () => {
    const start = Date.UTC(2026, 4, 4)
    const at = (second: number) => new Date(start + second * 1000).toISOString()
    const amount = 60_000
    const pieces = Array.from({ length: amount }, (_, piece) => piece)
    const text = exportOf({
      w: bucket(
        'currentwindow',
        pieces.map((piece) => window(at(piece * 4), 2)),
      ),
      a: bucket('afkstatus', [
        window('2026-01-01T00:00:00Z', 30 * 86_400, { status: 'not-afk' }),
        ...pieces.map((piece) => window(at(piece * 4 + 1), 2, { status: 'not-afk' })),
      ]),
    })
    const began = performance.now()
    const { minutes, faults } = read(text)
    expect(faults).toEqual([])
    // One second of each piece: half of every window.
    expect(minutes.reduce((sum, [, one]) => sum + Number(one), 0)).toBeCloseTo(amount / 60, 6)
    // A minute and more where each window is held against every piece.
    expect(performance.now() - began).toBeLessThan(20_000)
  })
})
