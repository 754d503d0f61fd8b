// The life of a delivery as rows: opened, staged, visible, undone; and how its report is put together.
import type { Database } from '../../model/database.ts'
import type { Reader } from '../../model/reader.ts'
import type { ImportState } from '../../model/tables/imports.ts'
import { isDemonstration } from '../../model/settings.ts'
import { settleDiscarded } from '../connections/settle.ts'
import type { EntityName } from '../entities.ts'
import type { Vendor } from '../plan.ts'
import { whyNotUndone } from './dependents.ts'
import { claimDelivery, releaseDelivery } from './lock.ts'
import type { Correction, FileReport, ImportOptions, ImportReport } from './shapes.ts'
import { ImportRefused } from './shapes.ts'
import { type Client, run, select, selectOne, json } from './sql.ts'

/** What staging leaves for the merge, beside the staging tables. */
export interface StagedState {
  readonly entities: readonly {
    readonly entity: EntityName
    /** Rows that stand; the staging table must still have as many when it is merged. */
    readonly rows: number
    readonly files: readonly {
      readonly fileId: number
      readonly vendor: Vendor
      readonly fields: readonly string[]
    }[]
  }[]
  /** Null where the delivery tells of no event. */
  readonly asOf: string | null
  /** What the model was when rows were classified. */
  readonly model: string
}

export interface StoredImport {
  readonly import_id: number
  readonly state: ImportState
  readonly source: string
  readonly options: ImportOptions & {
    readonly staged?: StagedState
    /** What a person said of its files before it was read last. */
    readonly corrections?: Readonly<Record<string, Correction>>
  }
  readonly report: Pick<ImportReport, 'findings' | 'provisionalPeople' | 'decisions' | 'refusal'> | null
  readonly started_at: Date
  readonly visible_at: Date | null
}

/** The source that ids belong to when nobody names one: the company's one CRM. */
export const defaultSource = 'crm'

/** Two companies in one house would make figures of neither. */
export function inDemonstration(): ImportRefused {
  return new ImportRefused('DEMONSTRATION', {
    fr: 'Cette maison montre l’entreprise simulée : retirez-la d’abord (« Retirer la démonstration », ou douze demo --remove), puis apportez vos fichiers.',
    en: 'This house shows the simulated company: remove it first (“Remove the demonstration”, or douze demo --remove), then bring your files.',
  })
}

/** Opens a delivery; its files are given to `stageImport`. */
export async function openImport(
  database: Database,
  reader: Reader,
  options: ImportOptions & { readonly now: () => Date; readonly connectionId?: number },
): Promise<ImportReport> {
  const { now, connectionId, ...asked } = options
  if (await database.read(reader, isDemonstration)) throw inDemonstration()
  return withClient(database, reader, async (client) => {
    const { import_id } = await selectOne<{ import_id: number }>(
      client,
      `insert into imports (state, source, options, started_at, connection_id) values ('reading', $1, $2, $3, $4)
       returning import_id`,
      [asked.source ?? defaultSource, json(asked), now(), connectionId ?? null],
    )
    return loadReport(client, import_id)
  })
}

/** @throws ImportRefused when there is no such import */
export async function importReport(
  database: Database,
  reader: Reader,
  importId: number,
): Promise<ImportReport> {
  return withClient(database, reader, (client) => loadReport(client, importId))
}

/** All deliveries, newest first. */
export async function listImports(database: Database, reader: Reader): Promise<ImportReport[]> {
  return withClient(database, reader, async (client) => {
    const rows = await select<{ import_id: number }>(
      client,
      'select import_id from imports order by import_id desc',
    )
    const reports: ImportReport[] = []
    // Whether an older delivery can be undone takes a look at every table: only its own report says so.
    for (const { import_id } of rows)
      reports.push(await loadReport(client, import_id, import_id === rows[0]?.import_id))
    return reports
  })
}

/** Drops a delivery that is not visible. */
export async function discardImport(
  database: Database,
  reader: Reader,
  importId: number,
  now: () => Date,
): Promise<ImportReport> {
  return withClient(database, reader, async (client) => {
    const stored = await loadImport(client, importId)
    if (stored.state !== 'staged' && stored.state !== 'reading' && stored.state !== 'refused')
      throw new ImportRefused('IMPORT_NOT_OPEN', {
        fr: 'Cet import n’attend plus de confirmation.',
        en: 'This import no longer waits for a confirmation.',
      })
    await dropStaging(client, importId)
    await endImport(client, importId, 'discarded', now())
    await settleDiscarded(client, importId)
    return loadReport(client, importId)
  })
}

