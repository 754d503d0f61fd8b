// Singer: SCHEMA, RECORD, STATE, ACTIVATE_VERSION and BATCH, as strict as the Meltano SDK, types in any case.
import { BadLine } from './bad-line.ts'
import { isArray, isObject, type Json, type JsonObject, numberOf, writeJson } from './exact-json.ts'
import { keyOf } from './record-key.ts'
import { compileSchema, type RecordCheck, SchemaFault } from './schema/index.ts'
import type { DeclaredStream, Step } from './steps.ts'

export type Streams = Map<string, DeclaredStream>

export const mostNameCharacters = 500

export interface SingerOptions {
  /** False: records are taken as they come, whatever their schema says. */
  readonly validates?: boolean
  /** The key of a stream whose SCHEMA message has no `key_properties` at all, as far as its name and schema tell; empty for none. */
  readonly knownKeys?: (stream: string, schema: JsonObject) => readonly string[]
}

/** What one Singer message means; streams that it declares are kept in `streams`. @throws BadLine */
export function readSinger(
  message: JsonObject,
  line: number,
  streams: Streams,
  { validates = true, knownKeys = () => [] }: SingerOptions = {},
): Step {
  const type = message['type']
  if (typeof type !== 'string') throw required('type', line)
  switch (type.toUpperCase()) {
    case 'SCHEMA': {
      const stream = readSchema(message, line, validates, knownKeys)
      streams.set(stream.name, stream)
      return { kind: 'stream', stream }
    }
    case 'RECORD':
      return readRecord(message, line, streams)
    case 'STATE':
      if (message['value'] === undefined) throw required('value', line)
      return { kind: 'state', text: writeJson(message['value']), slot: '' }
    case 'ACTIVATE_VERSION': {
      const version = versionOf(message['version'])
      if (version === null) throw required('version', line)
      const stream = streams.get(streamName(message['stream'], line))
      // Some taps say which version counts before they describe a stream, and say it again after its records.
      if (stream === undefined) return { kind: 'ignored', reason: 'version-without-schema' }
      return { kind: 'activate', stream, version }
    }
    case 'BATCH':
      return readBatch(message, line, streams)
    default:
      throw new BadLine(
        'VALUE_UNKNOWN',
        line,
        {
          fr: `Type de message inconnu : « ${type.slice(0, 60)} ».`,
          en: `Unknown type of message: “${type.slice(0, 60)}”.`,
        },
        'type',
        type.slice(0, 200),
      )
  }
}

export function required(property: string, line: number): BadLine {
  return new BadLine(
    'VALUE_REQUIRED',
    line,
    {
      fr: `Il manque « ${property} » à ce message.`,
      en: `This message lacks “${property}”.`,
    },
    property,
  )
}

/** The name of the stream that a message speaks of. */
export function streamName(value: Json | undefined, line: number): string {
  if (typeof value !== 'string' || value === '') throw required('stream', line)
  if (value.length > mostNameCharacters)
    throw new BadLine(
      'TEXT_TOO_LONG',
      line,
      {
        fr: `Un nom de flux a au plus ${mostNameCharacters} signes.`,
        en: `The name of a stream has at most ${mostNameCharacters} characters.`,
      },
      'stream',
      value.slice(0, 200),
    )
  return value
}

function readSchema(
  message: JsonObject,
  line: number,
  validates: boolean,
  knownKeys: NonNullable<SingerOptions['knownKeys']>,
): DeclaredStream {
  const name = streamName(message['stream'], line)
  const { schema } = message
  if (!isObject(schema) || !isObject(schema['properties']) || Object.keys(schema['properties']).length === 0)
    throw new BadLine(
      'SCHEMA_VIOLATION',
      line,
      {
        fr: `Le schéma du flux « ${name} » ne déclare aucune propriété.`,
        en: `The schema of the stream “${name}” declares no properties.`,
      },
      'schema',
    )
  const { key_properties: written } = message
  const check = validates ? checkOf(schema, name, line) : null
  // The specification asks for it, the SDK takes what comes without: no key, and whoever reads the report learns of it.
  if (written === undefined)
    return { name, keys: knownKeys(name, schema), isKeyUnsaid: true, schema, check, isReplaced: false }
  const keys = (isArray(written) ? written : [written]).filter((key) => typeof key === 'string')
  return { name, keys, schema, check, isReplaced: false }
}

