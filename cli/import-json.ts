// The report of an import as `--json` prints it: one object whose keys a test of a delivery can compare: verdict, counts,
// errors with row, line, column and code, warnings, sums. `files` holds the full report of each table.
import {
  type FileReport,
  type ImportReport,
  type PlainAnswer,
  toPlainAnswers,
} from '../sources/ingest/index.ts'

export type Verdict = 'accept' | 'partial' | 'reject'

/** What became of a delivery as a whole. */
export function verdictOf(report: ImportReport): Verdict {
  if (report.state === 'refused' || report.refusal !== null) return 'reject'
  const { files } = report
  if (files.every((file) => file.verdict === 'accept')) return 'accept'
  return files.some((file) => file.verdict === 'accept' || file.verdict === 'partial') ? 'partial' : 'reject'
}

export function importJson(report: ImportReport): object {
  const { files } = report
  const plain = toPlainAnswers(report)
  const [only] = plain
  return {
    ...(only !== undefined && plain.length === 1
      ? only
      : {
          verdict: verdictOf(report),
          ...counted(files),
          errors: plain.flatMap(({ file, errors }) => errors.map((error) => ({ file, ...error }))),
          warnings: [...new Set(plain.flatMap((answer) => answer.warnings))],
          checks: Object.assign(
            {},
            ...plain.map((answer) => (hasSumsOnce(plain) ? answer.checks : {})),
          ) as object,
        }),
    importId: report.importId,
    state: report.state,
    refusal: report.refusal,
    findings: report.findings,
    provisionalPeople: report.provisionalPeople,
    decisions: report.decisions,
    canBeUndone: report.canBeUndone,
    files,
  }
}

/** Sums of two tables are not one sum: with several, they are to be read file by file. */
function hasSumsOnce(plain: readonly PlainAnswer[]): boolean {
  return plain.filter((answer) => Object.keys(answer.checks).length > 0).length <= 1
}

const counts = ['rows', 'accepted', 'rejected', 'duplicates', 'added', 'changed', 'unchanged'] as const

function counted(files: readonly FileReport[]): Record<string, number> {
  return Object.fromEntries(counts.map((key) => [key, files.reduce((total, file) => total + file[key], 0)]))
}
