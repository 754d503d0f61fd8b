// Privacy: register of processing, retention and purge, a person's rights, and the notice ledger.
export {
  correctable,
  type Correction,
  type CorrectionRequest,
  correctPerson,
  corrections,
} from './correct.ts'
export { type Erasure, erasePerson, erasureLedger, type ErasureOptions, replayErasures } from './erase.ts'
export { heldAbout, type HeldTable } from './held-about.ts'
export { type HeldKind, heldSummary } from './held-summary.ts'
export {
  correctionRequests,
  countNotesOn,
  type NewNote,
  type Note,
  notesAbout,
  notesOfPeriod,
  notesOn,
  type NoteSubject,
  oneNote,
  personOf,
  type RecordKind,
  replyToNote,
  writeNote,
} from './notes.ts'
export { peopleOfNotes } from './notes-sight.ts'
export {
  behaviourFrom,
  type NoticeState,
  noticeStates,
  type NoticeVersion,
  noticeVersions,
  noticesOf,
  type OwnNotice,
  publishNotice,
  recordReceipts,
  type Way,
  ways,
} from './notices.ts'
export type { Keeping } from './keeping.ts'
export { purge, type Purged, type PurgeOptions } from './purge.ts'
export { type PrivacyCode, PrivacyRefused } from './refused.ts'
export { purgeDay } from './today.ts'
export { processingRegister, type RegisterLanguage } from './register.ts'
export {
  keptFrom,
  type Length,
  readRetention,
  retentionRules,
  type RuleId,
  ruleIds,
  type RuleInForce,
  setRetention,
} from './retention.ts'
