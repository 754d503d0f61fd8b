// Every table of the model in one register, and the types by which queries see them.
import type { Row } from './table.ts'
import { accessJournal } from './tables/access-journal.ts'
import { accounts } from './tables/accounts.ts'
import { apiTokens } from './tables/api-tokens.ts'
import { corrections } from './tables/corrections.ts'
import { currencyRates } from './tables/currency-rates.ts'
import { erasures } from './tables/erasures.ts'
import { importChanges } from './tables/import-changes.ts'
import { importFiles } from './tables/import-files.ts'
import { imports } from './tables/imports.ts'
import { invitations } from './tables/invitations.ts'
import { journalHeads } from './tables/journal-heads.ts'
import { knownDevices } from './tables/known-devices.ts'
import { leadDays } from './tables/lead-days.ts'
import { leads } from './tables/leads.ts'
import { memberships } from './tables/memberships.ts'
import { notes } from './tables/notes.ts'
import { noticeReceipts } from './tables/notice-receipts.ts'
import { noticeVersions } from './tables/notice-versions.ts'
import { opportunities } from './tables/opportunities.ts'
import { opportunityLines } from './tables/opportunity-lines.ts'
import { opportunityOwners } from './tables/opportunity-owners.ts'
import { people } from './tables/people.ts'
import { personIdentities } from './tables/person-identities.ts'
import { pipelines } from './tables/pipelines.ts'
import { products } from './tables/products.ts'
import { purgeRuns } from './tables/purge-runs.ts'
import { purgedLeads } from './tables/purged-leads.ts'
import { recoveryCodes } from './tables/recovery-codes.ts'
import { refusedRows } from './tables/refused-rows.ts'
import { rememberedMappings } from './tables/remembered-mappings.ts'
import { resets } from './tables/resets.ts'
import { retentionRules } from './tables/retention-rules.ts'
import { sessions } from './tables/sessions.ts'
import { settings } from './tables/settings.ts'
import { signInAttempts } from './tables/sign-in-attempts.ts'
import { sourceIdentities } from './tables/source-identities.ts'
import { stageVisits } from './tables/stage-visits.ts'
import { stages } from './tables/stages.ts'
import { targets } from './tables/targets.ts'
import { teams } from './tables/teams.ts'
import { userIdentities } from './tables/user-identities.ts'
import { users } from './tables/users.ts'

export const tables = {
  settings,
  people,
  person_identities: personIdentities,
  teams,
  memberships,
  accounts,
  products,
  pipelines,
  stages,
  opportunities,
  opportunity_owners: opportunityOwners,
  opportunity_lines: opportunityLines,
  stage_visits: stageVisits,
  leads,
  source_identities: sourceIdentities,
  currency_rates: currencyRates,
  targets,
  imports,
  import_files: importFiles,
  import_changes: importChanges,
  refused_rows: refusedRows,
  remembered_mappings: rememberedMappings,
  users,
  user_identities: userIdentities,
  recovery_codes: recoveryCodes,
  sessions,
  known_devices: knownDevices,
  invitations,
  resets,
  api_tokens: apiTokens,
  sign_in_attempts: signInAttempts,
  access_journal: accessJournal,
  journal_heads: journalHeads,
  retention_rules: retentionRules,
  purge_runs: purgeRuns,
  lead_days: leadDays,
  purged_leads: purgedLeads,
  erasures,
  corrections,
  notes,
  notice_versions: noticeVersions,
  notice_receipts: noticeReceipts,
} as const

export type TableName = keyof typeof tables

/** The schema as Kysely sees it. Rows are read and written through decoded values (see decode.ts). */
export type Schema = { [Name in TableName]: Row<(typeof tables)[Name]> }
