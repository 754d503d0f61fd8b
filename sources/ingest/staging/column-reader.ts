// One column of a table, as a function from a cell to the text that COPY takes, or to the reason why the row is refused.
import { createHmac } from 'node:crypto'
import { foldName } from '../../../model/names.ts'
import type { Field, FieldKind } from '../../entities.ts'
import { type CodeList, codeOf, wordsOf } from '../../entities/codes.ts'
import { cellKind, type FaultDetail, type RowFaultCode } from '../../files/reading/index.ts'
import {
  type ColumnStyle,
  type ConversionContext,
  convert,
  isFault,
  isMissing,
  isOpenEnd,
  missingMarkers,
  parseMonth,
  type OnRounded,
  type ValueFault,
} from '../../files/values/index.ts'
import type { Allowance, Vendor } from '../../plan.ts'
import { normaliseSalesforceId } from '../../recognisers/index.ts'
import { copyText } from './copy-rows.ts'

export interface CellFault {
  readonly code: RowFaultCode
  readonly reason: string
  readonly detail?: FaultDetail
}

/** The text for COPY (two cells joined by a tab for an instant or a name), null when the cell is empty, or a fault. */
export type ReadCell = string | null | CellFault

export type ColumnReader = (cell: string, currency: string, kind?: number) => ReadCell

export interface ReadingContext {
  readonly zone: ConversionContext['zone']
  readonly calendar: 1900 | 1904
  /** The header says that times without an offset are of UTC. */
  readonly isUtc?: boolean
  readonly vendor: Vendor
  readonly isTemplate: boolean
  /** The day that the files describe, where whoever brings them said it; else today's. */
  readonly describedOn: string
  /** Called for a row that is dated by it. */
  readonly onDatedBack: () => void
  /** Called for a person who is known by an id, and whose e-mail is no address. */
  readonly onEmailLeftOut: () => void
  /** Hours of a working day. */
  readonly hoursADay: number
  /** Called for a length of so many days. */
  readonly onDays: () => void
  /** The clock: a template tells of events, and none is more than a day ahead of it. */
  readonly now: number
  /** What a person allows in this table. */
  readonly allowed: readonly Allowance[]
  /** Called for an amount that was rounded, where that is allowed. */
  readonly onRounded: OnRounded
  /** Called for a local time that was read as the first of two. */
  readonly onAmbiguous: () => void
  /** Called for a word that no list knows, and that was taken for "other". */
  readonly onUnknownWord: (field: string, word: string) => void
  /** The organisation's secret under which respondents are digested. */
  readonly respondentKey: string
  /** Its own words for time spent, folded, with their categories. */
  readonly ownWords: ReadonlyMap<string, string>
}

/** Texts whose outer spaces belong to them; every other text is a name or a label and loses its outer spaces. */
const keptExactly = new Set([
  'opportunities.name',
  'opportunities.lossReason',
  'survey-answers.comment',
  'feedback.comment',
  'feedback-actions.description',
])
/** Names by which records are matched are kept in indexes, which take no more. */
const mostKeyCharacters = 500
const withAccounts = [
  'activities',
  'content-events',
  'revenue',
  'subscriptions',
  'renewals',
  'survey-answers',
  'feedback',
] as const
const keys: ReadonlySet<string> = new Set(
  (
    [
      ['people', ['name', 'firstName', 'lastName', 'team', 'region']],
      ['accounts', ['name', 'domain', 'parent']],
      ['products', ['name', 'code']],
      ['stages', ['name', 'pipeline']],
      ['opportunities', ['stage', 'pipeline', 'account', 'accountDomain', 'product']],
      ['opportunity-lines', ['product']],
      ['stage-history', ['stage', 'stageBefore']],
      ['leads', ['account', 'accountDomain']],
      ...withAccounts.map((entity) => [entity, ['account', 'accountDomain', 'product']] as const),
      ['content-items', ['product']],
    ] as const
  ).flatMap(([entity, names]) => names.map((name) => `${entity}.${name}`)),
)
/** What the columns of the model can hold. */
const mostWhole = 2 ** 31 - 1
const mostMoney = 9_000_000_000_000_000_000n
const lastInstant = Date.UTC(9999, 11, 31)
const dayMilliseconds = 86_400_000
const outOfRange: CellFault = { code: 'NUMBER_OUT_OF_RANGE', reason: 'too-large' }

/** People are hired, companies made, contracts signed and paid before the year 2000. */
const older = new Set([
  'people.hiredOn',
  'people.leftOn',
  'people.teamFrom',
  'accounts.createdOn',
  'work-schedules.startsOn',
  'content-items.publishedOn',
  'subscriptions.startsOn',
  'subscriptions.lastDay',
  'subscriptions.endsOn',
  'revenue.day',
  'costs.day',
])

/** Moments that only a machine writes: with their offset, and none from the future, whatever file brings them. */
const fromMachines = new Set(['deal-events.occurredAt'])

