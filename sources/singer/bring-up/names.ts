// The names of things that records name by id: pipelines, roles. Read from the landed records of the stream that holds them.
import { select, type Client } from '../../ingest/sql.ts'
import { alternatives } from '../catalogue/index.ts'
import { type JsonObject, parseJson } from '../protocol/exact-json.ts'
import type { Names } from './cells.ts'
import { plainText } from './plain-text.ts'
import type { SettledStream, StreamColumn } from './settled-plan.ts'
import { valueAt } from '../streams/paths.ts'

/** The newest ones: those that records of today name. */
const mostNames = 50_000

/** Names by id for each column that needs them. */
export async function namesFor(
  client: Client,
  source: string,
  settled: SettledStream | null,
): Promise<ReadonlyMap<StreamColumn, Names>> {
  const found = new Map<StreamColumn, Names>()
  for (const column of settled?.columns ?? []) {
    const { named } = column
    if (named === undefined) continue
    const names = new Map<string, string>()
    const rows = await select<{ data: string }>(
      client,
      `select r.data::text as data from landed_rows as r join landed_streams as s on s.stream_id = r.stream_id
       where s.source = $1 and s.name = any($2) and not r.is_deleted order by r.row_number desc limit $3`,
      [source, named.streams, mostNames],
    )
    for (const { data } of rows) {
      const record = parseJson(data) as JsonObject
      const text = (written: string) =>
        alternatives(written)
          .map((path) => plainText(valueAt(record, path.split('.'))))
          .find((value) => value !== '')
      const [id, name] = [text(named.id), text(named.name)]
      if (id !== undefined && name !== undefined && !names.has(id)) names.set(id, name)
    }
    found.set(column, names)
  }
  return found
}
