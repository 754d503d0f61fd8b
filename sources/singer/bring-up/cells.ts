// One record of a stream to the cells of its columns, written as machines write them: 1234.56, 2026-03-31T10:00:00Z, true.
import { minorDigits } from '../../files/values/index.ts'
import { alternatives, type KnownStream } from '../catalogue/index.ts'
import { isArray, type JsonObject } from '../protocol/exact-json.ts'
import { valueAt } from '../streams/paths.ts'
import { plainText, shifted } from './plain-text.ts'
import { type Recurring, recurringOf, type Unsaid } from './recurring.ts'
import type { SettledStream, StreamColumn } from './settled-plan.ts'

/** Names by id, for the columns that name another stream. */
export type Names = ReadonlyMap<string, string>

/** What cells take from elsewhere than their record, and where is said what they could not. */
export interface Surroundings {
  readonly namesOf: (column: StreamColumn) => Names | null
  /** The items of a record that came in a stream of their own. */
  readonly partsOf: (record: JsonObject) => readonly JsonObject[]
  readonly onUnsaid: (record: JsonObject, why: Unsaid | 'discount') => void
}

/**
 * The rows of cells that a record becomes: one, or one for each element of the list that the stream names. Of one that its table does
 * not hold (`isOutside`), or no more, the row takes back what it may have brought before.
 */
export function cellsOf(
  record: JsonObject,
  settled: SettledStream,
  isDeleted: boolean,
  around: Surroundings,
): { readonly rows: string[][]; readonly isOutside: boolean } {
  const { known, columns, hasDeletion } = settled
  const isOutside = known?.only?.some((one) => !isAmong(record, one)) === true
  if (isOutside && !hasDeletion) return { rows: [], isOutside }
  const each = known?.each
  const list = each === undefined ? undefined : record[each]
  const records =
    each !== undefined && isArray(list) ? list.map((one) => ({ ...record, [each]: one })) : [record]
  const recurring =
    known?.recurring === undefined || isOutside ? null : recurringOf(record, around.partsOf(record))
  if (recurring?.unsaid != null) around.onUnsaid(record, recurring.unsaid)
  else if (recurring?.hasUnknownDiscount === true) around.onUnsaid(record, 'discount')
  const rows = records.map((one) => [
    ...columns.map((column) =>
      column.as?.startsWith('recurring-') === true
        ? recurringCell(recurring, column)
        : cellOf(one, column, around.namesOf(column)),
    ),
    ...(hasDeletion ? [String(isOutside || isDeleted || saysDeleted(one, known?.deleted))] : []),
  ])
  return { rows, isOutside }
}

function isAmong(
  record: JsonObject,
  { property, values }: NonNullable<KnownStream['only']>[number],
): boolean {
  const texts = alternatives(property).map((path) => plainText(valueAt(record, path.split('.'))))
  const text = texts.find((one) => one !== '') ?? ''
  return values === 'any' ? text !== '' : values.includes(text)
}

/** Whether a property that marks deletion says so: true, or the moment at which it happened. */
export function saysDeleted(record: JsonObject, written: string | undefined): boolean {
  if (written === undefined) return false
  return alternatives(written).some((one) => {
    const [path = '', wanted] = one.split('=')
    const value = valueAt(record, path.split('.'))
    if (wanted !== undefined) return value === wanted
    return value !== undefined && value !== null && value !== false && value !== 'false' && value !== ''
  })
}

function cellOf(record: JsonObject, column: StreamColumn, names: Names | null): string {
  if (column.always !== undefined) return column.always
  if (column.when !== undefined && !says(record, column.when)) return ''
  if (column.nothingWhen !== undefined && says(record, column.nothingWhen)) return '0'
  for (const path of column.paths) {
    const text = plainText(valueAt(record, path))
    if (text === '' || column.among?.includes(text) === false) continue
    if (names !== null) return names.get(text) ?? (column.named?.isLink === true ? '' : text)
    if (column.timePath !== undefined) return momentOf(text, plainText(valueAt(record, column.timePath)))
    return `${column.prefix ?? ''}${asMachinesWrite(text, column, record)}`
  }
  return ''
}

const says = (record: JsonObject, values: Readonly<Record<string, string>>): boolean =>
  Object.entries(values).every(([path, wanted]) => plainText(valueAt(record, path.split('.'))) === wanted)

/** A day and a time of day (UTC), which some sources keep apart; '' without the latter. */
function momentOf(day: string, time: string): string {
  if (time === '') return ''
  return /^\d\d:\d\d$/.test(time) ? `${day}T${time}:00Z` : `${day}T${time}Z`
}

function recurringCell(recurring: Recurring | null, { as, digits }: StreamColumn): string {
  if (recurring === null) return ''
  if (as === 'recurring-currency') return recurring.currency
  const minor = as === 'recurring-month' ? recurring.monthly : recurring.yearly
  return minor === null ? '' : majorText(minor, recurring.currency, digits)
}

/** An amount of smallest units in the unit that people write. */
function majorText(minor: bigint, written: string, unusual: StreamColumn['digits'] = {}): string {
  const currency = written.toUpperCase()
  const digits = Object.hasOwn(unusual, currency) ? unusual[currency] : minorDigits(currency)
  return shifted(String(minor), -(digits ?? 2))
}

function asMachinesWrite(
  text: string,
  { as, currencyPaths, timesPaths, digits }: StreamColumn,
  record: JsonObject,
): string {
  const first = (paths: StreamColumn['currencyPaths']) =>
    (paths ?? []).map((path) => plainText(valueAt(record, path))).find((one) => one !== '')
  switch (as) {
    case 'unix':
      return /^-?\d{1,11}(?:\.\d+)?$/.test(text)
        ? new Date(Math.trunc(Number(text) * 1000)).toISOString()
        : text
    case 'unix-ms':
      return /^-?\d{1,14}$/.test(text) ? new Date(Number(text)).toISOString() : text
    case 'utc':
      return /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/.test(text)
        ? `${text.replace(' ', 'T')}Z`
        : text
    case 'day':
      return /^(\d{4}-\d\d-\d\d)T00:00(?::00(?:\.0+)?)?(?:Z|\+00:?00)$/.exec(text)?.[1] ?? text
    case 'percent':
      return /^-?[\d.]+$/.test(text) ? `${text}%` : text
    case 'share':
      return /^-?[\d.]+$/.test(text) ? `${shifted(text, 2)}%` : text
    case 'minor':
    case 'minor-back': {
      const times = first(timesPaths) ?? '1'
      if (!/^-?\d{1,18}$/.test(text) || !/^\d{1,9}$/.test(times)) return text
      const sign = as === 'minor-back' ? -1n : 1n
      return majorText(sign * BigInt(text) * BigInt(times), first(currencyPaths) ?? '', digits)
    }
    case 'ms':
      return /^\d{1,15}$/.test(text) ? String(BigInt(text) / 1000n) : text
    default:
      return text
  }
}

/** A moment that counts from 1970, told by its length: 13 digits are milliseconds, 10 are seconds. */
export function sinceEpoch(text: string): string {
  if (/^\d{13}$/.test(text)) return new Date(Number(text)).toISOString()
  return /^\d{10}(?:\.\d+)?$/.test(text) ? new Date(Math.trunc(Number(text) * 1000)).toISOString() : text
}
