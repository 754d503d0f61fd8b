// What the cells of a column prove about its style, counted cell by cell in a first pass over the file.
import { cellKind } from '../reading/shapes.ts'
import { digits, isDay, parseDay } from './days.ts'
import { isMonth } from './months.ts'
import type { ColumnEvidence } from './shapes.ts'
import { looksLikeFlag } from './texts.ts'

/** Nothing seen yet. */
export function createEvidence(): ColumnEvidence {
  return {
    cells: 0,
    blank: 0,
    frenchOnly: 0,
    englishOnly: 0,
    pointGroup: 0,
    commaGroup: 0,
    plainNumber: 0,
    percentage: 0,
    aboveOne: 0,
    isoDay: 0,
    isoInstant: 0,
    dayFirst: 0,
    monthFirst: 0,
    eitherOrder: 0,
    brokenDay: 0,
    withTime: 0,
    serialLike: 0,
    epochMilliseconds: 0,
    epochSeconds: 0,
    flag: 0,
    email: 0,
    month: 0,
    text: 0,
  }
}

/** Counts one cell; `kind` is that of a spreadsheet's cell. */
export function observe(evidence: ColumnEvidence, cell: string, kind?: number): void {
  evidence.cells++
  if (kind !== undefined && kind > cellKind.text && observeTyped(evidence, cell, kind)) return
  const text = cell.trim()
  if (text === '') {
    evidence.blank++
    return
  }
  const first = text.charCodeAt(0)
  const isDigitFirst = first >= 48 && first <= 57
  if (isDigitFirst && text.length >= 8 && observeDate(evidence, text)) return
  if (!isDigitFirst && text.length <= 20 && observeNamed(evidence, text)) return
  if (text.length <= 40 && observeNumber(evidence, text)) return
  if (looksLikeFlag(text)) evidence.flag++
  else if (text.includes('@') && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) evidence.email++
  else if (text.length <= 20 && isMonth(text)) evidence.month++
  else evidence.text++
}

function observeTyped(evidence: ColumnEvidence, cell: string, kind: number): boolean {
  switch (kind) {
    case cellKind.number:
    case cellKind.exact:
      countPlain(evidence, Number(cell), cell)
      return true
    case cellKind.percentage:
      evidence.percentage++
      return true
    case cellKind.day:
      evidence.isoDay++
      return true
    case cellKind.dayAndTime:
      evidence.isoInstant++
      evidence.withTime++
      return true
    case cellKind.flag:
      evidence.flag++
      return true
    case cellKind.unvalued:
      evidence.blank++
      return true
    case cellKind.error:
      evidence.text++
      return true
    default:
      return false
  }
}

const first2000 = 946_684_800
const first2100 = 4_102_444_800

function countPlain(evidence: ColumnEvidence, value: number, text: string): void {
  evidence.plainNumber++
  if (value > 1) evidence.aboveOne++
  if (text.length === 5 && value >= 36_526 && value < 73_051) evidence.serialLike++
  else if (text.length === 13 && value >= first2000 * 1000 && value < first2100 * 1000)
    evidence.epochMilliseconds++
  else if (text.length === 10 && value >= first2000 && value < first2100) evidence.epochSeconds++
}

/** Dates and times; false when the text is neither. */
function observeDate(evidence: ColumnEvidence, text: string): boolean {
  if (text.charCodeAt(4) === 45 && text.charCodeAt(7) === 45) {
    const year = digits(text, 0, 4)
    const month = digits(text, 5, 7)
    const day = digits(text, 8, 10)
    if (year < 0 || month < 0 || day < 0) return false
    if (!isDay(year, month, day)) evidence.brokenDay++
    else if (text.length === 10) evidence.isoDay++
    else if (/^[Tt\s,]+\d{1,2}:\d{2}/.test(text.slice(10, 20))) {
      evidence.isoInstant++
      evidence.withTime++
    } else return false
    return true
  }
  const match = /^(\d{1,4})([/.-])(\d{1,2})\2(\d{2,4})(?:[\s,T]+(\d{1,2}:\d{2}))?/.exec(text)
  if (match === null) return observeNamed(evidence, text)
  const [whole, a = '', , b = '', c = '', time] = match
  if (whole.length < text.length && time === undefined) return false
  if (a.length === 4) {
    if (isDay(+a, +b, +c)) evidence.isoDay++
    else evidence.brokenDay++
  } else if ((c.length !== 4 && c.length !== 2) || a.length > 2) evidence.brokenDay++
  // Years of two digits are refused unless a person allows them, but what they show of the order is as good.
  else countOrder(evidence, +a, +b, c.length === 2 ? 2000 + +c : +c)
  if (time !== undefined) evidence.withTime++
  return true
}

