// Rectification: a value about a person is put right, and what it was, who changed it and why stay readable.
import type { Query } from '../../model/database.ts'
import { foldName } from '../../model/names.ts'
import { isAddress } from '../../model/people-map.ts'
import type { Reader } from '../../model/reader.ts'
import { PrivacyRefused } from './refused.ts'

/** What can be put right about a person; the rest is put right in its source, which the next import would repeat. */
export const correctable = ['display_name', 'email', 'job', 'hired_on', 'left_on'] as const
export type Correctable = (typeof correctable)[number]

const jobs = ['rep', 'manager', 'leader', 'marketing', 'other'] as const

export interface Correction {
  readonly correctionId: number
  readonly personId: number
  readonly column: string
  readonly earlier: string | null
  readonly later: string | null
  readonly why: string
  readonly authorId: number | null
  readonly correctedAt: Date
}

export interface CorrectionRequest {
  readonly personId: number
  readonly column: string
  /** Null where the value is to be unknown. */
  readonly value: string | null
  readonly why: string
}

/**
 * Puts a value right and keeps the earlier one. A corrected name or address is learnt by the people map beside the
 * old one, so that sources that still write the old one mean the same person.
 * @throws PrivacyRefused for an unknown person or column, a value of the wrong form, or no reason
 */
export async function correctPerson(
  query: Query,
  reader: Reader,
  { personId, column, value, why }: CorrectionRequest,
  now: Date,
): Promise<Correction> {
  if (!isCorrectable(column)) throw new PrivacyRefused('not-correctable')
  const reason = why.trim()
  if (reason === '' || reason.length > 1_000) throw new PrivacyRefused('reason-missing')
  const later = checked(column, value)
  const person = await query
    .selectFrom('people')
    .select(correctable)
    .where('person_id', '=', personId)
    .forUpdate()
    .executeTakeFirst()
  if (person === undefined) throw new PrivacyRefused('person-unknown')
  const change =
    column === 'display_name' && later !== null
      ? { display_name: later, name_key: foldName(later) }
      : { [column]: later }
  await query.updateTable('people').set(change).where('person_id', '=', personId).execute()
  await learn(query, personId, column, later)
  const row = await query
    .insertInto('corrections')
    .values({
      person_id: personId,
      column_name: column,
      earlier: person[column],
      later,
      why: reason,
      author_id: reader.personId,
      corrected_at: now,
    } as never)
    .returningAll()
    .executeTakeFirstOrThrow()
  return asCorrection(row)
}

/** Every correction about a person, newest first. */
export async function corrections(query: Query, personId: number): Promise<readonly Correction[]> {
  const rows = await query
    .selectFrom('corrections')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('correction_id', 'desc')
    .execute()
  return rows.map(asCorrection)
}

function isCorrectable(column: string): column is Correctable {
  return (correctable as readonly string[]).includes(column)
}

/** @throws PrivacyRefused */
function checked(column: Correctable, value: string | null): string | null {
  const text = value?.trim() ?? ''
  if (text === '') {
    if (column === 'display_name') throw new PrivacyRefused('not-a-value')
    return null
  }
  const isRight = {
    display_name: text.length <= 200,
    email: isAddress(text),
    job: (jobs as readonly string[]).includes(text),
    hired_on: isDay(text),
    left_on: isDay(text),
  }[column]
  if (!isRight || text.includes('\0')) throw new PrivacyRefused('not-a-value')
  return text
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

async function learn(
  query: Query,
  personId: number,
  column: Correctable,
  later: string | null,
): Promise<void> {
  if (later === null || (column !== 'email' && column !== 'display_name')) return
  const isEmail = column === 'email'
  const value_key = isEmail ? later.toLowerCase() : foldName(later)
  const taken = await query
    .selectFrom('person_identities')
    .select('person_id')
    .where('kind', '=', isEmail ? 'email' : 'name')
    .where('source', '=', '')
    .where('value_key', '=', value_key)
    .executeTakeFirst()
  // An address that means somebody else cannot be given to her as well.
  if (isEmail && taken !== undefined && taken.person_id !== personId) throw new PrivacyRefused('not-a-value')
  if (taken !== undefined) return
  await query
    .insertInto('person_identities')
    .values({
      kind: isEmail ? 'email' : 'name',
      source: '',
      value_key,
      value: later,
      person_id: personId,
      created_import_id: null,
    })
    .execute()
}

interface CorrectionRow {
  readonly correction_id: number
  readonly person_id: number
  readonly column_name: string
  readonly earlier: string | null
  readonly later: string | null
  readonly why: string
  readonly author_id: number | null
  readonly corrected_at: Date
}

function asCorrection(row: CorrectionRow): Correction {
  return {
    correctionId: row.correction_id,
    personId: row.person_id,
    column: row.column_name,
    earlier: row.earlier,
    later: row.later,
    why: row.why,
    authorId: row.author_id,
    correctedAt: row.corrected_at,
  }
}
