// From the body of a request to checked statements and files: what every door that takes statements goes through.
import { createHash } from 'node:crypto'
import { isMediaType, signatureUsage } from './check/attachments.ts'
import { isObject, own, type XapiVersion } from './check/shape.ts'
import { faultsOf } from './check/statement.ts'
import type { StatementFault, Words } from './faults.ts'
import { JsonFault } from './json/json-fault.ts'
import { type JsonObject, type JsonValue, parseJson } from './json/parse-json.ts'
import { boundaryOf, type Part, readParts } from './multipart.ts'
import { type Reason, reasons } from './reasons.ts'
import { contentHash } from './same-content.ts'
import { isSignatureOf } from './signature.ts'
import type { AttachedFile } from './store/attachments.ts'
import { XapiRefused } from './store/refused.ts'

export interface Received {
  readonly statements: readonly JsonObject[]
  readonly files: readonly AttachedFile[]
}

/** Faults listed of one delivery at most. */
const mostFaults = 1000

/**
 * Reads and checks a delivery.
 * @throws XapiRefused 'invalid' with every fault of every statement
 */
export function receive(body: Buffer, contentType: string, version: XapiVersion): Received {
  if (/^multipart\/mixed\b/i.test(contentType)) return receiveParts(body, contentType, version)
  if (!/^application\/json\b/i.test(contentType)) throw wrongType()
  const statements = checkStatements(parseBody(body), version)
  checkFiles(statements, [])
  return { statements, files: [] }
}

function receiveParts(body: Buffer, contentType: string, version: XapiVersion): Received {
  const boundary = boundaryOf(contentType)
  if (boundary === null) throw badPart('boundary')
  const [first, ...others] = readParts(body, boundary)
  if (first === undefined || !/^application\/json\b/i.test(first.headers.get('content-type') ?? ''))
    throw badPart('first')
  const statements = checkStatements(parseBody(first.body), version)
  const files = others.map(fileOf)
  checkFiles(statements, files)
  return { statements, files }
}

function fileOf({ headers, body }: Part): AttachedFile {
  const sha2 = headers.get('x-experience-api-hash')?.toLowerCase()
  if (sha2 === undefined || headers.get('content-transfer-encoding')?.toLowerCase() !== 'binary')
    throw badPart('headers')
  if (!isDigestOf(sha2, body)) throw badPart('hash')
  const mediaType = headers.get('content-type') ?? 'application/octet-stream'
  return { sha2, mediaType: isMediaType(mediaType) ? mediaType : 'application/octet-stream', content: body }
}

const digests: ReadonlyMap<number, string> = new Map([
  [56, 'sha224'],
  [64, 'sha256'],
  [96, 'sha384'],
  [128, 'sha512'],
])

function isDigestOf(sha2: string, content: Buffer): boolean {
  const name = digests.get(sha2.length)
  return name !== undefined && createHash(name).update(content).digest('hex') === sha2
}

