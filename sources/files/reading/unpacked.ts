// A file that is not packed, wherever it lies: on disk, under gzip, in an archive. A translator that claims it goes first; else a text
// is a delimited table.
import type { ByteSource } from './bytes.ts'
import { promisesBinary } from './content.ts'
import { openCsvTable } from './csv-table.ts'
import type { Found, Opening } from './opening.ts'
import type { BegunFile } from './translator.ts'

/** The tables of such a file; null when its kind is none that is read here. `detail` names the member of an archive in refusals. */
export function openUnpacked(
  begun: BegunFile,
  source: ByteSource,
  { limits, options }: Opening,
  detail: Record<string, string> = {},
): Found | null {
  const translator = options.translators?.find((one) => one.claims(begun))
  if (translator !== undefined)
    return {
      kind: 'translated',
      async *tables() {
        yield* await translator.open(source, limits)
      },
    }
  if (begun.kind === 'text' && !promisesBinary(begun.name))
    return {
      kind: 'csv',
      async *tables() {
        yield await openCsvTable(source, limits, options, detail)
      },
    }
  return null
}
