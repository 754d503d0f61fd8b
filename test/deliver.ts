// Small deliveries for tests: CSV texts as files, through staging and merge; and the whole model as text, to compare.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from '../model/database.ts'
import { owner } from '../model/reader.ts'
import { tableSpecs } from '../sources/ingest/merge/tables/index.ts'
import {
  type Correction,
  type ImportOptions,
  type ImportReport,
  makeVisible,
  openImport,
  stageImport,
  type StageOptions,
} from '../sources/ingest/index.ts'

export const clock = () => new Date('2026-06-30T10:00:00Z')

export interface Delivery extends ImportOptions {
  readonly corrections?: Readonly<Record<string, Correction>>
  readonly decisions?: Readonly<Record<string, string>>
}

/** Stages files given by name and text; nothing becomes visible. */
export async function stageTexts(
  database: Database,
  texts: Readonly<Record<string, string | Buffer>>,
  { corrections, decisions: _answers, ...options }: Delivery = {},
): Promise<ImportReport> {
  const { importId } = await openImport(database, owner, { ...options, now: clock })
  return restageTexts(database, importId, texts, corrections === undefined ? {} : { corrections })
}

/** Reads the files of a delivery that was opened before, with what a person says of them now. */
export async function restageTexts(
  database: Database,
  importId: number,
  texts: Readonly<Record<string, string | Buffer>>,
  said: Pick<StageOptions, 'corrections' | 'asOf'> = {},
): Promise<ImportReport> {
  const folder = await mkdtemp(join(tmpdir(), 'douze-delivery-'))
  try {
    const files = Object.entries(texts).map(([name, text], index) => ({
      name,
      path: join(folder, String(index)),
      text,
    }))
    for (const { path, text } of files) await writeFile(path, text)
    return await stageImport(
      database,
      owner,
      importId,
      files.map(({ name, path }) => ({ name, path })),
      { now: clock, ...said },
    )
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** Stages files and makes them visible. */
export async function deliver(
  database: Database,
  texts: Readonly<Record<string, string | Buffer>>,
  delivery: Delivery = {},
): Promise<ImportReport> {
  const { importId } = await stageTexts(database, texts, delivery)
  return makeVisible(database, owner, importId, {
    now: clock,
    ...(delivery.decisions === undefined ? {} : { decisions: delivery.decisions }),
  })
}

/** The tables that deliveries write. */
const written = [
  'people',
  'person_identities',
  'teams',
  'memberships',
  'accounts',
  'products',
  'pipelines',
  'stages',
  'opportunities',
  'opportunity_owners',
  'opportunity_lines',
  'stage_visits',
  'leads',
  'source_identities',
  'currency_rates',
  ...tableSpecs.map(({ table }) => table),
  'activity_days',
  'content_days',
  'content_months',
  'deal_days',
  'deal_totals',
  'deal_answers',
  'deal_kinds',
  'deal_kind_days',
  'customer_months',
  'won_cycles',
  'deal_paths',
  'path_days',
  'stay_days',
  'first_purchases',
  'first_days',
  'contract_stays',
  'stay_ages',
  'stay_months',
  'invoiced_stays',
  'nps_days',
  'order_sums',
  'lead_cohort',
  'lead_counts',
  'lead_delays',
  'delay_totals',
  'score_days',
  'score_totals',
  'stage_stays',
  'stay_uses',
  'voice_days',
] as const

/** Every row of the model as text, table by table, in a fixed order. */
export async function wholeModel(database: Database): Promise<Record<string, string[]>> {
  const client = await database.connect(owner)
  try {
    const found: Record<string, string[]> = {}
    for (const table of written) {
      const { rows } = await client.query<{ row: string }>(
        `select to_jsonb(t)::text as row from ${table} as t order by to_jsonb(t)::text collate "C"`,
      )
      found[table] = rows.map(({ row }) => row)
    }
    return found
  } finally {
    client.release()
  }
}

/** Rows of one query, decoded by PostgreSQL into text, for literal comparison. */
export async function rowsOf(database: Database, text: string): Promise<Record<string, string | null>[]> {
  const client = await database.connect(owner)
  try {
    const { rows } = await client.query<{ row: Record<string, string | null> }>(
      `select to_jsonb(found) as row from (${text}) as found`,
    )
    return rows.map(({ row }) => row)
  } finally {
    client.release()
  }
}
