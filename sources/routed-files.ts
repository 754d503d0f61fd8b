// Files that are no tables: the messages of a tap and learning records. Each has a door of its own, and is told by what it begins with.
import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { Database } from '../model/database.ts'
import type { Reader } from '../model/reader.ts'
import type { Words } from './entities.ts'
import {
  type DeliveredFile,
  endRefused,
  endTakenElsewhere,
  importOptions,
  ImportRefused,
  type ImportReport,
  type Running,
} from './ingest/index.ts'
import { firstMessage, isStreamMessage, receive } from './singer/index.ts'
import { isStatementFile, takeStatementFile } from './xapi/index.ts'

export interface RoutedFile {
  readonly door: 'messages' | 'statements'
  readonly file: DeliveredFile
  /** It came with other files: it is to be sent by itself. */
  readonly isAlone: boolean
}

/** The file among those delivered that goes through another door; null when all are tables. */
export async function routedFile(files: readonly DeliveredFile[]): Promise<RoutedFile | null> {
  const isAlone = files.length === 1
  for (const file of files) {
    if (/\.(?:jsonl|ndjson|json|singer|txt)$/i.test(file.name)) {
      const message = await firstMessage(file.path)
      if (message !== null && isStreamMessage(message)) return { door: 'messages', file, isAlone }
    }
    if (/\.(?:json|jsonl|ndjson)(?:\.gz)?$/i.test(file.name) && (await isStatementFile(file.path)))
      return { door: 'statements', file, isAlone }
  }
  return null
}

/**
 * Takes such a file through its door; the delivery that it came in tells what became of it. Neither door waits for a confirmation.
 * @throws ImportRefused when it did not come alone
 */
export async function takeRouted(
  database: Database,
  reader: Reader,
  importId: number,
  routed: RoutedFile,
  running: Running,
): Promise<ImportReport> {
  const { door, file, isAlone } = routed
  if (!isAlone) throw new ImportRefused('FILE_NOT_ALONE', notAlone(routed))
  return door === 'messages'
    ? takeMessages(database, reader, importId, file, running)
    : takeStatements(database, reader, importId, file, running)
}

/** Why such a file must come by itself. */
export function notAlone({ door, file: { name } }: RoutedFile): Words {
  return door === 'messages'
    ? {
        fr: `« ${name} » contient les messages d’un tap : envoyez-le seul.`,
        en: `“${name}” holds the messages of a tap: send it by itself.`,
      }
    : {
        fr: `« ${name} » contient des traces de formation (xAPI) : envoyez-le seul.`,
        en: `“${name}” holds learning records (xAPI): send it by itself.`,
      }
}

async function takeMessages(
  database: Database,
  reader: Reader,
  importId: number,
  file: DeliveredFile,
  { now, signal, onProgress }: Running,
): Promise<ImportReport> {
  const { source = null, unknownPeople } = await importOptions(database, reader, importId)
  const { reports, fault } = await receive(
    database,
    reader,
    createReadStream(file.path, { highWaterMark: 1 << 18 }),
    {
      now,
      onState: () => Promise.resolve(),
      source,
      tap: null,
      onlyStream: file.name.replace(/\.[a-z]+$/i, ''),
      into: importId,
      findings: [takenOnArrival],
      ...(unknownPeople === undefined ? {} : { unknownPeople }),
      ...(signal === undefined ? {} : { signal }),
      ...(onProgress === undefined ? {} : { onProgress }),
    },
  )
  const [report] = reports
  return report ?? endRefused(database, reader, importId, fault?.words ?? nothingNew, now())
}

const takenOnArrival = {
  code: 'TAKEN_ON_ARRIVAL',
  sentence: {
    fr: 'Ce sont les messages d’un tap : ils sont pris dès leur arrivée, sans confirmation, et la livraison peut être annulée.',
    en: 'These are the messages of a tap: they are taken as they arrive, without a confirmation, and the delivery can be undone.',
  },
}

const nothingNew: Words = {
  fr: 'Rien de nouveau : tout ce que ces messages disent était déjà là.',
  en: 'Nothing new: all that these messages say was there already.',
}

async function takeStatements(
  database: Database,
  reader: Reader,
  importId: number,
  file: DeliveredFile,
  { now }: Running,
): Promise<ImportReport> {
  const { size } = await stat(file.path)
  const { verdict, accepted, rejected, duplicates, added, unchanged, errors } = await takeStatementFile(
    database,
    reader,
    file.path,
    { now: now(), makeId: randomUUID, isDryRun: false },
  )
  const refusedRows = errors.map(({ row, code, field, words }) => ({
    row,
    line: row,
    column: field,
    code,
    value: null,
    sentence: words,
  }))
  return endTakenElsewhere(
    database,
    reader,
    importId,
    {
      name: file.name,
      bytes: size,
      entityName: { fr: 'Traces de formation (xAPI)', en: 'Learning records (xAPI)' },
      reason:
        verdict === 'reject'
          ? (errors[0]?.words ?? nothingTaken)
          : {
              fr: 'Chaque objet dit qui a fait quoi : ces traces sont dans le registre de formation.',
              en: 'Each object says who did what: these records are in the learning record store.',
            },
      verdict,
      rows: accepted + rejected + duplicates,
      accepted,
      rejected,
      duplicates,
      added,
      changed: 0,
      unchanged,
      warnings: [],
      errors: refusedRows.slice(0, 20),
      refusedRows,
      encoding: null,
      delimiter: null,
      allowed: [],
      checks: [],
    },
    now(),
  )
}

const nothingTaken: Words = { fr: 'Aucune trace n’a été prise.', en: 'No record was taken.' }
