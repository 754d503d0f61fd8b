// Whose calendar it is, and who belongs to the company: what is needed to tell a customer meeting from an internal one.
import type { CalendarEvent } from './event.ts'

export interface Circle {
  /** Addresses of the calendar's owner, in lower case; none when nobody said whose it is. */
  readonly owner: ReadonlySet<string>
  /** Domains of the company, in lower case. */
  readonly domains: ReadonlySet<string>
}

/** Domains in which anybody has an address: they say nothing about a company. */
const everybodys = new Set(
  [
    'gmail.com googlemail.com outlook.com outlook.fr hotmail.com hotmail.fr live.com live.fr msn.com yahoo.com yahoo.fr',
    'icloud.com me.com mac.com aol.com gmx.com gmx.fr gmx.net proton.me protonmail.com orange.fr wanadoo.fr free.fr sfr.fr',
    'neuf.fr laposte.net bbox.fr numericable.fr web.de mail.com zoho.com yandex.com',
  ]
    .join(' ')
    .split(' '),
)

export function domainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1).toLowerCase()
}

/** The company's domains: those that it set, or else those of the people it employs. */
export function companyDomains(set: readonly string[], emails: Iterable<string>): Set<string> {
  if (set.length > 0) return new Set(set.map((domain) => domain.trim().toLowerCase()))
  const domains = new Set<string>()
  for (const email of emails)
    if (email.includes('@') && !everybodys.has(domainOf(email))) domains.add(domainOf(email))
  return domains
}

/** Who takes part, as far as the event says. */
export type Company = 'external' | 'internal' | 'alone' | 'unsaid'

/** An address is the company's when its domain is, or lies below one that is. */
function isOurs(email: string, { owner, domains }: Circle): boolean {
  if (owner.has(email)) return true
  const domain = domainOf(email)
  if (domains.has(domain)) return true
  return [...domains].some((one) => domain.endsWith(`.${one}`))
}

/** Rooms and equipment are nobody; who declined does not come. Without known domains an address says nothing. */
export function companyOf(event: CalendarEvent, circle: Circle): Company {
  const people = event.attendees.filter((one) => !one.isPlace && one.email.includes('@'))
  if (people.length === 0 && (event.organizer === null || circle.owner.has(event.organizer))) return 'unsaid'
  if (circle.domains.size === 0) return 'unsaid'
  const coming = people.filter((one) => !one.hasDeclined).map((one) => one.email)
  // Feeds name the organiser apart; she comes too.
  if (event.organizer !== null && !people.some((one) => one.email === event.organizer))
    coming.push(event.organizer)
  if (coming.some((email) => !isOurs(email, circle))) return 'external'
  return coming.some((email) => !circle.owner.has(email)) ? 'internal' : 'alone'
}

/** Those of other companies who come, the organiser among them. */
export function customersOf(event: CalendarEvent, circle: Circle): string[] {
  const people = event.attendees.filter((one) => !one.isPlace && !one.hasDeclined && one.email.includes('@'))
  const coming = [...people.map(({ email }) => email), ...(event.organizer === null ? [] : [event.organizer])]
  return coming.filter((email) => !isOurs(email, circle))
}

/** Whether the owner declined. */
export function hasDeclined(event: CalendarEvent, { owner }: Circle): boolean {
  return event.attendees.some((one) => one.hasDeclined && owner.has(one.email))
}
