// A person's own mailbox: read in memory, header by header. Of each message between her and a known customer a minute is kept, with
// its direction and the customer; of colleagues, strangers and what is marked private nothing is, and no word of any message.
import { sql } from 'kysely'
import type { Database } from '../../model/database.ts'
import type { Query } from '../../model/query.ts'
import type { Reader } from '../../model/reader.ts'
import { createZone } from '../files/values/index.ts'
import type { MailConnection, MailboxReading } from '../mail/imap.ts'
import { readMailbox } from '../mail/imap.ts'
import { type CustomerMessage, judge, type Judging, toolOf } from '../mail/judge.ts'
import { type KnownParties, readKnownParties } from '../mail/known.ts'
import type { Lookup } from '../outgoing/index.ts'
import { noteChoice } from './choices.ts'
import { addDays, cutAtMidnights, daysBack } from './days.ts'
import { circleOf } from './calendar.ts'
import { type Kept, type OwnRow, replaceOwnTime } from './keep.ts'

export interface OwnMailbox {
  readonly connectionId: number
  readonly personId: number
  readonly connection: MailConnection
}

export interface ReadingOwnMailbox extends MailboxReading {
  readonly database: Database
  readonly reader: Reader
  readonly now: Date
  readonly timeZone: string
  readonly names: Lookup
}

/**
 * Reads a mailbox and keeps her messages with customers. What was kept before stays: a message that she deletes was written all
 * the same.
 * @throws MailRefused; the signal's reason
 */
export async function readOwnMailbox(
  { connectionId, personId, connection }: OwnMailbox,
  { database, reader, now, timeZone, names, ...reading }: ReadingOwnMailbox,
): Promise<Kept> {
  const zone = createZone(timeZone)
  const from = addDays(zone.dayOf(now.getTime()), -daysBack)
  const judging: Judging = {
    known: await database.read(reader, (query) => herParties(query, personId)),
    now: now.getTime(),
    seen: new Set(),
  }
  const rows: OwnRow[] = []
  await readMailbox(connection, names, reading, (headers) => {
    const judged = judge(headers, judging)
    if (judged.kind !== 'taken') return
    for (const message of judged.messages)
      rows.push(...rowsOf(message, zone).filter(({ day }) => day >= from))
  })
  return database.write(reader, async (query) => {
    if (!(await isStillHers(query, connectionId, personId))) return { added: 0, removed: 0, unchanged: 0 }
    await noteChoice(query, personId, 'mailbox', now)
    return replaceOwnTime(
      query,
      {
        personId,
        source: mailboxSource(connectionId),
        basis: 'captured',
        tool: null,
        days: 'of the rows',
        keepsOthers: true,
      },
      rows,
    )
  })
}

/** The source of the rows that a mailbox brought. */
export function mailboxSource(connectionId: number): string {
  return `own mailbox ${connectionId}`
}

/** She alone is a colleague here: in her mailbox nothing is kept of those who share a message with her. */
async function herParties(query: Query, personId: number): Promise<KnownParties> {
  const { owner } = await circleOf(query, personId)
  const known = await readKnownParties(query)
  return {
    isColleague: (address) => owner.has(address),
    isOwn: (address) => known.isOwn(address),
    accountOf: (address) => (owner.has(address) ? null : known.accountOf(address)),
  }
}

function rowsOf(
  { id, category, direction, start, end, account }: CustomerMessage,
  zone: ReturnType<typeof createZone>,
): OwnRow[] {
  return cutAtMidnights(start, end, zone).map((part) => ({
    id,
    category,
    seconds: Math.round((part.end - part.start) / 1000),
    tool: toolOf(direction),
    accountId: account.accountId,
    ...part,
  }))
}

/** She may have ended it while it was read. */
async function isStillHers(query: Query, connectionId: number, personId: number): Promise<boolean> {
  const { rows } = await sql`
    select from connections where connection_id = ${connectionId} and person_id = ${personId}`.execute(query)
  return rows.length > 0
}
