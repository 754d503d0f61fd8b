// The resource of statements: stored by PUT and POST, found again by GET.
import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { housekeeper } from '../../model/reader.ts'
import {
  badParameter,
  canonical,
  activityKey,
  filesNamedBy,
  followSessions,
  type Found,
  idsOnly,
  isObject,
  type JsonObject,
  languagesOf,
  own,
  parseJson,
  readActivities,
  readFile,
  readPage,
  readStatement,
  readStatementQuery,
  reasons,
  receive,
  type StatementQuery,
  takeStatements,
  writeJson,
  XapiRefused,
} from '../../sources/xapi/index.ts'
import type { XapiAnswer } from './answer.ts'
import type { XapiCall } from './call.ts'
import { journalPeople } from './journal.ts'

export async function statements(call: XapiCall): Promise<XapiAnswer> {
  if (call.method === 'GET') return get(call)
  return call.method === 'PUT' ? put(call) : post(call)
}

async function put(call: XapiCall): Promise<XapiAnswer> {
  const { statementId, ...others } = call.parameters
  const [unknown] = Object.keys(others)
  if (unknown !== undefined) throw badParameter(unknown.slice(0, 60), reasons.unknown)
  if (statementId === undefined) throw badParameter('statementId', reasons.missing)
  const received = receive(await call.body(), call.header('content-type') ?? '', call.version)
  const [statement] = received.statements
  if (received.statements.length !== 1 || statement === undefined)
    throw badParameter('statementId', {
      fr: 'un seul énoncé est attendu',
      en: 'one single statement is expected',
    })
  const given = own(statement, 'id')
  if (given === undefined) statement['id'] = statementId
  else if (typeof given !== 'string' || given.toLowerCase() !== statementId.toLowerCase())
    throw badParameter('statementId', reasons.idMismatch)
  readStatementQuery({ statementId }, call.version)
  await take(call, received)
  return { status: 204 }
}

async function post(call: XapiCall): Promise<XapiAnswer> {
  const [unknown] = Object.keys(call.parameters)
  if (unknown !== undefined) throw badParameter(unknown.slice(0, 60), reasons.unknown)
  const received = receive(await call.body(), call.header('content-type') ?? '', call.version)
  const { ids } = await take(call, received)
  return json(JSON.stringify(ids))
}

type Received = Parameters<typeof takeStatements>[1]

async function take({ place, program, version, authority }: XapiCall, received: Received) {
  return place.database.writeApart(housekeeper, async (query) => {
    const taken = await takeStatements(query, received, {
      credentialId: program.credentialId,
      authority,
      version,
      now: place.clock(),
      makeId: randomUUID,
    })
    if (taken.added > 0) await followSessions(query, program.credentialId, received.statements)
    return taken
  })
}

async function get(call: XapiCall): Promise<XapiAnswer> {
  const { place, program, parameters } = call
  const asked = readStatementQuery(parameters, call.version)
  const read = await place.database.read(housekeeper, async (query) => {
    const page =
      asked.one === null
        ? await readPage(query, program.credentialId, asked.filter)
        : {
            statements: [await readStatement(query, program.credentialId, asked.one)].filter(
              (one) => one !== null,
            ),
            next: null,
          }
    const texts = page.statements.map(({ text }) => text)
    const needsWork = asked.format !== 'exact' || asked.withAttachments
    const values = needsWork ? texts.map((text) => parseJson(text) as JsonObject) : []
    const known = asked.format === 'canonical' ? await readActivities(query, keysIn(values)) : new Map()
    return { page, texts, values, known }
  })
  if (asked.one !== null && read.page.statements.length === 0) throw notFound()
  await journalPeople(
    call,
    read.page.statements.map(({ personId }) => personId),
  )
  const shown = shownAs(asked, read, languagesOf(call.header('accept-language')))
  const headers = lastModified(read.page.statements)
  const text =
    asked.one === null
      ? `{"statements":[${shown.join(',')}],"more":${JSON.stringify(moreOf(call, read.page.next))}}`
      : (shown[0] ?? '')
  return asked.withAttachments ? inParts(call, text, read.values, headers) : json(text, headers)
}

type Known = Parameters<typeof canonical>[1]

function shownAs(
  { format }: StatementQuery,
  { texts, values, known }: { texts: string[]; values: JsonObject[]; known: Known },
  languages: readonly string[],
): string[] {
  if (format === 'exact') return texts
  return values.map((value) =>
    writeJson(format === 'ids' ? idsOnly(value) : canonical(value, known, languages)),
  )
}

/** Activities of which something may be known, anywhere in some statements. */
function keysIn(values: readonly JsonObject[]): string[] {
  const keys = new Set<string>()
  const look = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) look(one)
    else if (isObject(value as JsonObject)) {
      const object = value as JsonObject
      const id = own(object, 'id')
      if (typeof id === 'string') keys.add(activityKey(id))
      for (const one of Object.values(object)) look(one)
    }
  }
  for (const value of values) {
    look(own(value, 'object'))
    look(own(value, 'context'))
  }
  return [...keys]
}

function moreOf({ base, parameters }: XapiCall, next: number | null): string {
  if (next === null) return ''
  const { cursor: _earlier, ...asked } = parameters
  return `${base}/statements?${new URLSearchParams({ ...asked, cursor: String(next) }).toString()}`
}

function lastModified(found: readonly Found[]): Record<string, string> {
  const latest = found.reduce<Date | null>(
    (newest, { storedAt }) => (newest === null || storedAt > newest ? storedAt : newest),
    null,
  )
  return latest === null ? {} : { 'last-modified': latest.toUTCString() }
}

export function json(text: string, headers: Readonly<Record<string, string>> = {}): XapiAnswer {
  return { status: 200, headers: { 'content-type': 'application/json', ...headers }, body: text }
}

/** The statements first, then each file once, one after the other: none waits in memory for the others. */
function inParts(
  { place, program }: XapiCall,
  text: string,
  values: readonly JsonObject[],
  headers: Readonly<Record<string, string>>,
): XapiAnswer {
  const boundary = `douze-${randomUUID()}`
  const digests = [...new Set(values.flatMap(filesNamedBy))]
  const parts = async function* (): AsyncGenerator<Buffer> {
    yield Buffer.from(`--${boundary}\r\nContent-Type: application/json\r\n\r\n${text}`)
    for (const sha2 of digests) {
      const file = await place.database.read(housekeeper, (query) =>
        readFile(query, program.credentialId, sha2),
      )
      if (file === null) continue
      yield Buffer.from(
        `\r\n--${boundary}\r\nContent-Type: ${file.mediaType}\r\nContent-Transfer-Encoding: binary\r\n` +
          `X-Experience-API-Hash: ${sha2}\r\n\r\n`,
      )
      yield file.content
    }
    yield Buffer.from(`\r\n--${boundary}--\r\n`)
  }
  return {
    status: 200,
    headers: { 'content-type': `multipart/mixed; boundary=${boundary}`, ...headers },
    body: Readable.toWeb(Readable.from(parts())) as ReadableStream,
  }
}

function notFound(): XapiRefused {
  return new XapiRefused('not-found', {
    fr: 'Aucun énoncé n’a cet identifiant ici.',
    en: 'No statement has this id here.',
  })
}
