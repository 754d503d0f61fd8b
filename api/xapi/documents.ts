// The three resources of documents: the state of a person in an activity, the profile of an activity, that of an agent.
import { housekeeper } from '../../model/reader.ts'
import {
  agentKeyOf,
  badParameter,
  type Conditions,
  deleteDocument,
  deleteDocuments,
  type DocumentKind,
  type DocumentScope,
  instantOf,
  iriOf,
  largestDocument,
  listDocuments,
  mergeDocument,
  parseBody,
  putDocument,
  readDocument,
  reasons,
  uuidOf,
  XapiRefused,
  type XapiVersion,
} from '../../sources/xapi/index.ts'
import type { XapiAnswer } from './answer.ts'
import type { XapiCall } from './call.ts'
import { journalPeople } from './journal.ts'
import { json } from './statements.ts'

interface Naming {
  readonly kind: DocumentKind
  /** The parameter that names one document. */
  readonly id: 'stateId' | 'profileId'
  readonly needs: readonly ('activityId' | 'agent')[]
  readonly takesRegistration: boolean
  /** Several can be deleted at once: only states. */
  readonly deletesMany: boolean
}

export const stateNaming: Naming = {
  kind: 'state',
  id: 'stateId',
  needs: ['activityId', 'agent'],
  takesRegistration: true,
  deletesMany: true,
}
export const activityProfileNaming: Naming = {
  kind: 'activity-profile',
  id: 'profileId',
  needs: ['activityId'],
  takesRegistration: false,
  deletesMany: false,
}
export const agentProfileNaming: Naming = {
  kind: 'agent-profile',
  id: 'profileId',
  needs: ['agent'],
  takesRegistration: false,
  deletesMany: false,
}

export async function documents(call: XapiCall, naming: Naming): Promise<XapiAnswer> {
  const scope = scopeOf(call, naming)
  const name = nameOf(call, naming)
  if (call.method === 'GET') return name === null ? list(call, scope) : getOne(call, scope, name)
  if (name === null) {
    if (call.method !== 'DELETE' || !naming.deletesMany) throw badParameter(naming.id, reasons.missing)
    await call.place.database.writeApart(housekeeper, (query) =>
      deleteDocuments(query, call.program.credentialId, scope),
    )
    return { status: 204 }
  }
  return write(call, naming, scope, name)
}

function scopeOf({ parameters, version, method }: XapiCall, naming: Naming): DocumentScope {
  const known = new Set<string>([naming.id, ...naming.needs])
  if (naming.takesRegistration) known.add('registration')
  if (method === 'GET') known.add('since')
  for (const name of Object.keys(parameters))
    if (!known.has(name)) throw badParameter(name.slice(0, 60), reasons.unknown)
  for (const name of naming.needs)
    if (parameters[name] === undefined) throw badParameter(name, reasons.missing)
  return {
    kind: naming.kind,
    activity: iriOf(parameters, 'activityId'),
    agentKey: parameters['agent'] === undefined ? null : agentKeyOf(parameters['agent'], version),
    registration: uuidOf(parameters, 'registration'),
  }
}

const longestName = 4000

function nameOf({ parameters }: XapiCall, { id }: Naming): string | null {
  const name = parameters[id]
  if (name === undefined) return null
  if (name.length > longestName) throw badParameter(id, reasons.tooLong)
  return name
}

async function list(call: XapiCall, scope: DocumentScope): Promise<XapiAnswer> {
  const since = instantOf(call.parameters, 'since')
  const { names, latest, people } = await call.place.database.read(housekeeper, (query) =>
    listDocuments(query, call.program.credentialId, scope, since),
  )
  await journalPeople(call, people)
  return json(JSON.stringify(names), latest === null ? {} : { 'last-modified': latest.toUTCString() })
}

async function getOne(call: XapiCall, scope: DocumentScope, name: string): Promise<XapiAnswer> {
  const found = await call.place.database.read(housekeeper, (query) =>
    readDocument(query, call.program.credentialId, scope, name),
  )
  if (found === null)
    throw new XapiRefused('not-found', { fr: 'Aucun document ici.', en: 'There is no document here.' })
  await journalPeople(call, [found.personId])
  return {
    status: 200,
    headers: {
      'content-type': found.mediaType,
      // Whatever a program stored is never shown as a page of ours.
      'content-disposition': 'attachment',
      etag: `"${found.etag}"`,
      'last-modified': found.updatedAt.toUTCString(),
    },
    body: found.content,
  }
}

async function write(
  call: XapiCall,
  naming: Naming,
  scope: DocumentScope,
  name: string,
): Promise<XapiAnswer> {
  const { place, program, method } = call
  const target = { scope, name, conditions: conditionsOf(call, naming), now: place.clock() }
  const document = method === 'DELETE' ? null : await sentDocument(call)
  await place.database.writeApart(housekeeper, (query) => {
    if (document === null) return deleteDocument(query, program.credentialId, target)
    return method === 'PUT'
      ? putDocument(query, program.credentialId, target, document)
      : mergeDocument(query, program.credentialId, target, document)
  })
  return { status: 204 }
}

function conditionsOf({ header, method, version }: XapiCall, { kind }: Naming): Conditions {
  return {
    ifMatch: header('if-match') ?? null,
    ifNoneMatch: header('if-none-match') ?? null,
    areNeeded: method === 'PUT' ? neededBy(kind, version) : 'never',
  }
}

/** xAPI 1.0 lets a state be overwritten unseen, for the sake of simple courses, and a profile never be. */
function neededBy(kind: DocumentKind, version: XapiVersion): Conditions['areNeeded'] {
  if (version === '2.0') return 'when-there'
  return kind === 'state' ? 'never' : 'always'
}

async function sentDocument(call: XapiCall): Promise<{ mediaType: string; content: Buffer }> {
  const mediaType = call.header('content-type') ?? 'application/octet-stream'
  const content = await call.body()
  if (content.length > largestDocument)
    throw new XapiRefused('too-large', {
      fr: 'Un document xAPI fait au plus 5 Mio.',
      en: 'An xAPI document is at most 5 MiB.',
    })
  if (/^application\/json\s*(;|$)/i.test(mediaType)) parseBody(content)
  return { mediaType: mediaType.slice(0, 200), content }
}
