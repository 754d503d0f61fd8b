// A mailbox on a server (IMAP), read without a trace: folders are examined, not opened for writing, and of each message a few header
// fields are asked for with PEEK. No body ever crosses the line. The server is one of the public network, or one that an administrator
// allowed by its name, and the connection goes to the address that was checked.
import { isIP } from 'node:net'
import { ImapFlow, type ListResponse } from 'imapflow'
import type { Words } from '../entities.ts'
import { checkedAddress, type Lookup, OutgoingRefused, readHost } from '../outgoing/index.ts'
import { isPrivateText, type MailHeaders, readFields, readHeaders } from './headers.ts'

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

/** The mailbox cannot be read; the words hold no password and nothing that the server said. */
export class MailRefused extends Error {
  readonly words: Words
  constructor(fr: string, en: string) {
    super(en)
    this.name = 'MailRefused'
    this.words = { fr, en }
  }
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
  since: Date,
  onMessage: (headers: MailHeaders) => void | Promise<void>,
  signal?: AbortSignal,
): Promise<MailboxRead> {
  const client = await open(connection, names)
  const stop = (): void => client.close()
  signal?.addEventListener('abort', stop)
  try {
    await connect(client)
    const counts = { folders: 0, privateFolders: 0, messages: 0 }
    for (const folder of await client.list()) {
      signal?.throwIfAborted()
      if (isPassedOver(folder)) continue
      if (isPrivateText(folder.path)) {
        counts.privateFolders++
        continue
      }
      counts.folders++
      counts.messages += await readFolder(client, folder.path, since, onMessage, signal)
    }
    await client.logout()
    return counts
  } catch (error) {
    signal?.throwIfAborted()
    throw asRefused(error)
  } finally {
    signal?.removeEventListener('abort', stop)
    client.close()
  }
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
    if ((error as { authenticationFailed?: unknown }).authenticationFailed === true)
      throw new MailRefused(
        'Le serveur refuse ce nom ou ce mot de passe. Beaucoup demandent un mot de passe d’application.',
        'The server refuses this name or password. Many ask for an application password.',
      )
    throw error
  }
}

function isPassedOver({ specialUse, flags }: ListResponse): boolean {
  return passedOver.has(specialUse ?? '') || flags.has('\\Noselect') || flags.has('\\NonExistent')
}

async function readFolder(
  client: ImapFlow,
  path: string,
  since: Date,
  onMessage: (headers: MailHeaders) => void | Promise<void>,
  signal: AbortSignal | undefined,
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
    }
    return messages
  } finally {
    lock.release()
  }
}

const networkCodes =
  /^(?:E[A-Z]+|ERR_|NoConnection|CONNECT_TIMEOUT|GREETING_TIMEOUT|UPGRADE_TIMEOUT|ETIMEOUT|CERT_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO)/

/** What imapflow and the network throw, in words; errors of ours pass as they are. */
function asRefused(error: unknown): unknown {
  if (error instanceof MailRefused || !(error instanceof Error)) return error
  const { code, responseStatus, tlsFailed } = error as {
    code?: unknown
    responseStatus?: unknown
    tlsFailed?: unknown
  }
  const isOfServer =
    tlsFailed === true ||
    typeof responseStatus === 'string' ||
    (typeof code === 'string' && networkCodes.test(code))
  if (!isOfServer) return error
  return new MailRefused(
    'Le serveur de messagerie n’a pas pu être lu jusqu’au bout. Vérifiez son nom, son port et le chiffrement, puis recommencez.',
    'The mail server could not be read to the end. Check its name, port and encryption, then try again.',
  )
}
