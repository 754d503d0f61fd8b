// Makes a staged delivery visible: the merge for good, in one transaction, with the answers to its questions.
import { lockModel } from '../../model/data-version.ts'
import type { Database } from '../../model/database.ts'
import type { Reader } from '../../model/reader.ts'
import { refreshRollups, touchImport } from '../../model/rollups/index.ts'
import { readSettings } from '../../model/settings.ts'
import { settleTaken } from '../connections/settle.ts'
import { numberedName } from '../files/reading/index.ts'
import { headerKey, shapeKey } from '../recognisers/index.ts'
import { recogniseWaiting } from '../xapi/index.ts'
import type { TablePlan } from '../plan.ts'
import { answerDecisions } from './decisions.ts'
import { classify, stateOfModel } from './classify.ts'
import {
  dropStaging,
  inDemonstration,
  loadImport,
  loadReport,
  type StagedState,
  withClient,
} from './deliveries.ts'
import { claimDelivery, releaseDelivery, watchConnection } from './lock.ts'
import { type FileReport, ImportRefused, type ImportReport, type Running } from './shapes.ts'
import { type Client, inTransaction, run, select, selectOne, json } from './sql.ts'
import { mergeAndTell } from './merge-and-tell.ts'
import { stagingTable } from './staging/columns.ts'
import { chosenByHand } from './staging/corrections.ts'
import { refreshStatistics } from './statistics.ts'

export interface VisibleOptions extends Running {
  /** Answers by decision; what is not answered keeps its proposal. */
  readonly decisions?: Readonly<Record<string, string>>
}

/**
 * Makes everything that was accepted visible, or nothing.
 * @throws ImportRefused in the house of the demonstration, when the delivery is not staged, or when its staged rows were lost with the database
 */
export async function makeVisible(
  database: Database,
  reader: Reader,
  importId: number,
  options: VisibleOptions,
): Promise<ImportReport> {
  return withClient(database, reader, async (client) => {
    await watchConnection(client)
    if (!(await claimDelivery(client, importId)))
      throw new ImportRefused('IMPORT_BUSY', {
        fr: 'Cet import est déjà en cours.',
        en: 'This import is under way already.',
      })
    try {
      const settings = await database.read(reader, readSettings)
      options.onProgress?.({ step: { fr: 'Enregistrement', en: 'Storing' }, share: null })
      await inTransaction(client, async () => {
        await lockModel(client)
        // It may have been loaded while this delivery waited for its confirmation.
        const [simulated] = await select(
          client,
          `select key from settings where key = 'demonstration' and value = 'true'::jsonb`,
        )
        if (simulated !== undefined) throw inDemonstration()
        const stored = await loadImport(client, importId)
        const { staged } = stored.options
        if (stored.state !== 'staged' || staged === undefined) throw notStaged()
        await expectStagedRows(client, importId, staged)
        const isCounted = (await stateOfModel(client)) === staged.model
        if (!isCounted)
          await classify(
            client,
            importId,
            stored.source,
            staged.entities.map(({ entity }) => entity),
          )
        const files = await select<{ import_file_id: number; report: FileReport }>(
          client,
          'select import_file_id, report from import_files where import_id = $1 and report is not null order by 1',
          [importId],
        )
        const works = files.map((file) => ({ fileId: file.import_file_id, counts: { ...file.report } }))
        const outcome = await mergeAndTell(client, importId, stored.source, settings, staged, works, {
          isRehearsal: false,
          isCounted,
          now: options.now(),
        })
        for (const [index, file] of files.entries()) {
          const { added, changed, unchanged } = works[index]?.counts ?? file.report
          await run(client, 'update import_files set report = $2 where import_file_id = $1', [
            file.import_file_id,
            json({ ...file.report, added, changed, unchanged }),
          ])
        }
        const decisions = await answerDecisions(
          client,
          outcome.decisions,
          options.decisions ?? {},
          options.now(),
        )
        await run(
          client,
          `update imports set state = 'visible', visible_at = $2, report = $3, options = options - 'staged' || jsonb_build_object('place', $4::bigint)
           where import_id = $1`,
          [
            importId,
            options.now(),
            json({ ...outcome, findings: stored.report?.findings ?? [], decisions, refusal: null }),
            await nextPlace(client),
          ],
        )
        await touchImport(client, importId)
        await refreshRollups(client)
        await rememberMappings(client, importId, options.now())
        await settleTaken(client, importId, options.now())
        await dropStaging(client, importId)
      })
      await refreshStatistics(client)
      // Learning records may have waited for the people that came with it.
      await recogniseWaiting(database)
      return await loadReport(client, importId)
    } finally {
      await releaseDelivery(client, importId)
    }
  })
}