/**
 * Cleans up after processes that died while reading: their staging tables and refused rows go, the import is marked
 * interrupted. A delivery that another process still works on is left alone; one that was opened and never read is left for a day.
 * @returns the imports that were interrupted
 */
export async function sweepInterrupted(
  database: Database,
  reader: Reader,
  { now }: { readonly now: () => Date },
): Promise<number[]> {
  return withClient(database, reader, async (client) => {
    const interrupted: number[] = []
    const rows = await select<{ import_id: number; started_at: Date; is_read: boolean }>(
      client,
      `select import_id, started_at, options ? 'isRead' as is_read from imports where state = 'reading' order by import_id`,
    )
    for (const { import_id, started_at, is_read } of rows) {
      const isFresh = now().getTime() - started_at.getTime() < 86_400_000
      if (!is_read && isFresh) continue
      if (await endBrokenOff(client, import_id, now())) interrupted.push(import_id)
    }
    await discardForgotten(client, now())
    return interrupted
  })
}

/**
 * Ends a delivery whose process died while it read: what it had staged goes.
 * @returns false when another process works on it, or has ended it meanwhile
 */
export async function endBrokenOff(client: Client, importId: number, at: Date): Promise<boolean> {
  if (!(await claimDelivery(client, importId))) return false
  try {
    if ((await loadImport(client, importId)).state !== 'reading') return false
    await dropStaging(client, importId)
    await run(client, 'delete from refused_rows where import_id = $1', [importId])
    await run(client, 'delete from import_files where import_id = $1', [importId])
    await endImport(client, importId, 'interrupted', at)
    return true
  } finally {
    await releaseDelivery(client, importId)
  }
}

const weekMilliseconds = 7 * 86_400_000

/** A delivery that nobody confirmed for a week gives back the room that its staged rows take. */
async function discardForgotten(client: Client, now: Date): Promise<void> {
  const rows = await select<{ import_id: number }>(
    client,
    "select import_id from imports where state = 'staged' and staged_at < $1",
    [new Date(now.getTime() - weekMilliseconds)],
  )
  for (const { import_id } of rows) {
    if (!(await claimDelivery(client, import_id))) continue
    await dropStaging(client, import_id)
    await endImport(client, import_id, 'discarded', now)
    await settleDiscarded(client, import_id)
    await releaseDelivery(client, import_id)
  }
}

export async function endImport(
  client: Client,
  importId: number,
  state: ImportState,
  at: Date,
): Promise<void> {
  await run(client, 'update imports set state = $2, ended_at = $3 where import_id = $1', [
    importId,
    state,
    at,
  ])
}

/** Drops the staging tables of one import. */
export async function dropStaging(client: Client, importId: number): Promise<void> {
  const tables = await select<{ name: string }>(
    client,
    `select tablename as name from pg_tables where schemaname = 'staging' and tablename like $1`,
    [`import\\_${importId}\\_%`],
  )
  for (const { name } of tables) await client.query(`drop table if exists staging."${name}"`)
}

export async function loadImport(client: Client, importId: number): Promise<StoredImport> {
  const [stored] = await select<StoredImport>(
    client,
    'select import_id, state, source, options, report, started_at, visible_at from imports where import_id = $1',
    [importId],
  )
  if (stored === undefined)
    throw new ImportRefused('IMPORT_UNKNOWN', {
      fr: 'Cet import n’existe pas.',
      en: 'There is no such import.',
    })
  return stored
}

export async function loadReport(client: Client, importId: number, asksUndo = true): Promise<ImportReport> {
  const stored = await loadImport(client, importId)
  const files = await select<{ report: FileReport }>(
    client,
    `select '{"allowed": []}'::jsonb || report as report from import_files
     where import_id = $1 and report is not null order by import_file_id`,
    [importId],
  )
  return {
    importId: stored.import_id,
    state: stored.state,
    source: stored.source,
    startedAt: stored.started_at.toISOString(),
    visibleAt: stored.visible_at?.toISOString() ?? null,
    progress: null,
    files: files.map(({ report }) => report),
    findings: stored.report?.findings ?? [],
    provisionalPeople: stored.report?.provisionalPeople ?? [],
    decisions: stored.report?.decisions ?? [],
    canBeUndone: stored.state === 'visible' && asksUndo && (await whyNotUndone(client, importId)) === null,
    refusal: stored.report?.refusal ?? null,
  }
}

/** Lends a connection to some work. */
export async function withClient<Result>(
  database: Database,
  reader: Reader,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = await database.connect(reader)
  try {
    return await work(client)
  } finally {
    client.release()
  }
}
