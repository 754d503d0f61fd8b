// The long steps of an import as values that can be sent to a thread, and what doing them means.
import type { Database } from '../../model/database.ts'
import { owner } from '../../model/reader.ts'
import type { Correction, DeliveredFile, Running } from '../../sources/ingest/index.ts'
import { discardImport, ImportRefused, makeVisible, stageImport } from '../../sources/ingest/index.ts'
import { routedFile, takeRouted } from '../../sources/routed-files.ts'
import { bringUp } from '../../sources/singer/index.ts'

export type ImportTask =
  | {
      readonly kind: 'stage'
      readonly importId: number
      readonly files: readonly DeliveredFile[]
      readonly corrections: Readonly<Record<string, Correction>>
      readonly asOf?: string | undefined
      readonly sharedBy?: string | undefined
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
  stage: 6,
  'make-visible': 3,
  'bring-up': 5,
}

/** Does a task; what becomes of it is in the import's report. */
export async function doImportTask(database: Database, task: ImportTask, running: Running): Promise<void> {
  switch (task.kind) {
    case 'stage': {
      const routed = await routedFile(task.files)
      if (routed === null)
        await stageImport(database, owner, task.importId, task.files, {
          ...running,
          corrections: task.corrections,
          ...(task.asOf === undefined ? {} : { asOf: task.asOf }),
          ...(task.sharedBy === undefined ? {} : { sharedBy: task.sharedBy }),
        })
      else await takeRouted(database, owner, task.importId, routed, running)
      return
    }
    case 'bring-up':
      return bringStream(database, task, running)
    default:
      await makeVisible(database, owner, task.importId, { ...running, decisions: task.decisions })
  }
}

async function bringStream(
  database: Database,
  { source, streamId, importId }: Extract<ImportTask, { kind: 'bring-up' }>,
  running: Running,
): Promise<void> {
  const again = new Set([streamId])
  const report = await bringUp(database, owner, source, { ...running, tap: null, again, into: importId })
  if (report !== null) return
  await discardImport(database, owner, importId, running.now)
  throw new ImportRefused('STREAM_BUSY', {
    fr: 'Ce flux est en cours de réception : il sera lu selon votre correspondance à la fin de la réception.',
    en: 'This stream is being received: it will be read by your mapping when the run ends.',
  })
}
