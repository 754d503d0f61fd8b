// The demonstration: a simulated company, loaded in one step into an empty house and removed in one step, to the last row.
import type pg from 'pg'
import { lockModel } from '../model/data-version.ts'
import { refreshRollups, touchImport } from '../model/rollups/index.ts'
import { type TableName, tables } from '../model/schema.ts'
import { inTransaction, run, select, selectOne } from '../sources/ingest/sql.ts'
import { dayText, lastDay } from './calendar.ts'
import { makeCompany } from './company.ts'
import { writeFile } from './files.ts'
import { writeRows } from './write.ts'

export const demonstrationSource = 'demonstration'

export interface Words {
  readonly fr: string
  readonly en: string
}

/** Why a demonstration is not loaded or not removed, in words. */
export class DemonstrationRefused extends Error {
  readonly code: 'house-not-empty' | 'no-demonstration'
  readonly words: Words
  constructor(code: DemonstrationRefused['code'], words: Words) {
    super(words.en)
    this.code = code
    this.words = words
  }
}

/** Tables whose rows say that the house holds somebody's data. */
const telling: readonly TableName[] = [
  'people',
  'accounts',
  'opportunities',
  'leads',
  'products',
  'costs',
  'activities',
  // What a purge kept of rows that are gone is somebody's too.
  'kept_figures',
  'past_uses',
  'past_hours',
  'earlier_marks',
]

/** Whether this house holds the demonstration. */
export async function isDemonstration(client: pg.ClientBase): Promise<boolean> {
  const found = await select(
    client,
    `select key from settings where key = 'demonstration' and value = 'true'::jsonb`,
  )
  return found.length > 0
}

/**
 * Loads the simulated company, in one transaction. Its clock stands still at its last day.
 * @returns the number of rows
 * @throws DemonstrationRefused when the house holds anything
 */
export async function loadDemonstration(
  client: pg.ClientBase,
  now: Date,
  seed?: string,
): Promise<{ readonly rows: number }> {
  return inTransaction(client, async () => {
    await lockModel(client)
    for (const table of telling) {
      const [any] = await select(client, `select 1 as one from ${table} limit 1`)
      if (any !== undefined)
        throw new DemonstrationRefused('house-not-empty', {
          fr: 'La démonstration ne se charge que dans une maison vide : il y a déjà des données ici.',
          en: 'The demonstration is only loaded into an empty house: there is data here already.',
        })
    }
    const asOf = dayText(lastDay)
    const { import_id: importId } = await selectOne<{ import_id: number }>(
      client,
      `insert into imports (state, source, options, as_of, started_at, staged_at, visible_at, report)
       values ('visible', $1, '{"place": 1, "isSimulated": true}', $2, $3, $3, $3, $4) returning import_id`,
      [demonstrationSource, asOf, now, { findings: [], provisionalPeople: [], decisions: [], refusal: null }],
    )
    const rows = await writeRows(client, makeCompany(seed), {
      source: demonstrationSource,
      importId,
      fileOf: (table, many) => writeFile(client, importId, table, many),
    })
    await touchImport(client, importId)
    await refreshRollups(client)
    await set(client, 'demonstration', true, now)
    await set(client, 'lead-definition', 'all', now)
    await set(client, 'name', 'Maison Vauclair (données simulées)', now)
    await giveNotice(client)
    await setTargets(client)
    return { rows }
  })
}

/** What became of the targets that people of the house set by hand while the demonstration was there. */
export interface TargetsByHand {
  /** Still in force. */
  readonly kept: number
  /** Gone with the simulated team that they were for. */
  readonly gone: number
}

/**
 * Removes every row of the demonstration, its targets, what was noted about its people, and targets that were set for its teams.
 * @throws DemonstrationRefused when there is none
 */
export async function removeDemonstration(client: pg.ClientBase): Promise<TargetsByHand> {
  return inTransaction(client, async () => {
    await lockModel(client)
    if (!(await isDemonstration(client)))
      throw new DemonstrationRefused('no-demonstration', {
        fr: 'Il n’y a pas de démonstration à retirer.',
        en: 'There is no demonstration to remove.',
      })
    const found = await select<{ import_id: number }>(
      client,
      'select import_id from imports where source = $1 and state = $2',
      [demonstrationSource, 'visible'],
    )
    const ids = found.map((row) => row.import_id)
    for (const id of ids) await touchImport(client, id)
    for (const table of aboutPeople)
      await run(
        client,
        `delete from ${table} where person_id in (select person_id from people where created_import_id = any ($1))`,
        [ids],
      )
    for (const [name, { columns }] of Object.entries(tables))
      if ('created_import_id' in columns)
        await run(client, `delete from ${name} where created_import_id = any ($1)`, [ids])
    await refreshRollups(client)
    await forgetKept(client)
    await run(client, 'delete from notice_versions where name = $1', [noticeName])
    const targets = await removeTargets(client)
    await run(client, 'delete from import_files where import_id = any ($1)', [ids])
    await run(client, 'delete from imports where import_id = any ($1)', [ids])
    await run(client, `delete from settings where key in ('demonstration', 'lead-definition', 'name')`)
    return targets
  })
}

