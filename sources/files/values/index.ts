// Cells to typed values: infer one style for a column, then convert cell by cell. Pure; the clock and the
// zone come in as arguments.
export * from './shapes.ts'
