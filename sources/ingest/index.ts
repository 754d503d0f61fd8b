// A delivery of files into the model: opened, staged, reported, made visible in one transaction, undone as a whole.
//
//   const { importId } = await openImport(database, reader, { now })
//   const report = await stageImport(database, reader, importId, [{ name, path }], { now, signal, onProgress })
//   await makeVisible(database, reader, importId, { now })
//
// Plain functions: the command line calls them in its own process, the server in a worker thread.
export { changeCurrency, decide, decisions } from './decisions.ts'
export {
  defaultSource,
  discardImport,
  endBrokenOff,
  importReport,
  listImports,
  openImport,
  sweepInterrupted,
} from './deliveries.ts'
export { endRefused, endTakenElsewhere, importOptions } from './other-doors.ts'
export { claimRun, releaseRun } from './lock.ts'
export { makeVisible, type VisibleOptions } from './make-visible.ts'
export { type PlainAnswer, type PlainError, toPlainAnswers } from './plain-answer.ts'
export { refusedRows, type RefusedRow } from './refused-rows.ts'
export * from './shapes.ts'
export { stageImport, type StageOptions } from './stage-import.ts'
export { undoImport } from './undo.ts'
