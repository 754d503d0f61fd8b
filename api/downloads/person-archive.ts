// Everything held about a person as one zip: a manifest, and for each table the same rows as JSON and as CSV. Written as
// it is read, so that a million rows need no memory.
import { heldAbout } from '../../access/privacy/index.ts'
import type { Database } from '../../model/database.ts'
import type { Reader } from '../../model/reader.ts'
import type { Language } from '../../metric/words.ts'
import { csvLines } from './csv.ts'
import { ZipWriter } from './xlsx.ts'

export interface ArchiveOptions {
  /** Decides how a spreadsheet opens the CSV files. */
  readonly language: Language
  readonly now: Date
}

/** The bytes of the zip. */
export async function* personArchive(
  database: Database,
  reader: Reader,
  personId: number,
  { language, now }: ArchiveOptions,
): AsyncGenerator<Buffer> {
  const zip = new ZipWriter()
  const counts: Record<string, number> = {}
  for await (const table of heldAbout(database, reader, personId)) {
    counts[table.name] = table.count
    yield* zip.member(`${table.name}.json`, jsonArray(table.json()))
    yield* zip.member(`${table.name}.csv`, csvLines(table.columns, table.rows(), language))
  }
  const manifest = { personId, madeAt: now.toISOString(), rows: counts, leftOut: leftOut[language] }
  yield* zip.member('manifest.json', [`${JSON.stringify(manifest, null, 2)}\n`])
  yield zip.end()
}

const leftOut = {
  fr: 'Empreintes de mots de passe et de jetons, secrets scellés.',
  en: 'Digests of passwords and tokens, sealed secrets.',
}

async function* jsonArray(rows: AsyncIterable<string>): AsyncGenerator<string> {
  let block = '[\n'
  let separator = ''
  for await (const row of rows) {
    block += separator + row
    separator = ',\n'
    if (block.length < 32_768) continue
    yield block
    block = ''
  }
  yield `${block}\n]\n`
}
