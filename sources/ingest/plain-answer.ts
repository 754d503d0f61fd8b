// The answer to one delivery in the plain form that other programs and the set of hostile files read: verdict, counts,
// errors by row, code, column and line, warnings, sums.
import { entities, type Field } from '../entities.ts'
import { plainEventChecks } from './event-checks.ts'
import type { FileReport, ImportReport } from './shapes.ts'
import { plainTimeChecks } from './time-checks.ts'

export interface PlainError {
  readonly row: number
  readonly code: string
  readonly column?: string
  readonly line?: number
}

export interface PlainAnswer {
  readonly file: string
  readonly verdict: 'accept' | 'partial' | 'reject' | 'left-out'
  readonly accepted: number
  readonly rejected: number
  readonly duplicates: number
  readonly unchanged: number
  readonly errors: readonly PlainError[]
  readonly warnings: readonly string[]
  /** Sums as exact decimals, counts as numbers. */
  readonly checks: Readonly<Record<string, unknown>>
}

/** Warnings of the convention; other remarks are for people. */
const plainWarnings = new Set(['ENCODING_ASSUMED', 'TIME_AMBIGUOUS', 'NO_ROWS'])

/** One answer for each file of the delivery. Columns go by the English names of Douze's templates where they have one. */
export function toPlainAnswers(report: ImportReport): PlainAnswer[] {
  return report.files.map((file) => {
    const isRejected = file.verdict === 'reject'
    const errors = isRejected ? file.errors.slice(0, 1) : file.errors
    const sums = file.checks.filter(({ code }) => code === 'sum_amount')
    return {
      file: file.name,
      verdict: file.verdict,
      accepted: isRejected ? 0 : file.accepted,
      rejected: file.rejected,
      duplicates: file.duplicates,
      unchanged: file.unchanged,
      errors: errors.map((error) => ({
        row: error.row,
        code: error.code,
        ...(error.column === null ? {} : { column: plainColumn(file, error.column) }),
        ...(error.line === null ? {} : { line: error.line }),
      })),
      warnings: [...new Set(file.warnings.flatMap(plainWarning))],
      checks: {
        ...plainSums(sums),
        ...plainOthers(file.checks),
        ...plainEventChecks(file.checks),
        ...plainTimeChecks(file.checks),
      },
    }
  })
}

/** `NO_ROWS`, or one for each row concerned: `TIME_AMBIGUOUS on D-5`. */
function plainWarning({ code, on }: FileReport['warnings'][number]): string[] {
  if (!plainWarnings.has(code)) return []
  return on === undefined || on.length === 0 ? [code] : on.map((row) => `${code} on ${row}`)
}

/** One sum, or one for each currency: they are never added up. */
function plainSums(sums: FileReport['checks']): Record<string, string> {
  const [only] = sums
  if (only === undefined) return {}
  if (sums.length === 1) return { sum_amount: only.value }
  return Object.fromEntries(
    sums.map(({ name, value }) => [
      `sum_amount_${/\(([A-Z]{3})\)$/.exec(name.en)?.[1] ?? 'unstated'}`,
      value,
    ]),
  )
}

function plainOthers(checks: FileReport['checks']): Record<string, string | number> {
  const others = checks.filter(({ code }) => code !== 'sum_amount' && !code.includes(':'))
  return Object.fromEntries(
    others.map(({ code, value }) => [code, /^\d{1,15}$/.test(value) ? Number(value) : value]),
  )
}

function plainColumn(file: FileReport, column: string): string {
  const field = file.columns.find((one) => one.column === column)?.field ?? null
  const fields: Readonly<Record<string, Field>> = file.entity === null ? {} : entities[file.entity].fields
  return (field === null ? undefined : fields[field]?.template?.en) ?? column
}
