// What each kind of connection brings when it runs: a line for each kind.
import type { Readable } from 'node:stream'
import type pg from 'pg'
import type { ConnectionKind } from '../../model/tables/connections.ts'
import { json, run } from '../ingest/sql.ts'
import { allowedHosts, refreshCalendar } from '../own-time/subscription.ts'
import { forgetBroken, giveFiles, newFiles, placeOfFolder } from './drop-folder.ts'
import type { Due, RunMeans } from './due.ts'
import { eventLines, giveEvents, hasWaiting } from './waiting-events.ts'

export interface Gathering {
  readonly client: pg.ClientBase
  readonly due: Due
  /** Opened; null where there is none. */
  readonly secret: string | null
  readonly means: RunMeans
}

/** What is new, not yet given to any delivery. */
export interface Gathered {
  /** Gives it to a delivery, file by file. @returns the files' names */
  give(importId: number, keep: (name: string, content: Readable) => Promise<void>): Promise<readonly string[]>
  /** Where the next run goes on once this delivery was read; null when that does not change. */
  readonly bookmark: Readonly<Record<string, string>> | null
  close(): Promise<void>
}

/** Null when there is nothing new. */
export type Gather = (gathering: Gathering) => Promise<Gathered | null>

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
  if (files.length === 0) return null
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

export const gatherers: Readonly<Record<ConnectionKind, Gather>> = {
  webhook: fromWebhook,
  folder: fromFolder,
  calendar: fromCalendar,
}
