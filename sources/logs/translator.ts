// Logs of other tools among delivered files: known by their columns, read line by line into rows of Douze's templates. Cells that may not
// be kept (addresses of machines, browsers, places, names of other files) leave the file neither as rows nor as refused lines.
import {
  type BegunFile,
  type ByteSource,
  defaultLimits,
  type RawRecord,
  type ReadingLimits,
  type Remark,
  type Table,
  type TableEnd,
  type Translator,
} from '../files/reading/index.ts'
import { openCsvTable } from '../files/reading/csv-table.ts'
import { foldHeader } from '../recognisers/index.ts'
import { googleDrive } from './google-drive.ts'
import type { LogFormat, LogReading, LogSurroundings } from './log-format.ts'
import { microsoft365 } from './microsoft-365.ts'
import { moodleLog } from './moodle-log.ts'
import { moodleCompletion, moodleGrades, moodleProgress } from './moodle-reports.ts'
import { papermarkDataRoom, papermarkPages, papermarkVisits } from './papermark.ts'

export const logFormats: readonly LogFormat[] = [
  papermarkDataRoom,
  papermarkVisits,
  papermarkPages,
  microsoft365,
  googleDrive,
  moodleLog,
  moodleCompletion,
  moodleProgress,
  moodleGrades,
]

/** `readAbout` gives what is known when a log is opened. */
export function logTranslator(readAbout: () => Promise<LogSurroundings>): Translator {
  return {
    kind: 'log',
    claims: (file) => formatOf(file) !== undefined,
    async open(source, limits = defaultLimits) {
      return [await openLog(source, limits, await readAbout())]
    },
  }
}

function formatOf({ kind, start }: BegunFile): LogFormat | undefined {
  if (kind !== 'text') return undefined
  const written = firstCells(decoded(start))
  const names = new Set(written.map(keyOf))
  return logFormats.find((format) => format.claims(names, written))
}

const keyOf = (name: string): string => foldHeader(name).key

function decoded(start: Buffer): string {
  const mark = start.subarray(0, 2).toString('hex')
  return mark === 'fffe' ? start.toString('utf16le', 2) : start.toString('utf8').replace(/^\ufeff/, '')
}

/** The names on the first line; none of them holds a line break. */
function firstCells(text: string): string[] {
  const [line = ''] = text.trimStart().split(/[\r\n]/, 1)
  const parts = [',', ';', '\t'].map((separator) => line.split(separator))
  const most = parts.reduce((best, one) => (one.length > best.length ? one : best))
  return most.map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'))
}

async function openLog(source: ByteSource, limits: ReadingLimits, about: LogSurroundings): Promise<Table> {
  const table = await openCsvTable(source, limits, {})
  const names = table.header.map(keyOf)
  const known = new Set(names)
  const format = logFormats.find((one) => one.claims(known, table.header))
  // The first bytes said so, and the whole file does not: it is read as the table that it is.
  if (format === undefined) return table
  const open = () => format.open(names, source.name, about, table.header)
  const { gives, reason, remarks, shown } = open()
  const columns = shown.map((name) => names.indexOf(name)).filter((index) => index >= 0)
  // Its columns are known by their titles: what the first line is leaves no choice.
  const { firstLine: _titles, ...read } = table
  return {
    ...read,
    origin: 'translated',
    header: columns.map((index) => table.header[index] ?? ''),
    titleLines: [],
    hiddenColumns: [],
    gives: [gives],
    reason,
    ...(remarks === undefined ? {} : { remarks }),
    records: () => readLog(table, names, columns, open()),
  }
}

async function* readLog(
  table: Table,
  names: readonly string[],
  columns: readonly number[],
  reading: LogReading,
): ReturnType<Table['records']> {
  const leftOut = new Map<string, number>()
  const held = new Map<number, string[]>()
  let taken = 0
  if (reading.survey !== undefined)
    for await (const { rows } of table.records())
      for (const { cells } of rows) reading.survey((name) => cells[names.indexOf(name)] ?? '', cells)
  for await (const { rows, end } of table.records()) {
    const told = rows.flatMap((record) => {
      const { row, line } = record
      const cells = columns.map((index) => record.cells[index] ?? '')
      const faults = record.faults?.map(
        ({ column: _column, index: _index, value: _value, ...fault }) => fault,
      )
      if (faults !== undefined && faults.length > 0) return [{ row, line, cells, faults }]
      const read = reading.read((name) => record.cells[names.indexOf(name)] ?? '', {
        row,
        line,
        cells: record.cells,
      })
      if (Array.isArray(read)) taken++
      if (read === null) held.set(row, cells)
      if (typeof read === 'string') leftOut.set(read, (leftOut.get(read) ?? 0) + 1)
      return read === null || typeof read === 'string' ? [] : [recordOf({ row, line, cells }, read)]
    })
    if (end === undefined) yield { rows: told }
    else {
      const rest = (reading.rest?.() ?? []).map(({ row, line, rows: given }) =>
        recordOf({ row, line, cells: held.get(row) ?? columns.map(() => '') }, given),
      )
      const parts = held.size - rest.length
      yield { rows: [...told, ...rest], end: endOf(end, reading, leftOut, parts, taken) }
    }
  }
}

function recordOf(at: Omit<RawRecord, 'given'>, rows: readonly (readonly string[])[]): RawRecord {
  return { ...at, given: rows.map((cells) => ({ to: 0, cells })) }
}

/** Lines left out are told by their reasons; lines that are parts of a record of several count with it. */
function endOf(
  end: TableEnd,
  reading: LogReading,
  leftOut: ReadonlyMap<string, number>,
  parts: number,
  taken: number,
): TableEnd {
  const remarks = [...leftOut].flatMap(([code, many]): Remark[] => {
    const say = reading.leftOut[code]
    const written = { fr: many.toLocaleString('fr'), en: many.toLocaleString('en') }
    return say === undefined ? [] : [{ code, sentence: say(written) }]
  })
  const skipped = [...leftOut.values()].reduce((sum, many) => sum + many, 0) + parts
  return {
    records: end.records,
    leftOut: end.leftOut,
    emptyRows: end.emptyRows,
    skipped,
    remarks: [...(end.remarks ?? []), ...remarks, ...(reading.end?.(taken) ?? [])],
  }
}
