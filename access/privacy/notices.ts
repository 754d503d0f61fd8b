// The notice ledger: which version of the notice to employees each person got, and when. Figures of behaviour may use
// nothing from before that moment; results of the CRM only remind the administrator that a notice is due.
import type { Query } from '../../model/database.ts'
import { PrivacyRefused } from './refused.ts'

export interface NoticeVersion {
  readonly noticeVersionId: number
  /** '2026-03', 'v2': as the company calls it. */
  readonly name: string
  readonly text: { readonly fr: string; readonly en: string }
  readonly publishedAt: Date
  /** How many people got it. */
  readonly receipts: number
}

/** Publishes a version; it never changes afterwards. @throws PrivacyRefused */
export async function publishNotice(
  query: Query,
  { name, text }: Pick<NoticeVersion, 'name' | 'text'>,
  now: Date,
): Promise<NoticeVersion> {
  const title = name.trim()
  const texts = [title, text.fr.trim(), text.en.trim()]
  if (texts.some((part) => part === '' || part.length > 100_000 || part.includes('\0')) || title.length > 60)
    throw new PrivacyRefused('not-a-value')
  const row = await query
    .insertInto('notice_versions')
    .values({ name: title, text_fr: text.fr, text_en: text.en, published_at: now } as never)
    .onConflict((conflict) => conflict.column('name').doNothing())
    .returning('notice_version_id')
    .executeTakeFirst()
  if (row === undefined) throw new PrivacyRefused('notice-exists')
  return { noticeVersionId: row.notice_version_id, name: title, text, publishedAt: now, receipts: 0 }
}

/** All versions, newest first. */
export async function noticeVersions(query: Query): Promise<readonly NoticeVersion[]> {
  const versions = await query
    .selectFrom('notice_versions')
    .selectAll()
    .orderBy('notice_version_id', 'desc')
    .execute()
  const receipts = await query
    .selectFrom('notice_receipts')
    .select(({ fn }) => ['notice_version_id', fn.countAll<number>().as('people')])
    .groupBy('notice_version_id')
    .execute()
  const counts = new Map(receipts.map((row) => [row.notice_version_id, row.people]))
  return versions.map((row) => ({
    noticeVersionId: row.notice_version_id,
    name: row.name,
    text: { fr: row.text_fr, en: row.text_en },
    publishedAt: row.published_at,
    receipts: counts.get(row.notice_version_id) ?? 0,
  }))
}

/** How a notice reaches people. */
export const ways = ['on screen', 'by mail', 'on paper'] as const
export type Way = (typeof ways)[number]

/**
 * Writes down that people got a version; who had it already keeps the first moment.
 * @returns how many got it now
 * @throws PrivacyRefused for a version or a person that is not there
 */
export async function recordReceipts(
  query: Query,
  {
    name,
    personIds,
    way,
  }: { readonly name: string; readonly personIds: readonly number[]; readonly way: Way },
  now: Date,
): Promise<number> {
  const version = await query
    .selectFrom('notice_versions')
    .select('notice_version_id')
    .where('name', '=', name)
    .executeTakeFirst()
  if (version === undefined) throw new PrivacyRefused('notice-unknown')
  const asked = [...new Set(personIds)]
  if (asked.length === 0) return 0
  const known = await query.selectFrom('people').select('person_id').where('person_id', 'in', asked).execute()
  if (known.length !== asked.length) throw new PrivacyRefused('person-unknown')
  const { numInsertedOrUpdatedRows = 0n } = await query
    .insertInto('notice_receipts')
    .values(
      asked.map((person_id) => ({
        person_id,
        notice_version_id: version.notice_version_id,
        received_at: now,
        way,
      })),
    )
    .onConflict((conflict) => conflict.columns(['person_id', 'notice_version_id']).doNothing())
    .executeTakeFirst()
  return Number(numInsertedOrUpdatedRows)
}

export interface OwnNotice extends Pick<NoticeVersion, 'name' | 'text' | 'publishedAt'> {
  /** When she got this version; null while she has not. */
  readonly receivedAt: Date | null
  readonly way: Way | null
}

/** The versions that a person got, and the newest one whether she got it or not; newest first. */
export async function noticesOf(query: Query, personId: number): Promise<readonly OwnNotice[]> {
  const rows = await query
    .selectFrom('notice_versions as v')
    .leftJoin('notice_receipts as r', (join) =>
      join.onRef('r.notice_version_id', '=', 'v.notice_version_id').on('r.person_id', '=', personId),
    )
    .select(['v.name', 'v.text_fr', 'v.text_en', 'v.published_at', 'r.received_at', 'r.way'])
    .orderBy('v.notice_version_id', 'desc')
    .execute()
  return rows
    .filter((row, index) => index === 0 || row.received_at !== null)
    .map((row) => ({
      name: row.name,
      text: { fr: row.text_fr, en: row.text_en },
      publishedAt: row.published_at,
      receivedAt: row.received_at,
      way: ways.find((way) => way === row.way) ?? null,
    }))
}

export interface NoticeState {
  readonly personId: number
  readonly name: string
  /** The newest version that she got; null when none. */
  readonly version: string | null
  /** When she got her first version: nothing about her behaviour from before it may be used. */
  readonly firstReceivedAt: Date | null
  readonly receivedAt: Date | null
}

/** Everybody of the organisation with what they got, in the order of names. */
export async function noticeStates(query: Query): Promise<readonly NoticeState[]> {
  const people = await query
    .selectFrom('people')
    .select(['person_id', 'display_name'])
    .orderBy('name_key')
    .orderBy('person_id')
    .execute()
  const receipts = await query
    .selectFrom('notice_receipts as r')
    .innerJoin('notice_versions as v', 'v.notice_version_id', 'r.notice_version_id')
    .select(['r.person_id', 'r.received_at', 'v.name', 'v.notice_version_id'])
    .orderBy('v.notice_version_id')
    .execute()
  const byPerson = new Map<number, typeof receipts>()
  for (const row of receipts) byPerson.set(row.person_id, [...(byPerson.get(row.person_id) ?? []), row])
  return people.map((person) => {
    const got = byPerson.get(person.person_id) ?? []
    const newest = got.at(-1)
    const first = got.reduce<Date | null>(
      (earliest, row) => (earliest === null || row.received_at < earliest ? row.received_at : earliest),
      null,
    )
    return {
      personId: person.person_id,
      name: person.display_name,
      version: newest?.name ?? null,
      firstReceivedAt: first,
      receivedAt: newest?.received_at ?? null,
    }
  })
}

/** From when on data about a person's behaviour may be used; null: not at all yet. */
export async function behaviourFrom(query: Query, personId: number): Promise<Date | null> {
  const row = await query
    .selectFrom('notice_receipts')
    .select(({ fn }) => fn.min('received_at').as('first'))
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return row?.first ?? null
}
