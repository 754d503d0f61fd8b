// Airbyte: RECORD and STATE in their envelope, the catalogue that says which streams are meant; everything else is for the log. And bare
// lines, `{"stream": ..., "data": ...}`, as other tools write them, or `_airbyte_data` as Airbyte's file destinations do.

import { isArray, isObject, type Json, type JsonObject, writeJson } from './exact-json.ts'
import { compileSchema } from './schema.ts'
import { recordStep, required, type Streams, streamName } from './singer-messages.ts'
import type { DeclaredStream, Step } from './steps.ts'

export interface AirbyteOptions {
  /** Streams of the configured catalogue; null when none was given: then every stream is taken. */
  readonly catalogue: Streams | null
  /** The key of a stream that nobody declares. */
  readonly guessKeys: (stream: string, record: JsonObject) => readonly string[]
  /** The stream of lines that do not name theirs. */
  readonly onlyStream: string | null
}

/** The streams of a catalogue file or CATALOG message: configured (`streams[].stream`) or discovered (`streams[]`). */
export function readCatalogue(catalogue: Json): Streams {
  const streams: Streams = new Map()
  const list = isObject(catalogue) && isArray(catalogue['streams']) ? catalogue['streams'] : []
  for (const entry of list) {
    if (!isObject(entry)) continue
    const about = isObject(entry['stream']) ? entry['stream'] : entry
    const { name, namespace, json_schema: schema } = about
    if (typeof name !== 'string' || name === '') continue
    const keys =
      isArray(entry['primary_key']) && entry['primary_key'].length > 0
        ? entry['primary_key']
        : about['source_defined_primary_key']
    const mode = entry['destination_sync_mode']
    const full = fullName(name, namespace)
    streams.set(full, {
      name: full,
      keys: mode === 'append' ? [] : keysOf(keys),
      schema: isObject(schema) ? schema : null,
      check: isObject(schema) && isObject(schema['properties']) ? compileSchema(schema) : null,
      isReplaced: typeof mode === 'string' && mode.startsWith('overwrite'),
    })
  }
  return streams
}

/** `[["id"], ["line"]]`: a key inside an object is taken by the property that holds it. */
function keysOf(paths: Json | undefined): string[] {
  if (!isArray(paths)) return []
  return paths.flatMap((path) => {
    const first = isArray(path) ? path[0] : path
    return typeof first === 'string' ? [first] : []
  })
}

const fullName = (name: string, namespace: Json | undefined): string =>
  typeof namespace === 'string' && namespace !== '' ? `${namespace}.${name}` : name

/** What one message in Airbyte's envelope means, in steps: the first record of a stream declares it. @throws BadLine */
export function readAirbyte(
  message: JsonObject,
  line: number,
  streams: Streams,
  options: AirbyteOptions,
): readonly Step[] {
  const type = typeof message['type'] === 'string' ? message['type'].toUpperCase() : ''
  if (type === 'STATE') {
    const { state } = message
    if (!isObject(state)) throw required('state', line)
    return [{ kind: 'state', text: writeJson(message), slot: slotOf(state) }]
  }
  if (type !== 'RECORD') return [{ kind: 'ignored', reason: 'log' }]
  const { record } = message
  if (!isObject(record)) throw required('record', line)
  const name = streamName(record['stream'], line)
  return takeRecord(fullName(name, record['namespace']), record['data'], line, streams, options)
}

/** Stream states replace those of their stream; a global or legacy state replaces the one before. */
function slotOf(state: JsonObject): string {
  const { stream } = state
  if (!isObject(stream) || !isObject(stream['stream_descriptor'])) return ''
  const { name, namespace } = stream['stream_descriptor']
  return `stream ${typeof name === 'string' ? fullName(name, namespace) : ''}`
}

/** What one bare line means. @throws BadLine */
export function readBare(
  message: JsonObject,
  line: number,
  streams: Streams,
  options: AirbyteOptions,
): readonly Step[] {
  const data = message['data'] ?? message['_airbyte_data']
  const stream = message['stream'] ?? message['_airbyte_stream'] ?? options.onlyStream ?? undefined
  return takeRecord(streamName(stream, line), data, line, streams, options)
}

function takeRecord(
  name: string,
  data: Json | undefined,
  line: number,
  streams: Streams,
  { catalogue, guessKeys }: AirbyteOptions,
): readonly Step[] {
  if (!isObject(data)) throw required('data', line)
  const known = streams.get(name)
  if (known !== undefined) return [recordStep(known, data, null, line)]
  const declared = catalogue?.get(name)
  if (catalogue !== null && declared === undefined) return [{ kind: 'ignored', reason: 'not-in-catalogue' }]
  const stream: DeclaredStream = declared ?? {
    name,
    keys: guessKeys(name, data),
    schema: null,
    check: null,
    isReplaced: false,
  }
  streams.set(name, stream)
  return [{ kind: 'stream', stream }, recordStep(stream, data, null, line)]
}

/** Whether a message is in Airbyte's envelope rather than Singer's. */
export function isAirbyte(message: JsonObject): boolean {
  const type = typeof message['type'] === 'string' ? message['type'].toUpperCase() : ''
  if (['LOG', 'TRACE', 'CATALOG', 'SPEC', 'CONNECTION_STATUS', 'CONTROL'].includes(type)) return true
  const { record } = message
  if (type === 'RECORD')
    return (
      message['stream'] === undefined && isObject(record) && isObject(record['data']) && 'stream' in record
    )
  return type === 'STATE' && message['value'] === undefined && isObject(message['state'])
}

/** Whether a line has no envelope at all. */
export function isBare(message: JsonObject): boolean {
  if (message['type'] !== undefined) return false
  return isObject(message['_airbyte_data']) || (isObject(message['data']) && message['stream'] !== undefined)
}