function notStaged(): ImportRefused {
  return new ImportRefused('IMPORT_NOT_OPEN', {
    fr: 'Cet import n’attend pas de confirmation.',
    en: 'This import does not wait for a confirmation.',
  })
}

/** Staging tables are unlogged: PostgreSQL empties them after a crash of its own. Then nothing may pass for everything. */
async function expectStagedRows(client: Client, importId: number, staged: StagedState): Promise<void> {
  for (const { entity, rows } of staged.entities) {
    const [table] = await select<{ name: string | null }>(client, 'select to_regclass($1)::text as name', [
      stagingTable(importId, entity),
    ])
    const { found } =
      table?.name == null
        ? { found: -1 }
        : await selectOne<{ found: number }>(
            client,
            `select count(*) as found from ${stagingTable(importId, entity)}`,
          )
    if (found !== rows)
      throw new ImportRefused('STAGING_LOST', {
        fr: 'La base de données s’est arrêtée depuis la lecture des fichiers : envoyez-les à nouveau. Rien n’a été enregistré.',
        en: 'The database stopped after the files were read: send them again. Nothing was stored.',
      })
  }
}

/** A mapping that led to visible data is known again by the header of its file. */
async function rememberMappings(client: Client, importId: number, now: Date): Promise<void> {
  const files = await select<{ mapping: readonly TablePlan[]; report: FileReport }>(
    client,
    `select mapping, report from import_files where import_id = $1 and report ->> 'verdict' in ('accept', 'partial')`,
    [importId],
  )
  for (const { mapping, report } of files) {
    const header = report.columns.map(({ column }) => column)
    if (report.firstLine?.by === 'option') await rememberFirstLine(client, report, header, now)
    const isChosen = mapping.some(
      ({ columns, allowed }) =>
        allowed !== undefined || columns.some(({ reason }) => reason.en === chosenByHand.en),
    )
    if (!isChosen) continue
    await run(
      client,
      `insert into remembered_mappings (header_key, header, mapping, confirmed_at) values ($1, $2, $3, $4)
       on conflict (header_key) do update set header = excluded.header, mapping = excluded.mapping, confirmed_at = excluded.confirmed_at`,
      [
        headerKey(header, report.firstLine?.value === 'data' ? report.name : undefined),
        json(header),
        json(mapping),
        now,
      ],
    )
  }
}

/** Said once, what the first line is holds for files of that name, but for digits, and that many columns. */
async function rememberFirstLine(
  client: Client,
  { name, firstLine }: FileReport,
  header: readonly string[],
  now: Date,
): Promise<void> {
  await run(
    client,
    `insert into remembered_mappings (header_key, header, mapping, confirmed_at, first_line) values ($1, $2, '[]', $3, $4)
     on conflict (header_key) do update set confirmed_at = excluded.confirmed_at, first_line = excluded.first_line`,
    [
      shapeKey(name, header.length),
      json(header.map((_, index) => numberedName(index))),
      now,
      firstLine?.value,
    ],
  )
}

/** Deliveries are numbered in the order in which they become visible; clocks may stand still or go back. */
async function nextPlace(client: Client): Promise<number> {
  const { place } = await selectOne<{ place: number }>(
    client,
    "select coalesce(max((options ->> 'place')::bigint), 0) + 1 as place from imports",
  )
  return place
}
