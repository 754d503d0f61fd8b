// The few ways in which columns are cared for, named once: a table says `...key` or `...result` instead of
// repeating four lines, and a reviewer reads the policy here.
import type { Care } from './table.ts'

const useLong = 'while the organisation uses Douze'

/** Numbers that link rows and mean nothing by themselves. */
export const key: Care = {
  purpose: 'identify a record',
  basis: 'not personal',
  retention: useLong,
  readers: ['everyone'],
}

/** Names of teams, products, stages: words of the company, about nobody. */
export const label: Care = {
  purpose: 'name things on screen',
  basis: 'not personal',
  retention: useLong,
  readers: ['everyone'],
}

/** Deals, amounts, stages, dates: business records of the organisation. */
export const result: Care = {
  purpose: 'measure results',
  basis: 'legitimate interest',
  retention: 'customers: while the relation lasts, then 3 years',
  readers: ['own', 'own line', 'leader', 'analyst'],
}

/** What a lead did and where it came from. */
export const lead: Care = {
  purpose: 'measure results',
  basis: 'legitimate interest',
  retention: 'leads: 3 years from their last own action',
  readers: ['own', 'own line', 'leader', 'analyst'],
}

/** A customer company's name and traits: part of the rows of deals and results. */
export const customer: Care = {
  purpose: 'name things on screen',
  basis: 'legitimate interest',
  retention: 'customers: while the relation lasts, then 3 years',
  readers: ['own', 'own line', 'leader', 'analyst'],
}

/** Who owned what, in which team, from when to when. */
export const attribution: Care = {
  purpose: 'attribute results',
  basis: 'legitimate interest',
  retention: 'while the person works here',
  readers: ['own', 'own line', 'leader', 'analyst'],
}

/** An employee's name. Administrators keep people, teams, accounts and notices; what is measured of her they do not see. */
export const employee: Care = {
  purpose: 'name things on screen',
  basis: 'contract',
  retention: 'while the person works here',
  readers: ['own', 'own line', 'leader', 'administrator'],
}

/** E-mail addresses and names as written, only to recognise the same person or record again. */
export const matching: Care = {
  purpose: 'match records between sources',
  basis: 'legitimate interest',
  retention: 'while the person works here',
  readers: ['own', 'administrator'],
}

/** What people did with their time. Owed a notice before it is used. */
export const time: Care = {
  purpose: 'improve how work is organised',
  basis: 'legitimate interest',
  retention: 'time: hours 30 days, daily totals 12 months',
  readers: ['own', 'own line'],
}

/** Pieces of content: the organisation's own documents, about nobody. */
export const content: Care = {
  purpose: 'improve content',
  basis: 'not personal',
  retention: useLong,
  readers: ['everyone'],
}

/** How often content was used, once nobody says by whom. */
export const past: Care = {
  purpose: 'improve content',
  basis: 'not personal',
  retention: 'totals without people',
  readers: ['own', 'own line', 'leader', 'analyst'],
}

/** Who searched, opened, shared or viewed which content. */
export const contentUse: Care = {
  purpose: 'improve content',
  basis: 'legitimate interest',
  retention: 'uses of content: 12 months',
  readers: ['own', 'own line'],
}

/** What people learnt: results, attendance, coaching. */
export const training: Care = {
  purpose: 'follow training',
  basis: 'contract',
  retention: 'while the person works here',
  readers: ['own', 'own line'],
}

/** What a person is to sell. */
export const quota: Care = {
  purpose: 'measure results',
  basis: 'legitimate interest',
  retention: 'while the person works here',
  readers: ['own', 'own line'],
}

/** Costs of the organisation; one may be a salary. */
export const cost: Care = {
  purpose: 'measure costs',
  basis: 'legitimate interest',
  retention: useLong,
  readers: ['leader', 'analyst'],
}

/** What a customer answered or said. */
export const answer: Care = {
  purpose: 'hear customers',
  basis: 'legitimate interest',
  retention: 'answers: 24 months',
  readers: ['own', 'own line', 'leader'],
}

/** What stays of an answer without its person and its words. */
export const heard: Care = { ...answer, retention: 'totals without people' }

/** What the organisation did about what customers said: its own record, and nobody's answer. */
export const acted: Care = { ...answer, readers: ['own', 'own line', 'leader', 'analyst'] }

