// Notes: a person annotates or contests a figure or a record about her; the note stands wherever that figure or record
// does, for whoever sees it, and can be answered once.
import type { Query } from '../../model/database.ts'
import type { Reader } from '../../model/reader.ts'
import { PrivacyRefused } from './refused.ts'

/** What a record is: a deal, a lead, or what is held about a person herself (a note on it asks for a correction). */
export type RecordKind = 'opportunity' | 'lead' | 'person'

/** A figure, by the words of its address; or a record, by its number. */
export type NoteSubject =
  | {
      readonly kind: 'figure'
      readonly metric: string
      readonly answer: string | null
      readonly scope: string
      readonly period: string
    }
  | { readonly kind: 'record'; readonly recordKind: RecordKind; readonly recordId: number }

export interface Note {
  readonly noteId: number
  readonly kind: 'annotation' | 'contest'
  /** About whom; null for a figure of a team or of all. */
  readonly personId: number | null
  readonly subject: NoteSubject
  readonly body: string
  readonly authorId: number | null
  readonly authorName: string | null
  readonly writtenAt: Date
  readonly reply: string | null
  readonly repliedBy: number | null
  readonly repliedAt: Date | null
}

export interface NewNote {
  readonly kind: 'annotation' | 'contest'
  readonly subject: NoteSubject
  readonly body: string
}

const longest = 2_000

/**
 * Writes a note. Whose it is about follows from the subject: the rep of the figure's scope, or the owner of the record.
 * @throws PrivacyRefused for an empty or long text, or a record that is not there
 */
export async function writeNote(query: Query, reader: Reader, note: NewNote, now: Date): Promise<Note> {
  const body = textOf(note.body)
  const { subject } = note
  const { note_id } = await query
    .insertInto('notes')
    .values({
      kind: note.kind,
      person_id: await personOf(query, subject),
      metric: subject.kind === 'figure' ? subject.metric : null,
      answer: subject.kind === 'figure' ? subject.answer : null,
      scope: subject.kind === 'figure' ? subject.scope : null,
      period: subject.kind === 'figure' ? subject.period : null,
      record_kind: subject.kind === 'record' ? subject.recordKind : null,
      record_id: subject.kind === 'record' ? subject.recordId : null,
      body,
      author_id: reader.personId,
      written_at: now,
    } as never)
    .returning('note_id')
    .executeTakeFirstOrThrow()
  return oneNote(query, note_id)
}

/** Answers a note; an earlier answer is replaced. @throws PrivacyRefused */
export async function replyToNote(
  query: Query,
  reader: Reader,
  noteId: number,
  reply: string,
  now: Date,
): Promise<Note> {
  const { numUpdatedRows } = await query
    .updateTable('notes')
    .set({ reply: textOf(reply), replied_by: reader.personId, replied_at: now })
    .where('note_id', '=', noteId)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new PrivacyRefused('note-unknown')
  return oneNote(query, noteId)
}

/** Notes on one figure (whatever its answer, when none is named) or one record, oldest first. */
export async function notesOn(query: Query, subject: NoteSubject): Promise<readonly Note[]> {
  const all = notesWithNames(query).orderBy('n.note_id')
  if (subject.kind === 'record')
    return (
      await all
        .where('n.record_kind', '=', subject.recordKind)
        .where('n.record_id', '=', subject.recordId)
        .execute()
    ).map(asNote)
  const rows = await all
    .where('n.metric', '=', subject.metric)
    .where('n.scope', '=', subject.scope)
    .where('n.period', '=', subject.period)
    .execute()
  const isAsked = (answer: string | null) =>
    subject.answer === null || answer === null || answer === subject.answer
  return rows.filter((row) => isAsked(row.answer)).map(asNote)
}

/** Notes about a person, newest first. */
export async function notesAbout(query: Query, personId: number): Promise<readonly Note[]> {
  const rows = await notesWithNames(query)
    .where('n.person_id', '=', personId)
    .orderBy('n.note_id', 'desc')
    .execute()
  return rows.map(asNote)
}

