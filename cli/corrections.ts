// What a command line says of the files of a delivery, against what would be worked out: `--map`, `--first-line`.
import { entities, entityNames } from '../sources/entities.ts'
import type { Correction, DeliveredFile } from '../sources/ingest/index.ts'
import { UsageError } from './command.ts'

type FirstLine = NonNullable<Correction['firstLine']>
interface Draft {
  entity?: string
  columns: Record<string, string | null>
  firstLine?: FirstLine
}

/**
 * `deals.csv=opportunities` and `deals.csv:Montant=amount` as corrections by file; `data` says of all files, `deals.csv=data` of one, that
 * the first line is a row. A file of which only columns are said stays what it was taken for. @throws UsageError
 */
export function correctionsOf(
  mapped: readonly string[],
  firstLines: readonly string[],
  files: readonly Pick<DeliveredFile, 'name'>[],
): Record<string, Correction> {
  const drafts = new Map<string, Draft>()
  const of = (file: string): Draft => {
    const draft = drafts.get(file) ?? { columns: {} }
    drafts.set(file, draft)
    return draft
  }
  for (const text of mapped) {
    const match = /^([^:=]+?)(?::(.+))?=([^=]*)$/.exec(text)
    if (match === null)
      throw new UsageError(
        `« ${text} » : forme attendue FICHIER=ENTITÉ ou FICHIER:COLONNE=CHAMP.`,
        `"${text}": expected FILE=ENTITY or FILE:COLUMN=FIELD.`,
      )
    const [, file = '', column, value = ''] = match
    if (column === undefined) of(file).entity = entityNamed(value)
    else of(file).columns[column] = value === '' ? null : fieldNamed(value)
  }
  for (const text of firstLines) {
    const match = /^(?:(.+)=)?(titles|data)$/.exec(text)
    if (match === null)
      throw new UsageError(
        `--first-line : « ${text} » n’est ni titles, ni data, ni FICHIER=titles ou FICHIER=data.`,
        `--first-line: "${text}" is neither titles, nor data, nor FILE=titles or FILE=data.`,
      )
    const named = match[1] === undefined ? files.map(({ name }) => name) : [match[1]]
    for (const file of named) of(file).firstLine = match[2] as FirstLine
  }
  return Object.fromEntries(drafts)
}

function entityNamed(name: string): string {
  if (entityNames.some((one) => one === name)) return name
  throw new UsageError(
    `« ${name} » n’est pas une sorte de table. Connues : ${entityNames.join(', ')}.`,
    `"${name}" is not a kind of table. Known: ${entityNames.join(', ')}.`,
  )
}

function fieldNamed(name: string): string {
  const fields = new Set(entityNames.flatMap((entity) => Object.keys(entities[entity].fields)))
  if (fields.has(name)) return name
  throw new UsageError(
    `« ${name} » n’est pas un champ. Connus : ${[...fields].join(', ')}.`,
    `"${name}" is not a field. Known: ${[...fields].join(', ')}.`,
  )
}
