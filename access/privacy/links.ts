// How the rows of every table lead to a person, read off the declarations of the schema: export and erasure both walk
// this, so that a new table is in both on the day it is declared. A test refuses a link that nobody classified.
import { type TableName, tables } from '../../model/schema.ts'
import type { Audience, Bilingual, Column } from '../../model/table.ts'

/** Columns that hold the number of a person of the organisation: the row is about her, or she wrote it. */
export const personColumns: ReadonlySet<string> = new Set([
  'person_id',
  'owner_id',
  'manager_id',
  'reader_id',
  'author_id',
  'rep_id',
  'coach_id',
  'replied_by',
  'changed_by',
])

/** Columns that hold the number of an account that signs in, which may be a person's. */
export const userColumns: ReadonlySet<string> = new Set(['user_id', 'created_by'])

/** Columns that hold the number of something else. */
export const otherLinks: ReadonlySet<string> = new Set([
  'account_id',
  'opportunity_id',
  'line_id',
  'lead_id',
  'lead_day_id',
  'team_id',
  'membership_id',
  'product_id',
  'main_product_id',
  'pipeline_id',
  'stage_id',
  'record_id',
  'external_id',
  'request_id',
  'import_id',
  'import_file_id',
  'import_change_id',
  'created_import_id',
  'refused_row_id',
  'target_id',
  'invitation_id',
  'reset_id',
  'token_id',
  'purge_run_id',
  'change_id',
  'erasure_id',
  'correction_id',
  'note_id',
  'notice_version_id',
  'absence_id',
  'activity_id',
  'coaching_session_id',
  'content_event_id',
  'content_item_id',
  'content_version_id',
  'content_work_id',
  'cost_id',
  'course_id',
  'feedback_action_id',
  'feedback_id',
  'holiday_id',
  'lead_score_id',
  'onboarding_milestone_id',
  'quota_id',
  'renewal_id',
  'revenue_id',
  'schedule_id',
  'subscription_id',
  'survey_answer_id',
  'earlier_answer_id',
  'survey_id',
  'template_id',
  'theme_id',
  'training_result_id',
  'workshop_attendance_id',
  'workshop_id',
  'stream_id',
  'run_id',
  'event_id',
  'connection_id',
  'credential_id',
  'package_id',
  'launch_id',
])

export interface AnyTable {
  readonly name: TableName
  readonly title: Bilingual
  readonly grain: Bilingual
  readonly key: readonly string[]
  readonly columns: Readonly<Record<string, Column<unknown>>>
}

export const allTables: readonly AnyTable[] = Object.values(tables) as unknown as readonly AnyTable[]

/** Columns that are never given out: digests of passwords and tokens, sealed secrets. */
export function isWithheld(column: Column<unknown>): boolean {
  const nobody: Audience = 'nobody on screen'
  return column.readers.every((reader) => reader === nobody)
}

/**
 * Condition on `t` for the rows that are a person's, with her number as $1; null when the table has none. Rows of a
 * deal (lines, visits) are those of whoever owns it; a person's row that only names her as manager is not hers.
 */
export function ownRows(table: AnyTable): string | null {
  const names = Object.keys(table.columns)
  const isOfSomebodyElse = (column: string) => table.name === 'people' && column !== 'person_id'
  const conditions = [
    ...names
      .filter((column) => personColumns.has(column) && !isOfSomebodyElse(column))
      .map((column) => `t.${column} = $1`),
    ...names
      .filter((column) => userColumns.has(column))
      .map((column) => `t.${column} in (select u.user_id from users as u where u.person_id = $1)`),
  ]
  if (table.name === 'source_identities')
    // Not `in (select ...)`: within an `or` that would be looked through once for every row.
    conditions.push(
      `(t.kind = 'opportunity' and exists (select from opportunities as o
          where o.account_id = t.account_id and o.opportunity_id = t.record_id and o.owner_id = $1))`,
      `(t.kind = 'lead' and exists (select from leads as l
          where l.account_id = t.account_id and l.lead_id = t.record_id and l.owner_id = $1))`,
    )
  if (conditions.length === 0 && names.includes('opportunity_id') && names.includes('account_id'))
    conditions.push(
      `(t.account_id, t.opportunity_id) in (select o.account_id, o.opportunity_id from opportunities as o where o.owner_id = $1)`,
    )
  return conditions.length === 0 ? null : `(${conditions.join(' or ')})`
}

/** Columns in which words stand: text, and text within JSON. */
export function wordColumns(table: AnyTable): readonly { readonly name: string; readonly isJson: boolean }[] {
  return Object.entries(table.columns)
    .filter(([, { type }]) => type === 'text' || type === 'jsonb')
    .map(([name, { type }]) => ({ name, isJson: type === 'jsonb' }))
}
