// What a mailbox must be before it is connected: reached, entered, with the folders that were asked for.
import { listFolders } from '../sources/mail/imap.ts'
import { connectionTo, foldersIn, type Mailbox, type Security } from '../sources/mail/mailbox-settings.ts'
import { MailRefused } from '../sources/mail/refused.ts'
import { allowedHosts } from '../sources/own-time/subscription.ts'
import type { Reader } from '../model/reader.ts'
import { Refusal } from './errors/errors.ts'
import type { Place } from './handler.ts'

export interface AskedMailbox {
  readonly host: string
  readonly port: number
  readonly security: Security
  readonly user: string
  readonly folders: string
}

export function mailboxAsked({ host, port, security, user, folders }: AskedMailbox): Mailbox {
  return { host: host.toLowerCase(), port, security, user, folders: foldersIn(folders) }
}

/** Signs in and looks at the folders; reads no message. @throws Refusal with what a person can do about it */
export async function tryMailbox(
  { database }: Pick<Place, 'database'>,
  reader: Reader,
  mailbox: Mailbox,
  password: string,
  signal: AbortSignal,
): Promise<void> {
  const names = { allowedHosts: await database.read(reader, allowedHosts) }
  await refusingMail(() =>
    listFolders(connectionTo(mailbox, password), names, { folders: mailbox.folders, signal }),
  )
}

/** Says what a mailbox refuses as a refusal of ours. */
export async function refusingMail<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof MailRefused) throw new Refusal('refused', { words: error.words })
    throw error
  }
}
