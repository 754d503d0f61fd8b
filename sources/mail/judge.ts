// What becomes of a message: nothing but its time, its direction and the customer it was exchanged with.
//
// The rule: a message from a colleague to a known customer is one minute with customers, as an isolated event counts (references of
// the method: an event without a length is one minute); a message from a known customer to a colleague is one minute of e-mail. Both
// are captured. Several customers in one message are one minute still, with the first of them.
import { createHash } from 'node:crypto'
import type { ActivityCategory } from '../../model/codes.ts'
import type { RowFaultCode } from '../files/reading/index.ts'
import { type MailDateFault, readMailDate } from './date.ts'
import type { MailHeaders } from './headers.ts'
import type { KnownAccount, KnownParties } from './known.ts'

export const activityHeader = [
  'event_id',
  'rep_email',
  'activity',
  'started_at',
  'ended_at',
  'basis',
  'tool',
  'account',
]

const messageSeconds = 60

export type Direction = 'sent' | 'received'

/** A message between one colleague and one customer. */
export interface CustomerMessage {
  /** Known again by this: a digest of the message and of its colleague. */
  readonly id: string
  /** The colleague's address, in lower case. */
  readonly rep: string
  readonly direction: Direction
  readonly category: Extract<ActivityCategory, 'buyer-facing' | 'email'>
  /** The minute that it counts; instants in milliseconds. */
  readonly start: number
  readonly end: number
  readonly account: KnownAccount
}

/** A message judged. `messages` is empty when no known customer or no colleague takes part. */
export type Judged =
  | { readonly kind: 'private' }
  | { readonly kind: 'repeated' }
  | {
      readonly kind: 'faulty'
      readonly code: RowFaultCode
      readonly field: 'date' | 'from'
      readonly value: string
    }
  | { readonly kind: 'taken'; readonly messages: readonly CustomerMessage[] }

export interface Judging {
  readonly known: KnownParties
  readonly now: number
  /** Digests of the messages met so far: a message is in several folders, or exported twice. */
  readonly seen: Set<string>
}

export function judge(headers: MailHeaders, { known, now, seen }: Judging): Judged {
  if (headers.isPrivate) return { kind: 'private' }
  const at = readMailDate(headers.date, now)
  if (typeof at !== 'number')
    return {
      kind: 'faulty',
      code: dateCode(at, headers.date),
      field: 'date',
      value: headers.date.slice(0, 100),
    }
  const [sender] = headers.from
  if (sender === undefined) return { kind: 'faulty', code: 'VALUE_REQUIRED', field: 'from', value: '' }
  const identity = identityOf(headers, at)
  if (seen.has(identity)) return { kind: 'repeated' }
  seen.add(identity)
  return { kind: 'taken', messages: messagesOf(headers, sender, identity, at, known) }
}

/** A date that is missing is asked for; the others say what is wrong with it. */
function dateCode(fault: MailDateFault, written: string): RowFaultCode {
  return written === '' ? 'VALUE_REQUIRED' : fault
}

/** By its id; without one, by its moment and addresses. Only a digest is kept: ids hold names of machines and people. */
function identityOf({ messageId, from, to, cc }: MailHeaders, at: number): string {
  const id = /<[^<>\s]+>/.exec(messageId)?.[0] ?? messageId
  return digest(id !== '' ? id : JSON.stringify([at, from, to, cc]))
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}

function messagesOf(
  { to, cc }: MailHeaders,
  sender: string,
  identity: string,
  at: number,
  known: KnownParties,
): CustomerMessage[] {
  const message = (rep: string, direction: Direction, account: KnownAccount): CustomerMessage => ({
    id: `mail:${digest(`${identity} ${rep}`)}`,
    rep,
    direction,
    category: direction === 'sent' ? 'buyer-facing' : 'email',
    start: at,
    end: at + messageSeconds * 1000,
    account,
  })
  if (known.isColleague(sender)) {
    const account = firstAccount([...to, ...cc], known)
    return account === null ? [] : [message(sender, 'sent', account)]
  }
  const account = known.accountOf(sender)
  // Who is in copy is told, not written to.
  return account === null
    ? []
    : to.filter((address) => known.isColleague(address)).map((rep) => message(rep, 'received', account))
}

/** What a message is called as the tool of a piece of time. */
export const toolOf = (direction: Direction): string => (direction === 'sent' ? 'mail sent' : 'mail received')

/** A message as a row of `activityHeader`. */
export function activityRow({
  id,
  rep,
  direction,
  category,
  start,
  end,
  account,
}: CustomerMessage): string[] {
  return [
    id,
    rep,
    category,
    new Date(start).toISOString(),
    new Date(end).toISOString(),
    'captured',
    toolOf(direction),
    account.name,
  ]
}

function firstAccount(addresses: readonly string[], known: KnownParties): KnownAccount | null {
  for (const address of addresses) {
    const account = known.accountOf(address)
    if (account !== null) return account
  }
  return null
}
