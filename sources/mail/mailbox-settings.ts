// A mailbox as a connection keeps it: what is no secret in its settings, the password sealed beside them.
import { sql } from 'kysely'
import type { Query } from '../../model/database.ts'
import type { MailConnection } from './imap.ts'
import { MailRefused } from './refused.ts'

export const securities = ['tls', 'starttls', 'none'] as const
export type Security = (typeof securities)[number]

/** The ports that servers answer at when nobody says another (RFC 8314, RFC 3501). */
export const usualMailPorts: Readonly<Record<Security, number>> = { tls: 993, starttls: 143, none: 143 }

export interface Mailbox {
  readonly host: string
  readonly port: number
  readonly security: Security
  readonly user: string
  /** As the mailbox names them; none: all but private ones, junk, trash and drafts. */
  readonly folders: readonly string[]
}

export function settingsOf({ host, port, security, user, folders }: Mailbox): Record<string, string> {
  return { host, port: String(port), security, user, folders: folders.join('\n') }
}

/** What `settingsOf` wrote. */
export function mailboxOf(settings: Readonly<Record<string, string>>): Mailbox {
  const security = securities.find((one) => one === settings['security']) ?? 'tls'
  return {
    host: settings['host'] ?? '',
    port: Number(settings['port'] ?? usualMailPorts[security]),
    security,
    user: settings['user'] ?? '',
    folders: (settings['folders'] ?? '').split('\n').filter((folder) => folder !== ''),
  }
}

/** How to reach a mailbox. */
export function connectionTo({ host, port, security, user }: Mailbox, password: string): MailConnection {
  return { host, port, security, user, password }
}

/** The folders that a person wrote, separated by commas or line breaks; each once. */
export function foldersIn(written: string): string[] {
  return [...new Set(written.split(/[,\n]/).map((folder) => folder.trim()))].filter((folder) => folder !== '')
}

/**
 * A mailbox belongs first to its person: where people sign in, she connects hers herself. The name may be her address, or what
 * stands before its "@".
 * @throws MailRefused when the mailbox is that of one of the organisation's people
 */
export async function expectNobodys(query: Query, user: string): Promise<void> {
  const { rows } = await sql<{ n: number }>`
    with addresses as (
      select lower(email) as address from people where email is not null
      union select value_key from person_identities where kind = 'email'
    )
    select count(*)::integer as n from addresses
    where (address = ${user.trim().toLowerCase()} or split_part(address, '@', 1) = ${user.trim().toLowerCase()})
      and exists (select from users)`.execute(query)
  if ((rows[0]?.n ?? 0) > 0)
    throw new MailRefused(
      'C’est la messagerie d’une personne : elle la relie elle-même, sur sa page « Mon temps », si elle le veut. Ici, on relie une boîte partagée.',
      'This is the mailbox of a person: she connects it herself, on her page “My time”, if she wants to. A shared mailbox is connected here.',
    )
}
