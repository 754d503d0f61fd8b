// The access journal: written at each read of another person's data, read by that person, checked by anyone.
export { type ChainedEntry, canonicalText, genesis, hashOf } from './chain.ts'
export { type LookedAt, lookedAt } from './looked-at.ts'
export { type Anchor, type JournalFault, type Verification, verifyJournal } from './verify-journal.ts'
export { type DataKind, dataKindWords, type Look, type LookedWhen, writeJournal } from './write-journal.ts'
