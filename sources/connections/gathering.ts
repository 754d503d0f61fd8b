// What gathering for a run is given, and what it gives.
import type { Readable } from 'node:stream'
import type pg from 'pg'
import type { Due, RunMeans } from './due.ts'

export interface Gathering {
  readonly client: pg.ClientBase
  readonly due: Due
  /** Opened; null where there is none. */
  readonly secret: string | null
  readonly means: RunMeans
}

/** What is new, not yet given to any delivery. */
export interface Gathered {
  /** Gives it to a delivery, file by file. @returns the files' names */
  give(importId: number, keep: (name: string, content: Readable) => Promise<void>): Promise<readonly string[]>
  /** Where the next run goes on once this delivery was read; null when that does not change. */
  readonly bookmark: Readonly<Record<string, string>> | null
  close(): Promise<void>
}

/** Null when there is nothing new. */
export type Gather = (gathering: Gathering) => Promise<Gathered | null>