/** Where a row came from: import, file, row number, digest of its content. */
export const trace: Care = {
  purpose: 'trace a figure to its source',
  basis: 'not personal',
  retention: useLong,
  readers: ['everyone'],
}

/** Settings, imports, decisions. */
export const running: Care = {
  purpose: 'run the product',
  basis: 'not personal',
  retention: useLong,
  readers: ['administrator', 'leader'],
}

/** Rows that an import could not take, kept so that they can be corrected and sent again. */
export const refused: Care = {
  purpose: 'run the product',
  basis: 'legitimate interest',
  retention: 'refused rows: 30 days',
  readers: ['administrator'],
}

/** Secrets with which a source is reached or known: compared or opened, never shown. */
export const runningSecret: Care = { ...running, readers: ['nobody on screen'] }

/** What a connection brought: kept until it is taken, and its id a while longer, so that nothing counts twice. */
export const event: Care = { ...refused, readers: ['nobody on screen'] }

/** Records of a stream as they came, until something has been made of them and for a while after. */
export const landed: Care = {
  purpose: 'run the product',
  basis: 'legitimate interest',
  retention: 'landed records: 90 days',
  readers: ['administrator'],
}

/** An account: its address, name, roles and dates. */
export const account: Care = {
  purpose: 'sign people in',
  basis: 'contract',
  retention: 'accounts: while the account exists',
  readers: ['own', 'administrator'],
}

/** Hashes and sealed secrets of an account: compared, never shown. */
export const accountSecret: Care = {
  purpose: 'sign people in',
  basis: 'contract',
  retention: 'accounts: while the account exists',
  readers: ['nobody on screen'],
}

/** A browser that is signed in. */
export const session: Care = {
  purpose: 'sign people in',
  basis: 'contract',
  retention: 'sessions: 7 days',
  readers: ['nobody on screen'],
}

/** The digest of a link's token: compared, never shown. */
export const linkSecret: Care = {
  purpose: 'sign people in',
  basis: 'contract',
  retention: 'invitations: 30 days after they end',
  readers: ['nobody on screen'],
}

/** A browser in which an account signed in before. */
export const device: Care = {
  purpose: 'sign people in',
  basis: 'legitimate interest',
  retention: 'known browsers: 6 months after their last sign-in',
  readers: ['nobody on screen'],
}

/** Invitations and resets of passwords: who sent them, until when they open. */
export const invitation: Care = {
  purpose: 'sign people in',
  basis: 'contract',
  retention: 'invitations: 30 days after they end',
  readers: ['administrator'],
}

/** Tries at signing in, counted under keyed hashes. */
export const attempt: Care = {
  purpose: 'sign people in',
  basis: 'legitimate interest',
  retention: 'sign-in tries: 1 day',
  readers: ['nobody on screen'],
}

/** What a delivery left behind: file names, samples of cells, sentences that name people, rows as they were before. */
export const delivered: Care = {
  purpose: 'run the product',
  basis: 'legitimate interest',
  retention: 'imports: 13 months',
  readers: ['administrator', 'leader'],
}

/** Who looked at whose data. Read by the person looked at, and by whoever checks the chain. */
export const looked: Care = {
  purpose: 'protect people',
  basis: 'legal obligation',
  retention: 'access journal: 12 months',
  readers: ['own', 'administrator'],
}

/** What a person or the company did about her data: notes, corrections, notices received. */
export const right: Care = {
  purpose: 'protect people',
  basis: 'legal obligation',
  retention: 'while the person works here',
  readers: ['own', 'own line', 'administrator'],
}

/** A note beside a figure or a record: seen by whoever sees that by name. */
export const beside: Care = { ...right, readers: ['own', 'own line', 'leader', 'administrator'] }

/** What employees are told of the use of their data. */
export const notice: Care = {
  purpose: 'protect people',
  basis: 'not personal',
  retention: useLong,
  readers: ['everyone'],
}

/** Proof without a person: runs of the purge, erasures, rules of retention. */
export const proof: Care = {
  purpose: 'protect people',
  basis: 'not personal',
  retention: useLong,
  readers: ['administrator'],
}

/** Totals that stay when the rows behind them have gone. */
export const kept: Care = {
  purpose: 'measure results',
  basis: 'legitimate interest',
  retention: 'totals without people',
  readers: ['own', 'own line', 'leader', 'analyst'],
}
