// One row of the contract table: a route with what goes in, what comes out and who may use it. Routes,
// validation, the typed client and the OpenAPI description all come from these rows.
import type { z } from 'zod'
import type { Role } from '../../model/reader.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

export interface Endpoint {
  readonly method: Method
  /** With Hono's parameters: '/api/metrics/:metric'. */
  readonly path: string
  /** One English sentence for the API's description. */
  readonly summary: string
  /** Who may use it; there is no default. */
  readonly roles: readonly Role[]
  /** 'not needed': answers anybody. 'under way': also a session that still lacks its second factor. */
  readonly signIn?: 'not needed' | 'under way'
  /** Looks at credentials of its own in the request: neither the session nor an API token counts. */
  readonly hasOwnCredentials?: true
  /** Answers only on a machine without accounts; afterwards it answers like a missing route. */
  readonly isSetup?: true
  /** Answers a person who signed in, not a program with an API token. */
  readonly refusesTokens?: true
  readonly pathParameters?: z.ZodType
  readonly query?: z.ZodType
  readonly body?: z.ZodType
  /** JSON of this shape; or a file of one of these media types. */
  readonly answer: z.ZodType | { readonly file: readonly string[] }
  /** The request body is a raw stream of bytes (uploads). */
  readonly upload?: true
}

/** Declares one endpoint, keeping the exact types of its schemas. */
export function endpoint<const Row extends Endpoint>(row: Row): Row {
  return row
}
