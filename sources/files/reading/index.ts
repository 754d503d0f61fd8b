// Any dropped file to rows of text cells. `openFile` decides by content what the file is and yields its
// tables; each table can be read any number of times, as a stream, in batches.
//
//   const opened = await openFile({ name: 'export.csv', path })
//   try {
//     for await (const table of opened.tables())
//       for await (const batch of table.records()) ...
//   } finally { await opened.close() }
//
// Whatever refuses the whole file is thrown as FileRefused, from openFile, tables() or records() alike.
export * from './fault.ts'
export * from './shapes.ts'
export type { ReadingOptions } from './options.ts'
export { faultSentence, type Language } from './fault-sentences.ts'
export { numberedName, type FirstLine } from './first-line.ts'
export { openFile } from './open.ts'
export { isLeftBehind } from './packed.ts'
export { contentKind, type ContentKind } from './content.ts'
export type { BegunFile, Translator } from './translator.ts'
export type { ByteSource } from './bytes.ts'
