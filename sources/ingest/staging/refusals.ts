// Rows that cannot be taken, kept with their original cells so that they can be corrected and sent again.
import type { FaultDetail, RowFaultCode } from '../../files/reading/index.ts'
import { cutValue } from '../../files/reading/index.ts'
import { insertRows } from '../merge/context.ts'
import type { Client } from '../sql.ts'

export interface Refusal {
  readonly fileId: number
  readonly row: number
  readonly line: number
  readonly column: string | null
  readonly code: RowFaultCode
  readonly value: string | null
  readonly detail: FaultDetail
  readonly cells: readonly string[]
}

const columns = [
  'import_id',
  'import_file_id',
  'row',
  'line',
  'column_name',
  'code',
  'value',
  'detail',
  'cells',
]

const mostWaiting = 1_000
/** A row may hold long texts: no more of them than this wait in memory. */
const mostCharacters = 4_000_000

/** Collects refusals and writes them in batches. */
export class Refusals {
  #waiting: Refusal[] = []
  #characters = 0
  readonly #client: Client
  readonly #importId: number

  constructor(client: Client, importId: number) {
    this.#client = client
    this.#importId = importId
  }

  /** Adds one; true when `flush` should be awaited. */
  add(refusal: Refusal): boolean {
    this.#waiting.push(refusal)
    for (const cell of refusal.cells) this.#characters += cell.length
    return this.#waiting.length >= mostWaiting || this.#characters >= mostCharacters
  }

  async flush(): Promise<void> {
    const rows = this.#waiting
    this.#waiting = []
    this.#characters = 0
    if (rows.length === 0) return
    await insertRows(
      this.#client,
      'refused_rows',
      columns,
      rows.map((refusal) => ({
        import_id: this.#importId,
        import_file_id: refusal.fileId,
        row: refusal.row,
        line: refusal.line,
        column_name: refusal.column,
        code: refusal.code,
        value: refusal.value === null ? null : cutValue(refusal.value),
        detail: refusal.detail,
        cells: refusal.cells,
      })),
    )
  }
}
