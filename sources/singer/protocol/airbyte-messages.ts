// Airbyte: RECORD and STATE in their envelope, the catalogue that says which streams are meant, the TRACE that says that one did not come
// whole; everything else is for the log. A record that is not as the catalogue says is taken as it is: the protocol asks never to fail for
// that. And bare lines, `{"stream": ..., "data": ...}`, as other tools write them, or `_airbyte_data` as Airbyte's file destinations do.

import { isArray, isObject, type Json, type JsonObject, writeJson } from './exact-json.ts'
import { keyOf } from './record-key.ts'
import { compileSchema, type RecordCheck, SchemaFault } from './schema/index.ts'
import { required, type Streams, streamName } from './singer-messages.ts'
import type { DeclaredStream, Generation, Step } from './steps.ts'

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
    const generation = generationOf(entry)
    const full = fullName(name, namespace)
    streams.set(full, {
      name: full,
      keys: mode === 'append' ? [] : keysOf(keys),
      schema: isObject(schema) ? schema : null,
      check: isObject(schema) && isObject(schema['properties']) ? checkOf(schema) : null,
      isReplaced: generation === null && typeof mode === 'string' && mode.startsWith('overwrite'),
      ...(generation === null ? {} : { generation }),
    })
  }
  return streams
}

/** A platform that counts generations begins at 1, and says by them what is to go; by any other, the mode says it. */
function generationOf({
  generation_id: current,
  minimum_generation_id: oldest,
}: JsonObject): Generation | null {
  if (typeof current !== 'number' || typeof oldest !== 'number') return null
  return Number.isSafeInteger(current) && current >= 1 && oldest <= current ? { current, oldest } : null
}

/** A catalogue whose schema is none asks for nothing. */
function checkOf(schema: JsonObject): RecordCheck | null {
  try {
    return compileSchema(schema)
  } catch (error) {
    if (error instanceof SchemaFault) return null
    throw error
  }
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
    // Every state goes back, in the order in which they came: the platform counts them.
    return [{ kind: 'state', text: writeJson(message), slot: String(line) }]
  }
  if (type === 'TRACE') return readTrace(message['trace'], streams, options)
  if (type !== 'RECORD') return [{ kind: 'ignored', reason: 'log' }]
  const { record } = message
  if (!isObject(record)) throw required('record', line)
  const name = streamName(record['stream'], line)
  return takeRecord(fullName(name, record['namespace']), record['data'], line, streams, options)
}

/** An error, or how far a stream has come; estimates and analytics are for the log. */
function readTrace(
  trace: Json | undefined,
  streams: Streams,
  { catalogue }: AirbyteOptions,
): readonly Step[] {
  const { type, error, stream_status: status } = isObject(trace) ? trace : {}
  if (type === 'ERROR')
    return [{ kind: 'incomplete', stream: isObject(error) ? described(error['stream_descriptor']) : null }]
  const name = isObject(status) ? described(status['stream_descriptor']) : null
  if (type !== 'STREAM_STATUS' || !isObject(status) || name === null)
    return [{ kind: 'ignored', reason: 'log' }]
  switch (status['status']) {
    case 'INCOMPLETE':
      return [{ kind: 'incomplete', stream: name }]
    case 'STARTED':
    case 'RUNNING':
      return [{ kind: 'progress', stream: name, isWhole: false }]
    case 'COMPLETE': {
      const step: Step = { kind: 'progress', stream: name, isWhole: true }
      const declared = catalogue?.get(name)
      if (declared === undefined || streams.has(name)) return [step]
      // It came whole without a record: what earlier loads brought of it may have to go.
      streams.set(name, declared)
      return [{ kind: 'stream', stream: declared }, step]
    }
    default:
      return [{ kind: 'ignored', reason: 'log' }]
  }
}

/** The stream that a descriptor names; null for none. */
function described(descriptor: Json | undefined): string | null {
  if (!isObject(descriptor)) return null
  const { name, namespace } = descriptor
  return typeof name === 'string' ? fullName(name, namespace) : null
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
  if (known !== undefined) return [recordStep(known, data, line)]
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
  return [{ kind: 'stream', stream }, recordStep(stream, data, line)]
}

function recordStep(stream: DeclaredStream, record: JsonObject, line: number): Step {
  const violation = stream.check?.violation(record) ?? null
  return {
    kind: 'record',
    stream,
    record,
    key: keyOf(record, stream.keys, line),
    version: null,
    missing: stream.check?.missing(record) ?? [],
    other: violation === null ? [] : [violation.property],
  }
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
