// A mailbox on a server, gathered into a small file that is delivered like any other: only what the judgement needs of each message,
// with the addresses of strangers left out. The file is removed once it is staged.
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { once } from 'node:events'
import type { MailHeaders } from './headers.ts'
import type { Lookup } from '../outgoing/index.ts'
import { type MailboxRead, type MailboxReading, type MailConnection, readMailbox } from './imap.ts'
import type { KnownParties } from './known.ts'

/** Who is neither a colleague nor of a known customer. */
const somebody = 'somebody@elsewhere.invalid'

/** Writes the messages of a mailbox to `path`, which must not exist. @throws MailRefused */
export async function gatherMailbox(
  connection: MailConnection,
  names: Lookup,
  reading: MailboxReading,
  known: KnownParties,
  path: string,
): Promise<MailboxRead> {
  const file = createWriteStream(path, { flags: 'wx', mode: 0o600 })
  try {
    return await readMailbox(connection, names, reading, async (headers) => {
      if (!file.write(asWritten(headers, known))) await once(file, 'drain')
    })
  } finally {
    file.end()
    await finished(file)
  }
}

/** A message as the file holds it. A private one says only that. */
export function asWritten(headers: MailHeaders, known: KnownParties): string {
  const start = 'From - Thu Jan  1 00:00:00 2026\n'
  if (headers.isPrivate) return `${start}Sensitivity: private\n\n`
  const isKnown = (address: string): boolean =>
    known.isColleague(address) || known.accountOf(address) !== null
  const list = (addresses: readonly string[]): string => addresses.filter(isKnown).join(', ')
  const [sender] = headers.from
  const from = sender === undefined ? '' : isKnown(sender) ? sender : somebody
  const lines = [
    `Message-ID: ${oneLine(headers.messageId)}`,
    `Date: ${oneLine(headers.date)}`,
    `From: ${from}`,
    `To: ${list(headers.to)}`,
    `Cc: ${list(headers.cc)}`,
  ]
  return `${start}${lines.join('\n')}\n\n`
}

const oneLine = (text: string): string => text.replace(/[\r\n\0]+/g, ' ').slice(0, 1000)
