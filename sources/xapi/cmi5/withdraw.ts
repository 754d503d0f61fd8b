// Takes a waiver back: the statement `waived` is voided, and the unit counts as what the person did of it herself. The units of the course
// are as if she had never been excused; she may be again.
import { sql } from 'kysely'
import type { Query } from '../../../model/database.ts'
import { voided } from '../check/verb.ts'
import { XapiRefused } from '../store/refused.ts'
import { json } from './agent.ts'
import { unitOf } from './launch.ts'
import { platformAgent, say } from './session.ts'
import { sessionExtension, waivedVerb } from './session-rules.ts'

export interface Withdrawing {
  readonly packageId: number
  /** The publisher's IRI of the unit. */
  readonly unit: string
  readonly personId: number
  /** 'https://douze.example.fr' */
  readonly origin: string
  readonly now: Date
}

/** @throws XapiRefused 'not-found' for no such unit, 'conflict' for a person who is not excused from it */
export async function withdrawWaiver(query: Query, withdrawing: Withdrawing): Promise<void> {
  const { packageId, personId, origin, now } = withdrawing
  const { unit } = await unitOf(query, withdrawing)
  const waiver = await query
    .updateTable('xapi_launches')
    .set({ state: 'withdrawn' })
    .where('package_id', '=', packageId)
    .where('unit', '=', unit.id)
    .where('person_id', '=', personId)
    .where('state', '=', 'waived')
    .returning(['credential_id', 'registration', 'session'])
    .executeTakeFirst()
  if (waiver === undefined)
    throw new XapiRefused('conflict', {
      fr: 'Cette personne n’est pas dispensée de cette unité.',
      en: 'This person is not excused from this unit.',
    })
  const { credential_id: credentialId, registration, session } = waiver
  const said = await query
    .selectFrom('xapi_statements')
    .select('statement_uuid')
    .where('credential_id', '=', credentialId)
    .where('registration', '=', registration)
    .where('verb', '=', waivedVerb)
    .where('is_voided', '=', false)
    .where(
      sql<boolean>`statement #>> array['context', 'extensions', ${sessionExtension}::text] = ${session}::text`,
    )
    .executeTakeFirst()
  // Records go when they are old enough; what they had said then goes with them.
  if (said === undefined) return
  const statement = json({
    actor: platformAgent(origin),
    verb: { id: voided, display: { fr: 'a annulé', en: 'voided' } },
    object: { objectType: 'StatementRef', id: said.statement_uuid },
    timestamp: now.toISOString(),
  })
  await say(query, statement, { credentialId, origin, now })
}