/** Notes on the figures of a period, oldest first; of all figures, or of those about some people. */
export async function notesOfPeriod(
  query: Query,
  period: string,
  about: 'everybody' | readonly number[],
): Promise<readonly Note[]> {
  if (about.length === 0) return []
  const all = notesWithNames(query)
    .where('n.period', '=', period)
    .where('n.metric', 'is not', null)
    .orderBy('n.note_id')
  const rows = await (about === 'everybody' ? all : all.where('n.person_id', 'in', [...about])).execute()
  return rows.map(asNote)
}

/** How many notes stand on each of some records; a record without any is not in it. */
export async function countNotesOn(
  query: Query,
  kind: RecordKind,
  records: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  if (records.length === 0) return new Map()
  const rows = await query
    .selectFrom('notes')
    .select(({ fn }) => ['record_id', fn.countAll<number>().as('notes')])
    .where('record_kind', '=', kind)
    .where('record_id', 'in', [...records])
    .groupBy('record_id')
    .execute()
  return new Map(rows.flatMap(({ record_id, notes }) => (record_id === null ? [] : [[record_id, notes]])))
}

/** What people asked to be put right about themselves and nobody answered yet, oldest first. */
export async function correctionRequests(query: Query): Promise<readonly Note[]> {
  const rows = await notesWithNames(query)
    .where('n.record_kind', '=', 'person')
    .where('n.reply', 'is', null)
    .orderBy('n.note_id')
    .execute()
  return rows.map(asNote)
}

/** @throws PrivacyRefused 'note-unknown' */
export async function oneNote(query: Query, noteId: number): Promise<Note> {
  const row = await notesWithNames(query).where('n.note_id', '=', noteId).executeTakeFirst()
  if (row === undefined) throw new PrivacyRefused('note-unknown')
  return asNote(row)
}

function notesWithNames(query: Query) {
  return query
    .selectFrom('notes as n')
    .leftJoin('people as p', 'p.person_id', 'n.author_id')
    .selectAll('n')
    .select('p.display_name as author_name')
}

function textOf(text: string): string {
  const body = text.trim()
  if (body === '' || body.length > longest || body.includes('\0')) throw new PrivacyRefused('not-a-value')
  return body
}

/** Whom a subject is about. @throws PrivacyRefused when the record is not there */
export async function personOf(query: Query, subject: NoteSubject): Promise<number | null> {
  if (subject.kind === 'figure') {
    const rep = /^rep:([1-9]\d{0,14})$/.exec(subject.scope)
    return rep === null ? null : Number(rep[1])
  }
  if (subject.recordKind === 'person') {
    const person = await query
      .selectFrom('people')
      .select('person_id')
      .where('person_id', '=', subject.recordId)
      .executeTakeFirst()
    if (person === undefined) throw new PrivacyRefused('note-unknown')
    return person.person_id
  }
  const found =
    subject.recordKind === 'opportunity'
      ? await query
          .selectFrom('opportunities')
          .select('owner_id')
          .where('opportunity_id', '=', subject.recordId)
          .executeTakeFirst()
      : await query
          .selectFrom('leads')
          .select('owner_id')
          .where('lead_id', '=', subject.recordId)
          .executeTakeFirst()
  if (found === undefined) throw new PrivacyRefused('note-unknown')
  return found.owner_id
}

type NoteRow = Awaited<ReturnType<ReturnType<typeof notesWithNames>['executeTakeFirstOrThrow']>>

function asNote(row: NoteRow): Note {
  return {
    noteId: row.note_id,
    kind: row.kind,
    personId: row.person_id,
    subject:
      row.record_kind !== null
        ? { kind: 'record', recordKind: row.record_kind, recordId: row.record_id ?? 0 }
        : {
            kind: 'figure',
            metric: row.metric ?? '',
            answer: row.answer,
            scope: row.scope ?? '',
            period: row.period ?? '',
          },
    body: row.body,
    authorId: row.author_id,
    authorName: row.author_name,
    writtenAt: row.written_at,
    reply: row.reply,
    repliedBy: row.replied_by,
    repliedAt: row.replied_at,
  }
}
