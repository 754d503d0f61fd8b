// Exports of ActivityWatch by hand: presence, overlaps, tabs, both layouts, hostile rules. Minutes are literals.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ownSeconds } from '../../test/own-seconds.ts'
import { type NoTrackerExport, readExport } from './export-file.ts'
import { PatternRefused, readPattern, TooMuchEffort } from './pattern.ts'
import { salesCategories, salesRules } from './preset.ts'
import { classifier, readRules } from './rules.ts'
import { summarise } from './summarise.ts'

const now = Date.UTC(2026, 5, 30)
const timeZone = 'Europe/Paris'

interface Event {
  readonly timestamp: string
  readonly duration: number
  readonly data: object
}
const at = (time: string, length: number, data: object): Event => ({
  timestamp: `2026-05-04T${time}:00+00:00`,
  duration: length * 60,
  data,
})
const window = (app: string, title = '') => ({ app, title })
const bucket = (type: string, events: readonly unknown[], id = `aw-watcher-${type}_pc`) => ({
  [id]: { id, type, client: id, hostname: 'pc', events },
})
const exportOf = (...buckets: object[]) => JSON.stringify({ buckets: Object.assign({}, ...buckets) })

/** 'E-mail 30' for each day and category, in the order given. */
function minutes(text: string, known: { start: number; end: number }[] = []): string[] {
  return summarise(readExport(text, now), salesRules, { timeZone, known }).map(
    ({ day, name, seconds }) => `${day.slice(5)} ${name.at(-1) ?? '-'} ${seconds / 60}`,
  )
}

describe('minutes by day and category', () => {
  test('windows are trimmed by presence; where only absence is said, by that', () => {
    const windows = bucket('currentwindow', [
      at('08:00', 60, window('Thunderbird')),
      at('09:00', 60, window('Pipedrive')),
    ])
    const present = bucket('afkstatus', [
      at('08:30', 45, { status: 'not-afk' }),
      at('09:15', 45, { status: 'afk' }),
    ])
    expect(minutes(exportOf(windows, present))).toEqual(['05-04 E-mail 30', '05-04 CRM 15'])
    const away = bucket('afkstatus', [at('09:15', 45, { status: 'afk' })])
    expect(minutes(exportOf(windows, away))).toEqual(['05-04 E-mail 60', '05-04 CRM 15'])
    expect(minutes(exportOf(windows))).toEqual(['05-04 E-mail 60', '05-04 CRM 60'])
  })
  test('a moment counts once, for what comes first: customers before content before administration', () => {
    const text = exportOf(
      bucket('currentwindow', [
        at('08:00', 60, window('PayFit')),
        at('08:30', 60, window('Aircall')),
        at('08:30', 60, window('Aircall')),
        at('10:00', 0, window('Aircall')),
      ]),
    )
    expect(minutes(text)).toEqual(['05-04 With customers 60', '05-04 HR and administration 30'])
  })
  test('a browser is what its tab shows; a private tab counts nowhere; tabs of another browser are not looked at', () => {
    const text = exportOf(
      bucket('currentwindow', [
        at('08:00', 60, window('firefox', 'x')),
        at('09:00', 30, window('Google Chrome', 'x')),
      ]),
      bucket(
        'web.tab.current',
        [
          at('08:00', 20, { url: 'https://acme.pipedrive.com/deal/7', title: 'Deal' }),
          at('08:20', 20, { url: 'https://example.com', title: 'Pipedrive', incognito: true }),
          at('09:00', 30, { url: 'https://acme.pipedrive.com/', title: 'Deal' }),
        ],
        'aw-watcher-web-firefox',
      ),
    )
    expect(minutes(text)).toEqual(['05-04 CRM 20', '05-04 - 50'])
  })
  test('days are the organisation’s, also those of 23 and 25 hours', () => {
    const event = (timestamp: string, hours: number) => ({
      timestamp,
      duration: hours * 3600,
      data: window('Slack'),
    })
    const text = exportOf(
      bucket('currentwindow', [event('2026-03-28T22:00:00Z', 24), event('2025-10-25T21:00:00Z', 24)]),
    )
    expect(minutes(text)).toEqual([
      '10-25 Internal 60',
      '10-26 Internal 1380',
      '03-28 Internal 60',
      '03-29 Internal 1380',
    ])
    expect(1380).toBe(23 * 60)
  })
  test('two computers are one person', () => {
    const one = { id: 'a', type: 'currentwindow', hostname: 'pc', events: [at('08:00', 60, window('Slack'))] }
    const other = {
      id: 'b',
      type: 'currentwindow',
      hostname: 'laptop',
      events: [at('08:30', 60, window('Slack'))],
    }
    const gone = {
      id: 'c',
      type: 'afkstatus',
      hostname: 'laptop',
      events: [at('09:15', 60, { status: 'afk' })],
    }
    expect(minutes(JSON.stringify({ buckets: [one, other, gone] }))).toEqual(['05-04 Internal 75'])
  })
  test('time that a calendar knows with its hours counts there', () => {
    const text = exportOf(bucket('currentwindow', [at('08:00', 60, window('Slack'))]))
    const known = [{ start: Date.UTC(2026, 4, 4, 8, 30), end: Date.UTC(2026, 4, 4, 9) }]
    expect(minutes(text, known)).toEqual(['05-04 Internal 30'])
  })
})

