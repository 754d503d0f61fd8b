// What is known when a log is opened: content by its titles and ids, colleagues by their addresses.
import { sql } from 'kysely'
import type { Query } from '../../model/database.ts'
import { foldName } from '../../model/names.ts'
import { knownParties, readPartyLists } from '../mail/known.ts'
import type { LogSurroundings } from './log-format.ts'

/** Reads titles, ids and addresses as they stand now. */
export async function readLogSurroundings(query: Query): Promise<LogSurroundings> {
  const { rows } = await sql<{ title: string; external_id: string }>`
    select title, external_id from content_items order by content_item_id desc`.execute(query)
  const titles = new Map<string, string>()
  const mangled = new Map<string, string>()
  for (const { title, external_id } of rows) {
    for (const written of [title, external_id]) titles.set(keyOf(written), title)
    mangled.set(mangle(title), title)
  }
  const known = knownParties(await readPartyLists(query))
  return {
    titleOf: (written) => (written === '' ? null : (titles.get(keyOf(written)) ?? null)),
    titleLike: (written) => mangled.get(mangle(written)) ?? null,
    isOwn: (address) => known.isOwn(address),
    isKnown: (address) => known.isColleague(address),
  }
}

const ending = /\.(?:pdf|pptx?|docx?|xlsx?|key|odp|odt|mp4|html?)$/i

/** The ending of a file is part of its name there and of no title here. */
const keyOf = (written: string): string => foldName(written.replace(ending, ''))

/** Without its ending, and without all that is no letter or digit: how some tools name files. */
const mangle = (written: string): string =>
  written
    .replace(ending, '')
    .replace(/_(?:pdf|pptx?|docx?|xlsx?|key|odp|odt|mp4|html?)$/i, '')
    .replace(/[^A-Za-z0-9]/g, '')
    .toLowerCase()
