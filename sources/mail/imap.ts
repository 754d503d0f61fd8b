// A mailbox on a server (IMAP), read without a trace: folders are examined, not opened for writing, and of each message a few header
// fields are asked for with PEEK. No body ever crosses the line. The server is one of the public network, or one that an administrator
// allowed by its name, and the connection goes to the address that was checked.
import { isIP } from 'node:net'
import { ImapFlow, type ListResponse } from 'imapflow'
import { checkedAddress, type Lookup, OutgoingRefused, readHost } from '../outgoing/index.ts'
import { isPrivateText, type MailHeaders, readFields, readHeaders } from './headers.ts'
import { asRefused, MailRefused, noSuchFolder, wrongPassword } from './refused.ts'

export interface MailConnection {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  /** 'tls' from the first byte, 'starttls' before anything is said; 'none' only on this machine itself. */
  readonly security: 'tls' | 'starttls' | 'none'
}

export interface MailboxRead {
  readonly folders: number
  /** Folders marked private by their name: not even listed. */
  readonly privateFolders: number
  readonly messages: number
}

export interface MailboxReading {
  /** Messages that arrived on this day (UTC) or later. */
  readonly since: Date
  /** Only these folders, as the mailbox names them; left out or empty: all but private ones, junk, trash and drafts. */
  readonly folders?: readonly string[]
  /** Told after each batch: messages read so far, and the share of the folders that is done, 0 to 1. */
  readonly onProgress?: (messages: number, share: number) => void
  readonly signal?: AbortSignal | undefined
}

/** Messages asked for at a time. */
const batchMessages = 500
const patience = { connectionTimeout: 20_000, greetingTimeout: 15_000, socketTimeout: 60_000 }
const bounds = {
  maxLiteralSize: 1024 * 1024,
  maxResponseSize: 8 * 1024 * 1024,
  maxLineLength: 8 * 1024 * 1024,
}

/** Where messages are that nobody wrote to a customer, or not any more. */
const passedOver = new Set(['\\Junk', '\\Trash', '\\Drafts'])

/**
 * Reads the headers of every message since a day, folder by folder; a message that is in several folders comes several times.
 * `names` says which servers may be called. @throws MailRefused; whatever `onMessage` throws; the signal's reason
 */
export async function readMailbox(
  connection: MailConnection,
  names: Lookup,
  reading: MailboxReading,
  onMessage: (headers: MailHeaders) => void | Promise<void>,
): Promise<MailboxRead> {
  const { signal, onProgress } = reading
  const client = await open(connection, names)
  let isOpen = false
  const stop = (): void => client.close()
  signal?.addEventListener('abort', stop)
  try {
    signal?.throwIfAborted()
    await connect(client)
    isOpen = true
    const { paths, privateFolders } = foldersToRead(await client.list(), reading.folders ?? [])
    let messages = 0
    for (const [index, path] of paths.entries()) {
      signal?.throwIfAborted()
      const before = messages
      messages += await readFolder(client, path, reading, onMessage, (read, of) =>
        onProgress?.(before + read, (index + read / of) / paths.length),
      )
    }
    await client.logout()
    return { folders: paths.length, privateFolders, messages }
  } catch (error) {
    signal?.throwIfAborted()
    throw asRefused(error, isOpen)
  } finally {
    signal?.removeEventListener('abort', stop)
    client.close()
  }
}

/** Signs in, and looks for the folders that are to be read; reads no message. @throws MailRefused */
export async function listFolders(
  connection: MailConnection,
  names: Lookup,
  { folders, signal }: Pick<MailboxReading, 'folders' | 'signal'>,
): Promise<void> {
  const client = await open(connection, names)
  const stop = (): void => client.close()
  signal?.addEventListener('abort', stop)
  try {
    await connect(client)
    foldersToRead(await client.list(), folders ?? [])
    await client.logout()
  } catch (error) {
    signal?.throwIfAborted()
    throw asRefused(error, false)
  } finally {
    signal?.removeEventListener('abort', stop)
    client.close()
  }
}

