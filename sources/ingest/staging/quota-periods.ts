// From when to when a quota holds: its first and last day, a period as people write it, or a year with a quarter or a month.
import { codeOf, monthWords, quarterWords } from '../../entities/codes.ts'
import { quotaMonths } from '../../entities/quotas.ts'
import type { FaultDetail } from '../../files/reading/index.ts'
import type { PlannedColumn } from '../../plan.ts'
import { type FoundFault, foundFault } from './found-fault.ts'
import { blank, type RowValues } from './row-values.ts'

/** Nobody is to sell more; only where a sentence names both ends. */
const mostSold = 1e15

/** A stretch of whole months, both days within it. */
interface Stretch {
  readonly startsOn: string
  readonly lastDay: string
}

/** Gives a quota its days; of a list written across, each month has its own, and the year is enough. */
export function placeQuota(
  row: RowValues,
  cells: readonly string[],
  faults: FoundFault[],
  columnOf: (field: string) => PlannedColumn | undefined,
): void {
  const fault = (code: FoundFault['code'], field: string, reason: string, detail: FaultDetail = {}) => {
    const column = columnOf(field) ?? null
    faults.push(foundFault(code, column, column === null ? '' : (cells[column.index] ?? ''), reason, detail))
  }
  for (const field of ['amount', 'deals', ...quotaMonths])
    if (row.get(field)?.startsWith('-') === true)
      fault('NUMBER_OUT_OF_RANGE', field, 'range', { least: 0, most: mostSold })
  if (quotaMonths.some((field) => row.get(field) !== null)) {
    if (row.get('year') === null) fault('VALUE_REQUIRED', 'year', 'empty')
    // What stands beside them is their sum.
    for (const total of ['amount', 'deals']) row.set(total, blank)
    return
  }
  const [startsOn, lastDay] = [row.get('startsOn'), row.get('lastDay')]
  if (startsOn !== null) {
    if (lastDay === null) fault('VALUE_REQUIRED', 'lastDay', 'empty')
    return
  }
  const written = row.get('period')
  const found = written === null ? ofColumns(row) : readStretch(written)
  if (found === null) {
    if (written === null) fault('VALUE_REQUIRED', 'year', 'empty')
    else fault('DATE_INVALID', 'period', 'form')
    return
  }
  row.set('startsOn', found.startsOn)
  row.set('lastDay', found.lastDay)
  // The same days are the same quota, however its period is written.
  row.set('period', blank)
}

function ofColumns(row: RowValues): Stretch | null {
  const year = row.get('year')
  if (year === null) return null
  const [month, quarter] = [row.get('month'), row.get('quarter')]
  if (month !== null) return monthsFrom(Number(year), Number(month), 1)
  return quarter === null
    ? monthsFrom(Number(year), 1, 12)
    : monthsFrom(Number(year), Number(quarter) * 3 - 2, 3)
}

/** "2026", "2026-Q3", "T3 2026", "2026-07", "07/2026", "juillet 2026"; null for anything else. Quarters are those of the calendar. */
export function readStretch(written: string): Stretch | null {
  const words = written.trim().split(/[\s/._-]+/u)
  const at = words.findIndex((word) => /^(?:19|20)\d{2}$/.test(word))
  if (at < 0) return null
  const year = Number(words[at])
  const rest = words.toSpliced(at, 1)
  if (rest.length === 0) return monthsFrom(year, 1, 12)
  // A month is often written as its first day.
  const isFirstDay = rest.length === 2 && rest[at === 0 ? 1 : 0] === '01'
  const said = isFirstDay ? rest[at === 0 ? 0 : 1] : rest.join(' ')
  if (said === undefined) return null
  const quarter = /^\d/.test(said) ? undefined : codeOf(quarterWords, said)
  if (quarter !== undefined) return monthsFrom(year, Number(quarter) * 3 - 2, 3)
  const month = codeOf(monthWords, said)
  return month === undefined ? null : monthsFrom(year, Number(month), 1)
}

function monthsFrom(year: number, month: number, many: number): Stretch {
  const day = (index: number, of: number) => new Date(Date.UTC(year, index, of)).toISOString().slice(0, 10)
  return { startsOn: day(month - 1, 1), lastDay: day(month - 1 + many, 0) }
}
