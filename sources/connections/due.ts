// What a run of a connection is given: the connection that is due, and what the house does for it.
import type { Readable } from 'node:stream'
import type { KeyRing } from '../../access/index.ts'
import type { Database } from '../../model/database.ts'
import type { Reader } from '../../model/reader.ts'
import type { ConnectionKind, ConnectionMapping } from '../../model/tables/connections.ts'
import type { Correction, ImportReport, Progress } from '../ingest/index.ts'

/** What is read of a connection for a run. */
export interface Due {
  readonly connection_id: number
  readonly kind: ConnectionKind
  readonly name: string
  readonly source: string
  readonly person_id: number | null
  readonly settings: Readonly<Record<string, string>>
  readonly secret: string | null
  readonly schedule: string | null
  readonly is_trusted: boolean
  readonly mapping: ConnectionMapping | null
  readonly bookmark: Readonly<Record<string, string>> | null
  readonly next_run_at: Date
}

/** What the house does for a run: keep files, and read them in a thread of their own. */
export interface RunMeans {
  readonly database: Database
  readonly reader: Reader
  readonly clock: () => Date
  readonly keys: () => Promise<KeyRing>
  readonly timeZone: string
  /** Under which the watched folders lie. */
  readonly folders: string
  keep(importId: number, name: string, content: Readable): Promise<void>
  stage(importId: number, corrections: Readonly<Record<string, Correction>>): Promise<ImportReport>
  makeVisible(importId: number): Promise<ImportReport>
  /** Fires when a person stops this run, or the server ends. */
  readonly signal?: AbortSignal | undefined
  /** Told how far this run is. */
  readonly onProgress?: ((progress: Progress) => void) | undefined
  /** Told of whatever went wrong, for the log. */
  onFault(error: unknown): void
}
