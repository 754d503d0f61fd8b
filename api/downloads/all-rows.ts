// All rows behind an answer, in pages of one snapshot, handed over as fast as the receiver takes them.
import { once } from 'node:events'
import { PassThrough } from 'node:stream'
import { type Gone, type MetricDefinition, type RowPage, rows, type RowsRequest } from '../../metric/index.ts'
import type { Database } from '../../model/database.ts'
import type { Reader } from '../../model/reader.ts'

export type MetricRow = RowPage['rows'][number]

export interface AllRows {
  readonly total: number
  /** Rows, or what is in them, of before a day are no longer kept. */
  readonly gone?: Gone
  /** Exactly `total` rows, or an error: never fewer in silence. */
  readonly rows: AsyncGenerator<MetricRow>
  /** Lets go of the snapshot; to be called whether or not the rows were read. */
  close(): void
}

const pageSize = 10_000

/**
 * Opens the rows of a view; the snapshot lives until they are read or given up.
 * @throws RequestError, as `rows` of the runner does, before the first row
 */
export async function openAllRows(
  database: Database,
  reader: Reader,
  definition: MetricDefinition,
  request: Omit<RowsRequest, 'offset' | 'limit'>,
): Promise<AllRows> {
  const pages = new PassThrough({ objectMode: true, highWaterMark: 1 })
  const produce = database.read(reader, async (query) => {
    // Every page is asked of the same snapshot.
    const pinned: Database = { ...database, read: (_reader, work) => work(query) }
    let offset = 0
    for (;;) {
      const page = await rows(pinned, reader, definition, { ...request, offset, limit: pageSize })
      await hand(pages, page)
      offset += page.rows.length
      if (offset >= page.total) return
      if (page.rows.length === 0) throw new Error(`${offset} rows came of ${page.total}`)
    }
  })
  produce.then(
    () => pages.end(),
    (error: unknown) => pages.destroy(error instanceof Error ? error : new Error(String(error))),
  )
  const iterator = pages[Symbol.asyncIterator]() as AsyncIterableIterator<RowPage>
  const first = await iterator.next()
  const close = (): void => void pages.destroy()
  if (first.done === true) return { total: 0, rows: none(), close }
  const { total, gone } = first.value
  return { total, rows: rowsOf(first.value, iterator), close, ...(gone !== undefined && { gone }) }
}

async function* rowsOf(first: RowPage, rest: AsyncIterable<RowPage>): AsyncGenerator<MetricRow> {
  yield* first.rows
  for await (const page of rest) yield* page.rows
}

async function* none(): AsyncGenerator<MetricRow> {}

/** Waits until the receiver has room. @throws when it has gone, which ends the snapshot */
async function hand(pages: PassThrough, page: RowPage): Promise<void> {
  if (!pages.destroyed && !pages.write(page)) await Promise.race([once(pages, 'drain'), once(pages, 'close')])
  if (pages.destroyed) throw new Error('The receiver has gone.')
}
