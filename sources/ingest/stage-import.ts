// Reads the files of a delivery into staging and makes the report: what every table was taken for, what became of its rows,
// and, by rehearsing the merge, what would change. Nothing becomes visible.
import { randomBytes } from 'node:crypto'
import { readOwnWords } from '../../model/activity-words.ts'
import type { Database } from '../../model/database.ts'
import { foldName } from '../../model/names.ts'
import type { Reader } from '../../model/reader.ts'
import { readRespondentKey, readSettings, type Settings } from '../../model/settings.ts'
import { workingDay } from '../../model/working-week.ts'
import type { Words } from '../entities.ts'
import type { TablePlan } from '../plan.ts'
import { translators } from '../translators.ts'
import type { FirstLine } from '../files/reading/index.ts'
import { createZone } from '../files/values/index.ts'
import { lastEvent } from './as-of.ts'
import { classify, stateOfModel } from './classify.ts'
import { dropStaging, endImport, loadImport, loadReport, type StagedState, withClient } from './deliveries.ts'
import { claimDelivery, releaseDelivery, watchConnection } from './lock.ts'
import {
  type Correction,
  type Decision,
  type DeliveredFile,
  type Finding,
  type ImportOptions,
  ImportRefused,
  type ImportReport,
  type Running,
} from './shapes.ts'
import { type Client, rehearse, run, select, json } from './sql.ts'
import { checkRows, presentEntities } from './staging/check-rows.ts'
import { addCorrections } from './staging/corrections.ts'
import { createStagingTable } from './staging/columns.ts'
import { closeFiles, stageFiles, type StagedDelivery } from './staging/stage-files.ts'
import type { Staging } from './staging/staging.ts'
import { plansOf, reportOf, type TableWork } from './staging/table-work.ts'
import { mergeAndTell } from './merge-and-tell.ts'
import { stagedEntities } from './staged-entities.ts'

export interface StageOptions extends Running {
  /** By file; one given before for another file of the delivery still holds. */
  readonly corrections?: Readonly<Record<string, Correction>>
  /** The day that the files describe, where a person says it now; the one said before still holds. */
  readonly asOf?: string
  /** Who had shared what buyers viewed, as `asOf`. */
  readonly sharedBy?: string
  /** The kinds of files that are no plain tables; default: all that Douze knows. */
  readonly translators?: typeof translators
  /** What nobody understands yet is kept elsewhere: a delivery of nothing else is none to refuse. */
  readonly takesUnknown?: true
  /** What the caller has noticed already. */
  readonly findings?: readonly Finding[]
}

/**
 * Stages a delivery that is open, or one that is staged again with corrections.
 * @throws ImportRefused when it is in another state or another process reads it; the signal's reason when it is cancelled, and
 * then the delivery is open again with nothing staged
 */
export async function stageImport(
  database: Database,
  reader: Reader,
  importId: number,
  files: readonly DeliveredFile[],
  options: StageOptions,
): Promise<ImportReport> {
  return withClient(database, reader, async (client) => {
    await watchConnection(client)
    if (!(await claimDelivery(client, importId))) throw busy()
    try {
      await prepare(client, importId)
      const settings = await database.read(reader, readSettings)
      return await stage(client, database, reader, importId, files, settings, options)
    } catch (error) {
      await forgetStaging(client, importId)
      throw error
    } finally {
      await releaseDelivery(client, importId)
    }
  })
}

function busy(): ImportRefused {
  return new ImportRefused('IMPORT_BUSY', {
    fr: 'Cet import est déjà en cours de lecture.',
    en: 'This import is being read already.',
  })
}

async function prepare(client: Client, importId: number): Promise<void> {
  const { state } = await loadImport(client, importId)
  if (state !== 'reading' && state !== 'staged' && state !== 'refused')
    throw new ImportRefused('IMPORT_NOT_OPEN', {
      fr: 'Cet import est terminé ; ouvrez-en un autre.',
      en: 'This import is over; open another one.',
    })
  await forgetStaging(client, importId)
  await run(
    client,
    `update imports set state = 'reading', report = null, staged_at = null, as_of = null,
       options = options - 'staged' || '{"isRead": true}' where import_id = $1`,
    [importId],
  )
}

async function forgetStaging(client: Client, importId: number): Promise<void> {
  await dropStaging(client, importId)
  await run(client, 'delete from refused_rows where import_id = $1', [importId])
  await run(client, 'delete from import_files where import_id = $1', [importId])
}

