// The first pass over a table: what a recogniser needs to see of it, and one style for each of its columns. It reads some
// tens of thousands of rows, and more only while the order of day and month is still in doubt.
import type { Table } from '../../files/reading/index.ts'
import {
  type ColumnEvidence,
  type ColumnStyle,
  createEvidence,
  observe,
  settleColumns,
} from '../../files/values/index.ts'
import type { TableSketch } from '../../plan.ts'

export interface Sketched {
  readonly sketch: TableSketch
  readonly styles: readonly ColumnStyle[]
}

const enoughRows = 50_000
const mostSamples = 200
const mostSampleLength = 200

/** Sketches one table. @throws FileRefused when the file proves broken within the part that is read */
export async function sketchTable(fileName: string, table: Table, signal?: AbortSignal): Promise<Sketched> {
  const width = table.header.length
  const samples = Array.from({ length: width }, () => new Set<string>())
  const evidence = Array.from({ length: width }, createEvidence)
  let rows = 0
  for await (const batch of table.records()) {
    signal?.throwIfAborted()
    for (const record of batch.rows) {
      if (record.faults !== undefined && record.cells.length !== width) continue
      rows++
      for (let index = 0; index < width; index++) {
        const cell = record.cells[index] ?? ''
        const column = evidence[index]
        if (column !== undefined) observe(column, cell, record.kinds?.[index])
        const seen = samples[index]
        if (seen !== undefined && seen.size < mostSamples && cell.trim() !== '')
          seen.add(cell.length > mostSampleLength ? cell.slice(0, mostSampleLength) : cell)
      }
    }
    if (rows >= enoughRows && !evidence.some(isInDoubt)) break
  }
  return {
    sketch: {
      fileName,
      header: table.header,
      ...titlesOf(table),
      samples: samples.map((seen) => [...seen]),
      filled: evidence.map(({ cells, blank }) => (cells === 0 ? 0 : (cells - blank) / cells)),
      rows,
    },
    styles: settleColumns(evidence),
  }
}

function titlesOf({ firstLine }: Table): Pick<TableSketch, 'titles'> {
  if (firstLine?.value === 'data') return { titles: 'none' }
  return firstLine?.by === 'option' ? { titles: 'asked' } : {}
}

/** Dates that could be read both ways, and none that tells. */
function isInDoubt(evidence: ColumnEvidence): boolean {
  return evidence.eitherOrder > 0 && evidence.dayFirst === evidence.monthFirst
}
