// Launches a unit of a cmi5 course for a person: a session with its own short-lived credential, the documents that the unit reads
// first, and the address to open. What a unit sends afterwards is read like any other record.
import { randomUUID } from 'node:crypto'
import type { Query } from '../../../model/database.ts'
import type { JsonObject } from '../json/parse-json.ts'
import { credentialOfRegistration, digestOf } from '../store/credentials.ts'
import { putDocument, readDocument } from '../store/documents.ts'
import { XapiRefused } from '../store/refused.ts'
import { agentOf, json } from './agent.ts'
import type { CourseStructure, Unit } from './course-structure.ts'
import { keepSession, say } from './session.ts'
import { cmi5Category, sessionExtension } from './session-rules.ts'

export interface Launching {
  readonly packageId: number
  /** The publisher's IRI of the unit. */
  readonly unit: string
  readonly personId: number
  /** 'https://douze.example.fr' */
  readonly origin: string
  readonly now: Date
  readonly random: (bytes: number) => Buffer
}

const extension = 'https://w3id.org/xapi/cmi5/context/extensions/'

/** @returns the address to open in a browser; it works once @throws XapiRefused 'not-found' */
export async function launchUnit(query: Query, launching: Launching): Promise<string> {
  const { packageId, personId, origin, now, random } = launching
  const { unit, place } = await unitOf(query, launching)
  const activity = `${origin}/xapi/cmi5/${packageId}/${place}`
  const registration = (await registrationOf(query, packageId, personId)) ?? randomUUID()
  const session = randomUUID()
  const credential = await credentialOfRegistration(query, registration, now)
  const { agent, agentKey } = await agentOf(query, { personId, origin, now })
  const said = { unit, activity, registration, session, agent }
  await abandonEarlier(query, registration, unit.id)
  const token = random(32).toString('base64url')
  await keepSession(
    query,
    {
      packageId,
      unit: unit.id,
      personId,
      registration,
      session,
      agentKey,
      credentialId: credential,
      fetchHash: digestOf(token),
      state: 'launched',
    },
    now,
  )
  await keepDocuments(query, credential, agentKey, said, now)
  await say(query, launchedStatement(said), { credentialId: credential, origin, now })
  return addressOf(said, origin, token)
}

/** @throws XapiRefused 'not-found' */
export async function unitOf(
  query: Query,
  { packageId, unit }: Pick<Launching, 'packageId' | 'unit'>,
): Promise<{ unit: Unit; place: number }> {
  const row = await query
    .selectFrom('xapi_courses')
    .select('structure')
    .where('package_id', '=', packageId)
    .executeTakeFirst()
  const { units = [] } = (row?.structure ?? {}) as Partial<CourseStructure>
  const place = units.findIndex(({ id }) => id === unit)
  const found = units[place]
  if (found === undefined)
    throw new XapiRefused('not-found', { fr: 'Cette unité n’existe pas.', en: 'There is no such unit.' })
  return { unit: found, place }
}

/** A person goes on under the registration that she began with. */
export async function registrationOf(
  query: Query,
  packageId: number,
  personId: number,
): Promise<string | null> {
  const row = await query
    .selectFrom('xapi_launches')
    .select('registration')
    .where('package_id', '=', packageId)
    .where('person_id', '=', personId)
    .orderBy('launch_id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.registration ?? null
}

/** A session that never ended is abandoned once the unit is opened again, or waived. */
export async function abandonEarlier(query: Query, registration: string, unit: string): Promise<void> {
  await query
    .updateTable('xapi_launches')
    .set({ state: 'abandoned', fetch_hash: null })
    .where('registration', '=', registration)
    .where('unit', '=', unit)
    .where('state', 'in', ['launched', 'initialized'])
    .execute()
}

interface Said {
  readonly unit: Unit
  readonly activity: string
  readonly registration: string
  readonly session: string
  readonly agent: JsonObject
}

/** What the unit reads before anything else (cmi5, sections 10 and 11). */
async function keepDocuments(
  query: Query,
  credentialId: number,
  agentKey: string,
  { unit, activity, registration, session }: Said,
  now: Date,
): Promise<void> {
  const conditions = { ifMatch: null, ifNoneMatch: null, areNeeded: 'never' } as const
  const put = (kind: 'state' | 'agent-profile', name: string, value: object): Promise<void> => {
    const isState = kind === 'state'
    const scope = {
      kind,
      activity: isState ? activity : null,
      agentKey,
      registration: isState ? registration : null,
    }
    const content = Buffer.from(JSON.stringify(value))
    return putDocument(
      query,
      credentialId,
      { scope, name, conditions, now },
      { mediaType: 'application/json', content },
    )
  }
  await put('state', 'LMS.LaunchData', {
    contextTemplate: {
      contextActivities: { grouping: [{ id: unit.id }] },
      extensions: { [sessionExtension]: session },
    },
    launchMode: 'Normal',
    launchMethod: unit.launchMethod,
    moveOn: unit.moveOn,
    ...(unit.masteryScore === null ? {} : { masteryScore: unit.masteryScore }),
    ...(unit.launchParameters === null ? {} : { launchParameters: unit.launchParameters }),
  })
  const preferences = { kind: 'agent-profile', activity: null, agentKey, registration: null } as const
  if ((await readDocument(query, credentialId, preferences, 'cmi5LearnerPreferences')) === null)
    await put('agent-profile', 'cmi5LearnerPreferences', {
      languagePreference: 'fr-FR,en-GB',
      audioPreference: 'on',
    })
}

function launchedStatement({ unit, activity, registration, session, agent }: Said): JsonObject {
  return json({
    actor: agent,
    verb: { id: 'http://adlnet.gov/expapi/verbs/launched', display: { fr: 'a ouvert', en: 'launched' } },
    object: {
      id: activity,
      definition: { name: { und: unit.title }, type: 'http://adlnet.gov/expapi/activities/lesson' },
    },
    context: {
      registration,
      contextActivities: { category: [{ id: cmi5Category }], grouping: [{ id: unit.id }] },
      extensions: {
        [sessionExtension]: session,
        [`${extension}launchmode`]: 'Normal',
        [`${extension}launchurl`]: unit.url,
        [`${extension}moveon`]: unit.moveOn,
        ...(unit.masteryScore === null ? {} : { [`${extension}masteryscore`]: unit.masteryScore }),
      },
    },
  })
}

function addressOf({ unit, activity, registration, agent }: Said, origin: string, token: string): string {
  const url = new URL(unit.url)
  url.searchParams.set('endpoint', `${origin}/xapi/1.0/`)
  url.searchParams.set('fetch', `${origin}/xapi/cmi5/fetch?token=${token}`)
  url.searchParams.set('actor', JSON.stringify(agent))
  url.searchParams.set('registration', registration)
  url.searchParams.set('activityId', activity)
  return url.href
}