/** @throws MailRefused for a folder that was asked for and is not there */
function foldersToRead(
  listed: readonly ListResponse[],
  asked: readonly string[],
): { readonly paths: readonly string[]; readonly privateFolders: number } {
  const missing = asked.find((path) => !listed.some((folder) => isNamed(folder, path)))
  if (missing !== undefined) throw noSuchFolder(missing)
  const wanted =
    asked.length === 0
      ? listed.filter((folder) => !isPassedOver(folder))
      : listed.filter((folder) => asked.some((path) => isNamed(folder, path)))
  // A private folder stays private, whoever asks for it.
  const paths = wanted.map(({ path }) => path).filter((path) => !isPrivateText(path))
  return { paths, privateFolders: wanted.length - paths.length }
}

/** INBOX is the one name that is the same in any letters (RFC 3501, 5.1). */
function isNamed({ path }: ListResponse, asked: string): boolean {
  return path === asked || (path.toUpperCase() === 'INBOX' && asked.toUpperCase() === 'INBOX')
}

async function open(
  { host, port, user, password, security }: MailConnection,
  names: Lookup,
): Promise<ImapFlow> {
  const { name, address } = await checked(host, names)
  if (security === 'none' && !/^(?:127\.\d+\.\d+\.\d+|::1)$/.test(address))
    throw new MailRefused(
      'Sans chiffrement, le mot de passe passerait en clair : seul un serveur de cette machine peut être lu ainsi.',
      'Without encryption the password would travel in clear: only a server of this machine can be read so.',
    )
  const client = new ImapFlow({
    host: address,
    // What the certificate must be for: the name, not the address that it led to.
    ...(isIP(name) === 0 ? { servername: name } : {}),
    port,
    secure: security === 'tls',
    ...(security === 'starttls' ? { doSTARTTLS: true } : {}),
    auth: { user, pass: password },
    // It would write what the server says, addresses included.
    logger: false,
    emitLogs: false,
    disableAutoIdle: true,
    tls: { minVersion: 'TLSv1.2' },
    ...patience,
    ...bounds,
  })
  // A connection that breaks between two commands tells so here too; the command that waits fails by itself.
  client.on('error', () => {})
  return client
}

async function checked(host: string, names: Lookup): Promise<{ name: string; address: string }> {
  try {
    const name = readHost(host)
    return { name, address: await checkedAddress(name, names) }
  } catch (error) {
    if (error instanceof OutgoingRefused) throw new MailRefused(error.words.fr, error.words.en)
    throw error
  }
}

async function connect(client: ImapFlow): Promise<void> {
  try {
    await client.connect()
  } catch (error) {
    if ((error as { authenticationFailed?: unknown }).authenticationFailed === true) throw wrongPassword()
    throw error
  }
}

function isPassedOver({ specialUse, flags }: ListResponse): boolean {
  return passedOver.has(specialUse ?? '') || flags.has('\\Noselect') || flags.has('\\NonExistent')
}

async function readFolder(
  client: ImapFlow,
  path: string,
  { since, signal }: MailboxReading,
  onMessage: (headers: MailHeaders) => void | Promise<void>,
  tell: (read: number, of: number) => void,
): Promise<number> {
  const lock = await client.getMailboxLock(path, { readOnly: true })
  try {
    const found = await client.search({ since }, { uid: true })
    const uids = Array.isArray(found) ? found : []
    let messages = 0
    for (let at = 0; at < uids.length; at += batchMessages) {
      signal?.throwIfAborted()
      const range = uids.slice(at, at + batchMessages).join(',')
      for await (const { headers } of client.fetch(
        range,
        { uid: true, headers: [...readFields] },
        { uid: true },
      )) {
        if (headers === undefined) continue
        messages++
        await onMessage(readHeaders(headers.toString('latin1')))
      }
      tell(Math.min(at + batchMessages, uids.length), uids.length)
    }
    return messages
  } finally {
    lock.release()
  }
}
