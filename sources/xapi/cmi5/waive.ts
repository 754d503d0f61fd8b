// Waives a unit of a cmi5 course for a person: somebody who may says that it counts as done by other means, and why. The statement is the
// platform's own, as the standard wants it (cmi5, sections 9.3.7 and 9.5.5.2), once for a unit and a registration.
import { randomUUID } from 'node:crypto'
import type { Query } from '../../../model/database.ts'
import { credentialOfRegistration } from '../store/credentials.ts'
import { XapiRefused } from '../store/refused.ts'
import { agentOf, json } from './agent.ts'
import { abandonEarlier, registrationOf, unitOf } from './launch.ts'
import { keepSession, say } from './session.ts'
import { cmi5Category, sessionExtension, waivedVerb } from './session-rules.ts'

/** Why, as the standard writes it. */
export const waiveReasons = {
  'tested-out': 'Tested Out',
  'equivalent-unit': 'Equivalent AU',
  'equivalent-activity': 'Equivalent Outside Activity',
  administrative: 'Administrative',
} as const
export type WaiveReason = keyof typeof waiveReasons

export interface Waiving {
  readonly packageId: number
  /** The publisher's IRI of the unit. */
  readonly unit: string
  readonly personId: number
  readonly reason: WaiveReason
  /** 'https://douze.example.fr' */
  readonly origin: string
  readonly now: Date
}

/** @throws XapiRefused 'not-found' for no such unit or person, 'conflict' when it was waived already */
export async function waiveUnit(query: Query, waiving: Waiving): Promise<void> {
  const { packageId, personId, reason, origin, now } = waiving
  const { unit, place } = await unitOf(query, waiving)
  const known = await query
    .selectFrom('people')
    .select('person_id')
    .where('person_id', '=', personId)
    .executeTakeFirst()
  if (known === undefined)
    throw new XapiRefused('not-found', { fr: 'Cette personne n’existe pas.', en: 'There is no such person.' })
  const registration = (await registrationOf(query, packageId, personId)) ?? randomUUID()
  const earlier = await query
    .selectFrom('xapi_launches')
    .select('session')
    .where('registration', '=', registration)
    .where('unit', '=', unit.id)
    .where('state', '=', 'waived')
    .executeTakeFirst()
  if (earlier !== undefined)
    throw new XapiRefused('conflict', {
      fr: 'Cette personne est déjà dispensée de cette unité.',
      en: 'This person has already been excused from this unit.',
    })
  // Nothing may be said of the unit in a session that was open: it would come after the end.
  await abandonEarlier(query, registration, unit.id)
  const credential = await credentialOfRegistration(query, registration, now)
  const { agent, agentKey } = await agentOf(query, { personId, origin, now })
  const session = randomUUID()
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
      fetchHash: null,
      state: 'waived',
    },
    now,
  )
  const statement = json({
    actor: agent,
    verb: { id: waivedVerb, display: { fr: 'a été dispensé de', en: 'waived' } },
    object: {
      id: `${origin}/xapi/cmi5/${packageId}/${place}`,
      definition: { name: { und: unit.title }, type: 'http://adlnet.gov/expapi/activities/lesson' },
    },
    result: {
      success: true,
      completion: true,
      extensions: { 'https://w3id.org/xapi/cmi5/result/extensions/reason': waiveReasons[reason] },
    },
    context: {
      registration,
      contextActivities: {
        category: [{ id: cmi5Category }, { id: 'https://w3id.org/xapi/cmi5/context/categories/moveon' }],
        grouping: [{ id: unit.id }],
      },
      extensions: { [sessionExtension]: session },
    },
    timestamp: now.toISOString(),
  })
  await say(query, statement, { credentialId: credential, origin, now })
}
