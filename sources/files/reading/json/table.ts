// JSON and JSON Lines as tables. A text is read once for its shape and columns, and again as records; nothing of it is held whole.
import type { ByteSource } from '../bytes.ts'
import { leftOutRemark } from '../column-names.ts'
import { refuseFile, type FaultDetail, type RowFault } from '../fault.ts'
import { settleText, type SettledText } from '../settle-text.ts'
import type { RawRecord, ReadingLimits, RecordBatch, Table } from '../shapes.ts'
import type { ReadingOptions } from '../options.ts'
import { JsonColumns } from './columns.ts'
import { readLines } from './lines.ts'
import { JsonRecords, type Target } from './records.ts'
import { isJsonLines, ShapeFinder } from './shape.ts'
import { JsonFault } from './tokens.ts'
import { type JsonEvents, JsonWalker } from './walk.ts'

const startCharacters = 64 * 1024

/**
 * The tables of a JSON text: one, or one for each list of records in it. A fault of syntax refuses a text that is one value; in JSON
 * Lines it refuses its line.
 * @throws FileRefused JSON_INVALID, JSON_TOO_DEEP, ENCODING_INVALID, ...
 */
export async function* jsonTables(
  source: ByteSource,
  limits: ReadingLimits,
  options: ReadingOptions,
  detail: FaultDetail = {},
): AsyncGenerator<Table, void> {
  const settled = await settleText(source, options, detail)
  const start = await startOf(settled)
  if (start.text.trim() === '' && start.isWhole) throw refuseFile('FILE_EMPTY', { detail })
  const isLines = isJsonLines(start.text, start.isWhole, source.name)
  const targets =
    isLines || start.text.trimStart().startsWith('[') ? [[]] : await findTargets(settled, detail)
  for (const target of targets) {
    const name =
      targets.length === 1 || target === 'self' ? source.name : `${source.name} › ${target.join('.')}`
    yield await openTable({ name, settled, limits, detail, target, isLines })
  }
}

async function startOf(settled: SettledText): Promise<{ text: string; isWhole: boolean }> {
  let start = ''
  for await (const piece of settled.text()) {
    start += piece
    if (start.length > startCharacters) return { text: start, isWhole: false }
  }
  return { text: start, isWhole: true }
}

async function findTargets(settled: SettledText, detail: FaultDetail): Promise<Target[]> {
  const finder = new ShapeFinder()
  for await (const _ of walk(settled, finder, detail));
  return finder.targets()
}

interface JsonPart {
  readonly name: string
  readonly settled: SettledText
  readonly limits: ReadingLimits
  readonly detail: FaultDetail
  readonly target: Target
  readonly isLines: boolean
}

async function openTable(part: JsonPart): Promise<Table> {
  const { name, settled, limits, detail } = part
  const columns = new JsonColumns(limits.columns)
  let count = 0
  let firstBad: RowFault | undefined
  for await (const { rows, end } of recordsOf(part, columns)) {
    firstBad ??= rows.find(({ faults }) => faults !== undefined)?.faults?.[0]
    count = end?.records ?? count
  }
  try {
    columns.settle()
  } catch (error) {
    throw refusal(error, detail)
  }
  if (count === 0) throw refuseFile('FILE_EMPTY', { detail })
  // Lines of which none can be read have no columns: the first of them says why.
  if (columns.header.length === 0 && firstBad?.code === 'JSON_INVALID')
    throw refuseFile('JSON_INVALID', {
      line: firstBad.line,
      value: firstBad.value ?? '',
      detail: { ...detail, ...firstBad.detail },
    })
  if (columns.header.length === 0)
    throw refuseFile('FILE_TYPE_REFUSED', { detail: { ...detail, kind: 'json' } })
  return {
    name,
    origin: 'json',
    encoding: settled.encoding,
    delimiter: null,
    calendar: 1900,
    warnings: settled.warnings,
    remarks: leftOutRemark(columns.leftOut),
    header: columns.header,
    headerRow: 0,
    titleLines: [],
    isHidden: false,
    hiddenColumns: [],
    records: () => recordsOf(part, columns),
  }
}

async function* recordsOf(part: JsonPart, columns: JsonColumns): AsyncGenerator<RecordBatch, void> {
  const { settled, limits, detail, target } = part
  const records = new JsonRecords(columns, part.isLines ? 'self' : target, limits.cellCharacters)
  const take = (): RawRecord[] => records.rows.splice(0)
  if (part.isLines) {
    for await (const bad of readLines(settled.text(), records, (error) => refusal(error, detail))) {
      const rows = take()
      rows.push(...bad.map(asBadRow))
      rows.sort((one, other) => one.row - other.row)
      if (rows.length > 0) yield { rows }
    }
  } else {
    for await (const _ of walk(settled, records, detail)) {
      if (records.rows.length > 0) yield { rows: take() }
    }
  }
  yield { rows: [], end: { records: records.count, leftOut: [], emptyRows: 0 } }
}

function asBadRow(fault: RowFault): RawRecord {
  return { row: fault.row, line: fault.line, cells: [fault.value ?? ''], faults: [fault] }
}

/** Walks the whole text; yields after each piece. */
async function* walk(
  settled: SettledText,
  events: JsonEvents,
  detail: FaultDetail,
): AsyncGenerator<void, void> {
  try {
    const walker = new JsonWalker(events)
    for await (const piece of settled.text()) {
      walker.push(piece)
      yield
    }
    walker.end()
  } catch (error) {
    throw refusal(error, detail)
  }
  yield
}

function refusal(error: unknown, detail: FaultDetail): unknown {
  if (!(error instanceof JsonFault)) return error
  const limit = error.limit === null ? {} : { limit: error.limit }
  return refuseFile(error.code, { line: error.line, detail: { ...detail, reason: error.reason, ...limit } })
}
