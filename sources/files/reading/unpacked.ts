// A file that is not packed, wherever it lies: on disk, under gzip, in an archive. A translator that claims it goes first; else a text
// is a delimited table or JSON, and Parquet is read from its end.
import type { ByteSource } from './bytes.ts'
import { promisesBinary, promisesJson } from './content.ts'
import { openCsvTable } from './csv-table.ts'
import { jsonTables } from './json/table.ts'
import { unpackToDisk, type Found, type Opening } from './opening.ts'
import { openParquet } from './parquet/table.ts'
import type { BegunFile } from './translator.ts'

/** The tables of such a file, which lies at `path` unless it is packed; null when its kind is none that is read here. `detail` names the member of an archive in refusals. */
export function openUnpacked(
  begun: BegunFile & { readonly path?: string },
  source: ByteSource,
  opening: Opening,
  detail: Record<string, string> = {},
): Found | null {
  const { limits, options } = opening
  const translator = options.translators?.find((one) => one.claims(begun))
  if (translator !== undefined)
    return {
      kind: 'translated',
      async *tables() {
        yield* await translator.open(source, limits)
      },
    }
  const isJson = begun.kind === 'json' && !promisesBinary(begun.name)
  if (isJson || (begun.kind === 'text' && promisesJson(begun.name)))
    return { kind: 'json', tables: () => jsonTables(source, limits, options, detail) }
  if (begun.kind === 'text' && !promisesBinary(begun.name))
    return {
      kind: 'csv',
      async *tables() {
        yield await openCsvTable(source, limits, options, detail)
      },
    }
  if (begun.kind === 'parquet') {
    let path = begun.path
    return {
      kind: 'parquet',
      async *tables() {
        path ??= await unpackToDisk(source, opening, 'parquet')
        yield await openParquet(source.name, path, limits, detail)
      },
    }
  }
  return null
}
