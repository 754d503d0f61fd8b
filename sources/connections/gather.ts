// What each kind of connection brings when it runs: a line for each kind.
import type pg from 'pg'
import type { ConnectionKind } from '../../model/tables/connections.ts'
import { json, run } from '../ingest/sql.ts'
import { allowedHosts, refreshCalendar } from '../own-time/subscription.ts'
import { connectionTo, mailboxOf } from '../mail/mailbox-settings.ts'
import { readOwnMailbox } from '../own-time/mailbox.ts'
import {
  forgetBroken,
  giveFiles,
  newFiles,
  placeOfFolder,
  settlingFiles,
  type SettlingFile,
} from './drop-folder.ts'
import type { Due } from './due.ts'
import { fromMailbox } from './from-mailbox.ts'
import type { Gather } from './gathering.ts'
import { mailProgress, sinceOf } from './mail-window.ts'
import { eventLines, giveEvents, hasWaiting } from './waiting-events.ts'

const fromWebhook: Gather = async ({ client, due }) => {
  if (!(await hasWaiting(client, due.connection_id))) return null
  return {
    give: async (importId, keep) => {
      await giveEvents(client, due.connection_id, importId)
      const name = `${due.name}.jsonl`
      await keep(name, eventLines(client, importId))
      return [name]
    },
    bookmark: null,
    close: async () => {},
  }
}

const fromFolder: Gather = async ({ client, due, means }) => {
  const folder = await placeOfFolder(means.folders, due.settings['folder'] ?? due.name)
  await forgetBroken(client, due.connection_id)
  const files = await newFiles(client, due.connection_id, folder, means.clock())
  if (files.length === 0) {
    await lookAgain(client, due, await settlingFiles(folder, means.clock()))
    return null
  }
  return {
    give: async (importId, keep) => {
      await giveFiles(client, due.connection_id, importId, files, means.clock())
      for (const file of files) await keep(file.name, file.content())
      return files.map(({ name }) => name)
    },
    bookmark: null,
    close: async () => {
      for (const file of files) await file.close()
    },
  }
}

/** What was dropped a moment ago is read as soon as it is complete, and not when the folder is next due. */
async function lookAgain(
  client: pg.ClientBase,
  { connection_id }: Due,
  settling: readonly SettlingFile[],
): Promise<void> {
  if (settling.length === 0) return
  const completeAt = new Date(Math.max(...settling.map((file) => file.completeAt.getTime())))
  await run(
    client,
    'update connections set next_run_at = least(coalesce(next_run_at, $2), $2) where connection_id = $1',
    [connection_id, completeAt],
  )
}

/** A person's calendar is read in memory and kept as her own time: there is no file for anybody to confirm. */
const fromCalendar: Gather = async ({ client, due, secret, means }) => {
  if (secret === null || due.person_id === null) return null
  const { database, reader } = means
  const { bookmark } = await refreshCalendar(
    { connectionId: due.connection_id, personId: due.person_id, address: secret, bookmark: due.bookmark },
    {
      database,
      reader,
      now: means.clock(),
      timeZone: means.timeZone,
      outgoing: { allowedHosts: await database.read(reader, allowedHosts) },
    },
  )
  await run(client, 'update connections set bookmark = $2 where connection_id = $1', [
    due.connection_id,
    json(bookmark),
  ])
  return null
}

/** A mailbox of the organisation is delivered like files; a person's is read in memory and kept as her own time. */
const fromMail: Gather = async (gathering) => {
  const { client, due, secret, means } = gathering
  if (due.person_id === null) return fromMailbox(gathering)
  if (secret === null) return null
  const { database, reader, signal } = means
  const mailbox = mailboxOf(due.settings)
  const began = means.clock()
  await readOwnMailbox(
    { connectionId: due.connection_id, personId: due.person_id, connection: connectionTo(mailbox, secret) },
    {
      database,
      reader,
      now: began,
      timeZone: means.timeZone,
      names: { allowedHosts: await database.read(reader, allowedHosts) },
      since: sinceOf(readUntil(due.bookmark), began),
      folders: mailbox.folders,
      signal,
      onProgress: mailProgress(means),
    },
  )
  await run(client, 'update connections set bookmark = $2 where connection_id = $1', [
    due.connection_id,
    json({ readUntil: began.toISOString() }),
  ])
  return null
}

function readUntil(bookmark: Due['bookmark']): Date | null {
  const written = bookmark?.['readUntil']
  return written === undefined ? null : new Date(written)
}

export const gatherers: Readonly<Record<ConnectionKind, Gather>> = {
  webhook: fromWebhook,
  folder: fromFolder,
  mail: fromMail,
  calendar: fromCalendar,
}