function checkOf(schema: JsonObject, name: string, line: number): RecordCheck {
  try {
    return compileSchema(schema)
  } catch (error) {
    if (!(error instanceof SchemaFault)) throw error
    throw new BadLine(
      'SCHEMA_VIOLATION',
      line,
      {
        fr: `Le schéma du flux « ${name} » n’est pas un schéma JSON : « ${error.keyword} » ne peut pas s’écrire ainsi.`,
        en: `The schema of the stream “${name}” is no JSON schema: “${error.keyword}” cannot be written like that.`,
      },
      'schema',
      error.keyword,
    )
  }
}

function declared(message: JsonObject, line: number, streams: Streams): DeclaredStream {
  const name = streamName(message['stream'], line)
  const stream = streams.get(name)
  if (stream !== undefined) return stream
  throw new BadLine(
    'SCHEMA_MISSING',
    line,
    {
      fr: `Aucun message SCHEMA n’a décrit le flux « ${name} » avant celui-ci.`,
      en: `No SCHEMA message has described the stream “${name}” before this one.`,
    },
    null,
    name.slice(0, 200),
  )
}

function readRecord(message: JsonObject, line: number, streams: Streams): Step {
  const stream = declared(message, line, streams)
  const { record } = message
  if (!isObject(record)) throw required('record', line)
  return recordStep(stream, record, versionOf(message['version']), line)
}

/** Files of JSON lines, plain or in gzip: the form that the Meltano SDK writes unless it is told otherwise. */
function readBatch(message: JsonObject, line: number, streams: Streams): Step {
  const stream = declared(message, line, streams)
  const { encoding, manifest, version } = message
  if (!isArray(manifest)) throw required('manifest', line)
  const files = manifest.map((file) => {
    if (typeof file !== 'string' || file === '') throw required('manifest', line)
    return file
  })
  const { format = null, compression = null } = isObject(encoding) ? encoding : {}
  const isGzip = compression === 'gzip'
  if (format !== 'jsonl' || !(isGzip || compression === null || compression === 'none'))
    throw new BadLine(
      'FILE_TYPE_REFUSED',
      line,
      {
        fr: 'Les fichiers d’un message BATCH sont lus en « jsonl », sans compression ou en « gzip » : réglez batch_config du tap ainsi, ou retirez-le.',
        en: 'The files of a BATCH message are read as “jsonl”, plain or in “gzip”: set batch_config of the tap so, or remove it.',
      },
      'encoding',
      writeJson(encoding ?? null).slice(0, 200),
    )
  return { kind: 'batch', stream, files, isGzip, version: versionOf(version), line }
}

/** A record as a step, held against its schema. @throws BadLine */
export function recordStep(
  stream: DeclaredStream,
  record: JsonObject,
  version: number | null,
  line: number,
): Step {
  const key = keyOf(record, stream.keys, line)
  const violation = stream.check?.violation(record) ?? null
  if (violation !== null)
    throw new BadLine(
      'SCHEMA_VIOLATION',
      line,
      {
        fr: `« ${violation.property} » du flux « ${stream.name} » n’est pas ce que le schéma demande (${violation.wanted}).`,
        en: `“${violation.property}” of the stream “${stream.name}” is not what the schema asks for (${violation.wanted}).`,
      },
      violation.property,
      violation.value,
    )
  const missing = stream.check?.missing(record) ?? []
  return { kind: 'record', stream, record, key, version, missing, other: [] }
}

/** Versions are whole numbers, often milliseconds since 1970. */
export function versionOf(value: Json | undefined): number | null {
  const text = numberOf(value)
  const version = text === null ? Number.NaN : Number(text)
  return Number.isSafeInteger(version) ? version : null
}
