// Which customer a meeting is with: known by the domain of those who come.
import type { KnownAccount, KnownParties } from '../mail/known.ts'
import { type Circle, customersOf } from './circle.ts'
import type { CalendarEvent } from './event.ts'

/** The one account whose people come; null when none is known, or several. */
export function accountOfMeeting(
  event: CalendarEvent,
  circle: Circle,
  known: Pick<KnownParties, 'accountOf'>,
): KnownAccount | null {
  const accounts = new Map<number, KnownAccount>()
  for (const email of customersOf(event, circle)) {
    const account = known.accountOf(email)
    if (account !== null) accounts.set(account.accountId, account)
  }
  const [only] = accounts.values()
  return accounts.size === 1 && only !== undefined ? only : null
}
