// Where a bench runs.
export interface BenchPlace {
  readonly root: string
  readonly launcher: string
}
