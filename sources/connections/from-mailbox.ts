// A shared mailbox that delivers by itself: what is new since its last delivery is gathered into a small file and read like any
// other. The file holds neither subjects nor texts nor the addresses of strangers, and goes once it is kept for the delivery.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { select } from '../ingest/sql.ts'
import { gatherMailbox } from '../mail/gather.ts'
import { readKnownParties } from '../mail/known.ts'
import { connectionTo, mailboxOf } from '../mail/mailbox-settings.ts'
import { allowedHosts } from '../own-time/subscription.ts'
import type { Gather, Gathering } from './gathering.ts'
import { mailProgress, sinceOf } from './mail-window.ts'

export const fromMailbox: Gather = async (gathering) => {
  const { client, due, secret, means } = gathering
  if (secret === null) return null
  const { database, reader, signal } = means
  const since = sinceOf(await lastVisible(gathering), means.clock())
  const mailbox = mailboxOf(due.settings)
  const folder = await mkdtemp(path.join(tmpdir(), 'douze-mail-'))
  const close = (): Promise<void> => rm(folder, { recursive: true, force: true })
  try {
    const file = path.join(folder, 'mailbox')
    const { messages } = await gatherMailbox(
      connectionTo(mailbox, secret),
      { allowedHosts: await database.read(reader, allowedHosts) },
      { since, folders: mailbox.folders, signal, onProgress: mailProgress(means) },
      await database.read(reader, readKnownParties),
      file,
    )
    const digest = createHash('sha256')
      .update(await readFile(file))
      .digest('hex')
    const isSame = due.bookmark?.['digest'] === digest && (await wasTaken(client, due.connection_id))
    if (messages === 0 || isSame) {
      await close()
      return null
    }
    return {
      give: async (_importId, keep) => {
        const name = `${due.name}.mbox`
        await keep(name, createReadStream(file))
        return [name]
      },
      bookmark: { digest },
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** When the last delivery that became visible was begun: what came after it is new. */
async function lastVisible({ client, due }: Gathering): Promise<Date | null> {
  const [row] = await select<{ last: Date | null }>(
    client,
    `select max(started_at) as last from imports where connection_id = $1 and state = 'visible'`,
    [due.connection_id],
  )
  return row?.last ?? null
}

/** Whether the last delivery was taken; one that was discarded or broke is brought again. */
async function wasTaken(client: Gathering['client'], connectionId: number): Promise<boolean> {
  const [row] = await select<{ state: string }>(
    client,
    'select state from imports where connection_id = $1 order by import_id desc limit 1',
    [connectionId],
  )
  return row?.state === 'visible'
}
