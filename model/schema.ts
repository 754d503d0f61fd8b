// Every table of the model in one register, and the types by which queries see them.
import { activities } from './tables/activities.ts'
import { activityDays } from './tables/activity-days.ts'
import { contentDays } from './tables/content-days.ts'
import { contentMonths } from './tables/content-months.ts'
import { earlierMarks } from './tables/earlier-marks.ts'
import { keptFigures } from './tables/kept-figures.ts'
import { keptPeople } from './tables/kept-people.ts'
import { pastUses } from './tables/past-uses.ts'
import { pastHours } from './tables/past-hours.ts'
import { rollups } from './tables/rollups.ts'
import { workSchedules } from './tables/work-schedules.ts'
import { absences } from './tables/absences.ts'
import { firstStarts } from './tables/first-starts.ts'
import { holidays } from './tables/holidays.ts'
import { contentItems } from './tables/content-items.ts'
import { contentVersions } from './tables/content-versions.ts'
import { contentWork } from './tables/content-work.ts'
import { connectionItems } from './tables/connection-items.ts'
import { connections } from './tables/connections.ts'
import { contentEvents } from './tables/content-events.ts'
import { dealEvents } from './tables/deal-events.ts'
import { landedRows } from './tables/landed-rows.ts'
import { landedStreams } from './tables/landed-streams.ts'
import { courses } from './tables/courses.ts'
import { trainingResults } from './tables/training-results.ts'
import { workshops } from './tables/workshops.ts'
import { workshopAttendances } from './tables/workshop-attendances.ts'
import { coachingSessions } from './tables/coaching-sessions.ts'
import { onboardingMilestones } from './tables/onboarding-milestones.ts'
import { costs } from './tables/costs.ts'
import { quotas } from './tables/quotas.ts'
import { revenue } from './tables/revenue.ts'
import { subscriptions } from './tables/subscriptions.ts'
import { renewals } from './tables/renewals.ts'
import { surveys } from './tables/surveys.ts'
import { surveyAnswers } from './tables/survey-answers.ts'
import { feedback } from './tables/feedback.ts'
import { themes } from './tables/themes.ts'
import { feedbackActions } from './tables/feedback-actions.ts'
import { leadScores } from './tables/lead-scores.ts'
import type { Row } from './table.ts'
import { accessJournal } from './tables/access-journal.ts'
import { accounts } from './tables/accounts.ts'
import { apiTokens } from './tables/api-tokens.ts'
import { corrections } from './tables/corrections.ts'
import { currencyRates } from './tables/currency-rates.ts'
import { dataChanges } from './tables/data-changes.ts'
import { erasures } from './tables/erasures.ts'
import { importChanges } from './tables/import-changes.ts'
import { importFiles } from './tables/import-files.ts'
import { imports } from './tables/imports.ts'
import { invitations } from './tables/invitations.ts'
import { journalHeads } from './tables/journal-heads.ts'
import { knownDevices } from './tables/known-devices.ts'
import { leadDays } from './tables/lead-days.ts'
import { dealDays } from './tables/deal-days.ts'
import { dealTotals } from './tables/deal-totals.ts'
import { dealKindDays } from './tables/deal-kind-days.ts'
import { customerMonths } from './tables/customer-months.ts'
import { dealKinds } from './tables/deal-kinds.ts'
import { dealPaths } from './tables/deal-paths.ts'
import { dealAnswers } from './tables/deal-answers.ts'
import { firstDays } from './tables/first-days.ts'
import { firstPurchases } from './tables/first-purchases.ts'
import { leadCohort } from './tables/lead-cohort.ts'
import { leads } from './tables/leads.ts'
import { memberships } from './tables/memberships.ts'
import { notes } from './tables/notes.ts'
import { noticeReceipts } from './tables/notice-receipts.ts'
import { noticeVersions } from './tables/notice-versions.ts'
import { opportunities } from './tables/opportunities.ts'
import { opportunityLines } from './tables/opportunity-lines.ts'
import { opportunityOwners } from './tables/opportunity-owners.ts'
import { ownTimeChoices } from './tables/own-time-choices.ts'
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
import { contractStays } from './tables/contract-stays.ts'
import { stayAges } from './tables/stay-ages.ts'
import { stayMonths } from './tables/stay-months.ts'
import { invoicedStays } from './tables/invoiced-stays.ts'
import { leadCounts } from './tables/lead-counts.ts'
import { leadDelays } from './tables/lead-delays.ts'
import { npsDays } from './tables/nps-days.ts'
import { voiceDays } from './tables/voice-days.ts'
import { orderSums } from './tables/order-sums.ts'
import { delayTotals } from './tables/delay-totals.ts'
import { pathDays } from './tables/path-days.ts'
import { stayDays } from './tables/stay-days.ts'
import { wonCycles } from './tables/won-cycles.ts'
import { scoreDays } from './tables/score-days.ts'
import { scoreTotals } from './tables/score-totals.ts'
import { sessions } from './tables/sessions.ts'
import { settings } from './tables/settings.ts'
import { signInAttempts } from './tables/sign-in-attempts.ts'
import { sourceIdentities } from './tables/source-identities.ts'
import { stageStays } from './tables/stage-stays.ts'
import { stageVisits } from './tables/stage-visits.ts'
import { stages } from './tables/stages.ts'
import { stayUses } from './tables/stay-uses.ts'
import { targets } from './tables/targets.ts'
import { teams } from './tables/teams.ts'
import { userIdentities } from './tables/user-identities.ts'
import { users } from './tables/users.ts'
import { xapiCredentials } from './tables/xapi-credentials.ts'
import { xapiStatements } from './tables/xapi-statements.ts'
import { xapiTerms } from './tables/xapi-terms.ts'
import { xapiAgents } from './tables/xapi-agents.ts'
import { xapiActivities } from './tables/xapi-activities.ts'
import { xapiDocuments } from './tables/xapi-documents.ts'
import { xapiAttachments } from './tables/xapi-attachments.ts'
import { xapiCourses } from './tables/xapi-courses.ts'
import { xapiLaunches } from './tables/xapi-launches.ts'

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
  activities,
  work_schedules: workSchedules,
  absences,
  holidays,
  content_items: contentItems,
  content_versions: contentVersions,
  content_work: contentWork,
  content_events: contentEvents,
  courses,
  training_results: trainingResults,
  workshops,
  workshop_attendances: workshopAttendances,
  coaching_sessions: coachingSessions,
  onboarding_milestones: onboardingMilestones,
  costs,
  quotas,
  revenue,
  subscriptions,
  renewals,
  surveys,
  survey_answers: surveyAnswers,
  feedback,
  themes,
  feedback_actions: feedbackActions,
  lead_scores: leadScores,
  activity_days: activityDays,
  past_hours: pastHours,
  kept_figures: keptFigures,
  kept_people: keptPeople,
  past_uses: pastUses,
  earlier_marks: earlierMarks,
  content_days: contentDays,
  content_months: contentMonths,
  deal_days: dealDays,
  deal_totals: dealTotals,
  first_purchases: firstPurchases,
  first_days: firstDays,
  deal_answers: dealAnswers,
  deal_kinds: dealKinds,
  customer_months: customerMonths,
  won_cycles: wonCycles,
  deal_kind_days: dealKindDays,
  deal_paths: dealPaths,
  path_days: pathDays,
  stay_days: stayDays,
  contract_stays: contractStays,
  stay_ages: stayAges,
  stay_months: stayMonths,
  invoiced_stays: invoicedStays,
  nps_days: npsDays,
  voice_days: voiceDays,
  order_sums: orderSums,
  lead_cohort: leadCohort,
  lead_counts: leadCounts,
  lead_delays: leadDelays,
  delay_totals: delayTotals,
  score_days: scoreDays,
  score_totals: scoreTotals,
  stage_stays: stageStays,
  stay_uses: stayUses,
  rollups,
  currency_rates: currencyRates,
  targets,
  imports,
  import_files: importFiles,
  import_changes: importChanges,
  refused_rows: refusedRows,
  remembered_mappings: rememberedMappings,
  own_time_choices: ownTimeChoices,
  connections,
  connection_items: connectionItems,
  landed_streams: landedStreams,
  landed_rows: landedRows,
  deal_events: dealEvents,
  users,
  user_identities: userIdentities,
  first_starts: firstStarts,
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
  data_changes: dataChanges,
  purge_runs: purgeRuns,
  lead_days: leadDays,
  purged_leads: purgedLeads,
  erasures,
  corrections,
  notes,
  notice_versions: noticeVersions,
  notice_receipts: noticeReceipts,
  xapi_credentials: xapiCredentials,
  xapi_statements: xapiStatements,
  xapi_terms: xapiTerms,
  xapi_agents: xapiAgents,
  xapi_activities: xapiActivities,
  xapi_documents: xapiDocuments,
  xapi_attachments: xapiAttachments,
  xapi_courses: xapiCourses,
  xapi_launches: xapiLaunches,
} as const

export type TableName = keyof typeof tables

/** The schema as Kysely sees it. Rows are read and written through decoded values (see decode.ts). */
export type Schema = { [Name in TableName]: Row<(typeof tables)[Name]> }
