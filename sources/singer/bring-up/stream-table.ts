// The landed records of a stream as a table that staging reads: those that changed since the stream was last brought up to date, and those
// that waited for something else to arrive.
import type { Database } from '../../../model/database.ts'
import type { Reader } from '../../../model/reader.ts'
import type { EntityName } from '../../entities.ts'
import type { DeliveredFile } from '../../ingest/shapes.ts'
import type { Client } from '../../ingest/sql.ts'
import { fieldsOf } from '../../ingest/staging/columns.ts'
import { standingIds } from '../../ingest/staging/withdrawals.ts'
import type { OpenedFile, RawRecord, RecordBatch, RowFault, Table } from '../../files/reading/index.ts'
import { type JsonObject, parseJson } from '../protocol/exact-json.ts'
import { cellsOf, type Names, sinceEpoch, type Surroundings } from './cells.ts'
import { partsOf } from './parts.ts'
import { plainText } from './plain-text.ts'
import { UnsaidAmounts } from './unsaid.ts'
import type { SettledStream, StreamColumn } from './settled-plan.ts'

export interface StreamToRead {
  readonly streamId: number
  readonly name: string
  /** The source that its ids belong to. */
  readonly source: string
  readonly settled: SettledStream
  /** Records that changed after this run are read; null for all of them. */
  readonly after: number | null
  readonly remarks: Table['remarks']
  readonly names: ReadonlyMap<StreamColumn, Names>
}

/** A stream as a delivered file. */
export function streamFile(database: Database, reader: Reader, stream: StreamToRead): DeliveredFile {
  const opened: OpenedFile = {
    kind: 'json',
    bytes: 0,
    leftOut: [],
    async *tables() {
      yield tableOf(database, reader, stream)
    },
    close: () => Promise.resolve(),
  }
  return { name: stream.name, path: '', open: () => Promise.resolve(opened) }
}

function tableOf(database: Database, reader: Reader, stream: StreamToRead): Table {
  const { settled, remarks = [] } = stream
  const header = settled.columns.map((column) => column.header)
  return {
    name: stream.name,
    origin: 'json',
    encoding: null,
    delimiter: null,
    calendar: 1900,
    warnings: [],
    header: settled.hasDeletion ? [...header, '_sdc_deleted_at'] : header,
    headerRow: 0,
    titleLines: [],
    isHidden: false,
    hiddenColumns: [],
    settled: settled.recognition,
    remarks,
    records: () => recordsOf(database, reader, stream),
  }
}

const pageRows = 2_000

async function* recordsOf(
  database: Database,
  reader: Reader,
  { streamId, source, settled, after, names }: StreamToRead,
): AsyncGenerator<RecordBatch, void> {
  const moments = momentColumns(settled)
  const client = await database.connect(reader)
  let records = 0
  let skipped = 0
  let withdrawn = 0
  const unsaid = new UnsaidAmounts()
  const recurring = settled.known?.recurring
  try {
    await client.query('begin read only')
    const condition = after === null ? '' : 'and (changed_run > $2 or is_waiting)'
    // Not asked for one by one: a deleted record of a table that keeps no deletions has nothing to say.
    await client.query(
      `declare landed no scroll cursor for select row_number::text as row, data::text as data, is_deleted from landed_rows
       where stream_id = $1 ${condition} order by row_number`,
      after === null ? [streamId] : [streamId, after],
    )
    for (;;) {
      const { rows } = await client.query<{ row: string; data: string; is_deleted: boolean }>(
        `fetch ${pageRows} from landed`,
      )
      const batch: RawRecord[] = []
      const outside: RawRecord[] = []
      const told = rows.filter(({ is_deleted }) => settled.hasDeletion || !is_deleted)
      skipped += rows.length - told.length
      const page = told.map(({ data, ...rest }) => ({ ...rest, record: parseJson(data) as JsonObject }))
      const parts =
        recurring === undefined
          ? new Map<string, never>()
          : await partsOf(
              client,
              source,
              recurring,
              page.map(({ record }) => record),
            )
      const around: Surroundings = {
        namesOf: (column) => names.get(column) ?? null,
        partsOf: ({ id }) => parts.get(plainText(id)) ?? [],
        onUnsaid: (record, why) => unsaid.add(record, why),
      }
      for (const { row: number, record, is_deleted } of page) {
        const row = Number(number)
        const { rows: lines, isOutside } = cellsOf(record, settled, is_deleted, around)
        for (const cells of lines) (isOutside ? outside : batch).push(rawRecord(row, cells, moments))
      }
      const standing = await standingRows(client, source, settled, outside)
      withdrawn += standing.length
      batch.push(...standing)
      records += batch.length
      if (rows.length < pageRows) {
        yield {
          rows: batch,
          end: {
            records,
            leftOut: [],
            emptyRows: 0,
            remarks: [...skippedRemark(skipped), ...withdrawnRemark(withdrawn), ...unsaid.remarks()],
          },
        }
        return
      }
      yield { rows: batch }
    }
  } finally {
    await client.query('rollback').catch(() => {})
    client.release()
  }
}