/** Dates with the name of their month; these leave no doubt about any order. */
function observeNamed(evidence: ColumnEvidence, text: string): boolean {
  if (text.length < 9 || !/\d{1,4}$/.test(text) || !/\p{L}{3}/u.test(text)) return false
  const day = parseDay(text, 'day-first', true)
  if (typeof day === 'string') evidence.isoDay++
  else if (day.reason !== 'text') evidence.brokenDay++
  else return false
  return true
}

function countOrder(evidence: ColumnEvidence, a: number, b: number, year: number): void {
  const canBeDayFirst = isDay(year, b, a)
  const canBeMonthFirst = isDay(year, a, b)
  if (canBeDayFirst && canBeMonthFirst) evidence.eitherOrder++
  else if (canBeDayFirst) evidence.dayFirst++
  else if (canBeMonthFirst) evidence.monthFirst++
  else evidence.brokenDay++
}

const numberShape =
  /^\(?\s*[-+−]?\s*(?:[\p{Sc}]|[A-Za-z]{2,3}[\s$])?\s*[-+−]?\s*([\d.,'’\s]*\d)\s*(%|[\p{Sc}]|[A-Za-z]{2,5}\.?)?\s*\)?$/u
const spaceGroups = /^\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+/

/** Numbers, by what their marks prove; false when the text is none. */
function observeNumber(evidence: ColumnEvidence, text: string): boolean {
  if (/^\d+$/.test(text)) {
    countPlain(evidence, Number(text), text)
    return true
  }
  const match = numberShape.exec(text)
  if (match === null) return false
  const [, body = '', unit = ''] = match
  if (/^[A-Za-z]/.test(unit) && !/^(?:[A-Z]{3}|euros?|kr|zł|fr\.?)$/i.test(unit)) return false
  if (unit === '%') evidence.percentage++
  else if (spaceGroups.test(body) || Number.parseFloat(body.replace(',', '.')) > 1) evidence.aboveOne++
  countStyle(evidence, body)
  return true
}

function countStyle(evidence: ColumnEvidence, body: string): void {
  if (/^\d+$/.test(body)) {
    evidence.plainNumber++
    return
  }
  const groups = spaceGroups.exec(body)
  if (groups !== null) {
    const rest = body.slice(groups[0].length)
    if (/^(?:,\d+)?$/.test(rest)) evidence.frenchOnly++
    else if (/^\.\d+$/.test(rest)) evidence.englishOnly++
    else evidence.text++
  } else if (/^[1-9]\d{0,2}\.\d{3}$/.test(body)) evidence.pointGroup++
  else if (/^[1-9]\d{0,2},\d{3}$/.test(body)) evidence.commaGroup++
  else if (/^(?:\d*|[1-9]\d{0,2}(?:\.\d{3})+),\d+$/.test(body) || /^[1-9]\d{0,2}(?:\.\d{3}){2,}$/.test(body))
    evidence.frenchOnly++
  else if (
    /^(?:\d*|[1-9]\d{0,2}(?:[,'’]\d{3})+)\.\d+$/.test(body) ||
    /^[1-9]\d{0,2}(?:(?:,\d{3}){2,}|(?:['’]\d{3})+)$/.test(body)
  )
    evidence.englishOnly++
  else evidence.text++
}

/** Adds what another part of the column proved. */
export function addEvidence(to: ColumnEvidence, from: ColumnEvidence): void {
  let key: keyof ColumnEvidence
  for (key in to) to[key] += from[key]
}
