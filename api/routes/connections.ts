// The sources that deliver: listed with what they brought, connected, paused, run, removed.
import path from 'node:path'
import { readDataHealth } from '../../metric/data-health/read-data-health.ts'
import { tables as declared } from '../../model/schema.ts'
import { readSettings } from '../../model/settings.ts'
import {
  addConnection,
  changeConnection,
  ConnectionRefused,
  type Keeping,
  listConnections,
  type NewConnection,
  removeConnection,
  runSoon,
} from '../../sources/connections/connections.ts'
import { deliveredBySource } from '../../sources/connections/delivered.ts'
import { placeOfFolder } from '../../sources/connections/drop-folder.ts'
import { expectNobodys, settingsOf } from '../../sources/mail/mailbox-settings.ts'
import { feedsOf, nameOfEntity } from '../feeds.ts'
import { Refusal } from '../errors/errors.ts'
import type { Call, Handler, Place } from '../handler.ts'
import { mailboxAsked, refusingMail, tryMailbox } from '../mailboxes.ts'
import { metrics } from '../register.ts'

const connections: Handler<'connections'> = ({ database, runs }, { reader }) =>
  database.read(reader, async (query) => ({
    connections: (await listConnections(query)).map((one) => ({
      ...one,
      running: runs.progressOf(one.connectionId),
    })),
    sources: (await deliveredBySource(query)).map((source) => ({
      ...source,
      entities: source.entities.map((id) => ({ id, name: nameOfEntity(id) })),
      feeds: feedsOf(source.entities),
    })),
  }))

const add: Handler<'addConnection'> = async (place, { reader, body, signal }) => {
  if (body.kind === 'mail') {
    await refusingMail(() => place.database.read(reader, (query) => expectNobodys(query, body.user)))
    await tryMailbox(place, reader, mailboxAsked(body), body.password, signal)
  }
  const keeping = await keepingOf(place, reader)
  if (body.kind === 'folder') await expectFolder(place, body.name)
  const made = await refusing(() =>
    place.database.writeApart(reader, (query) => addConnection(query, asked(body), keeping)),
  )
  return {
    connectionId: made.connectionId,
    address: made.reference === null ? null : `/hooks/${made.reference}`,
    folder: body.kind === 'folder' ? path.join(place.dropFolder, body.name) : null,
  }
}

const change: Handler<'changeConnection'> = async (place, { reader, path: { connectionId }, body }) => {
  const keeping = await keepingOf(place, reader)
  const isThere = await refusing(() =>
    place.database.writeApart(reader, (query) => changeConnection(query, connectionId, body, keeping)),
  )
  if (!isThere) throw new Refusal('not-found')
  return { connectionId }
}

const run: Handler<'runConnection'> = async ({ database, clock }, { reader, path: { connectionId } }) => {
  if (!(await database.writeApart(reader, (query) => runSoon(query, connectionId, clock()))))
    throw new Refusal('not-found')
  return { connectionId }
}

const cancel: Handler<'cancelConnection'> = async (
  { database, runs },
  { reader, path: { connectionId } },
) => {
  const isThere = await database.read(reader, async (query) =>
    (await listConnections(query)).some((one) => one.connectionId === connectionId),
  )
  if (!isThere) throw new Refusal('not-found')
  return { isStopped: runs.cancel(connectionId) }
}

const remove: Handler<'removeConnection'> = async (
  { database, runs },
  { reader, path: { connectionId } },
) => {
  if (!(await database.writeApart(reader, (query) => removeConnection(query, connectionId))))
    throw new Refusal('not-found')
  runs.cancel(connectionId)
  return { connectionId }
}

const dataHealth: Handler<'dataHealth'> = ({ database }, { reader }) =>
  database.read(reader, async (query) => {
    const { tables, metrics: found } = await readDataHealth(query, reader, metrics)
    return {
      tables: tables.map(({ table, ...rest }) => ({ table, name: declared[table].title, ...rest })),
      metrics: found,
    }
  })

export const connectionHandlers = {
  connections,
  dataHealth,
  addConnection: add,
  changeConnection: change,
  runConnection: run,
  cancelConnection: cancel,
  removeConnection: remove,
}

type Asked = Call<'addConnection'>['body']

function asked(body: Asked): NewConnection {
  const { kind, name, source } = body
  if (body.kind === 'mail')
    return {
      kind,
      name,
      source,
      personId: null,
      settings: settingsOf(mailboxAsked(body)),
      secret: body.password,
      schedule: body.schedule,
    }
  return body.kind === 'webhook'
    ? {
        kind,
        name,
        source,
        personId: null,
        settings: { sender: body.sender },
        secret: body.secret ?? null,
        schedule: null,
      }
    : {
        kind,
        name,
        source,
        personId: null,
        settings: { folder: name },
        secret: null,
        schedule: body.schedule,
      }
}

async function keepingOf(
  { database, access, clock }: Place,
  reader: Call<'connections'>['reader'],
): Promise<Keeping> {
  const { timeZone } = await database.read(reader, readSettings)
  return { now: clock(), random: access.random, keys: await access.keys(), timeZone }
}

async function expectFolder({ dropFolder }: Place, name: string): Promise<void> {
  try {
    await placeOfFolder(dropFolder, name)
  } catch (error) {
    if (error instanceof RangeError)
      throw new Refusal('refused', {
        words: {
          fr: 'Ce nom ne peut pas être celui d’un dossier : des lettres, des chiffres, des espaces, « - », « _ » et « . ».',
          en: 'This name cannot be that of a folder: letters, digits, spaces, “-”, “_” and “.”.',
        },
      })
    throw error
  }
}

async function refusing<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ConnectionRefused) throw new Refusal('refused', { words: error.words })
    throw error
  }
}