/** Of rows that say what their table does not hold, those whose record stands there from before. */
async function standingRows(
  client: Client,
  source: string,
  { recognition, columns }: SettledStream,
  rows: readonly RawRecord[],
): Promise<RawRecord[]> {
  const place = columns.findIndex(({ field }) => field === 'externalId')
  const entity = recognition.kind === 'understood' ? recognition.plans[0]?.entity : undefined
  if (rows.length === 0 || place < 0 || entity === undefined) return []
  const ids = rows.map(({ cells }) => cells[place] ?? '')
  const standing = await standingIds(client, entity, source, ids)
  return rows.filter(({ cells }) => standing.has(cells[place] ?? ''))
}

function withdrawnRemark(withdrawn: number): NonNullable<Table['remarks']> {
  if (withdrawn === 0) return []
  return [
    {
      code: 'NO_LONGER_COUNTED',
      sentence: {
        fr: `Enregistrements qui ne comptent plus (devenus privés, remis en attente, vidés de leur durée...) : ${withdrawn}. Ce qu’ils avaient apporté est retiré.`,
        en: `Records that no longer count (made private, set back to pending, emptied of their length...): ${withdrawn}. What they had brought is withdrawn.`,
      },
    },
  ]
}

function skippedRemark(skipped: number): NonNullable<Table['remarks']> {
  if (skipped === 0) return []
  return [
    {
      code: 'DELETED_AT_SOURCE',
      sentence: {
        fr: `${skipped} enregistrements supprimés à la source : Douze garde ce qu’il en savait, les chiffres passés en dépendent.`,
        en: `${skipped} records deleted at the source: Douze keeps what it knew of them, past figures rest on it.`,
      },
    },
  ]
}

interface MomentColumn {
  readonly index: number
  readonly header: string
  readonly hasTime: boolean
}

/** Columns that hold days and instants. */
function momentColumns({ recognition, columns }: SettledStream): MomentColumn[] {
  if (recognition.kind !== 'understood') return []
  const [plan] = recognition.plans
  const entity: EntityName | undefined = plan?.entity
  if (entity === undefined) return []
  return columns.flatMap(({ field, header, stage }, index) => {
    const kind = stage === undefined ? fieldsOf(entity)[field]?.kind : 'instant'
    return kind === 'instant' || kind === 'day' ? [{ index, header, hasTime: kind === 'instant' }] : []
  })
}

/** A time without an offset is a local one, and nobody knows whose: a machine must say. */
function rawRecord(row: number, cells: string[], moments: readonly MomentColumn[]): RawRecord {
  const faults: RowFault[] = []
  for (const { index, header, hasTime } of moments) {
    const cell = sinceEpoch(cells[index] ?? '')
    cells[index] = cell
    if (hasTime && /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/.test(cell))
      faults.push({
        code: 'TIME_ZONE_UNKNOWN',
        row,
        line: row,
        column: header,
        index,
        value: cell,
        detail: { reason: 'none' },
      })
  }
  return faults.length === 0 ? { row, line: row, cells } : { row, line: row, cells, faults }
}
