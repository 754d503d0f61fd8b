// Deliveries: opened, filled with files, read, confirmed, undone. The work itself runs in a thread; these routes
// start it and say how far it is.
import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { entities, entityNames } from '../../sources/entities.ts'
import { accountOf } from '../../access/index.ts'
import { housekeeper, type Reader } from '../../model/reader.ts'
import { Refusal } from '../errors/errors.ts'
import { FileAnswer, type Handler, type Place } from '../handler.ts'
import {
  discardImport,
  importReport as readReport,
  listImports,
  openImport,
  sweepInterrupted,
  undoImport,
} from '../../sources/ingest/index.ts'
import { cleanName } from '../file-name.ts'
import type { ImportTask } from '../jobs/import-tasks.ts'
import { refuseTrackers } from '../uploads/refuse-trackers.ts'
import { refusedRowsCsv } from '../downloads/refused-rows.ts'

const importEntities: Handler<'importEntities'> = async () =>
  entityNames.map((id) => ({
    id,
    name: entities[id].name,
    grain: entities[id].grain,
    fields: Object.entries(entities[id].fields).map(([field, { name, kind }]) => ({ id: field, name, kind })),
  }))

const imports: Handler<'imports'> = async ({ database, jobs }, { reader }) =>
  (await listImports(database, reader)).map((report) => ({
    ...report,
    progress: jobs.progressOf(report.importId) ?? report.progress,
  }))

const createImport: Handler<'createImport'> = ({ database, clock }, { reader, body }) => {
  const { source, unknownPeople, onRowError, isOwnExport, asOf, sharedBy } = body
  const options = {
    unknownPeople,
    onRowError,
    isOwnExport,
    ...(source === undefined ? {} : { source }),
    ...(asOf === undefined ? {} : { asOf }),
    ...(sharedBy === undefined ? {} : { sharedBy }),
  }
  return openImport(database, reader, { ...options, now: clock })
}

const uploadFile: Handler<'uploadFile'> = async (place, { reader, caller, path, query, bytes }) => {
  const report = await reportOf(place, reader, path.importId)
  if (report.state !== 'reading' || report.progress !== null) throw new Refusal('wrong-state')
  const sender = caller.kind === 'owner' ? 'owner' : `user ${accountOf(caller).userId}`
  const { name, bytes: size } = await place.inbox.add(
    path.importId,
    cleanName(query.name),
    await refuseTrackers(bytes),
    sender,
  )
  return { name, bytes: size }
}

const stageImport: Handler<'stageImport'> = async (place, { reader, path, body }) => {
  const { importId } = path
  const report = await reportOf(place, reader, importId)
  // Staged or refused already: with corrections it is read again.
  if (!['reading', 'staged', 'refused'].includes(report.state) || report.progress !== null)
    throw new Refusal('wrong-state')
  const files = await place.inbox.list(importId)
  if (files.length === 0)
    throw new Refusal('refused', {
      words: { fr: 'Aucun fichier n’a été envoyé.', en: 'No file was sent.' },
    })
  return follow(place, reader, {
    kind: 'stage',
    importId,
    files,
    corrections: body.mappings ?? {},
    asOf: body.asOf,
    sharedBy: body.sharedBy,
  })
}

const importReport: Handler<'importReport'> = (place, { reader, path }) =>
  reportOf(place, reader, path.importId)

const confirmImport: Handler<'confirmImport'> = async (place, { reader, path, body }) => {
  const { importId } = path
  const report = await reportOf(place, reader, importId)
  // Asked twice, as a double press or a repeated request does: the first one counts.
  if (report.state === 'visible') return report
  if (report.state !== 'staged' || report.progress !== null) throw new Refusal('wrong-state')
  return follow(place, reader, { kind: 'make-visible', importId, decisions: body.decisions ?? {} })
}

const cancelImport: Handler<'cancelImport'> = async (place, { reader, path }) => {
  const { importId } = path
  if (place.jobs.progressOf(importId) === null) throw new Refusal('wrong-state')
  await place.jobs.cancel(importId)
  // A thread that was ended leaves its connection to be noticed by PostgreSQL, a moment later.
  for (let attempt = 0; attempt < 20; attempt++) {
    const report = await reportOf(place, reader, importId)
    if (report.state !== 'reading') return report
    await sweepInterrupted(place.database, housekeeper, { now: place.clock })
    await pause(100)
  }
  return reportOf(place, reader, importId)
}

const discardImportHandler: Handler<'discardImport'> = async (place, { reader, path }) => {
  const report = await reportOf(place, reader, path.importId)
  if (report.state === 'discarded') return report
  if (report.progress !== null) throw new Refusal('wrong-state')
  const discarded = await discardImport(place.database, reader, path.importId, place.clock)
  await place.inbox.remove(path.importId)
  return discarded
}

const undoImportHandler: Handler<'undoImport'> = async (place, { reader, path }) => {
  const report = await reportOf(place, reader, path.importId)
  if (report.state === 'undone') return report
  if (place.jobs.progressOf(path.importId) !== null) throw new Refusal('wrong-state')
  return undoImport(place.database, reader, path.importId, { now: place.clock })
}

const refusedRows: Handler<'refusedRows'> = async (place, { reader, path, query: { language } }) => {
  await reportOf(place, reader, path.importId)
  const name = language === 'fr' ? 'lignes refusées' : 'refused rows'
  const csv = refusedRowsCsv(place.database, reader, path.importId, language)
  return new FileAnswer(
    `${name} ${path.importId}.csv`,
    'text/csv; charset=utf-8',
    Readable.from(csv, { objectMode: false }),
  )
}

export const importHandlers = {
  importEntities,
  imports,
  createImport,
  uploadFile,
  stageImport,
  importReport,
  confirmImport,
  cancelImport,
  discardImport: discardImportHandler,
  undoImport: undoImportHandler,
  refusedRows,
}

/** The report of an import with what runs, or went wrong, here. @throws Refusal 'not-found' */
export async function reportOf({ database, jobs }: Place, reader: Reader, importId: number) {
  const report = await readReport(database, reader, importId)
  return {
    ...report,
    progress: jobs.progressOf(importId) ?? report.progress,
    refusal: report.refusal ?? jobs.failureOf(importId),
  }
}

/** Starts a task and answers with the report as it is a moment later. @throws what the task threw by then */
export async function follow(place: Place, reader: Reader, task: ImportTask) {
  const running = place.jobs.run(task)
  const ended = running.then(
    () => null,
    (error: unknown) => ({ error }),
  )
  void ended.then((end) =>
    end === null ? forgetFiles(place, task).catch(() => {}) : tidyUp(place, task, end.error),
  )
  const early = await Promise.race([ended, pause(place.worthWaiting, null)])
  if (early !== null) throw early.error
  return reportOf(place, reader, task.importId)
}

/** Once visible, the files have served: at once where their door asks for no confirmation. */
async function forgetFiles({ database, inbox }: Place, task: ImportTask): Promise<void> {
  const { state } = await readReport(database, housekeeper, task.importId)
  if (state === 'visible') await inbox.remove(task.importId).catch(() => {})
}

/** Marks what a broken task left half read as interrupted, as soon as the database can be told. */
async function tidyUp({ database, clock, log }: Place, task: ImportTask, error: unknown): Promise<void> {
  log.error({ importId: task.importId, task: task.kind, error }, 'import-task-failed')
  for (let attempt = 0; attempt < 30; attempt++) {
    try {
      await sweepInterrupted(database, housekeeper, { now: clock })
      return
    } catch {
      await pause(2_000)
    }
  }
}