/** Ends that a source writes as the year 2050, 2999 or 9999 while there is none. */
const ends = new Set([
  'stage-history.leftAt',
  'people.leftOn',
  'subscriptions.lastDay',
  'subscriptions.endsOn',
])

/** Makes the reader of one column. Cells that come again and again (days, stages, people) are converted once. */
export function columnReader(
  entity: string,
  name: string,
  field: Field,
  style: ColumnStyle,
  context: ReadingContext,
): ColumnReader {
  const path = `${entity}.${name}`
  /** What a cell was told of beside its value: such a cell is told of again each time it comes. */
  let told = 0
  const base: Omit<ConversionContext, 'currency'> = {
    zone: context.zone,
    calendar: context.calendar,
    ...(context.isUtc === true ? { isUtc: true } : {}),
    takesShortYears: context.allowed.includes('short-years'),
    onAmbiguous: () => {
      told++
      context.onAmbiguous()
    },
    ...(context.allowed.includes('round-amounts')
      ? {
          onRounded: (added, currency) => {
            told++
            context.onRounded(added, currency)
          },
        }
      : {}),
    ...(older.has(path) ? { earliest: '1900-01-01' } : {}),
    ...(fromMachines.has(path) ? { needsOffset: true } : {}),
    ...(context.isTemplate ? {} : { missing: missingMarkers }),
  }
  const isAddress = isAddressColumn(field.kind, style, context)
  const isBounded = context.isTemplate || fromMachines.has(path)
  const last = isBounded ? context.now + dayMilliseconds : Infinity
  const convertCell = (cell: string, currency: string, kind?: number): ReadCell => {
    if (isMissing(cell, base.missing)) return null
    switch (field.kind) {
      case 'instant':
        return readMoment(cell, style, { ...base, currency }, kind, last)
      case 'person':
        return readPerson(cell, style, { ...base, currency }, isAddress, context.vendor)
      case 'period':
      case 'text': {
        const written = keptExactly.has(path) ? cell : cell.trim()
        if (written.length > mostKeyCharacters && keys.has(path))
          return { code: 'TEXT_TOO_LONG', reason: 'length' }
        const text = convert(written, 'text', style, { ...base, currency }, kind)
        return typeof text === 'string' ? copyText(text) : asFault(text)
      }
      case 'name':
      case 'reference':
        return readNamed(cell, style, { ...base, currency })
      case 'code': {
        const own = path === 'activities.category' ? context.ownWords.get(foldName(cell)) : undefined
        if (own !== undefined) return own
        return readCode(cell, name, field.codes ?? { said: {} }, context)
      }
      case 'respondent':
        return respondentDigest(cell, context.respondentKey)
      case 'visitor': {
        const address = convert(cell, 'email', style, { ...base, currency }, kind)
        return typeof address === 'string' ? readVisitor(address, context.respondentKey) : asFault(address)
      }
      default: {
        const month = field.takesMonths ? parseMonth(cell.trim(), base.takesShortYears) : null
        if (month !== null) return typeof month === 'string' ? month : asFault(month)
        const shared = field.kind === 'percentage' ? readFraction(cell) : null
        const value = shared ?? convert(cell, field.kind, style, { ...base, currency }, kind)
        if (value === null || isFault(value)) return asFault(value)
        if (field.range !== undefined && isOutside(Number(value), field.range)) return outside(field.range)
        if (typeof value !== 'string') return isTooLarge(field.kind, value) ? outOfRange : String(value)
        return copyText(
          field.kind === 'id' && context.vendor === 'salesforce' ? normaliseSalesforceId(value) : value,
        )
      }
    }
  }
  return remembering(ends.has(path) ? endOrNone(convertCell) : convertCell, () => told)
}

/** An end dated so far ahead that it means "still": read as no end. */
function endOrNone(read: ColumnReader): ColumnReader {
  return (cell, currency, kind) => {
    const value = read(cell, currency, kind)
    if (value === null) return null
    if (typeof value !== 'string') return value.reason === 'too-late' ? null : value
    return isOpenEnd(value.slice(value.indexOf('\t') + 1)) ? null : value
  }
}

function isTooLarge(kind: FieldKind, value: number | bigint | boolean): boolean {
  if (typeof value === 'bigint') return value > mostMoney || value < -mostMoney
  return kind === 'whole' && Math.abs(Number(value)) > mostWhole
}

/** A template's owner is an address; in a French file the column may hold names, and then most of its cells say so. */
function isAddressColumn(kind: FieldKind, style: ColumnStyle, context: ReadingContext): boolean {
  if (kind !== 'person' || !context.isTemplate) return false
  const { cells, blank, email } = style.evidence
  return email * 2 >= cells - blank
}

function asFault(value: ValueFault | null): CellFault | null {
  return value === null ? null : { code: value.fault, reason: value.reason }
}

