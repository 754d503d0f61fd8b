// What a resource of the learning record store is given: the request, by which standard, and for which program.
import type { JsonObject, OpenCredential, XapiVersion } from '../../sources/xapi/index.ts'
import type { Place } from '../handler.ts'
import type { XapiRequest } from './request.ts'

export interface XapiCall extends XapiRequest {
  readonly place: Place
  /** '/xapi', or '/xapi/1.0' for programs that know the older standard alone. */
  readonly base: string
  readonly version: XapiVersion
  readonly program: OpenCredential
  /** The program as the agent that vouches for what it sends. */
  readonly authority: JsonObject
  readonly requestId: string
  /** Where a launched course asks from; of other requests it is not told. */
  readonly address?: string | null
}
