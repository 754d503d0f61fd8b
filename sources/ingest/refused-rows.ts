// The refused rows of an import, one after the other, for the file that a person corrects and sends again.
import type { Database } from '../../model/database.ts'
import type { Reader } from '../../model/reader.ts'
import type { Words } from '../entities.ts'
import type { FaultDetail, RowFaultCode } from '../files/reading/index.ts'
import { select } from './sql.ts'
import { sentenceOf } from './staging/table-work.ts'

export interface RefusedRow {
  readonly file: string
  readonly row: number
  readonly line: number | null
  readonly column: string | null
  readonly code: string
  readonly value: string | null
  readonly sentence: Words
  /** The cells as they were in the file. */
  readonly cells: readonly string[]
  /** The header of the file. */
  readonly header: readonly string[]
}

const pageRows = 1_000

/** Yields every fault of every refused row in the order of files and rows; memory stays flat. */
export async function* refusedRows(
  database: Database,
  reader: Reader,
  importId: number,
): AsyncGenerator<RefusedRow, void> {
  const client = await database.connect(reader)
  try {
    let place: readonly [number, number, number] = [0, -1, 0]
    for (;;) {
      const rows = await select<{
        id: number
        file_id: number
        file: string
        header: string[] | null
        row: number
        line: number | null
        column_name: string | null
        code: RowFaultCode
        value: string | null
        detail: FaultDetail
        cells: string[]
      }>(
        client,
        `select r.refused_row_id as id, r.import_file_id as file_id, f.name as file, r.row, r.line, r.column_name, r.code, r.value,
           r.detail, r.cells, (select jsonb_agg(c.value -> 'column' order by c.ordinality)
             from jsonb_array_elements(f.report -> 'columns') with ordinality as c) as header
         from refused_rows as r join import_files as f on f.import_file_id = r.import_file_id
         where r.import_id = $1 and (r.import_file_id, r.row, r.refused_row_id) > ($2, $3, $4)
         order by r.import_file_id, r.row, r.refused_row_id limit ${pageRows}`,
        [importId, ...place],
      )
      for (const row of rows)
        yield {
          file: row.file,
          row: row.row,
          line: row.line,
          column: row.column_name,
          code: row.code,
          value: row.value,
          sentence: sentenceOf({
            code: row.code,
            row: row.row,
            line: row.line ?? row.row,
            detail: row.detail,
            ...(row.column_name === null ? {} : { column: row.column_name }),
            ...(row.value === null ? {} : { value: row.value }),
          }),
          cells: row.cells,
          header: row.header ?? [],
        }
      const last = rows.at(-1)
      if (last === undefined || rows.length < pageRows) return
      place = [last.file_id, last.row, last.id]
    }
  } finally {
    client.release()
  }
}