/** A name with its folded form, by which it is known again. */
function readNamed(cell: string, style: ColumnStyle, context: ConversionContext): ReadCell {
  const value = convert(cell, 'name', style, context)
  if (typeof value !== 'string') return asFault(value)
  if (value.length > mostKeyCharacters) return { code: 'TEXT_TOO_LONG', reason: 'length' }
  return `${copyText(value)}\t${copyText(foldName(value))}`
}

function readCode(cell: string, name: string, codes: CodeList, context: ReadingContext): ReadCell {
  const code = codeOf(codes, cell)
  if (code !== undefined) return code
  if (!context.isTemplate && codes.other !== undefined) {
    context.onUnknownWord(name, cell.trim())
    return codes.other
  }
  return {
    code: 'VALUE_UNKNOWN',
    reason: 'word',
    detail: { knownFr: wordsOf(codes, 'fr').join(', '), knownEn: wordsOf(codes, 'en').join(', ') },
  }
}

/** Who a buyer was cannot be told from what is staged of her; at which company she is, can. */
function readVisitor(address: string, secret: string): string {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase()
  return `${respondentDigest(address, secret)}\t${copyText(domain)}`
}

/** The same address or id gives the same digest; nobody can turn it back. */
export function respondentDigest(cell: string, secret: string): string {
  return createHmac('sha256', secret).update(cell.trim().toLowerCase()).digest('base64url').slice(0, 22)
}

/** '8/10' and '12,5 / 20' as shares; null for what is no fraction. */
function readFraction(cell: string): number | null {
  const match = /^\s*(\d{1,9}(?:[.,]\d{1,6})?)\s*\/\s*(\d{1,9}(?:[.,]\d{1,6})?)\s*$/.exec(cell)
  if (match === null) return null
  const [part, whole] = match.slice(1).map((text) => Number(text.replace(',', '.')))
  return part === undefined || whole === undefined || whole === 0 ? null : part / whole
}

const isOutside = (value: number, [least, most]: readonly [number, number]): boolean =>
  !(value >= least && value <= most)

const outside = ([least, most]: readonly [number, number]): CellFault => ({
  code: 'NUMBER_OUT_OF_RANGE',
  reason: 'range',
  detail: { least, most },
})

function readPerson(
  cell: string,
  style: ColumnStyle,
  context: ConversionContext,
  isAddress: boolean,
  vendor: Vendor,
): ReadCell {
  const value = convert(cell, isAddress ? 'email' : 'person', style, context)
  if (typeof value !== 'string') return asFault(value)
  return copyText(vendor === 'salesforce' ? normaliseSalesforceId(value) : value)
}

/** With a time: the instant and the organisation's day. A day alone stays a day: it passes through no zone. */
function readMoment(
  cell: string,
  style: ColumnStyle,
  context: ConversionContext,
  kind: number | undefined,
  last: number,
): ReadCell {
  const hasTime = cell.includes(':') || /\d[hH]\d{2}|^\s*(?:\d{10,}|\d+[.,]\d+)\s*$/.test(cell)
  if (!hasTime) {
    const day = convert(cell, 'day', style, context, kind)
    // A day is no moment: which of its instants a machine meant, nobody can tell.
    if (typeof day === 'string' && context.needsOffset === true)
      return { code: 'TIME_ZONE_UNKNOWN', reason: 'missing' }
    return typeof day === 'string' ? `\\N\t${day}` : asFault(day)
  }
  const instant = convert(cell, 'instant', style, context, kind)
  if (typeof instant !== 'number') return asFault(instant)
  if (instant > lastInstant) return { code: 'DATE_OUT_OF_RANGE', reason: 'too-late' }
  if (instant > last) return { code: 'TIME_IN_FUTURE', reason: 'future' }
  return `${new Date(instant).toISOString()}\t${context.zone.dayOf(instant)}`
}

const mostRemembered = 5_000
const trial = 4_000

/** Keeps the answers for cells that repeat, but for those of which something is told; gives up where they do not repeat. */
function remembering(read: ColumnReader, told: () => number): ColumnReader {
  const known = new Map<string, ReadCell>()
  let lastCurrency = ''
  let asked = 0
  let hits = 0
  let isWorthwhile = true
  return (cell, currency, kind) => {
    const isTyped = kind !== undefined && kind > cellKind.text
    if (!isWorthwhile || isTyped || cell.length > 60) return read(cell, currency, kind)
    if (currency !== lastCurrency) {
      known.clear()
      lastCurrency = currency
    }
    const answer = known.get(cell)
    asked++
    if (answer !== undefined) {
      hits++
      return answer
    }
    const before = told()
    const value = read(cell, currency)
    if (told() === before && known.size < mostRemembered) known.set(cell, value)
    if (asked === trial && hits * 4 < asked) {
      isWorthwhile = false
      known.clear()
    }
    return value
  }
}

/** The day of an instant's text as `readMoment` writes it. */
export function dayOfMoment(text: string): string {
  return text.slice(text.indexOf('\t') + 1)
}
