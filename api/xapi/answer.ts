// Answers of the learning record store: their headers, and its refusals in the same form as the rest of the API, with each
// fault of each statement.
import type { Context } from 'hono'
import { JsonFault, type StatementFault, type XapiCode, XapiRefused } from '../../sources/xapi/index.ts'

export interface XapiAnswer {
  readonly status: 200 | 204
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer | ReadableStream
}

const statuses = {
  invalid: 400,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  precondition: 412,
  'too-large': 413,
} as const satisfies Record<XapiCode, number>

const codes = {
  invalid: 'XAPI_INVALID',
  forbidden: 'not-allowed',
  'not-found': 'not-found',
  conflict: 'XAPI_CONFLICT',
  precondition: 'XAPI_PRECONDITION',
  'too-large': 'too-large',
} as const satisfies Record<XapiCode, string>

/** The answer to what the standard, or what is stored, refuses; null for any other fault. */
export function refusalOf(context: Context, error: unknown, requestId: string): Response | null {
  if (error instanceof JsonFault)
    return context.json({ error: { code: error.code, message: error.words, requestId } }, 400)
  if (!(error instanceof XapiRefused)) return null
  const { code, words, faults } = error
  return context.json(
    {
      error: {
        code: codes[code],
        message: words,
        requestId,
        ...(faults.length > 0 ? { statements: faults.map(faultJson) } : {}),
      },
    },
    statuses[code],
  )
}

function faultJson({ index, field, code, words }: StatementFault): object {
  return { index, field, code, reason: words }
}

/**
 * Courses run in the browser from wherever they are kept, and speak to the store from there. That is safe for everybody:
 * nothing here listens to cookies, and a credential stands in a header that no foreign page can make a browser send.
 */
export const crossOrigin: Readonly<Record<string, string>> = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers':
    'ETag, Last-Modified, X-Experience-API-Version, X-Experience-API-Consistent-Through',
}

export const preflight: Readonly<Record<string, string>> = {
  'access-control-allow-methods': 'GET, HEAD, PUT, POST, DELETE',
  'access-control-allow-headers':
    'Authorization, Content-Type, Accept-Language, If-Match, If-None-Match, X-Experience-API-Version',
  'access-control-max-age': '600',
}
