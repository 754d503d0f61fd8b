// Streams of records that taps sent: listed, looked at, and said what they are.
import { type EntityName, entities } from '../../sources/entities.ts'
import { openImport } from '../../sources/ingest/index.ts'
import {
  listStreams,
  type ListedStream,
  lookAtStream,
  mapStream,
  mostCounted,
} from '../../sources/singer/index.ts'
import { Refusal } from '../errors/errors.ts'
import type { Handler } from '../handler.ts'
import { follow } from './imports.ts'

const streams: Handler<'streams'> = async ({ database }, { reader }) =>
  (await listStreams(database, reader))
    .map((stream) => ({
      ...stream,
      entityName: stream.entity === null ? null : entities[stream.entity].name,
      state: stateOf(stream),
      hasMore: stream.rows >= mostCounted,
    }))
    .toSorted((one, other) => Number(other.state === 'unknown') - Number(one.state === 'unknown'))

function stateOf({ mapping, tap }: ListedStream): 'unknown' | 'known' | 'mapped' | 'left-out' {
  if (mapping !== null) return mapping.entity === null ? 'left-out' : 'mapped'
  return tap === null ? 'unknown' : 'known'
}

const stream: Handler<'stream'> = async ({ database }, { reader, path: { streamId }, query: { entity } }) => {
  if (entity !== undefined && !Object.hasOwn(entities, entity))
    throw new Refusal('bad-request', { fields: ['entity'] })
  const found = await lookAtStream(database, reader, streamId, entity as EntityName | undefined)
  if (found === null) throw new Refusal('not-found')
  return found
}

const map: Handler<'mapStream'> = async (place, { reader, path: { streamId }, body }) => {
  const { database, clock } = place
  const found = await lookAtStream(database, reader, streamId)
  if (found === null) throw new Refusal('not-found')
  const { source } = found
  await mapStream(database, reader, found, body)
  if (body.entity === null) return { report: null }
  const { importId } = await openImport(database, reader, { now: clock, source, isStream: true })
  return { report: await follow(place, reader, { kind: 'bring-up', importId, source, streamId }) }
}

export const streamHandlers = { streams, stream, mapStream: map }