/**
 * What a purge had kept of rows that went. The house held nothing kept when the simulated company came, and takes nothing else in while
 * it is there: totals of the whole house are its own. Of a real company that is there all the same, what its teams, items and people
 * had kept stays.
 */
async function forgetKept(client: pg.ClientBase): Promise<void> {
  for (const table of ['kept_figures', 'kept_people'])
    await run(client, `delete from ${table} where team_id not in (select team_id from teams)`)
  await run(
    client,
    'delete from past_uses where content_item_id not in (select content_item_id from content_items)',
  )
  await run(
    client,
    'delete from earlier_marks where survey_answer_id not in (select survey_answer_id from survey_answers)',
  )
  for (const table of ['past_hours', 'activity_days', 'content_days', 'content_months'])
    await run(client, `delete from ${table} where rep_id not in (select person_id from people)`)
  const [anybody] = await select(client, 'select 1 as one from people limit 1')
  if (anybody === undefined)
    await run(
      client,
      'update rollups set rows_from = null, hours_from = null, first_day = null, last_day = null',
    )
}

/** After its teams are gone: a target for one of them would be for nobody. */
async function removeTargets(client: pg.ClientBase): Promise<TargetsByHand> {
  await run(client, 'delete from targets where origin = $1', [demonstrationSource])
  const gone = await select(
    client,
    `delete from targets where team_id is not null and team_id not in (select team_id from teams) returning target_id`,
    [],
  )
  const kept = await select(client, 'select target_id from targets', [])
  return { kept: kept.length, gone: gone.length }
}

/** What people of the house may have written or received about those of the demonstration. */
const aboutPeople = ['notes', 'corrections', 'notice_receipts'] as const

/** Read after the word “version”, in both languages. */
const noticeName = 'demo 2023-12'

/** Everybody of the simulated company was told before anything was measured. */
async function giveNotice(client: pg.ClientBase): Promise<void> {
  const text = 'Information remise aux salariés de l’entreprise simulée.'
  const { notice_version_id } = await selectOne<{ notice_version_id: number }>(
    client,
    `insert into notice_versions (name, text_fr, text_en, published_at)
     values ($1, $2, 'Notice given to the people of the simulated company.', '2023-12-01T09:00:00Z') returning notice_version_id`,
    [noticeName, text],
  )
  await run(
    client,
    `insert into notice_receipts (person_id, notice_version_id, received_at, way)
     select person_id, $1, '2023-12-04T09:00:00Z', 'on paper' from people`,
    [notice_version_id],
  )
}

/** A few targets, so that the comparison with them is there to be seen. */
async function setTargets(client: pg.ClientBase): Promise<void> {
  const targets: readonly (readonly [string, string, number, 'target' | 'standard'])[] = [
    ['sales-cycle', 'mean', 55, 'target'],
    ['net-promoter-score', 'nps', 0.3, 'target'],
    ['customer-churn', 'logo-churn', 0.05, 'target'],
    ['training-and-coaching', 'up-to-date', 0.9, 'target'],
    ['rep-onboarding', 'days-without-sale', 120, 'standard'],
    ['rep-onboarding', 'cost-per-rep', 25_000_00, 'standard'],
    ['content-creation-time', 'hours-per-item', 10, 'standard'],
    // What figures in money are computed with.
    ['content-creation-time', 'hourly-rate', 48_00, 'standard'],
  ]
  for (const [metric, answer, value, kind] of targets)
    await run(
      client,
      `insert into targets (metric, answer, kind, team_id, valid_from, value, origin) values ($1, $2, $5, null, '2024-01-01', $3, $4)`,
      [metric, answer, value, demonstrationSource, kind],
    )
}

async function set(client: pg.ClientBase, key: string, value: unknown, now: Date): Promise<void> {
  await run(
    client,
    `insert into settings (key, value, changed_at) values ($1, $2::jsonb, $3)
     on conflict (key) do update set value = excluded.value, changed_at = excluded.changed_at`,
    [key, JSON.stringify(value), now],
  )
}
