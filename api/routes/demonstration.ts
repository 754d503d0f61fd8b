// Loads and removes the demonstration.
import { DemonstrationRefused, loadDemonstration, removeDemonstration } from '../../demo/index.ts'
import { Refusal } from '../errors/errors.ts'
import type { Handler, Place } from '../handler.ts'
import type { Reader } from '../../model/reader.ts'
import type pg from 'pg'

const load: Handler<'loadDemonstration'> = ({ database, clock }, { reader }) =>
  onClient(database, reader, (client) => loadDemonstration(client, clock()))

const remove: Handler<'removeDemonstration'> = async ({ database }, { reader }) => {
  const { kept, gone } = await onClient(database, reader, removeDemonstration)
  return { removed: true, targetsKept: kept, targetsGone: gone }
}

export const demonstrationHandlers = { loadDemonstration: load, removeDemonstration: remove }

async function onClient<Result>(
  database: Place['database'],
  reader: Reader,
  work: (client: pg.ClientBase) => Promise<Result>,
): Promise<Result> {
  const client = await database.connect(reader)
  try {
    return await work(client)
  } catch (error) {
    if (error instanceof DemonstrationRefused) throw new Refusal('wrong-state', { words: error.words })
    throw error
  } finally {
    client.release()
  }
}