async function stage(
  client: Client,
  database: Database,
  reader: Reader,
  importId: number,
  files: readonly DeliveredFile[],
  settings: Settings,
  options: StageOptions,
): Promise<ImportReport> {
  const stored = await loadImport(client, importId)
  const asked: ImportOptions = {
    ...stored.options,
    ...(options.asOf === undefined ? {} : { asOf: options.asOf }),
    ...(options.sharedBy === undefined ? {} : { sharedBy: options.sharedBy }),
  }
  const staging: Staging = {
    database,
    reader,
    client,
    importId,
    timeZone: settings.timeZone,
    currency: settings.currency,
    ...(await rememberedShapes(client)),
    corrections: addCorrections(stored.options.corrections ?? {}, options.corrections ?? {}),
    isOwnExport: stored.options.isOwnExport ?? false,
    describedOn: asked.asOf,
    sharedBy: asked.sharedBy,
    allowed: stored.options.allowed ?? [],
    respondentKey: await database.writeApart(reader, (query) =>
      readRespondentKey(query, randomBytes(32).toString('base64url'), options.now()),
    ),
    ownWords: new Map(
      (await database.read(reader, readOwnWords)).map(({ word, category }) => [foldName(word), category]),
    ),
    workingDay: await database.read(reader, (query) =>
      workingDay(query, options.now().toISOString().slice(0, 10)),
    ),
    running: options,
    translators: (options.translators ?? translators)({
      database,
      reader,
      timeZone: settings.timeZone,
      currency: settings.currency,
      now: options.now,
      person: stored.options.person,
    }),
  }
  const delivery = await stageFiles(staging, files)
  try {
    options.onProgress?.({ step: { fr: 'Contrôle des lignes', en: 'Checking rows' }, share: null })
    await checkRows(staging, delivery, {
      source: stored.source,
      unknownPeople: stored.options.unknownPeople ?? 'keep',
    })
  } finally {
    await closeFiles(delivery.opened)
  }
  options.signal?.throwIfAborted()
  return report(staging, delivery, stored.source, asked, settings, options)
}

async function rememberedShapes(client: Client): Promise<Pick<Staging, 'remembered' | 'firstLines'>> {
  const rows = await select<{
    header_key: string
    mapping: readonly TablePlan[]
    first_line: FirstLine | null
  }>(client, 'select header_key, mapping, first_line from remembered_mappings')
  return {
    remembered: new Map(
      rows.flatMap(({ header_key, mapping }) =>
        mapping.length === 0 ? [] : [[header_key, mapping] as const],
      ),
    ),
    firstLines: new Map(
      rows.flatMap(({ header_key, first_line }) =>
        first_line === null ? [] : [[header_key, first_line] as const],
      ),
    ),
  }
}

async function report(
  staging: Staging,
  { works }: StagedDelivery,
  source: string,
  asked: ImportOptions,
  settings: Settings,
  options: StageOptions,
): Promise<ImportReport> {
  const { client, importId } = staging
  const now = options.now()
  const refusal = refusalOf(works, asked.onRowError, options.takesUnknown === true)
  let outcome: { findings: Finding[]; decisions: Decision[]; provisionalPeople: string[] } = {
    findings: [],
    decisions: [],
    provisionalPeople: [],
  }
  let staged: StagedState | null = null
  if (refusal === null) {
    const present = presentEntities(works)
    for (const entity of present) await client.query(createStagingTable(importId, entity))
    options.onProgress?.({
      step: { fr: 'Comparaison avec les données', en: 'Comparing with the data' },
      share: null,
    })
    await classify(client, importId, source, present)
    const today = createZone(settings.timeZone).dayOf(now.getTime())
    staged = {
      entities: await stagedEntities(client, importId, works, present, settings.timeZone),
      asOf: asked.asOf ?? (await lastEvent(client, importId, present, today)),
      model: await stateOfModel(client),
    }
    const known = staged
    outcome = await rehearse(client, () =>
      mergeAndTell(client, importId, source, settings, known, works, {
        isRehearsal: true,
        isCounted: false,
        now,
      }),
    )
  } else await dropStaging(client, importId)
  const findings = [...(options.findings ?? []), ...outcome.findings]
  await writeReport(client, importId, works, { ...outcome, findings, refusal })
  await run(
    client,
    `update imports set state = $2, staged_at = $3, as_of = $4, options = options || $5::jsonb where import_id = $1`,
    [
      importId,
      refusal === null ? 'staged' : 'refused',
      now,
      staged?.asOf ?? null,
      json({
        corrections: staging.corrections,
        ...(asked.asOf === undefined ? {} : { asOf: asked.asOf }),
        ...(asked.sharedBy === undefined ? {} : { sharedBy: asked.sharedBy }),
        ...(staged === null ? {} : { staged }),
      }),
    ],
  )
  if (refusal !== null) await endImport(client, importId, 'refused', now)
  return loadReport(client, importId)
}

/** Why the delivery as a whole is refused: nothing in it can be taken, or a row is bad and all were asked for. */
function refusalOf(
  works: readonly TableWork[],
  onRowError: string | undefined,
  takesUnknown: boolean,
): Words | null {
  const rejected = works.reduce((sum, { counts }) => sum + counts.rejected, 0)
  if (onRowError === 'abort' && rejected > 0)
    return {
      fr: `Lignes refusées : ${rejected}. Vous avez demandé tout ou rien.`,
      en: `Rows refused: ${rejected}. You asked for all or nothing.`,
    }
  if (takesUnknown || works.some((work) => plansOf(work).length > 0)) return null
  const [only] = works
  if (only !== undefined && works.length === 1) return reportOf(only).reason
  return {
    fr: `Aucun des ${works.length} fichiers ne contient ce que Douze sait lire. La raison est donnée pour chacun.`,
    en: `None of the ${works.length} files holds what Douze can read. The reason is given for each.`,
  }
}

export async function writeReport(
  client: Client,
  importId: number,
  works: readonly TableWork[],
  outcome: Pick<ImportReport, 'findings' | 'provisionalPeople' | 'decisions' | 'refusal'>,
): Promise<void> {
  for (const work of works)
    await run(client, 'update import_files set report = $2, entity = $3 where import_file_id = $1', [
      work.fileId,
      json(reportOf(work)),
      plansOf(work)[0]?.entity ?? null,
    ])
  await run(client, 'update imports set report = $2 where import_id = $1', [importId, json(outcome)])
}