export function parseBody(body: Buffer): JsonValue {
  try {
    return parseJson(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch (error) {
    if (error instanceof JsonFault) throw error
    if (error instanceof TypeError) throw new JsonFault('JSON_INVALID', notUtf8, 0)
    throw error
  }
}

const notUtf8 = { fr: 'Le corps n’est pas de l’UTF-8', en: 'The body is not UTF-8' }

/**
 * Checks one statement or a list of them.
 * @throws XapiRefused 'invalid'
 */
export function checkStatements(value: JsonValue, version: XapiVersion): readonly JsonObject[] {
  const statements = Array.isArray(value) ? value : [value]
  const faults: StatementFault[] = []
  for (const [index, statement] of statements.entries()) {
    if (faults.length >= mostFaults) break
    for (const fault of faultsOf(statement, version)) faults.push({ ...fault, index: index + 1 })
  }
  if (faults.length > 0) throw invalid(faults)
  const checked = statements as readonly JsonObject[]
  const { conflicts, repetitions } = repetitionsIn(checked)
  if (conflicts.length > 0) throw invalid(conflicts)
  if (repetitions.length > 0) throw invalid(repetitions)
  return checked
}

/** Ids that stand twice in one delivery: with other content, or merely repeated. */
export function repetitionsIn(statements: readonly JsonObject[]): {
  readonly conflicts: readonly StatementFault[]
  readonly repetitions: readonly StatementFault[]
} {
  const seen = new Map<string, JsonObject>()
  const conflicts: StatementFault[] = []
  const repetitions: StatementFault[] = []
  for (const [index, statement] of statements.entries()) {
    const given = own(statement, 'id')
    if (typeof given !== 'string') continue
    const id = given.toLowerCase()
    const earlier = seen.get(id)
    if (earlier === undefined) seen.set(id, statement)
    else {
      const isSame = contentHash(earlier) === contentHash(statement)
      const reason = isSame ? reasons.idTwice : reasons.idConflict
      const list = isSame ? repetitions : conflicts
      list.push({ code: 'ID_DUPLICATE_CONFLICT', index: index + 1, field: 'id', words: reason })
    }
  }
  return { conflicts, repetitions }
}

/** Every file that a statement names is there or elsewhere by its address; every file that is there is named. */
export function checkFiles(statements: readonly JsonObject[], files: readonly AttachedFile[]): void {
  const sent = new Map(files.map((file) => [file.sha2, file]))
  const named = new Set<string>()
  const faults: StatementFault[] = []
  for (const [index, statement] of statements.entries())
    for (const { attachment, field, owner } of attachmentsOf(statement)) {
      const sha2 = digestNamed(attachment)
      named.add(sha2)
      const reason = whyUnfit(owner, attachment, sent.get(sha2))
      if (reason !== null)
        faults.push({ code: 'XAPI_INVALID', index: index + 1, field, words: reasons[reason] })
    }
  if (faults.length > 0) throw invalid(faults)
  if (files.some(({ sha2 }) => !named.has(sha2))) throw badPart('excess')
}

function whyUnfit(
  statement: JsonObject,
  attachment: JsonObject,
  file: AttachedFile | undefined,
): Reason | null {
  const isSignature = own(attachment, 'usageType') === signatureUsage
  if (file === undefined) {
    if (isSignature) return 'signature'
    return own(attachment, 'fileUrl') === undefined ? 'fileUrl' : null
  }
  if (!isSignature) return null
  if (own(attachment, 'contentType') !== 'application/octet-stream') return 'signatureType'
  return isSignatureOf(statement, file.content) ? null : 'signature'
}

interface NamedFile {
  readonly attachment: JsonObject
  readonly field: string
  readonly owner: JsonObject
}

function attachmentsOf(statement: JsonObject, field = 'attachments'): NamedFile[] {
  const list = own(statement, 'attachments')
  const named = (Array.isArray(list) ? list : [])
    .filter(isObject)
    .map((attachment, index) => ({ attachment, field: `${field}[${index}]`, owner: statement }))
  const object = own(statement, 'object')
  return isObject(object) && own(object, 'objectType') === 'SubStatement'
    ? [...named, ...attachmentsOf(object, `object.${field}`)]
    : named
}

/** The digests of the files that a stored statement names. */
export function filesNamedBy(statement: JsonObject): string[] {
  return attachmentsOf(statement).map(({ attachment }) => digestNamed(attachment))
}

function digestNamed(attachment: JsonObject): string {
  const sha2 = own(attachment, 'sha2')
  return typeof sha2 === 'string' ? sha2.toLowerCase() : ''
}

function invalid(faults: readonly StatementFault[]): XapiRefused {
  return new XapiRefused(
    'invalid',
    {
      fr: 'Un énoncé au moins n’est pas ce que demande la norme xAPI. Rien n’a été gardé.',
      en: 'At least one statement is not what the xAPI standard asks. Nothing was kept.',
    },
    faults.slice(0, mostFaults),
  )
}

function wrongType(): XapiRefused {
  return new XapiRefused('invalid', {
    fr: 'Content-Type : application/json ou multipart/mixed est attendu.',
    en: 'Content-Type: application/json or multipart/mixed is expected.',
  })
}

const partWords = {
  boundary: { fr: 'Content-Type sans boundary.', en: 'Content-Type without boundary.' },
  first: {
    fr: 'La première partie doit être les énoncés, en application/json.',
    en: 'The first part must be the statements, as application/json.',
  },
  headers: {
    fr: 'Chaque fichier joint porte X-Experience-API-Hash et Content-Transfer-Encoding: binary.',
    en: 'Each attached file carries X-Experience-API-Hash and Content-Transfer-Encoding: binary.',
  },
  hash: {
    fr: 'X-Experience-API-Hash n’est pas le condensat du fichier joint.',
    en: 'X-Experience-API-Hash is not the digest of the attached file.',
  },
  excess: {
    fr: 'Un fichier joint n’est nommé par aucun énoncé.',
    en: 'An attached file is named by no statement.',
  },
} as const satisfies Record<string, Words>

function badPart(which: keyof typeof partWords): XapiRefused {
  return new XapiRefused('invalid', partWords[which])
}
