// The one-time exchange of cmi5: a launched course gives the token of its address and gets the credential of its session.
import { housekeeper } from '../../model/reader.ts'
import { countWrongReference } from '../../access/index.ts'
import { badParameter, fetchCredential, reasons } from '../../sources/xapi/index.ts'
import type { XapiAnswer } from './answer.ts'
import type { XapiCall } from './call.ts'
import { json } from './statements.ts'

/** Answers as cmi5 (8.2) says: also a refusal is a 200, with a code. */
export async function fetchOnce({ place, parameters, address }: XapiCall): Promise<XapiAnswer> {
  const { token } = parameters
  if (token === undefined) throw badParameter('token', reasons.missing)
  const { clock, random } = place.access
  const credential = await place.database.writeApart(housekeeper, (query) =>
    fetchCredential(query, token.slice(0, 200), { now: clock(), random }),
  )
  if (credential !== null) return json(JSON.stringify({ 'auth-token': credential }))
  await countWrongReference(place.database, place.access, address ?? null)
  return json(JSON.stringify({ 'error-code': '1', 'error-text': 'The token was used, or has expired.' }))
}
