// Names that the screens give to the contract's shapes; types only, nothing of zod reaches the browser.
import type { Answer, MeasurementJson, Request, TrendJson } from '../api/contract/types.ts'

export type {
  AnswerJson,
  BreakdownJson,
  ComparisonJson,
  DecisionJson,
  DefinitionJson,
  FaultJson,
  FileReportJson,
  HeadlineJson,
  ImportEntityJson,
  ImportReportJson,
  MeasurementJson,
  PeriodJson,
  RowPageJson,
  ScopeJson,
  TrendJson,
  UnitJson,
  ValueJson,
  WordsJson,
} from '../api/contract/types.ts'

export type HomeJson = Answer<'home'>
export type CourseJson = Answer<'launchableCourses'>[number]
export type StreamJson = Answer<'streams'>[number]
export type StreamLookJson = Answer<'stream'>
export type TemplateJson = Answer<'templates'>[number]
export type HealthJson = Answer<'health'>
export type SessionJson = Answer<'session'>
export type AccountJson = NonNullable<SessionJson['account']>
export type RoleName = AccountJson['roles'][number]
export type ApiTokenJson = Answer<'tokens'>[number]
export type NoteJson = Answer<'notes'>[number]
export type HeldKindJson = Answer<'heldData'>[number]
export type LookJson = Answer<'looks'>[number]
export type OwnTimeJson = Answer<'ownTime'>
export type OwnTimeWay = OwnTimeJson['choices'][number]['way']
export type TimeCategory = OwnTimeJson['days'][number]['category']
export type OwnWeekJson = Answer<'ownWeek'>
export type TrackerReadingJson = Answer<'readOwnTracker'>
export type CalendarReadingJson = Answer<'readOwnCalendar'>
export type OwnNoticeJson = Answer<'ownNotices'>[number]
export type OrganisationJson = Answer<'people'>
export type PersonJson = OrganisationJson['people'][number]
export type StayJson = PersonJson['stays'][number]
export type WorkingTimeJson = Answer<'workingTime'>
export type WeekJson = WorkingTimeJson['weeks'][number]
export type CalendarJson = Answer<'personCalendar'>
export type UserJson = Answer<'users'>[number]
export type RetentionJson = Answer<'retention'>
export type RuleJson = RetentionJson['rules'][number]
export type ConnectionsJson = Answer<'connections'>
export type ConnectionJson = ConnectionsJson['connections'][number]
export type DeliveredJson = ConnectionsJson['sources'][number]
export type NewConnectionJson = Request<'addConnection'>['body']
/** How to reach a mailbox. */
export type MailboxJson = Request<'addOwnMailbox'>['body']
export type RunningJson = NonNullable<ConnectionJson['running']>
export type AddedConnectionJson = Answer<'addConnection'>
export type DataHealthJson = Answer<'dataHealth'>
export type GapJson = DataHealthJson['metrics'][number]['gaps'][number]
export type StateName = MeasurementJson['state']
export type VerdictName = TrendJson['verdict']
export type IntervalJson = NonNullable<MeasurementJson['answers'][number]['interval']>
export type TrendPointJson = TrendJson['points'][number]
export type Against = MeasurementJson['answers'][number]['comparisons'][number]['against']
