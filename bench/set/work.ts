// Days at work: pieces of time that overlap now and then, and what people do with content, some of it for a deal.
import { itemOn } from './content.ts'
import { dealOf } from './selling.ts'
import {
  chance,
  dayAt,
  daysIn,
  importOf,
  instantAt,
  type Part,
  type Shape,
  traced,
  tracedColumns,
  workingDays,
} from './shape.ts'
import { staffOf } from './staff.ts'

const categories = [
  'buyer-facing',
  'email',
  'crm',
  'internal',
  'buyer-facing',
  'admin',
  'content',
  'preparation',
  'prospecting',
  'training',
]
const workStarts = 7 * 3600
const workLasts = 9 * 3600

/** Shares rows out over working days and who is there: day, person, and seconds of the day. */
function* byDay(
  shape: Shape,
  many: number,
): Generator<{ row: number; day: number; rep: number; at: number }> {
  const days = workingDays(shape)
  const staff = staffOf(shape)
  let row = 0
  for (const [index, day] of days.entries()) {
    const until = Math.floor(((index + 1) * many) / days.length)
    const today = until - row
    const perRep = Math.max(1, Math.ceil(today / shape.reps))
    for (let place = 0; row < until; place++) {
      row += 1
      const rep = staff.at(1 + (place % shape.reps), day).number
      yield {
        row,
        day,
        rep,
        at: workStarts + Math.floor((workLasts * Math.floor(place / shape.reps)) / perRep),
      }
    }
  }
}

function* activities(shape: Shape): Generator<string> {
  const days = workingDays(shape).length
  const usual = Math.floor((workLasts * shape.reps * days) / shape.activities)
  for (const { row, day, rep, at } of byDay(shape, shape.activities)) {
    const text = dayAt(shape, day)
    const seconds = Math.max(60, Math.min(7200, Math.floor(usual * (0.5 + chance(row, 41, 100) / 100))))
    const basis = chance(row, 42, 20) === 0 ? 'declared' : 'captured'
    const hours =
      chance(row, 43, 10) === 0 ? '\\N\t\\N' : `${instantAt(text, at)}\t${instantAt(text, at + seconds)}`
    yield `${rep}\t${row}\t${text}\t${categories[chance(row, 44, categories.length)]}\t${basis}\t${seconds}\t${hours}\t${traced(row, importOf(shape, day))}`
  }
}

const kinds = [
  'search',
  'open',
  'open',
  'search',
  'download',
  'share',
  'send',
  'buyer-view',
  'customise',
  'buyer-view',
  'open',
  'share',
]
const tools = ['portal', 'mailbox', 'CRM']

function* contentEvents(shape: Shape): Generator<string> {
  const perDay = shape.opportunities / daysIn(shape)
  for (const { row, day, rep, at } of byDay(shape, shape.contentEvents)) {
    const text = dayAt(shape, day)
    const kind = kinds[chance(row, 51, kinds.length)]!
    const isSearch = kind === 'search'
    const isForDeal =
      (kind === 'share' || kind === 'send' || kind === 'buyer-view') && chance(row, 52, 10) < 7
    const deal = Math.max(1, Math.floor(day * perDay) - chance(row, 53, Math.max(1, Math.floor(40 * perDay))))
    const seconds = 10 + chance(row, 54, 400)
    // An hour is known but for one in twenty; what follows a search often follows it at once.
    const second = at + (isSearch ? 0 : chance(row, 55, 240))
    yield `${rep}\t${row}\t${kind}\t${isSearch ? '\\N' : itemOn(row, 56, day)}\t${chance(row, 57, 20) === 0 ? '\\N' : instantAt(text, second)}\t${text}\t${isSearch ? chance(row, 58, 4) > 0 : '\\N'}\t${seconds}\t${tools[chance(row, 59, 3)]}\t${isForDeal ? `${dealOf(shape, deal).account}\t${deal}` : '\\N\t\\N'}\t${traced(row, importOf(shape, day))}`
  }
}

export const workParts: readonly Part[] = [
  {
    table: 'activities',
    columns: [
      'rep_id',
      'activity_id',
      'day',
      'category',
      'basis',
      'seconds',
      'started_at',
      'ended_at',
      ...tracedColumns,
    ],
    lines: activities,
  },
  {
    table: 'content_events',
    columns: [
      'rep_id',
      'content_event_id',
      'kind',
      'content_item_id',
      'occurred_at',
      'day',
      'has_result',
      'seconds',
      'tool',
      'account_id',
      'opportunity_id',
      ...tracedColumns,
    ],
    lines: contentEvents,
  },
]