describe('the layouts of a file', () => {
  const events = [at('08:00', 60, window('Slack'))]
  test.each([
    ['a map of buckets', { buckets: { a: { type: 'currentwindow', events } } }],
    ['a list of buckets', { buckets: [{ id: 'a', type: 'currentwindow', events }] }],
    ['events beside', { buckets: { a: { client: 'aw-watcher-window' } }, events: { a: events } }],
    ['one bucket alone', { id: 'aw-watcher-window_pc', type: 'currentwindow', events }],
  ])('%s', (_name, file) => {
    expect(minutes(JSON.stringify(file))).toEqual(['05-04 Internal 60'])
  })
  test.each([
    ['not JSON', '{"buckets": {', 'json'],
    ['something else', '{"rows": []}', 'buckets'],
    ['a number', '7', 'buckets'],
    ['too deep', `${'['.repeat(100)}${']'.repeat(100)}`, 'depth'],
    ['no bucket', '{"buckets": [1]}', 'buckets'],
  ])('%s is none', (_name, text, reason) => {
    let found: unknown = null
    try {
      readExport(text, now)
    } catch (error) {
      found = (error as NoTrackerExport).reason
    }
    expect(found).toBe(reason)
  })
})

test('events that cannot be are refused by their number, and quoted nowhere', () => {
  const events = [
    at('08:00', 30, window('Slack')),
    { timestamp: 'canaryword', duration: 10, data: window('canaryword') },
    { timestamp: '2026-05-04T08:00:00Z', duration: -5, data: window('x') },
    { timestamp: '2026-02-30T08:00:00Z', duration: 5, data: window('x') },
    { timestamp: '2026-05-04T08:00:00', duration: 5, data: window('x') },
    { timestamp: '2027-05-04T08:00:00Z', duration: 5, data: window('x') },
    { timestamp: '1999-05-04T08:00:00Z', duration: 5, data: window('x') },
    { timestamp: '2026-05-04T08:00:00Z', duration: 'long', data: window('x') },
    { timestamp: '2026-05-04T08:00:00Z', duration: 90_000, data: window('x') },
    { duration: 5, data: window('x') },
  ]
  const found = readExport(
    exportOf(bucket('screenshot', [{ canaryword: 1 }]), bucket('currentwindow', events)),
    now,
  )
  expect(found.faults.map(({ row, code }) => [row, code])).toEqual([
    [3, 'DATE_INVALID'],
    [4, 'RANGE_INVERTED'],
    [5, 'DATE_INVALID'],
    [6, 'TIME_ZONE_UNKNOWN'],
    [7, 'TIME_IN_FUTURE'],
    [8, 'DATE_OUT_OF_RANGE'],
    [9, 'NUMBER_INVALID'],
    [10, 'DURATION_TOO_LONG'],
    [11, 'VALUE_REQUIRED'],
  ])
  expect(JSON.stringify([found.faults, [...found.passedOver]])).not.toContain('canaryword')
})

