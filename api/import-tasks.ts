// The long steps of an import as values that can be sent to a thread, and what doing them means.
import type { Database } from '../model/database.ts'
import { owner } from '../model/reader.ts'
import type { Correction, DeliveredFile, Running } from '../sources/ingest/index.ts'
import { makeVisible, stageImport } from '../sources/ingest/index.ts'
import { bringUp } from '../sources/singer/index.ts'

export type ImportTask =
  | {
      readonly kind: 'stage'
      readonly importId: number
      readonly files: readonly DeliveredFile[]
      readonly corrections: Readonly<Record<string, Correction>>
    }
  | {
      readonly kind: 'make-visible'
      readonly importId: number
      readonly decisions: Readonly<Record<string, string>>
    }
  /** Reads the kept records of a stream by a mapping that was said just now. */
  | {
      readonly kind: 'bring-up'
      readonly importId: number
      readonly source: string
      readonly streamId: number
    }

/** Connections that a task holds at once at most: the records of streams are read from the database while they are staged into it. */
export const connectionsOf: Readonly<Record<ImportTask['kind'], number>> = {
  stage: 3,
  'make-visible': 3,
  'bring-up': 5,
}

/** Does a task; what becomes of it is in the import's report. */
export async function doImportTask(database: Database, task: ImportTask, running: Running): Promise<void> {
  if (task.kind === 'stage')
    await stageImport(database, owner, task.importId, task.files, {
      ...running,
      corrections: task.corrections,
    })
  else if (task.kind === 'bring-up')
    await bringUp(database, owner, task.source, {
      ...running,
      tap: null,
      again: new Set([task.streamId]),
      into: task.importId,
    })
  else await makeVisible(database, owner, task.importId, { ...running, decisions: task.decisions })
}
