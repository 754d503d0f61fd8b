// The door for learning records: what the API and the command line use of it.
export { isNumber, isObject, own, type XapiVersion } from './check/shape.ts'
export { answeredVersion, versionOf } from './check/version.ts'
export type { StatementFault, Words } from './faults.ts'
export { canonical, definitionIn, idsOnly, languagesOf } from './formats.ts'
export { JsonFault } from './json/json-fault.ts'
export { type JsonObject, type JsonValue, parseJson } from './json/parse-json.ts'
export { writeJson } from './json/write-json.ts'
export { activityKey, namedOf } from './keys.ts'
export { type CourseStructure, readCourse } from './cmi5/course-structure.ts'
export { keepCourse, type ListedCourse, listCourses } from './cmi5/courses.ts'
export { launchUnit } from './cmi5/launch.ts'
export { type WaiveReason, waiveReasons, waiveUnit } from './cmi5/waive.ts'
export { type Withdrawing, withdrawWaiver } from './cmi5/withdraw.ts'
export { fetchCredential, followSessions } from './cmi5/sessions.ts'
export { isStatementFile, type StatementFileReport, takeStatementFile } from './statement-file.ts'
export { linkAgent } from './link-agent.ts'
export { deriveAll } from './meaning/derive.ts'
export {
  type ActivityChoice,
  type Change,
  changeChoices,
  type Choices,
  readChoices,
} from './meaning/mapping.ts'
export { activityUses, type ActivityUse, meanings, type Meaning } from './meaning/words-of-verbs.ts'
export { recogniseWaiting } from './recognise-waiting.ts'
export { readStatus, readWaiting, type WaitingAgent, type XapiStatus } from './status.ts'
export { filesNamedBy, parseBody, receive } from './receive.ts'
export { reasons } from './reasons.ts'
export {
  agentKeyOf,
  instantOf,
  iriOf,
  type Parameters,
  readStatementQuery,
  type StatementQuery,
  uuidOf,
} from './statement-query.ts'
export { isActivitySeen, readActivities } from './store/activities.ts'
export { isAgentSeen } from './store/agents.ts'
export { readFile } from './store/attachments.ts'
export {
  findCredential,
  listCredentials,
  makeCredential,
  noteCredentialUse,
  type OpenCredential,
  revokeCredential,
  sharedCredential,
  type XapiCredential,
} from './store/credentials.ts'
export {
  type Conditions,
  deleteDocument,
  deleteDocuments,
  type DocumentKind,
  type DocumentScope,
  largestDocument,
  listDocuments,
  mergeDocument,
  putDocument,
  readDocument,
} from './store/documents.ts'
export { consistentThrough } from './store/consistent-through.ts'
export { type Found, readPage, readStatement } from './store/read-statements.ts'
export { badParameter, type XapiCode, XapiRefused } from './store/refused.ts'
export { takeStatements } from './take-statements.ts'
