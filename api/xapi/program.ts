// Which program asks: a credential of its own by HTTP Basic, or an API token. Never a cookie: a page that a browser shows can
// do nothing here with somebody's session.
import type { Context } from 'hono'
import { AccessRefused, callerOf, countWrongReference } from '../../access/index.ts'
import { housekeeper } from '../../model/reader.ts'
import {
  findCredential,
  noteCredentialUse,
  type OpenCredential,
  sharedCredential,
  XapiRefused,
} from '../../sources/xapi/index.ts'
import { addressOf } from '../front.ts'
import type { Place } from '../handler.ts'

/** @throws AccessRefused 'not-signed-in', 'too-many-tries', 'not-allowed' */
export async function programOf(
  place: Place,
  context: Context,
  authorization: string | undefined,
  isWrite: boolean,
): Promise<OpenCredential> {
  const [scheme = '', value = ''] = (authorization ?? '').trim().split(/\s+/, 2)
  const address = addressOf(place.front, context)
  if (scheme.toLowerCase() === 'bearer' && value !== '') return byToken(place, address, value, isWrite)
  if (scheme.toLowerCase() !== 'basic' || value === '') throw new AccessRefused('not-signed-in')
  const pair = Buffer.from(value, 'base64').toString('utf8')
  const colon = pair.indexOf(':')
  const now = place.access.clock()
  const found = await place.database.read(housekeeper, (query) =>
    pair.includes('\0') || colon < 0
      ? Promise.resolve(null)
      : findCredential(query, pair.slice(0, colon), pair.slice(colon + 1), now),
  )
  if (found === null) {
    await countWrongReference(place.database, place.access, address)
    throw new AccessRefused('not-signed-in')
  }
  if (found.isNoteDue)
    await place.database.writeApart(housekeeper, (query) => noteCredentialUse(query, found.credentialId, now))
  return found
}

/** A token of an administrator, as for every other door in; records that tokens bring are kept together. */
async function byToken(
  place: Place,
  address: string | null,
  token: string,
  isWrite: boolean,
): Promise<OpenCredential> {
  const caller = await callerOf(place.database, place.access, { session: null, token, address })
  if (caller.kind !== 'token') throw new AccessRefused('not-signed-in')
  if (!caller.roles.includes('administrator') || (isWrite && caller.isReadOnly))
    throw new XapiRefused('forbidden', {
      fr: 'Ce jeton n’a pas le rôle administrateur, ou ne sert qu’à lire.',
      en: 'This token has not the role administrator, or is for reading only.',
    })
  return place.database.writeApart(housekeeper, (query) =>
    sharedCredential(query, 'tokens', place.access.clock()),
  )
}