describe('rules', () => {
  const rulesOf = (...rules: [string[], string, boolean?][]) =>
    readRules({
      categories: rules.map(([name, regex, ignore_case]) => ({
        name,
        rule: { type: 'regex', regex, ignore_case },
      })),
    })
  const found = (rules: ReturnType<typeof readRules>, ...texts: string[]) =>
    classifier(rules)(texts)?.name.join(' > ') ?? null

  test('the deepest wins, of two as deep the first of the file', () => {
    const rules = rulesOf([['Work'], 'mail'], [['Work', 'B'], 'mail'], [['Work', 'A'], 'mail'])
    expect(found(rules, 'mail')).toBe('Work > B')
    expect(found(rules, 'nothing')).toBeNull()
  })
  test('an empty rule, or one that is in every text, finds nothing', () => {
    const rules = rulesOf([['A'], ''], [['B'], 'x*'], [['C'], 'y|'], [['D'], 'mail'])
    expect(found(rules, 'mail')).toBe('D')
    expect(rules.refused.map(({ name }) => name)).toEqual(['B', 'C'])
  })
  test('case counts unless the rule says otherwise', () => {
    expect(found(rulesOf([['A'], 'Mail']), 'mail')).toBeNull()
    expect(found(rulesOf([['A'], 'Mail', true]), 'mail')).toBe('A')
    expect(found(rulesOf([['A'], '(?i)É+t', false]), 'été')).toBe('A')
  })
  test('what looks around or back is refused, by the name of the rule', () => {
    const rules = rulesOf([['A'], '(?=x)y'], [['B'], '(a)\\1'], [['C'], '(unclosed'], [['D'], 'ok'])
    expect(rules.refused.map(({ name }) => name)).toEqual(['A', 'B', 'C'])
    expect(rules.rules).toHaveLength(1)
  })
  test.each(['{}', '{"categories": 1}', '{"categories": [{}]}', 'null'])('%s is no file of rules', (text) => {
    expect(() => readRules(JSON.parse(text))).toThrow('categor')
  })
  test('the preset is the file that is offered, and Douze’s own categories', () => {
    const file = join(import.meta.dirname, '../../docs/connect/activitywatch-sales.json')
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(salesCategories)
    expect(salesRules.refused).toEqual([])
    for (const { category } of salesRules.rules) expect(category).not.toBeNull()
  })
})

describe('patterns', () => {
  test.each([
    ['\\bCRM\\b', 'my CRM, open', true],
    ['\\bCRM\\b', 'CRMX', false],
    ['^foo.*bar$', 'foo and bar', true],
    ['^foo.*bar$', 'a foo and bar', false],
    ['colou?r', 'color', true],
    ['a{2,3}b', 'xaab', true],
    ['a{2,3}b', 'xab', false],
    ['(?:ab|cd)+e', 'abcde', true],
    ['[^x-z]', 'xyz', false],
    ['[\\w.-]+@', 'me.too@', true],
    ['\\d{4}', 'in 2026', true],
    ['a.c', 'a\nc', false],
    ['\\.pdf$', 'offer.pdf', true],
    ['(?P<name>x)y', 'xy', true],
    ['\\u00e9', 'é', true],
    ['😀+', '😀', true],
  ])('%s in %j: %s', (pattern, text, expected) => {
    expect(readPattern(pattern, false).isIn(text)).toBe(expected)
  })
  test('no pattern takes longer than its text is long', () => {
    const seconds = ownSeconds()
    for (const pattern of [
      '(a+)+$',
      '(a|a)*$',
      '(a|aa)+$',
      '(.*a){20}',
      `${'(a|a)'.repeat(25)}b`,
      '([a-z]+)*[0-9]',
    ])
      readPattern(pattern, false).isIn(`${'a'.repeat(990)}!`)
    expect(seconds()).toBeLessThan(1)
  })
  test('too many steps are given up, and a pattern that grows is not begun', () => {
    expect(() => readPattern('(a*)*b', false, { steps: 100 }).isIn('a'.repeat(200))).toThrow(TooMuchEffort)
    expect(() => readPattern('((((a{90}){90}){90}))', false)).toThrow(PatternRefused)
    expect(() => readPattern('(((('.repeat(100), false)).toThrow(PatternRefused)
  })
})
